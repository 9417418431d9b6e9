"""The bridge between the pure player, the decoder's thread and the picture on the screen."""

from collections.abc import Callable
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage

from coder.errors import CoderError
from coder.gui.video.look import Look
from coder.gui.video.video_view import VideoView
from coder.media.clock import MasterClock
from coder.media.player import FrameTimes, Player, Stops
from coder.media.tone import dress

SLOWEST_TICK_MS = 40
RESIZED_MS = 60
CLOSE_S = 0.0  # nobody waits for a file that may hang: its threads end by themselves


class Engine(Protocol):
    """What decodes: the newest request wins."""

    @property
    def dropped(self) -> int:
        """How many pictures were left out since playing began, to keep up."""

    def request(self, n: int, size: tuple[int, int] | None = None) -> None:
        """Ask for a frame."""

    def scrub(self, n: int, size: tuple[int, int] | None = None) -> None:
        """Ask for a frame amid a drag."""

    def play_from(self, n: int, size: tuple[int, int] | None = None, rate: float = 1.0) -> None:
        """Ask for a frame and decode ahead, backwards if the rate is negative."""

    def rest(self) -> None:
        """Decode around the play head, as suits steps."""

    def show_one_field(self, wanted: bool) -> None:
        """Show only one field of interlaced frames, or both."""

    def close(self, timeout_s: float = 2.0) -> bool:
        """End the thread, waiting no longer than that."""


StartEngine = Callable[[Callable[[Any], None], Callable[[CoderError], None]], Engine]


