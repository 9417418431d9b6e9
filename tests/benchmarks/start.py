"""The CPU time from a cold process to the window shown."""

import os
import resource
import subprocess
import sys
from collections.abc import Sequence

from tests.benchmarks.figures import Figure

_SHOW = """
from coder.gui.run import build_application, show_window
application = build_application()
window = show_window()
application.processEvents()
"""
RUNS = 7


def measure() -> Sequence[Figure]:
    """Start the window in processes of its own, after one that warms the disk's cache."""
    _cpu_s(_SHOW)
    window = min(_cpu_s(_SHOW) for _ in range(RUNS))
    bare = min(_cpu_s("import PySide6.QtWidgets") for _ in range(RUNS))
    return [
        Figure("cold process → window shown, CPU (best of 7)", window * 1000, "ms", 600),
        Figure("  importing Qt's widgets alone", bare * 1000, "ms"),
        Figure("  ratio", window / bare, "×"),
    ]


def _cpu_s(code: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
