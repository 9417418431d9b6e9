"""A screen that notes when pictures come, and what is asked of an engine in front of it."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Condition

from coder.errors import CoderError
from coder.media.engine import VideoEngine
from coder.media.frame_index import FrameIndex
from coder.media.picture import Picture
from coder.media.proxy import Proxy
from tests.benchmarks.film import read_number

SIZE = (1280, 720)
PATIENCE_S = 60.0
PAUSE_S = 0.5


@dataclass
class Screen:
    """Takes pictures, and knows for each whether it was the right one."""

    shown: list[tuple[float, int, bool]] = field(default_factory=list)
    wrong: int = 0
    frames: int = 1 << 30
    changed: Condition = field(default_factory=Condition)

    def show(self, picture: Picture) -> None:
        """Note a picture; its number is read from its pixels."""
        with self.changed:
            self.shown.append((time.perf_counter(), picture.n, picture.draft))
            self.wrong += read_number(picture.bgra) != picture.n % self.frames
            self.changed.notify()

    def fail(self, error: CoderError) -> None:
        """Stop: a benchmark's film has no faults."""
        raise error

    def wait(self, n: int, since: int, *, full: bool) -> float:
        """Return when frame ``n`` came, among the pictures from number ``since`` on."""

        def find() -> float | None:
            return next((at for at, m, draft in self.shown[since:] if m == n and not (draft and full)), None)

        with self.changed:
            assert self.changed.wait_for(lambda: find() is not None, PATIENCE_S)
            return find() or 0.0


@dataclass
class Watching:
    """An engine and its screen."""

    engine: VideoEngine
    screen: Screen

    def ask(self, n: int, *, full: bool = True) -> float:
        """Return after how many ms frame ``n`` was there, as a draft or in full."""
        since, began = len(self.screen.shown), time.perf_counter()
        self.engine.request(n, SIZE)
        return (self.screen.wait(n, since, full=full) - began) * 1000

    def settle(self) -> None:
        """Wait until nothing is decoded any more, so that what is measured next has the processor for itself."""
        used, at = time.process_time(), time.perf_counter()
        for _ in range(40):
            time.sleep(0.1)
            now, then = time.process_time(), time.perf_counter()
            if now - used < 0.1 * (then - at):
                return
            used, at = now, then

    def step_ms(self, places: Sequence[int], *, full: bool = True) -> list[float]:
        """Return how long steps took, back and on again, each after a pause of half a second."""
        found = []
        for place in places:
            self.ask(place)
            for n in (place - 1, place, place + 1):
                time.sleep(PAUSE_S)
                found.append(self.ask(n, full=full))
        return found

    def held_ms(self, place: int, step: int, presses: int = 75) -> list[float]:
        """Return how late each frame came while an arrow was held, 30 times a second."""
        self.ask(place)
        time.sleep(PAUSE_S)
        began, since = time.perf_counter(), len(self.screen.shown)
        for press in range(presses):
            _sleep_until(began + press / 30)
            self.engine.request(place + step * (press + 1), SIZE)
        self.screen.wait(place + step * presses, since, full=False)
        due = [(began + press / 30, place + step * (press + 1)) for press in range(presses)]
        return [(self._reached(n, step, at, since) - at) * 1000 for at, n in due]

    def _reached(self, n: int, step: int, after: float, since: int) -> float:
        """Return when frame ``n``, or one further on, was there: one that was overtaken came too late."""
        return min(at for at, m, _ in self.screen.shown[since:] if at >= after and (m - n) * step >= 0)

    def scrubbed(self, seconds: float = 4.0) -> tuple[float, float]:
        """Drag over the whole film; return pictures shown a second, and the ms from the rest to the full picture."""
        count = len(self.engine.index)
        began, since = time.perf_counter(), len(self.screen.shown)
        moves = int(seconds * 60)
        for move in range(moves + 1):
            _sleep_until(began + move / 60)
            self.engine.scrub(move * (count - 1) // moves, SIZE)
        rested = time.perf_counter()
        shown = sum(1 for at, _, _ in self.screen.shown[since:] if at <= rested)
        full = self.screen.wait(count - 1, since, full=True)
        return shown / (rested - began), (full - rested) * 1000

    def play(self, rate: float, seconds: float, begin: int) -> tuple[float, int, int]:
        """Play; return the share of a processor, how many pictures were dropped and how many shown."""
        index = self.engine.index
        self.ask(begin)
        self.engine.play_from(begin, SIZE, rate)
        time.sleep(PAUSE_S)
        began, cpu, since, last = time.perf_counter(), time.process_time(), len(self.screen.shown), begin
        while (passed := time.perf_counter() - began) < seconds:
            wanted = index.at(index.time_ms(begin) + passed * 1000 * rate)
            if wanted != last:
                self.engine.play_from(wanted, SIZE, rate)
                last = wanted
            _sleep_until(time.perf_counter() + 1 / 120)
        share = (time.process_time() - cpu) / (time.perf_counter() - began)
        dropped = self.engine.dropped
        self.engine.rest()
        return share, dropped, len(self.screen.shown) - since


@contextmanager
def watch(path: Path, index: FrameIndex, proxy: Proxy | None = None, frames: int = 1 << 30) -> Iterator[Watching]:
    """Open an engine; ``frames``: after so many the numbers in the pictures begin again."""
    screen = Screen(frames=frames)
    engine = VideoEngine(path, index, screen.show, screen.fail, proxy=proxy)
    yield Watching(engine, screen)
    engine.close()
    assert not screen.wrong, f"{screen.wrong} pictures of {path.name} were wrong"


def _sleep_until(at: float) -> None:
    time.sleep(max(0.0, at - time.perf_counter()))


def wall_ms(act: Callable[[], object]) -> float:
    """Return how long an act takes, in ms."""
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000
