"""Everything that is wrong with a scheme file, line by line; a click or Enter opens the file there."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from coder.gui.theme import Theme

if TYPE_CHECKING:
    from coder.scheme.faults import Fault

_SHOWN = 7
_SIGNS = {"error": "✕", "warning": "!"}
_NAVIGATION = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
    Qt.Key.Key_Tab,
    Qt.Key.Key_Backtab,
    Qt.Key.Key_Return,
    Qt.Key.Key_Enter,
)


class FaultList(QListWidget):
    """``place_asked`` carries the fault whose place is to be opened."""

    place_asked = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.faults: tuple[Fault, ...] = ()
        self.setAccessibleName("Faults")
        self.setAccessibleDescription("Enter opens the file at the line.")
        self.setWordWrap(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.itemClicked.connect(self._open)

    def show_faults(self, faults: Sequence["Fault"], path: Path) -> None:
        """List faults; the one that was gone to stays, if it is still there."""
        row = self.currentRow()
        self.faults = tuple(faults)
        self.clear()
        for fault in self.faults:
            item = QListWidgetItem(fault_words(fault, path))
            item.setData(Qt.ItemDataRole.UserRole, fault)
            item.setForeground(self._ink(fault))
            self.addItem(item)
        if self.faults:
            self.setCurrentRow(max(0, min(row, len(self.faults) - 1)))
        self.setVisible(bool(self.faults))
        self.updateGeometry()

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        self._theme = theme
        for row, fault in enumerate(self.faults):
            self.item(row).setForeground(self._ink(fault))

    def _ink(self, fault: "Fault") -> QColor:
        return self._theme.color("error" if fault.is_error else "warning")

    def sizeHint(self) -> QSize:
        """Return room for a few lines; the rest scrolls."""
        line = self.fontMetrics().height() + 6
        return QSize(400, min(_SHOWN, max(1, self.count())) * line + 2 * self.frameWidth() + 4)

    def minimumSizeHint(self) -> QSize:
        """Return room for two lines."""
        return QSize(120, min(2, max(1, self.count())) * (self.fontMetrics().height() + 6))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go through the list and open a place; every other key is the sheet's."""
        if event.key() not in _NAVIGATION:
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            item = self.currentItem()
            if item is not None:
                self._open(item)
        else:
            super().keyPressEvent(event)

    def _open(self, item: QListWidgetItem) -> None:
        self.place_asked.emit(item.data(Qt.ItemDataRole.UserRole))


def fault_words(fault: "Fault", path: Path) -> str:
    """Return a fault as ``coder scheme check`` says it, its severity first, files by their names."""
    whole = str(fault)
    name = Path(fault.file).name
    words = whole.removeprefix(f"{fault.file}:").strip()
    place = words if fault.file == path.as_posix() else f"{name}:{words}"
    return f"{_SIGNS[fault.severity]}  {fault.severity} {place.replace(' warning:', '', 1)}"


def count_faults(faults: Sequence["Fault"]) -> str:
    """Return how many errors and warnings there are, in words."""
    errors = sum(fault.is_error for fault in faults)
    counts = ((errors, "error"), (len(faults) - errors, "warning"))
    return " and ".join(f"{count} {word}{'s' * (count > 1)}" for count, word in counts if count)
