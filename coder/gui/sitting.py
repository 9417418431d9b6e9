"""One observation being coded in the window: its parts are made, connected and let go here."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from coder.app.commands import BY_ID
from coder.app.desk import Desk
from coder.app.keymap import Keymap
from coder.app.notices import Notice, Severity
from coder.app.settings import Settings, cache_folder
from coder.errors import CoderError
from coder.gui.coding_page import CodingPage
from coder.gui.errand import Errand
from coder.gui.events.events_view import EventsView
from coder.gui.header import Header
from coder.gui.message_bar import MessageBar
from coder.gui.palette.code_palette import CodePalette
from coder.gui.palette.question_strip import QuestionStrip
from coder.gui.saved_light import SavedLight
from coder.gui.saving import Saving
from coder.gui.theme import Theme
from coder.gui.timeline.view import TimelineView
from coder.gui.video.playback import Playback, StartEngine
from coder.gui.video.transport import Transport
from coder.gui.video.video_view import VideoView
from coder.gui.view_port import ViewPort

if TYPE_CHECKING:
    from coder.app.open_session import Opened
    from coder.gui.video.sound import Sound

SOUND_WAITS_MS = 300
_TOLD = "told that there is no sound"


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the window lends to a sitting."""

    theme: Theme
    settings: Settings
    keymap: Keymap
    view: ViewPort
    bar: MessageBar
    saving: Saving


