"""The video engine as a coder feels it, beside OpenCV, QMediaPlayer and decoding alone, in one run.

Every picture's number is read from its pixels: one wrong picture ends the run.
"""

import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from coder.media.fingerprint import read_fingerprint
from coder.media.frame_index import FrameIndex, read_index
from coder.media.proxy import Proxy
from coder.media.proxy_build import build_proxy
from tests.benchmarks import opening
from tests.benchmarks.figures import Figure, percentile
from tests.benchmarks.film import (
    CALM,
    FAST,
    FULL_HD,
    HOURS_3,
    ULTRA_HD,
    VARYING,
    Film,
    draw_film,
    draw_long_film,
    films_folder,
)
from tests.benchmarks.others import Bare, opencv_ms, qmediaplayer_ms
from tests.benchmarks.playing import measure_window
from tests.benchmarks.watching import wall_ms, watch

JUMPS = 20
STEPS = 8
NAN = float("nan")
_HOLD = """
import sys
from pathlib import Path
from tests.benchmarks.video import hold
hold(Path(sys.argv[1]))
"""


def measure() -> Iterator[Figure]:
    """Measure every film; takes ten minutes, the first time a few more."""
    for film in (FULL_HD, FAST, VARYING, ULTRA_HD):
        yield from _measure_film(film)
    yield from _measure_long_film()
    yield from _measure_memory()


def _measure_film(film: Film) -> Iterator[Figure]:
    path = draw_film(film)
    index = read_index(path)
    dice = random.Random(film.name)
    jumps = [dice.randrange(film.frames) for _ in range(JUMPS)]
    places = [dice.randrange(20, film.frames - 20) for _ in range(STEPS)]
    with tempfile.TemporaryDirectory(dir=films_folder()) as folder:
        proxy, building = _build(path, index, film, Path(folder))
        yield from building
        yield from _measure_steps(film, path, index, places, proxy)
        yield from _measure_jumps(film, path, index, jumps, proxy)
    yield from _measure_playing(film, path, index)


def _build(path: Path, index: FrameIndex, film: Film, folder: Path) -> tuple[Proxy, list[Figure]]:
    fingerprint = read_fingerprint(path, index)
    began = time.perf_counter()
    proxy = build_proxy(path, index, fingerprint, folder)
    seconds = time.perf_counter() - began
    hour = 3600_000 / index.duration_ms
    return proxy, [
        Figure(f"{film.name}: building the proxy, minutes an hour of film", seconds * hour / 60, "min"),
        Figure(f"{film.name}: proxy, megabytes an hour of film", proxy.size_bytes * hour / 1e6, "MB"),
    ]


def _measure_steps(film: Film, path: Path, index: FrameIndex, places: list[int], proxy: Proxy) -> list[Figure]:
    with watch(path, index) as alone:
        steps = alone.step_ms(places)
        middle = film.frames // 2
        held = alone.held_ms(middle, 1), alone.held_ms(middle + 60, -1)
    with watch(path, index, proxy) as helped:
        steps_with = helped.step_ms(places, full=False)
        held_with = helped.held_ms(middle, 1), helped.held_ms(middle + 60, -1)
    return [
        Figure(f"{film.name}: step of a frame either way, p95", percentile(steps, 0.95), "ms"),
        Figure(f"{film.name}: step of a frame either way, with proxy, p95", percentile(steps_with, 0.95), "ms", 5),
        Figure(f"{film.name}: → held, 30 a second: latest frame", max(held[0]), "ms", 33),
        Figure(f"{film.name}: ← held, 30 a second: latest frame", max(held[1]), "ms"),
        Figure(f"{film.name}: ← held, with proxy: latest frame", max(held_with[1]), "ms", 33),
    ]


def _measure_jumps(film: Film, path: Path, index: FrameIndex, jumps: list[int], proxy: Proxy) -> list[Figure]:
    with watch(path, index) as alone:
        bare = Bare(path, index)
        without, limit = [], []
        for n in jumps:
            alone.settle()
            limit.append(bare.seek_ms(n))
            without.append(alone.ask(n))
    with watch(path, index, proxy) as helped:
        with_proxy = [helped.ask(n, full=False) for n in jumps]
        rate, sharp = helped.scrubbed()
    opencv, right = opencv_ms(path, jumps)
    figures = [
        Figure(f"{film.name}: seek with proxy to an exact picture, p95", percentile(with_proxy, 0.95), "ms", 33),
        Figure(f"{film.name}: seek without proxy, p50", percentile(without, 0.5), "ms"),
        Figure(f"{film.name}: seek without proxy, p95", percentile(without, 0.95), "ms"),
        Figure(f"{film.name}: decoding alone, p50", percentile(limit, 0.5), "ms"),
        Figure(f"{film.name}: decoding alone, p95", percentile(limit, 0.95), "ms"),
        Figure(f"{film.name}: seek without proxy ÷ decoding alone", sum(without) / sum(limit), "×", 1.2),
        Figure(f"{film.name}: scrub with proxy, missing to 25 exact a second", max(0.0, 25 - rate), "/s", 0),
        Figure(f"{film.name}: scrub with proxy, exact pictures a second", rate, "/s"),
        Figure(f"{film.name}: scrub, from rest to the full picture", sharp, "ms"),
        Figure(f"{film.name}: OpenCV seek, p50", percentile(opencv, 0.5), "ms"),
        Figure(f"{film.name}: OpenCV seek, p95", percentile(opencv, 0.95), "ms"),
        Figure(f"{film.name}: OpenCV, wrong pictures", (len(jumps) - right) * 100 / len(jumps), "%"),
    ]
    return [*figures, *_measure_qt(film, path, index, jumps)]


