"""The bridge between the pure player, the decoder's thread and the picture on the screen."""

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from coder.errors import CoderError
from coder.gui.video.video_view import VideoView
from coder.media.clock import MasterClock
from coder.media.player import FrameTimes, Player

SLOWEST_TICK_MS = 40
RESIZED_MS = 60


class Engine(Protocol):
    """What decodes: the newest request wins."""

    def request(self, n: int, size: tuple[int, int] | None = None) -> None:
        """Ask for a frame."""

    def play_from(self, n: int, size: tuple[int, int] | None = None) -> None:
        """Ask for a frame and decode ahead."""

    def rest(self) -> None:
        """Decode around the play head, as suits steps."""

    def close(self) -> bool:
        """End the thread."""


StartEngine = Callable[[Callable[[Any], None], Callable[[CoderError], None]], Engine]


class Playback(QObject):
    """Play a video on a view; what commands call the player.

    An event is stamped with ``now_ms``: the time of the frame that the view has painted. ``now_changed`` tells that
    time, ``changed`` that it plays, pauses, loops or has another rate.
    """

    now_changed = Signal(int)
    changed = Signal()
    failed = Signal(object)
    _arrived = Signal(object)
    _broke = Signal(object)

    def __init__(self, times: FrameTimes, view: VideoView, start_engine: StartEngine | None) -> None:
        """Without an engine there is no picture, and the time moves all the same."""
        super().__init__(view)
        self._times, self._view = times, view
        self.core = Player(times)
        self._asked: tuple[int, tuple[int, int] | None] | None = None
        self._sized = False
        self._told: tuple[bool, float, bool] | None = None
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self.tick)
        self._resizing = QTimer(self, singleShot=True, interval=RESIZED_MS)
        self._resizing.timeout.connect(self.tick)
        self._arrived.connect(self._show, Qt.ConnectionType.QueuedConnection)
        self._broke.connect(self._fail, Qt.ConnectionType.QueuedConnection)
        view.painted.connect(self._painted)
        view.resized.connect(self._resizing.start)
        self._engine = start_engine(self._arrived.emit, self._broke.emit) if start_engine is not None else None
        self._closed = False
        self._follow()

    # What commands ask

    @property
    def playing(self) -> bool:
        """Tell whether it plays."""
        return self.core.playing

    @property
    def rate(self) -> float:
        """Return how many seconds of media pass in a second; negative is backwards."""
        return self.core.rate

    @property
    def looping(self) -> bool:
        """Tell whether a stretch is played over and over."""
        return self.core.looping

    def now_ms(self) -> int:
        """Return the time of the frame on the screen."""
        return self.core.now_ms()

    def play(self) -> None:
        """Play on."""
        self._do(self.core.play)

    def pause(self) -> None:
        """Stop on the frame shown."""
        self._do(self.core.pause)

    def toggle(self) -> None:
        """Play or pause."""
        self._do(self.core.toggle)

    def seek_ms(self, ms: int) -> None:
        """Show the frame at an instant."""
        self._do(lambda: self.core.seek_ms(ms))

    def step(self, frames: int) -> None:
        """Pause and go some frames on or back."""
        self._do(lambda: self.core.step(frames))

    def step_seconds(self, seconds: float) -> None:
        """Go some seconds on or back."""
        self._do(lambda: self.core.step_seconds(seconds))

    def set_rate(self, rate: float) -> None:
        """Play at a rate from now on."""
        self._do(lambda: self.core.set_rate(rate))

    def shuttle(self, direction: int) -> None:
        """J, K, L: -1 plays back faster each time, 0 pauses, 1 plays on faster each time."""
        self._do(lambda: self.core.shuttle(direction))

    def loop(self, onset_ms: int, offset_ms: int, pre_roll_ms: int = 0) -> None:
        """Play a stretch over and over."""
        self._do(lambda: self.core.loop(onset_ms, offset_ms, pre_roll_ms))

    def end_loop(self) -> None:
        """Play on past the stretch."""
        self._do(self.core.end_loop)

    def follow(self, master: MasterClock | None) -> None:
        """Let the sound that is heard lead the time; None: the monotonic clock."""
        self._do(lambda: self.core.follow(master))

    def close(self) -> None:
        """Stop the timer and end the decoder's thread."""
        self._closed = True
        self._timer.stop()
        self._resizing.stop()
        engine, self._engine = self._engine, None
        if engine is not None:
            engine.close()

    # The way of a frame: wanted, asked for, arrived, painted

    def tick(self) -> None:
        """Ask for the frame that should be on the screen now, unless it is asked for already."""
        wanted, size = self.core.wanted(), self._view.picture_size() if self._sized else None
        if not self._closed and self._asked != (wanted, size):
            self._asked = (wanted, size)
            self._ask(wanted, size)
        if not self.core.playing and self._timer.isActive():
            self._follow()

    def _ask(self, wanted: int, size: tuple[int, int] | None) -> None:
        if self._engine is None:
            self._view.show_time(wanted, self._times.time_ms(wanted))
            self._painted(wanted)
        elif self.core.playing:
            self._engine.play_from(wanted, size)
        else:
            self._engine.request(wanted, size)

    def _do(self, act: Callable[[], None]) -> None:
        act()
        self._follow()

    def _follow(self) -> None:
        playing = self.core.playing
        if playing and not self._timer.isActive():
            self._timer.start(self._interval_ms())
        elif not playing and self._timer.isActive():
            self._timer.stop()
            if self._engine is not None:
                self._engine.rest()
        self.tick()
        self._tell()

    def _tell(self) -> None:
        state = (self.core.playing, self.core.rate, self.core.looping)
        if state != self._told:
            self._told = state
            self._view.show_state(playing=state[0], rate=state[1], looping=state[2])
            self.changed.emit()

    def _interval_ms(self) -> int:
        screen = self._view.screen()
        refresh = screen.refreshRate() if screen is not None else 60.0
        return max(8, min(SLOWEST_TICK_MS, round(1000 / refresh))) if refresh > 1 else 16

    def _show(self, picture: Any) -> None:
        if self._engine is None:
            return
        image = QImage(picture.bgra.data, picture.width, picture.height, 4 * picture.width, QImage.Format.Format_RGB32)
        image = image.copy()  # the decoder's memory goes; the image's own bytes stay
        if not self._sized:  # the first picture comes in its own size, and tells the shape of all
            self._sized = True
            self._view.set_frame_size(picture.width, picture.height)
            self._resizing.start()
        self._view.show_picture(image, picture.n, picture.time_ms)

    def _fail(self, error: CoderError) -> None:
        if not self.core.playing:
            self._asked = None  # the same frame may be asked for again: a network share may have come back
        self.failed.emit(error)

    def _painted(self, frame: int) -> None:
        self.core.shown(frame)
        self.now_changed.emit(self.core.now_ms())
