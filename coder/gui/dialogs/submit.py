"""Submit an observation, or open a submitted one again: a line or two over the window, keys alone."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QWidget

from coder.gui.sheet import Sheet
from coder.gui.theme import Theme

_LONGEST = 200


class SubmitSheet(Sheet):
    """Says what would be sealed and what may be unfinished; Enter submits, Escape goes on coding."""

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        name: str,
        events: int,
        remarks: Sequence[str],
        submit: Callable[[], object],
    ) -> None:
        super().__init__(parent, theme, f"Submit {name}?", 520)
        self._submit = submit
        count = "no events" if not events else "one event" if events == 1 else f"{events} events"
        self.words = _line(f"It has {count}. Once submitted it can be looked at, and changed only after reopening.")
        self.column.addWidget(self.words)
        for remark in remarks:
            self.column.addWidget(_line(f"– {remark}"))
        hint = _line("Enter submits, Esc goes on coding.")
        hint.setStyleSheet(f"color: {theme.dim};")
        self.go = QPushButton("Submit")
        self.go.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addWidget(hint, 1)
        row.addWidget(self.go)
        self.column.addLayout(row)

    def accept(self) -> None:
        """Submit."""
        self.close_sheet()
        self._submit()


class ReopenSheet(Sheet):
    """Asks why; Enter with a reason reopens, Escape leaves it submitted."""

    def __init__(self, parent: QWidget, theme: Theme, name: str, reopen: Callable[[str], object]) -> None:
        super().__init__(parent, theme, f"Reopen {name}: why?", 520)
        self._reopen = reopen
        self.field = QLineEdit()
        self.field.setAccessibleName("Reason for reopening")
        self.field.setPlaceholderText("The reason is kept in the log. Enter reopens, Esc leaves it submitted")
        self.field.setMaxLength(_LONGEST)
        self.field.returnPressed.connect(self.accept)
        self.column.addWidget(self.field)

    def accept(self) -> None:
        """Reopen, if there is a reason."""
        reason = self.field.text().strip()
        if reason:
            self.close_sheet()
            self._reopen(reason)


def _line(words: str) -> QLabel:
    label = QLabel(words)
    label.setWordWrap(True)
    return label
