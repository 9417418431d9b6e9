"""Write a comment on an event, without stopping play."""

from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit, QWidget

from coder.gui.sheet import Sheet
from coder.gui.theme import Theme
from coder.model.event import Event
from coder.model.time import format_short_time


class CommentSheet(Sheet):
    """One line; Enter keeps it, Escape leaves it as it was."""

    def __init__(
        self, parent: QWidget, theme: Theme, event: Event, keep: Callable[[int, str], object], words: str = ""
    ) -> None:
        """Ask for a comment; ``words`` name what it is on, where that is not an event at its onset."""
        title = f"Comment on {words or f'{event.words} at {format_short_time(event.onset_ms)}'}"
        super().__init__(parent, theme, title, 480)
        self._event, self._keep = event, keep
        self.field = QLineEdit(event.comment)
        self.field.setAccessibleName(title)
        self.field.setPlaceholderText("Enter keeps it, Esc leaves it as it was")
        self.field.setMaxLength(2000)
        self.field.returnPressed.connect(self._done)
        self.column.addWidget(self.field)

    def _done(self) -> None:
        event_id, words = self._event.id, self.field.text().strip()
        self.close_sheet()
        self._keep(event_id, words)
