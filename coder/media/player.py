"""Say which frame should be on the screen, and what time the one that is there has.

Pure: it decodes nothing and waits for nothing. Standard library only, so that the program's start may import it.
"""

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from coder.media.clock import MasterClock, MediaClock, Now

RATES = (0.25, 0.5, 1.0, 2.0, 4.0)
SHUTTLE_SLOWEST = 1 / 32
SHUTTLE_FASTEST = 32.0
SHORTEST_LOOP_MS = 500
ROUNDING_MS = 1e-6  # sums of seconds miss whole milliseconds by less

Stops = Callable[[int, int], int | None]
"""Find the first instant in a stretch ``(from_ms, to_ms]`` before which play has to pause; None: play on."""


class FrameTimes(Protocol):
    """What a player must know of a video's frames; times are ms from the first frame."""

    def __len__(self) -> int: ...

    @property
    def duration_ms(self) -> int:
        """Return the end of the last frame."""

    def time_ms(self, n: int, /) -> int:
        """Return the time of frame ``n``."""

    def at(self, ms: int, /) -> int:
        """Return the last frame whose time is not after ``ms``, within the video."""


@dataclass(frozen=True, slots=True)
class Loop:
    """A stretch played over and over, pre-roll included."""

    onset_ms: int
    offset_ms: int


@dataclass(frozen=True, slots=True)
class Hold:
    """Play paused by itself before an instant, on the last frame there; it goes on at the rate it had."""

    before_ms: int
    rate: float


@dataclass(frozen=True, slots=True)
class Around:
    """A stretch played once, to come back to the frame at ``back_ms`` then."""

    onset_ms: int
    offset_ms: int
    back_ms: int