def _measure_qt(film: Film, path: Path, index: FrameIndex, jumps: list[int]) -> list[Figure]:
    measured = qmediaplayer_ms(path, index, jumps)
    if measured is None:
        return [Figure(f"{film.name}: QMediaPlayer (QtMultimedia cannot be loaded here)", NAN, "")]
    took, right = measured
    return [
        Figure(f"{film.name}: QMediaPlayer seek, p50", percentile(took, 0.5), "ms"),
        Figure(f"{film.name}: QMediaPlayer seek, p95", percentile(took, 0.95), "ms"),
        Figure(f"{film.name}: QMediaPlayer, wrong pictures", (len(jumps) - right) * 100 / len(jumps), "%"),
    ]


def _measure_playing(film: Film, path: Path, index: FrameIndex) -> list[Figure]:
    figures = []
    held = film is not ULTRA_HD  # at 4K only 1× is promised
    with watch(path, index) as watching:
        for rate, seconds in ((1.0, 6.0), (2.0, 4.0), (4.0, 4.0), (-1.0, 4.0)):
            begin = 30 if rate > 0 else film.frames - 30
            share, dropped, shown = watching.play(rate, seconds, begin)
            goal = 0.5 if rate == 1 and film is FULL_HD else None
            figures += [
                Figure(f"{film.name}: play {rate:g}×, processors", share, "", goal),
                Figure(f"{film.name}: play {rate:g}×, dropped", dropped, "", 0 if held and rate > 0 else None),
                Figure(f"{film.name}: play {rate:g}×, pictures shown a second", shown / seconds, "/s"),
            ]
    return [*figures, *measure_window(film, goal=0.5 if film is FULL_HD else None, held=held)]


def _measure_long_film() -> list[Figure]:
    path = draw_long_film()
    with tempfile.TemporaryDirectory(dir=films_folder()) as folder:
        cache = Path(folder)
        return [
            Figure("3 hours, never seen: to the first picture", wall_ms(lambda: _open(path, cache)), "ms", 1000),
            Figure("3 hours, seen before: to the first picture", wall_ms(lambda: _open(path, cache)), "ms", 1000),
            Figure("3 hours: a jump into the middle", _jump_ms(path, cache), "ms"),
            *opening.measure_long(),
        ]


def _open(path: Path, cache: Path) -> None:
    index = read_index(path, cache_dir=cache)
    assert len(index) == HOURS_3
    with watch(path, index, frames=CALM.frames) as watching:
        watching.ask(0)


def _jump_ms(path: Path, cache: Path) -> float:
    with watch(path, read_index(path, cache_dir=cache), frames=CALM.frames) as watching:
        return watching.ask(HOURS_3 // 2 + 100)


def _measure_memory() -> list[Figure]:
    figures = []
    for film, goal in ((FULL_HD, 900.0), (ULTRA_HD, None)):
        done = subprocess.run(
            [sys.executable, "-c", _HOLD, str(draw_film(film))], check=True, capture_output=True, encoding="utf-8"
        )
        figures.append(Figure(f"{film.name}: memory of the whole process at most", float(done.stdout), "MB", goal))
    return figures


def hold(path: Path) -> None:
    """Step, seek and play in a process of its own, and print the most memory it held, in MB."""
    index = read_index(path)
    with watch(path, index) as watching:
        watching.held_ms(len(index) // 2, -1, 30)
        watching.held_ms(len(index) // 2, 1, 30)
        watching.play(1.0, 3.0, 30)
        watching.play(-1.0, 3.0, len(index) - 30)
        for n in range(10, len(index), len(index) // 12):
            watching.ask(n)
        time.sleep(2)
    print(_most_mb())  # noqa: T201


def _most_mb() -> float:
    """Return the most memory that this process held; on Linux not what its parent held when it began it."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text(encoding="ascii").splitlines() if line.startswith("VmHWM"))
        return int(line.split()[1]) / 1e3
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1e6 if sys.platform == "darwin" else 1e3)
