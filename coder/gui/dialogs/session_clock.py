"""Correct the clock of a session without media: say what the right time is now."""

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from coder.gui.sheet import Sheet
from coder.gui.theme import Theme
from coder.model.time import format_time, parse_time


class SessionClockSheet(Sheet):
    """One line; Enter keeps it. The clock runs on meanwhile: what counts is the moment the sheet was opened."""

    def __init__(
        self, parent: QWidget, theme: Theme, now_ms: int, offset_s: float, keep: Callable[[float], object]
    ) -> None:
        title = f"The clock says {format_time(now_ms)}. What is the right time?"
        super().__init__(parent, theme, title, 520)
        self._now_ms, self._keep, self._theme = now_ms, keep, theme
        self.field = QLineEdit(format_time(max(0, now_ms + round(offset_s * 1000))))
        self.field.setAccessibleName(title)
        self.field.selectAll()
        self.field.returnPressed.connect(self._done)
        self.words = QLabel(
            "Coded times stay as they are; the correction is kept with the session and stated in exports."
        )
        self.words.setWordWrap(True)
        self.words.setStyleSheet(f"color: {theme.dim};")
        self.column.addWidget(self.field)
        self.column.addWidget(self.words)

    def _done(self) -> None:
        try:
            right_ms = parse_time(self.field.text())
        except ValueError:
            self.words.setStyleSheet(f"color: {self._theme.error};")
            self.words.setText("Write a time such as 0:12:03.400, 12:03.4 or 723.4.")
            return
        self.close_sheet()
        self._keep((right_ms - self._now_ms) / 1000)