class Player:
    """Play, pause, seek, step, shuttle and loop over the frames of ``index``.

    Ask ``wanted()`` which frame to show, and tell ``shown(n)`` when it is on the screen.
    """

    def __init__(self, index: FrameTimes, now: Now = time.monotonic, master: MasterClock | None = None) -> None:
        self.index = index
        self._clock = MediaClock(now, master)
        self._chosen_rate = 1.0
        self._shown: int | None = None
        self._sought: int | None = None
        self._loop: Loop | None = None
        self._around: Around | None = None
        self._stops: Stops | None = None
        self._hold: Hold | None = None
        self._passed_ms = 0.0

    @property
    def playing(self) -> bool:
        """Say whether it plays."""
        return self._clock.running

    @property
    def rate(self) -> float:
        """Return how many seconds of media pass in a second; negative is backwards."""
        return self._clock.rate if self.playing else self._chosen_rate

    @property
    def looping(self) -> bool:
        """Say whether a stretch is played over and over."""
        return self._loop is not None

    @property
    def held_before(self) -> int | None:
        """Return the instant that play paused before by itself, as long as it stands there."""
        return None if self._hold is None else self._hold.before_ms

    @property
    def epoch(self) -> int:
        """Return a number that changes whenever sound must begin anew."""
        return self._clock.epoch

    def pause_where(self, stops: Stops) -> None:
        """Pause from now on where ``stops`` says so: play forwards never shows a frame beyond."""
        self._stops = stops

    def follow(self, master: MasterClock | None) -> None:
        """Let ``master`` (sound) lead the time from now on; None: the monotonic clock alone."""
        self._clock.set()
        self._clock.master = master

    # What is on the screen

    def wanted(self) -> int:
        """Return the frame that should be on the screen now; stops at the ends and turns back at the end of a loop."""
        return self._frame_at(self.position_ms())

    def position_ms(self) -> float:
        """Return the place of the clock within the video, for other cameras and for sound."""
        place = self._clock.place_ms()
        if self.playing:
            place = self._stop_before(place)
        if self.playing:
            place = self._turn_back(place)
        return min(max(place, 0.0), float(self.index.duration_ms))

    def shown(self, n: int) -> None:
        """Take note that frame ``n`` is on the screen."""
        self._shown = n
        if self._sought is not None and self._is_on_the_way(n):
            self._sought = None

    def now_ms(self) -> int:
        """Return the time of the frame on the screen: what an event coded now is stamped with."""
        return self.index.time_ms(self.wanted() if self._shown is None else self._shown)

    # What a person does

    def play(self) -> None:
        """Play on at the chosen rate, or at the one it had where it paused by itself."""
        if len(self.index) - 1 > self.wanted() or self._loop is not None:
            self._run(self._chosen_rate if self._hold is None else self._hold.rate)

    def pause(self) -> None:
        """Stop on the frame that is on the screen."""
        self._around = None
        if not self.playing:
            return
        wanted = self.wanted()
        stay = wanted if self._shown is None or self._sought is not None else self._shown
        self._clock.set(self.index.time_ms(stay), running=False)

    def toggle(self) -> None:
        """Play or pause."""
        if self.playing:
            self.pause()
        else:
            self.play()

    def set_rate(self, rate: float) -> None:
        """Play at ``rate`` from now on, forwards."""
        self._chosen_rate = min(max(abs(rate), SHUTTLE_SLOWEST), SHUTTLE_FASTEST)
        if self._hold is not None:
            self._hold = Hold(self._hold.before_ms, self._chosen_rate)
        if self.playing:
            self._clock.set(rate=self._chosen_rate)

    def shuttle(self, direction: int, *, slow: bool = False) -> None:
        """Shuttle forwards (1), back (-1) or stop (0): the same direction again doubles the rate, the other halves it.

        ``slow``: the same direction again halves the rate, down to 1/32.
        """
        if direction == 0:
            self.pause()
            return
        self._around = None
        self._run(self._next_shuttle(1 if direction > 0 else -1, slow))

    def seek_ms(self, ms: float) -> None:
        """Show the frame at ``ms``; plays on if it was playing. A seek out of a loop ends it."""
        self._around = None
        if self._loop is not None and not self._loop.onset_ms <= ms <= self._loop.offset_ms:
            self._loop = None
        self._go(min(max(float(ms), 0.0), float(self.index.duration_ms)))

    def seek_frame(self, n: int) -> None:
        """Show frame ``n``, the first or last one outside the video."""
        self.seek_ms(self.index.time_ms(min(max(n, 0), len(self.index) - 1)))

    def step(self, frames: int) -> None:
        """Pause and go ``frames`` on (or back)."""
        self.pause()
        self.seek_frame(self.wanted() + frames)

    def step_seconds(self, seconds: float) -> None:
        """Go ``seconds`` on (or back)."""
        here = self.position_ms() if self.playing else self.index.time_ms(self.wanted())
        self.seek_ms(here + seconds * 1000)

    def home(self) -> None:
        """Go to the first frame."""
        self.seek_frame(0)

    def end(self) -> None:
        """Pause and go to the last frame."""
        self.pause()
        self.seek_frame(len(self.index) - 1)

    def loop(self, onset_ms: int, offset_ms: int, pre_roll_ms: int = 0) -> None:
        """Play from ``pre_roll_ms`` before the onset to the offset, over and over."""
        begin = min(max(0, onset_ms - pre_roll_ms), self.index.time_ms(len(self.index) - 1))
        finish = min(max(offset_ms, begin + SHORTEST_LOOP_MS), self.index.duration_ms)
        self._loop, self._around = Loop(begin, finish), None
        self._go(float(begin))
        self._run(self._chosen_rate)

    def end_loop(self) -> None:
        """Play on past the stretch."""
        self._loop = None

    def play_around(self, ms: int) -> None:
        """Play from ``ms`` before the frame on the screen to ``ms`` after it, once, and come back to it.

        Asked again meanwhile, it begins again around the same frame.
        """
        back = self.now_ms() if self._around is None else self._around.back_ms
        self._loop = None
        self._around = Around(max(0, back - ms), min(back + ms, self.index.duration_ms), back)
        self._go(float(self._around.onset_ms))
        self._run(self._chosen_rate)

    def hold_before(self, ms: int) -> None:
        """Pause on the last frame before an instant, wherever it is now."""
        rate = self.rate
        self._go(float(self.index.time_ms(self.index.at(ms - 1))))
        self._clock.set(running=False)
        self._hold = Hold(ms, rate)

    def _go(self, place_ms: float) -> None:
        self._hold = None
        self._clock.set(place_ms)
        self._sought = self._frame_at(place_ms)
        self._passed_ms = place_ms

    def _run(self, rate: float) -> None:
        """Let time run from here; what it was held before is passed."""
        if not self.playing:
            self._passed_ms = self._clock.place_ms() if self._hold is None else self._hold.before_ms
        self._hold = None
        self._clock.set(running=True, rate=rate)

    def _frame_at(self, place_ms: float) -> int:
        return self.index.at(math.floor(place_ms + ROUNDING_MS))

    def _stop_before(self, place: float) -> float:
        """Hold where play has to pause; return where the clock now is."""
        if self._stops is None or self._loop is not None or self._around is not None or self._clock.rate < 0:
            self._passed_ms = place
            return place
        reached = min(place, float(self.index.duration_ms))
        if reached <= self._passed_ms:
            return place
        stop = self._stops(math.floor(self._passed_ms + ROUNDING_MS), math.floor(reached + ROUNDING_MS))
        self._passed_ms = reached
        if stop is None:
            return place
        self.hold_before(stop)
        return self._clock.place_ms()

    def _turn_back(self, place: float) -> float:
        """Stop at the end of the video; begin a loop anew at its end. Returns where the clock now is."""
        first, last = self._bounds()
        if first <= place < last:
            return place
        forwards = self._clock.rate > 0
        if (place < first) == forwards and self._loop is not None:
            return place  # on the way into the loop
        if self._around is not None:
            self._clock.set(running=False)
            self._go(float(self._around.back_ms))
            self._around = None
        elif self._loop is not None:
            self._go(first if forwards else last - 1)
        elif (place >= last) == forwards:
            edge = self.index.time_ms(len(self.index) - 1) if forwards else 0
            self._clock.set(edge, running=False)
        return self._clock.place_ms()

    def _bounds(self) -> tuple[float, float]:
        stretch = self._around or self._loop
        if stretch is not None:
            return float(stretch.onset_ms), float(stretch.offset_ms)
        return 0.0, float(self.index.duration_ms)

    def _next_shuttle(self, direction: int, slow: bool) -> float:
        rate = self._clock.rate
        if not self.playing or (rate * direction < 0 and abs(rate) <= 1):
            return direction * (0.5 if slow else 1.0)
        onwards = rate * direction > 0
        factor = 2.0 if onwards and not slow else 0.5
        return math.copysign(min(max(abs(rate) * factor, SHUTTLE_SLOWEST), SHUTTLE_FASTEST), rate)

    def _is_on_the_way(self, n: int) -> bool:
        """Say whether frame ``n`` lies between the one last sought and the one wanted now."""
        sought, wanted = self._sought or 0, self.wanted()
        return min(sought, wanted) <= n <= max(sought, wanted)
