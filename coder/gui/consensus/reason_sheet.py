"""Say why a disagreement is decided so."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from coder.gui.sheet import Sheet
from coder.gui.theme import Theme


class ReasonSheet(Sheet):
    """One line; Enter keeps it, Escape leaves it as it was."""

    def __init__(self, parent: QWidget, theme: Theme, what: str, said: str, keep: Callable[[str], object]) -> None:
        title = f"Why is it decided so: {what}"
        super().__init__(parent, theme, title, 480)
        self._keep = keep
        self.field = QLineEdit(said)
        self.field.setAccessibleName(title)
        self.field.setPlaceholderText("Enter keeps it for the decision, Esc leaves it as it was")
        self.field.setMaxLength(500)
        self.field.returnPressed.connect(self._done)
        self.column.addWidget(self.field)

    def _done(self) -> None:
        words = self.field.text()
        self.close_sheet()
        self._keep(words)
