"""A key as it looks on a keyboard."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from coder.gui.style import SMALL_PX
from coder.gui.theme import Theme, readable_on
from coder.gui.words import key_words

CAP_PX = 20


def cap_font(font: QFont) -> QFont:
    """Return the font that keys are lettered in."""
    lettering = QFont(font)
    lettering.setPixelSize(SMALL_PX - 1)
    lettering.setBold(True)
    return lettering


def cap_width(font: QFont, chord: str) -> int:
    """Return how wide a key is: square for a letter, wider for a word."""
    return max(CAP_PX, QFontMetrics(cap_font(font)).horizontalAdvance(key_words(chord)) + 10) if chord else 0


def paint_cap(painter: QPainter, rect: QRectF, chord: str, theme: Theme, fill: str = "") -> None:
    """Paint a key, filled with a colour when what it codes holds."""
    painter.setPen(QPen(QColor(fill) if fill else theme.color("key_edge"), 1))
    painter.setBrush(QColor(fill) if fill else theme.color("key_cap"))
    painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)
    painter.setFont(cap_font(painter.font()))
    painter.setPen(QColor(readable_on(fill)) if fill else theme.color("text"))
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), key_words(chord))


class KeyCap(QWidget):
    """One key, for a list of keys."""

    def __init__(self, chord: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chord, self._theme = chord, theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(key_words(chord))

    def sizeHint(self) -> QSize:
        """Return the key's size."""
        return QSize(cap_width(self.font(), self._chord), CAP_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the key."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_cap(painter, QRectF(self.rect()), self._chord, self._theme)
