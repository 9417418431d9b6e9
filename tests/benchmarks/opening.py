"""The whole window while a session opens and closes: when its picture is there, and how long it does not answer.

Each run is a process of its own, as when the program was just started.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from coder.app.shipped import shipped_folder
from coder.model.session import Medium, Session
from coder.store.session_folder import save_session
from tests.benchmarks.figures import Figure
from tests.benchmarks.film import draw_long_mkv, films_folder

BEAT_MS = 5
PATIENCE_S = 60.0
AFTERWARDS_S = 1.0
RUNS = 3
_WATCH = """
import sys
from pathlib import Path
from tests.benchmarks.opening import watch
watch(Path(sys.argv[1]))
"""


@dataclass
class Turns:
    """A timer in the event loop: the time between two beats is what the window did not answer in."""

    application: QApplication
    beats: list[tuple[float, float]] = field(default_factory=list)
    timer: QTimer = field(default_factory=QTimer)

    def __post_init__(self) -> None:
        self.timer.setTimerType(Qt.TimerType.PreciseTimer)
        self.timer.timeout.connect(lambda: self.beats.append((time.perf_counter(), time.thread_time())))
        self.timer.start(BEAT_MS)

    def go_on(self, until: Callable[[], bool]) -> float:
        """Run the loop until something holds, and return how many ms that took."""
        began = time.perf_counter()
        while not until():
            assert time.perf_counter() - began < PATIENCE_S
            self.application.processEvents()
            time.sleep(0.0005)
        return (time.perf_counter() - began) * 1000

    def rest(self, seconds: float) -> None:
        """Run the loop for a while."""
        end_s = time.perf_counter() + seconds
        self.go_on(lambda: time.perf_counter() >= end_s)

    def longest_ms(self) -> tuple[float, float]:
        """Return the longest time between two beats since it was asked last: CPU of this thread, and on the wall."""
        beats, self.beats = self.beats, self.beats[-1:]
        walls, cpus = zip(*((on[0] - before[0], on[1] - before[1]) for before, on in pairwise(beats)), strict=True)
        return max(cpus) * 1000, max(walls) * 1000


def watch(session: Path) -> None:
    """Open a session and leave it, and print: ms to a picture and to the session, longest turns of both."""
    from coder.gui.run import build_application, show_window

    application = build_application()
    window = show_window()
    turns = Turns(application)
    turns.rest(0.3)
    turns.longest_ms()
    QTimer.singleShot(0, window, lambda: window.open_session(session, "ana"))
    to_picture = turns.go_on(lambda: _shows_picture(window))
    to_session = to_picture + turns.go_on(lambda: window.sitting is not None and window.sitting.video.has_time)
    turns.rest(AFTERWARDS_S)
    opening = turns.longest_ms()
    QTimer.singleShot(0, window, window.show_start)
    turns.go_on(lambda: window.sitting is None)
    turns.rest(AFTERWARDS_S)
    closing = turns.longest_ms()
    window.close()
    print(to_picture, to_session, *opening, *closing)  # noqa: T201


def _shows_picture(window: QWidget) -> bool:
    views = window.findChildren(QWidget, "video")
    return any(view.isVisible() and not view.image.isNull() for view in views)  # type: ignore[attr-defined]


def _watched(session: Path, folder: Path) -> list[float]:
    folders = {"ATTUNE_SETTINGS": str(folder / "settings"), "ATTUNE_CACHE": str(folder / "cache")}
    done = subprocess.run(
        [sys.executable, "-c", _WATCH, str(session)],
        check=True,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, **folders, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")},
    )
    return [float(value) for value in done.stdout.split()]


def measure_turns() -> Sequence[Figure]:
    """Open and leave the sample some times, each time as if for the first."""
    runs = []
    for _ in range(RUNS):
        with tempfile.TemporaryDirectory() as name:
            session = Path(name) / "D01_v1"
            shutil.copytree(shipped_folder("sample_sessions") / "D01_v1", session)
            runs.append(_watched(session, Path(name)))
    best = [min(values) for values in zip(*runs, strict=True)]
    return [
        Figure("opening the sample: longest turn of the window, CPU (best of 3)", best[2], "ms", 100),
        Figure("  on the wall, with whatever else runs here", best[3], "ms"),
        Figure("closing the sample: longest turn of the window, CPU (best of 3)", best[4], "ms", 100),
        Figure("  on the wall, with whatever else runs here", best[5], "ms"),
    ]


def measure_long() -> Sequence[Figure]:
    """Open three hours that were never read before, in a container that lists its frames nowhere."""
    film = draw_long_mkv()
    with tempfile.TemporaryDirectory(dir=films_folder()) as name:
        folder = Path(name) / "L01"
        folder.mkdir()
        os.link(film, folder / film.name)
        save_session(Session("L01", folder, (Medium(film.name),), "core-cues"))
        to_picture, to_session, cpu, *_ = _watched(folder, Path(name))
    return [
        Figure("3 hours in MKV, never seen, window just started: to the first picture", to_picture, "ms", 1000),
        Figure("  to the session (its whole index is read)", to_session, "ms"),
        Figure("  longest turn of the window, CPU", cpu, "ms", 100),
    ]
