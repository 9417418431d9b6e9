"""One font with its widths remembered, so that a row is painted without measuring its words again."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter

MIDDLE = int(Qt.AlignmentFlag.AlignVCenter)
RIGHT = MIDDLE | int(Qt.AlignmentFlag.AlignRight)
_REMEMBERED = 5000


class Lettering:
    """Writes words into a rectangle, with … where they do not fit."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self._metrics = QFontMetrics(font)
        self._widths: dict[str, int] = {}

    def width(self, text: str) -> int:
        """Return how wide a text is in pixels."""
        width = self._widths.get(text)
        if width is None:
            if len(self._widths) > _REMEMBERED:
                self._widths.clear()
            width = self._widths[text] = self._metrics.horizontalAdvance(text)
        return width

    def write(self, painter: QPainter, rect: QRect, text: str, color: QColor, flags: int = MIDDLE) -> None:
        """Write a text in a colour."""
        room = rect.width()
        if not text or room <= 0:
            return
        if self.width(text) > room:
            text = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
        painter.setFont(self.font)
        painter.setPen(color)
        painter.drawText(rect, flags, text)
