"""Play a film in the whole window, as a coder does: what it costs with everything that is painted."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.benchmarks.figures import Figure
from tests.benchmarks.film import Film, draw_film, films_folder

SIZE = (1440, 900)
SECONDS = 6.0
QUIET = 0.05  # of a processor: nothing goes on in the background any more
PATIENCE_S = 180.0
RATES = (1.0, 2.0, 4.0)
_PLAY = """
import sys
from pathlib import Path
from tests.benchmarks.playing import play
play(Path(sys.argv[1]), Path(sys.argv[2]))
"""


def measure_window(film: Film, *, goal: float | None, held: bool) -> list[Figure]:
    """Play a film in a window of a process of its own.

    ``goal``: share of a processor at 1×; ``held``: no picture may be dropped.
    """
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        own = {"ATTUNE_SETTINGS": str(place), "ATTUNE_CACHE": str(films_folder() / "window")}
        done = subprocess.run(
            [sys.executable, "-c", _PLAY, str(draw_film(film)), folder],
            check=True,
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"} | own,
        )
    figures = []
    for (share, dropped), rate in zip(json.loads(done.stdout.splitlines()[-1]), RATES, strict=True):
        most = goal if rate == 1 else None
        figures += [
            Figure(f"{film.name}: play {rate:g}× in the window, all painted, processors", share, "", most),
            Figure(f"{film.name}: play {rate:g}× in the window, dropped", dropped, "", 0 if held else None),
        ]
    return figures


def play(path: Path, folder: Path) -> None:
    """Make a session of a film, play it at several rates, and print the shares and what was dropped."""
    application, window = open_film(path, folder)
    wait_for(_is_quiet)
    print(json.dumps([_play_at(window, rate) for rate in RATES]))  # noqa: T201
    window.close()
    application.processEvents()  # what was deferred is deleted before the interpreter goes


def open_film(path: Path, folder: Path) -> tuple[Any, Any]:
    """Make a session of a film and open it in a window; return the application and the window."""
    from coder.app.new_session import NewSession, create_session
    from coder.app.settings import Settings
    from coder.gui.main_window import MainWindow
    from coder.gui.run import build_application
    from coder.gui.style import Appearance, dress

    made = create_session(NewSession(folder / "session", (path,), "core-cues"))
    application = build_application()
    appearance = Appearance()
    dress(appearance.theme)
    window = MainWindow(Settings(coder="ana"), appearance)
    window.resize(*SIZE)
    window.show()
    window.open_session(made.session.folder, "ana")
    wait_for(lambda: window.sitting is not None)
    return application, window


def _play_at(window: object, rate: float) -> tuple[float, int]:
    from coder.gui.main_window import MainWindow

    assert isinstance(window, MainWindow)
    assert window.sitting is not None
    playback = window.sitting.playback
    playback.seek_ms(0)
    spin(1.0)
    playback.set_rate(rate)
    playback.play()
    spin(0.5)
    cpu, began = time.process_time(), time.perf_counter()
    spin(min(SECONDS, window.sitting.desk.workspace.end_ms / 1000 / rate - 1.5))
    share = (time.process_time() - cpu) / (time.perf_counter() - began)
    engine = playback._engine
    assert engine is not None
    assert playback.playing
    dropped = engine.dropped
    playback.pause()
    return share, dropped


def spin(seconds: float) -> None:
    """Let the event loop run, asleep between two turns as a real one is."""
    from PySide6.QtCore import QEventLoop, QTimer

    loop = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), loop.quit)
    loop.exec()


def wait_for(happened: Callable[[], bool]) -> None:
    """Let the event loop run until something has happened."""
    end = time.perf_counter() + PATIENCE_S
    while not happened():
        assert time.perf_counter() < end
        spin(0.05)


def _is_quiet() -> bool:
    """Tell, after watching for two seconds, whether nothing is built in the background any more."""
    cpu, began = time.process_time(), time.perf_counter()
    spin(2.0)
    return (time.process_time() - cpu) / (time.perf_counter() - began) < QUIET