class Sitting(QObject):
    """The desk of one observation and all that shows it."""

    volume_changed = Signal(float)

    def __init__(self, parent: QObject, opened: "Opened", around: Surroundings) -> None:
        super().__init__(parent)
        self.opened, self._around = opened, around
        theme, settings = around.theme, around.settings
        workspace = opened.workspace
        self.video = VideoView()
        self.playback = Playback(workspace.frames, self.video, engine_of(opened))
        self.desk = Desk(workspace, self.playback, around.view, around.keymap, round(settings.pre_roll_s * 1000))
        self.transport = Transport(around.keymap, theme, pre_roll_s=settings.pre_roll_s, volume=settings.volume)
        self.timeline = TimelineView(workspace, theme)
        self.timeline.reduced_motion = settings.reduced_motion
        self.timeline.set_density(settings.density)
        self.events = EventsView(workspace, theme, keymap=around.keymap)
        self.codes = CodePalette(self.desk, theme)
        self.strip = QuestionStrip(self.desk, theme, self.video)
        self.header = Header(workspace, SavedLight(theme), theme)
        self.page = CodingPage(self.video, self.transport, self.timeline, self.codes, self.events)
        self.sound: Sound | None = None
        self._pass = workspace.scheme.pass_(workspace.pass_id)
        self._volume = settings.volume
        self._growing = False
        self.sound_lane_shown = True
        self._stops = [workspace.noticed.add(around.bar.show_notice)]
        self._show_states()
        self._connect()
        self._read_waveform()
        QTimer.singleShot(SOUND_WAITS_MS, self, self._open_sound)

    def _show_states(self) -> None:
        workspace, opened = self.desk.workspace, self.opened
        if self._pass is not None:
            self.video.show_note(f"pass {self._pass.id}")
            self.playback.set_rate(self._pass.rate)
        missing = opened.video.missing
        if missing is not None:
            self.video.show_notice(f"The video {missing.name} is missing.\n{opened.video.hint}")
        saving, retry = self._around.saving, opened.writer.retry if opened.writer is not None else _nothing
        saving.show_on(
            self.header.light, self._around.bar, retry=retry, save_copy=partial(self._around.view.show, "save_copy")
        )
        if workspace.view_only:
            saving.view_only(workspace.view_only)

    def _connect(self) -> None:
        self.playback.now_changed.connect(self._show_now)
        self.playback.changed.connect(self._show_playing)
        self.playback.failed.connect(self._tell_error)
        self.transport.rate_asked.connect(self.playback.set_rate)
        self.transport.pre_roll_asked.connect(self._set_pre_roll)
        self.transport.volume_asked.connect(self._set_volume)
        for view in (self.timeline, self.events):
            view.seek_asked.connect(self.playback.seek_ms)
        self.timeline.preview_asked.connect(self.playback.seek_ms)
        for asks in (self.timeline, self.events, self.transport):
            asks.command_asked.connect(self.run)
        self.events.focus_back.connect(self.focus)
        self.video.clicked.connect(self.focus)
        QWidget.setTabOrder(self.events.filter, self.events.table)
        self._show_playing()

    def run(self, command_id: str) -> None:
        """Carry out a command, and give the keys back to the picture."""
        BY_ID[command_id].run(self.desk)

    def focus(self) -> None:
        """Give the keys to the picture, so that the next one codes."""
        self.video.setFocus(Qt.FocusReason.OtherFocusReason)

    def use_keys(self, keymap: Keymap) -> None:
        """Use other player keys."""
        self.desk.keymap = keymap
        self.transport.name_keys(keymap)

    def toggle_sound_lane(self) -> None:
        """Show or hide the waveform."""
        self.sound_lane_shown = not self.sound_lane_shown
        self.timeline.set_sound_shown(self.sound_lane_shown)

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        for part in (self.transport, self.timeline, self.events, self.codes, self.strip, self.header):
            part.set_theme(theme)

    def close(self) -> None:
        """End every thread and let the file go; what waits is written first."""
        for stop in self._stops:
            stop()
        self._growing = False
        if self.sound is not None:
            self.playback.follow(None)
            self.sound.close()
        self.playback.close()
        for errand in self.findChildren(Errand):
            errand.leave()
        self.opened.close()

    # ------------------------------------------------------------ what is shown

    def _show_now(self, ms: int) -> None:
        self.timeline.set_now(ms)
        self.codes.set_now(ms)
        self.events.set_now(ms, self.playback.playing)
        self.header.set_now(ms)
        self._lead_sound()

    def _show_playing(self) -> None:
        playback = self.playback
        self.transport.show_state(playing=playback.playing, rate=abs(playback.rate), looping=playback.looping)
        self._lead_sound()

    def _tell_error(self, error: CoderError) -> None:
        self._around.bar.show_notice(Notice(error.message, error.hint, Severity.ERROR))

    def _set_pre_roll(self, wanted: bool) -> None:
        self.desk.pre_roll_ms = round(self._around.settings.pre_roll_s * 1000) if wanted else 0

    # -------------------------------------------------------------------- sound

    def _set_volume(self, volume: float) -> None:
        self._volume = volume
        if self.sound is not None:
            self.sound.set_volume(volume)
        self.volume_changed.emit(volume)

    def _lead_sound(self) -> None:
        if self.sound is not None:
            core = self.playback.core
            self.sound.follow(core.epoch, core.position_ms(), core.rate, core.playing)

    def _open_sound(self) -> None:
        """Open the sound device once the picture is there; that there is none is told once, calmly."""
        start_s, path = self._sound_start_s(), self.opened.video.path
        if start_s is None or path is None:
            return
        from coder.gui.video.sound import Sound
        from coder.gui.video.sound_sink import open_sink

        def open_reader() -> Any:
            from coder.media.sound import SoundReader

            return SoundReader(path, start_s)

        try:
            sink = open_sink()
        except CoderError as error:
            self.transport.show_sound(str(error))
            if self._around.bar.notice is None and not self._around.bar.property(_TOLD):
                self._around.bar.setProperty(_TOLD, True)  # once as long as the window is open
                self._around.bar.show_notice(Notice(error.message, error.hint))
            return
        self.sound = Sound(self, sink, open_reader, volume=self._volume)
        self.playback.follow(self.sound)

    def _sound_start_s(self) -> float | None:
        """Return where the video's time 0 lies for its sound; None where none is to be heard or seen."""
        if self._pass is not None and not self._pass.sound:
            self.transport.show_sound(f"Pass {self._pass.id} is coded without sound.")
            return None
        start_s: float | None = getattr(self.desk.workspace.frames, "start_s", None)
        if start_s is None:
            self.transport.show_sound("There is no video, and so no sound.")
        return start_s

    def _read_waveform(self) -> None:
        start_s, path = self._sound_start_s(), self.opened.video.path
        if start_s is None or path is None:
            return
        self._growing = True

        def read() -> object:
            from coder.media.stopping import Stopped
            from coder.media.waveform import build_waveform

            try:
                return build_waveform(
                    path, start_s, cancel=lambda: not self._growing, cache_dir=cache_folder() / "waveform"
                )
            except Stopped:
                return None

        Errand(self, read, self._show_waveform, _nothing)

    def _show_waveform(self, waveform: Any) -> None:
        if waveform is not None:
            self.timeline.set_waveform(waveform)


def _nothing(*_: object) -> None:
    """Do nothing: a video without sound has no waveform, and that is no news."""


def engine_of(opened: "Opened") -> StartEngine | None:
    """Return what starts the decoder of an observation's video, or None where the video is missing."""
    video = opened.video
    if video.path is None or video.missing is not None:
        return None
    paths, path, frames = video.paths, video.path, video.frames

    def start(on_picture: Any, on_error: Any) -> Any:
        from coder.media.engine import VideoEngine
        from coder.media.frame_times import FrameIndex
        from coder.media.playlist import Playlist
        from coder.media.playlist_engine import PlaylistEngine

        if isinstance(frames, Playlist):
            indexes = [part for part in frames.parts if isinstance(part, FrameIndex)]
            return PlaylistEngine(paths, indexes, on_picture, on_error)
        assert isinstance(frames, FrameIndex)
        return VideoEngine(path, frames, on_picture, on_error)

    return start
