"""What accompanies the picture of one session: the other cameras, what is heard, what is measured."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from coder.app.cameras import Film
from coder.app.keymap import Keymap
from coder.app.notices import Notice, Severity, notice_of
from coder.app.settings import Settings
from coder.app.sounds import Source, list_sources
from coder.errors import CoderError
from coder.gui.background import Background
from coder.gui.cameras.cameras_view import CameraViews
from coder.gui.cameras.memory import find_memory, keep_memory
from coder.gui.lanes import Lanes
from coder.gui.theme import Theme
from coder.gui.timeline.view import TimelineView
from coder.gui.video.hearing import Hearing
from coder.gui.video.playback import Playback, StartEngine
from coder.gui.video.region_drawing import RegionDrawing
from coder.gui.video.transport import Transport
from coder.gui.video.video_view import VideoView
from coder.media.cameras import MOST_CAMERAS
from coder.model.region import NAME
from coder.model.scheme import Pass

if TYPE_CHECKING:
    from coder.app.open_session import Opened

SOUND_WAITS_MS = 300
MOTION_WAITS_MS = 1_500
STAGE = "stage"


class Company(QObject):
    """Made before the playback, whose engine it lends to any view (``through``); ``sit_down`` connects it.

    ``told`` tells what is to be said, ``silent`` once, calmly, that there is no sound device.
    """

    told = Signal(object)
    silent = Signal(object)
    volume_changed = Signal(float)
    keep_asked = Signal(object)
    focus_asked = Signal()
    command_asked = Signal(str)

    def __init__(self, parent: QObject, opened: "Opened", settings: Settings, theme: Theme) -> None:
        super().__init__(parent)
        self._opened, self._settings = opened, settings
        self._memory = find_memory(settings.window, opened.session.folder)
        self.cameras = CameraViews(self, opened, theme, self.told.emit)
        self.sources: tuple[Source, ...] = ()
        self.drawing: RegionDrawing | None = None
        self._listing = Background(self)
        self._note = ""

    def through(self, start: StartEngine | None) -> StartEngine | None:
        """Return what starts the main video's engine, so that its pictures can go to any view."""
        return self.cameras.through(start)

    def around(self, view: VideoView, playback: Playback, keymap: Keymap) -> QWidget:
        """Return the picture with the other cameras beside it."""
        self._view, self._playback = view, playback
        stage = self.cameras.show_on(playback, view, self._memory, keymap)
        stage.restore(self._settings.window.get(STAGE, ""))
        return stage

    def sit_down(self, transport: Transport, timeline: TimelineView, passing: Pass | None) -> None:
        """Connect it to what shows it, and begin what is done in the background."""
        settings, session = self._settings, self._opened.session
        self._passing, self._transport = passing, transport
        self.hearing = Hearing(self, self._playback, transport, volume=settings.volume, scrub=settings.scrub_sound)
        self.lanes = Lanes(self, timeline, session, settings.window)
        self.lanes.busy = self._is_busy
        for part in (self.hearing, self.lanes):
            part.told.connect(self.told)
        self.hearing.silent.connect(self.silent)
        self.hearing.volume_changed.connect(self.volume_changed)
        self.cameras.bar.command_asked.connect(self.command_asked)
        self.cameras.large_changed.connect(self._show_note)
        self.cameras.offsets_changed.connect(self._list_sounds)
        self.cameras.ready.connect(self._list_sounds)
        self._show_note()
        QTimer.singleShot(MOTION_WAITS_MS, self.lanes, self.lanes.find_regions)
        if not self.cameras.several:
            self._list_sounds()

    def _is_busy(self) -> bool:
        return self.cameras.busy

    def _show_note(self) -> None:
        note = " · ".join(
            word
            for word in (
                f"pass {str(self._passing.label) or self._passing.id}" if self._passing else "",
                self.cameras.words(),
            )
            if word
        )
        if note != self._note:
            self._note = note
            self._view.show_note(note)

    # ------------------------------------------------------------------------- sound

    def _list_sounds(self) -> None:
        if self._passing is not None and not self._passing.sound:
            self.hearing.stay_silent(f"Pass {self._passing.id} is coded without sound.")
            return
        video = self._opened.video
        if video.path is None or video.missing is not None:
            self.hearing.stay_silent("There is no video, and so no sound.")
        main = () if video.path is None or video.missing is not None else (Film(0, video.paths, video.frames),)
        films, cameras = (*main, *self.cameras.films), self.cameras.cameras
        offsets = [camera.offset_ms for camera in cameras] if cameras is not None else [0]
        self._listing.leave()
        self._listing = Background(self)
        self._listing.done.connect(self._listed)
        self._listing.refused.connect(self._refuse)
        self._listing.start("sounds", lambda _work: list_sources(films, offsets))

    def _listed(self, sources: tuple[Source, ...]) -> None:
        self.sources = sources
        memory = self._memory
        wanted = (source for source in sources if (source.camera, source.stream) == (memory.sound_camera, memory.sound))
        source = next(wanted, sources[0] if sources else None)
        self.lanes.draw_sound(source)
        if source is None:
            if self._opened.video.path is not None and self._opened.video.missing is None:
                self.hearing.stay_silent("The video has no sound.")
        elif source != self.hearing.source:
            QTimer.singleShot(SOUND_WAITS_MS, self.hearing, partial(self.hearing.listen, source))

    def _refuse(self, error: CoderError) -> None:
        self.told.emit(notice_of(error))

    def choose_sound(self, source: Source) -> None:
        """Hear and draw another sound from now on; it is remembered for the session."""
        self._memory = replace(self._memory, sound_camera=source.camera, sound=source.stream)
        self.lanes.draw_sound(source)
        self.hearing.listen(source)
        self.told.emit(Notice(f"Heard: {source.words}."))

    def _toggle_scrub(self) -> None:
        self.hearing.toggle_scrub()
        self.keep_asked.emit({"scrub_sound": self.hearing.scrub})

    # ------------------------------------------------------------------------ regions

    def draw_region(self) -> None:
        """Let a region be drawn on the main camera's picture."""
        video = self._opened.video
        if video.path is None or video.missing is not None or self._view.image.isNull():
            self.told.emit(Notice("There is no picture to draw on.", "", Severity.WARNING))
            return
        if self.drawing is not None:
            self.drawing.end()
            return
        self.cameras.show_large(0)
        self._playback.pause()
        known = self.lanes.plan.regions if self.lanes.plan is not None else ()
        self.drawing = RegionDrawing(self._view, self._names(), known)
        self.drawing.drawn.connect(self.lanes.add_region)
        self.drawing.ended.connect(self._end_drawing)

    def _names(self) -> list[str]:
        """Return whose regions there may be: the scheme's actors, and others by number."""
        actors = [actor.id for actor in self._opened.workspace.scheme.actors if NAME.fullmatch(actor.id)]
        return [*actors, *(f"region_{number}" for number in range(1, 10))][:9][: max(4, len(actors) + 1)]

    def _end_drawing(self) -> None:
        self.drawing = None
        self.focus_asked.emit()

    # ------------------------------------------------------------ what commands may ask

    def acts(self) -> dict[str, Callable[[], object]]:
        """Return what commands may ask, by name."""
        cameras, hearing, lanes = self.cameras, self.hearing, self.lanes
        return {
            **{f"camera {number + 1}": partial(cameras.show_large, number) for number in range(MOST_CAMERAS)},
            "next camera": cameras.show_next,
            "small views": cameras.toggle_small,
            "align": cameras.align,
            "held frame back": partial(cameras.step_held, -1),
            "held frame on": partial(cameras.step_held, 1),
            "held second back": partial(cameras.step_held, seconds=-1.0),
            "held second on": partial(cameras.step_held, seconds=1.0),
            "same moment": cameras.same_moment,
            "mute": hearing.toggle,
            "louder": partial(hearing.change_volume, 1),
            "softer": partial(hearing.change_volume, -1),
            "scrub sound": self._toggle_scrub,
            "spectrogram": lanes.toggle_spectrogram,
            "motion": lanes.toggle_motion,
            "draw region": self.draw_region,
            "remove regions": lanes.remove_regions,
            "measure motion": lanes.measure,
            "stop motion": lanes.stop_motion,
        }

    def ticked(self) -> dict[str, bool]:
        """Return which of what can be on or off is on, by the name of the act."""
        return {
            "small views": self.cameras.several and self.cameras.small_shown,
            "align": self.cameras.holding is not None,
            "mute": self.hearing.on,
            "scrub sound": self.hearing.scrub,
            "spectrogram": self.lanes.spectrogram_shown,
            "motion": self.lanes.motion_shown,
        }

    def use_keys(self, keymap: Keymap) -> None:
        """Name other player keys."""
        self.cameras.use_keys(keymap)

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        self.cameras.set_theme(theme)

    def remember(self, window: Mapping[str, str]) -> dict[str, str]:
        """Return the window's memory with how the cameras are shown, what is heard, and which lanes there are."""
        stage = self.cameras.stage.shape()
        memory = replace(self._memory, large=self.cameras.large, small=self.cameras.small_shown)
        kept = keep_memory(window, self._opened.session.folder, memory)
        return {**self.lanes.memory(kept), **({STAGE: stage} if stage else {})}

    def close(self) -> None:
        """End every thread and every engine."""
        if self.drawing is not None:
            self.drawing.end()
        self._listing.leave()
        self.lanes.close()
        self.hearing.close()
        self.cameras.close()
