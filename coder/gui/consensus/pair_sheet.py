"""Whose disagreements are meant, where a session was coded by several."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QWidget

from coder.gui.sheet import Sheet
from coder.gui.theme import Theme

Pair = tuple[str, str]


class PairSheet(Sheet):
    """Lists pairs of coders; Enter or a click takes one."""

    def __init__(self, parent: QWidget, theme: Theme, pairs: list[Pair], take: Callable[[Pair], object]) -> None:
        super().__init__(parent, theme, "Whose disagreements?", 360)
        self._pairs, self._take = pairs, take
        self.list = QListWidget()
        self.list.setObjectName("pairs")
        self.list.setAccessibleName("Pairs of coders")
        self.list.addItems([f"{first} and {second}" for first, second in pairs])
        self.list.setCurrentRow(0)
        self.list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.list.itemActivated.connect(lambda _row: self.accept())
        self.list.itemClicked.connect(lambda _row: self.accept())
        self.column.addWidget(self.list)

    def accept(self) -> None:
        """Take the pair that is chosen."""
        row = self.list.currentRow()
        self.close_sheet()
        if row >= 0:
            self._take(self._pairs[row])