class Playback(QObject):
    """Play a video on a view; what commands call the player.

    An event is stamped with ``now_ms``: the time of the frame that the view has painted. ``now_changed`` tells that
    time, ``changed`` that it plays, pauses, loops or has another rate.
    """

    now_changed = Signal(int)
    changed = Signal()
    failed = Signal(object)
    frame_asked = Signal(int)
    _arrived = Signal(object, object, object)
    _broke = Signal(object)

    def __init__(self, times: FrameTimes, view: VideoView, start_engine: StartEngine | None) -> None:
        """Without an engine there is no picture, and the time moves all the same."""
        super().__init__(view)
        self._times, self._view = times, view
        self.core = Player(times)
        self._asked: tuple[int, tuple[int, int] | None] | None = None
        self._sized = self._scrubbing = False
        self._look = Look()
        self._source: object = None
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
        self._engine = start_engine(self._take, self._broke.emit) if start_engine is not None else None
        self._closed = False
        self._follow()

    # What commands ask

    @property
    def playing(self) -> bool:
        """Tell whether it plays."""
        return self.core.playing

    @property
    def scrubbing(self) -> bool:
        """Tell whether the frame asked for just now is asked for amid a drag."""
        return self._scrubbing

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

    def scrub_ms(self, ms: int) -> None:
        """Show the frame at an instant amid a drag: at once as the proxy has it, in full when the drag rests."""
        self._scrubbing = True
        self._do(lambda: self.core.seek_ms(ms))
        self._scrubbing = False

    def step(self, frames: int) -> None:
        """Pause and go some frames on or back."""
        self._do(lambda: self.core.step(frames))

    def step_seconds(self, seconds: float) -> None:
        """Go some seconds on or back."""
        self._do(lambda: self.core.step_seconds(seconds))

    def set_rate(self, rate: float) -> None:
        """Play at a rate from now on."""
        self._do(lambda: self.core.set_rate(rate))

    def shuttle(self, direction: int, *, slow: bool = False) -> None:
        """J, K, L: -1 plays back faster each time, 0 pauses, 1 plays on faster each time; ``slow``: slower."""
        self._do(lambda: self.core.shuttle(direction, slow=slow))

    def loop(self, onset_ms: int, offset_ms: int, pre_roll_ms: int = 0) -> None:
        """Play a stretch over and over."""
        self._do(lambda: self.core.loop(onset_ms, offset_ms, pre_roll_ms))

    def end_loop(self) -> None:
        """Play on past the stretch."""
        self._do(self.core.end_loop)

    def play_around(self, ms: int) -> None:
        """Play from ``ms`` before the frame on the screen to ``ms`` after it, and come back to it."""
        self._do(lambda: self.core.play_around(ms))

    def pause_where(self, stops: Stops) -> None:
        """Pause where ``stops`` says so: play forwards never shows a frame beyond."""
        self.core.pause_where(stops)

    def hold_before(self, ms: int) -> None:
        """Pause on the last frame before an instant."""
        self._do(lambda: self.core.hold_before(ms))

    @property
    def held_before(self) -> int | None:
        """The instant that play paused before by itself, as long as it stands there."""
        return self.core.held_before

    def look(self, look: Look) -> None:
        """Look at the picture otherwise from now on; the frame stays the same."""
        before, self._look = self._look, look
        self._view.show_look(look)
        if self._engine is not None and look.one_field != before.one_field:
            self._engine.show_one_field(look.one_field)
        if (look.tone, look.turns, look.one_field) != (before.tone, before.turns, before.one_field):
            self.ask_again()

    def follow(self, master: MasterClock | None) -> None:
        """Let the sound that is heard lead the time; None: the monotonic clock."""
        self._do(lambda: self.core.follow(master))

    def new_source(self) -> tuple[Callable[[Any], None], Callable[[CoderError], None]]:
        """Return where another engine's pictures and errors go, on any thread; those of the one before are dropped."""
        self._source = source = object()
        return partial(self._take, source=source), self._broke.emit

    def use_engine(self, engine: Engine | None) -> None:
        """Show the pictures of another camera's engine; whoever had the one before keeps it."""
        self._engine, self._sized, self._asked = engine, False, None
        if engine is not None:
            engine.show_one_field(self._look.one_field)
        self.tick()

    def ask_again(self) -> None:
        """Ask anew for the frame on the screen: what it shows may have changed."""
        self._asked = None
        self.tick()

    def close(self) -> None:
        """Stop the timer and end the decoder's thread."""
        self._closed = True
        self._timer.stop()
        self._resizing.stop()
        engine, self._engine = self._engine, None
        if engine is not None:
            engine.close(CLOSE_S)

    # The way of a frame: wanted, asked for, arrived, painted

    def tick(self) -> None:
        """Ask for the frame that should be on the screen now, unless it is asked for already."""
        wanted, size = self.core.wanted(), self._view.picture_size() if self._sized else None
        if not self._closed and self._asked != (wanted, size):
            self._asked = (wanted, size)
            self._ask(wanted, size)
            self.frame_asked.emit(wanted)
        if not self.core.playing and self._timer.isActive():
            self._follow()

    def _ask(self, wanted: int, size: tuple[int, int] | None) -> None:
        if self._engine is None:
            self._view.show_time(wanted, self._times.time_ms(wanted))
            self._painted(wanted)
        elif self.core.playing:
            self._engine.play_from(wanted, size, self.core.rate)
        elif self._scrubbing:
            self._engine.scrub(wanted, size)
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

    def _take(self, picture: Any, source: object = None) -> None:
        """Dress a picture as it is looked at, on the thread it comes from, and pass it to the window's."""
        look = self._look
        self._arrived.emit(dress(picture, look.tone, look.turns), (picture.width, picture.height), source)

    def _show(self, picture: Any, size: tuple[int, int], source: object) -> None:
        if self._engine is None or source is not self._source:
            return
        image = QImage(picture.bgra.data, picture.width, picture.height, 4 * picture.width, QImage.Format.Format_RGB32)
        image = image.copy()  # the decoder's memory goes; the image's own bytes stay
        if not self._sized:  # the first picture comes in its own size, and tells the shape of all
            self._sized = True
            self._view.set_frame_size(*size)
            self._resizing.start()
        self._view.show_picture(image, picture.n, picture.time_ms)
        self._view.show_dropped(self._engine.dropped if self.core.playing else 0)

    def _fail(self, error: CoderError) -> None:
        if self.core.playing:
            self.pause()  # nobody codes blindly
        self._asked = None  # the same frame may be asked for again: a network share may have come back
        self.failed.emit(error)

    def _painted(self, frame: int) -> None:
        self.core.shown(frame)
        self.now_changed.emit(self.core.now_ms())
