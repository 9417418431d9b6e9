"""A dialog that shows what would be made of what stands in its fields, in the background, and then makes it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QDialog, QWidget

from coder.errors import CoderError
from coder.gui.background import Background

PAUSE_MS = 250
"""How long nothing has to change before it is looked at anew."""


class LookingAhead(QDialog):
    """One piece of work goes on at a time; beginning another, or leaving, gives it up.

    ``look`` is called some time after ``_look_soon``: it looks anew at what stands in the fields.
    """

    def __init__(self, parent: QWidget, look: Callable[[], object]) -> None:
        super().__init__(parent)
        self._work: Background | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(look)

    def _look_soon(self) -> None:
        """Give up what is under way, and look anew once nothing changes any more."""
        self._give_up()
        self._pause.start()

    def _begin(
        self,
        name: str,
        work: Callable[[Background], Any],
        done: Callable[[Any], object],
        refused: Callable[[CoderError], object],
        progressed: Callable[[float], object] | None = None,
    ) -> None:
        """Begin work in the place of what is under way; how it goes and ends is told on the window's thread."""
        self._give_up()
        self._work = found = Background(self)
        found.done.connect(self._ended)
        found.refused.connect(self._ended)
        found.done.connect(done)
        found.refused.connect(refused)
        if progressed is not None:
            found.progressed.connect(progressed)
        found.start(name, work)

    def _ended(self, _news: object) -> None:
        self._work = None

    def _give_up(self) -> None:
        self._pause.stop()
        if self._work is not None:
            self._work.leave()
            self._work = None

    def done(self, result: int) -> None:
        """Give up what is under way; what is being written by then is written whole, or not at all."""
        self._give_up()
        super().done(result)
