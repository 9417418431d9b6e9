"""A timer in a window's event loop: while it beats, the window answers."""

from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

ENOUGH = 20
WAIT_MS = 20_000


class Beat:
    """Counts how often the window's thread came round."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot, self.count = qtbot, 0
        self._timer = QTimer(interval=5)
        self._timer.timeout.connect(self._tick)
        self._timer.start()

    def _tick(self) -> None:
        self.count += 1

    def goes_on(self) -> None:
        """Fail when the window does not answer any more."""
        before = self.count
        self._qtbot.waitUntil(lambda: self.count >= before + ENOUGH, timeout=WAIT_MS)
