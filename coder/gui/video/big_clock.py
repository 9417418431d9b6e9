"""The clock of a session without media, as large as a picture."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from coder.gui.style import SMALL_PX, tabular
from coder.model.time import format_time

BRIGHT = QColor("#f2f2f0")
SOFT = QColor("#a9adb4")
_LONGEST = "00:00:00.000"


def paint_clock(painter: QPainter, room: QRectF, font: QFont, ms: int, words: str) -> None:
    """Paint a time in the middle of a room, and words below it."""
    large = tabular(font, _pixels(font, room.width() * 0.72), bold=True)
    high = QFontMetricsF(large).height()
    middle = QRectF(room.left(), room.center().y() - high * 0.62, room.width(), high)
    painter.setFont(large)
    painter.setPen(BRIGHT)
    painter.drawText(middle, Qt.AlignmentFlag.AlignCenter, format_time(ms))
    painter.setFont(tabular(font, SMALL_PX + 3))
    painter.setPen(SOFT)
    below = QRectF(room.left(), middle.bottom(), room.width(), 48)
    painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, words)


def _pixels(font: QFont, width: float) -> int:
    """Return how large the signs may be for the longest time to fit; it does not change from second to second."""
    trial = 100
    wide = QFontMetricsF(tabular(font, trial, bold=True)).horizontalAdvance(_LONGEST)
    return max(28, min(160, int(trial * width / wide)))
