"""What lies around the picture of one session: how it is looked at, proxies, small pictures, the file's bytes."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coder.app.cameras import paths_by_camera
from coder.app.notices import Notice, Severity
from coder.app.settings import Settings
from coder.app.thumbnails import read_thumbnails
from coder.app.trust import check_whole
from coder.errors import CoderError
from coder.gui.background import Background
from coder.gui.theme import Theme
from coder.gui.timeline.thumbnail_strip import ThumbnailStrip
from coder.gui.timeline.view import TimelineView
from coder.gui.video.looking import Looking
from coder.gui.video.own_window import Lending
from coder.gui.video.playback import Playback, StartEngine
from coder.gui.video.proxies import Proxies
from coder.gui.video.transport import Transport
from coder.gui.video.video_view import VideoView
from coder.model.time import format_time

if TYPE_CHECKING:
    from coder.app.open_session import Opened

THUMBNAILS = "thumbnails"
TRUST_WAITS_MS = 4_000
WORKING = "preparing quick pictures"


class Watching(QObject):
    """Made before the playback, which it lends the engine (``through``); ``watch`` connects it to all that shows."""

    told = Signal(object)
    keep_asked = Signal(object)

    def __init__(self, parent: QObject, opened: "Opened", settings: Settings, theme: Theme) -> None:
        super().__init__(parent)
        self._opened, self._settings = opened, settings
        video = opened.video
        parts = getattr(video.frames, "parts", (video.frames,))
        self._pictures = video.missing is None and all(hasattr(part, "keyframes") for part in parts)
        self.proxies = Proxies(self, video, sum(map(len, paths_by_camera(opened.session)[1:])))
        self.strip = ThumbnailStrip(video.frames.duration_ms, theme)
        self.strip.setVisible(False)
        self._thumbnails = Background(self)
        self._trust = Background(self)

    def through(self, start: StartEngine | None) -> StartEngine | None:
        """Return what starts the engine, with the proxies in it."""
        return self.proxies.through(start)

    def under(self, timeline: QWidget) -> QWidget:
        """Return a panel with the small pictures under the timeline."""
        panel = QWidget()
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(timeline, 1)
        column.addWidget(self.strip)
        return panel

    def watch(self, view: VideoView, playback: Playback, transport: Transport, timeline: TimelineView) -> None:
        """Connect it to the picture and what is around it, and begin what is done in the background."""
        self._playback, self._transport, self._timeline = playback, transport, timeline
        self.looking = Looking(view, playback, self._settings.window, self._opened.session.folder)
        self.lending = Lending(view)
        self.looking.said.connect(lambda words: self.told.emit(Notice(words)))
        self.strip.lie_below(lambda: timeline.whole_scale)
        self.strip.seek_asked.connect(playback.seek_ms)
        self.strip.scrub_asked.connect(playback.scrub_ms)
        self.proxies.progressed.connect(self._show_progress)
        self.proxies.refused.connect(self._excuse)
        if self._settings.proxies:
            self.proxies.begin_soon(self._hurries)
        if self._settings.window.get(THUMBNAILS) == "shown":
            self.toggle_thumbnails()
        self._trust.done.connect(self._tell_trust)
        QTimer.singleShot(TRUST_WAITS_MS, self, self._check_trust)
        self._say_what_there_is(view)

    def _say_what_there_is(self, view: VideoView) -> None:
        video, self._view = self._opened.video, view
        if self._opened.session.clock is not None and not video.paths:
            self.show_clock(0)
        elif not self._pictures and video.missing is None and video.path is not None:
            view.show_notice(f"Sound only: {video.path.name} has no picture.\nCode along the sound lane below.")

    # ------------------------------------------------------ what commands may ask

    def acts(self) -> dict[str, Callable[[], object]]:
        """Return what commands may ask, by name."""
        return {
            **self.looking.acts(),
            "picture own_window": self.lending.toggle,
            "thumbnails": self.toggle_thumbnails,
            "proxies": self._toggle_proxies,
            "intervals": self._toggle_intervals,
        }

    def ticked(self) -> dict[str, bool]:
        """Return which of what can be on or off is on, by the name of the act."""
        return {
            **self.looking.ticked(),
            "picture own_window": self.lending.lent,
            "thumbnails": not self.strip.isHidden(),
            "proxies": self._settings.proxies,
            "intervals": self._settings.pause_at_intervals,
        }

    def toggle_thumbnails(self) -> None:
        """Show the small pictures, reading them the first time, or hide them."""
        shown = self.strip.isHidden()
        self.strip.setVisible(shown)
        if shown and self._pictures and not self._thumbnails.begun:
            self._thumbnails.grown.connect(self.strip.show_pictures)
            self._thumbnails.done.connect(self.strip.show_pictures)
            video = self._opened.video
            self._thumbnails.start(
                "thumbnails", lambda work: read_thumbnails(video, cancel=work.left, on_growth=work.grow)
            )

    def _toggle_proxies(self) -> None:
        self.keep_asked.emit({"proxies": not self._settings.proxies})

    def _toggle_intervals(self) -> None:
        self.keep_asked.emit({"pause_at_intervals": not self._settings.pause_at_intervals})

    def use_settings(self, settings: Settings) -> None:
        """Use other settings; proxies begin or are given up at once."""
        before, self._settings = self._settings, settings
        if settings.proxies and not before.proxies:
            self.proxies.begin_soon(self._hurries)
        elif before.proxies and not settings.proxies:
            self.proxies.stop()

    # ---------------------------------------------------------------- what is shown

    def set_now(self, ms: int) -> None:
        """Show another instant."""
        if not self.strip.isHidden():
            self.strip.set_now(ms)
        if not self._opened.video.paths:
            self.show_clock(ms)

    def show_clock(self, ms: int) -> None:
        """Show the clock of a session without media, and the right time below where it was corrected."""
        clock = self._opened.session.clock
        self._view.show_clock(clock_words(clock.offset_s if clock is not None else 0.0, ms))

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        self.strip.set_theme(theme)

    def scrub_on_timeline(self, ms: int) -> None:
        """Go to an instant the timeline asks for: amid a drag as quickly as can be."""
        if self._timeline.dragging:
            self._playback.scrub_ms(ms)
        else:
            self._playback.seek_ms(ms)

    def focus(self) -> None:
        """Give the keys to the picture, wherever it is."""
        self.lending.focus()

    def remember(self, window: Mapping[str, str]) -> dict[str, str]:
        """Return the window's memory with how the picture is looked at."""
        return {**self.looking.memory(window), THUMBNAILS: "" if self.strip.isHidden() else "shown"}

    def close(self) -> None:
        """Put the picture back and give up what is done in the background."""
        self.lending.take_back()
        self.proxies.leave()
        self._thumbnails.leave()
        self._trust.leave()

    # ---------------------------------------------------------- in the background

    def _hurries(self) -> bool:
        """Tell whether playing needs the whole processor."""
        return self._playback.playing and not 0 < self._playback.rate <= 1

    def _show_progress(self, share: float) -> None:
        self._transport.show_work(share, WORKING if share < 1 else "")

    def _excuse(self, error: CoderError) -> None:
        self.told.emit(Notice(error.message, error.hint, Severity.WARNING))

    def _check_trust(self) -> None:
        if self.proxies.running:
            QTimer.singleShot(TRUST_WAITS_MS, self, self._check_trust)
            return
        if self._opened.session.media and not self._trust.begun:
            playback = self._playback
            self._trust.start("trust", partial(_compare, self._opened, lambda: playback.playing))

    def _tell_trust(self, notice: Notice | None) -> None:
        if notice is not None:
            self.told.emit(notice)


def _compare(opened: "Opened", busy: Callable[[], bool], work: Background) -> Notice | None:
    return check_whole(opened.session, opened.file, opened.writer, cancel=work.left, busy=busy)


def clock_words(offset_s: float, ms: int) -> str:
    """Say below the clock what it is, and the right time where it was corrected."""
    if not offset_s:
        return "No video: this clock is what is coded by."
    right = format_time(ms + round(offset_s * 1000))
    return f"No video: this clock is what is coded by.\nRight time {right}, corrected by {offset_s:+.3f} s."
