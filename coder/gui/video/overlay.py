"""The read-out over the picture: time, frame, rate, and whether it plays."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from coder.gui.icons import paint_icon
from coder.gui.style import SMALL_PX, tabular
from coder.model.time import format_time

TIME_PX = 20
HEIGHT = 34
GROUND = QColor(10, 10, 12, 190)
BRIGHT = QColor("#ffffff")
SOFT = QColor("#c9ccd1")


@dataclass(frozen=True, slots=True)
class ReadOut:
    """What is read over the picture."""

    ms: int = 0
    frame: int = 0
    rate: float = 1.0
    playing: bool = False
    looping: bool = False
    note: str = ""
    dropped: int = 0

    @property
    def time(self) -> str:
        """The time as h:mm:ss.mmm."""
        return format_time(self.ms)

    @property
    def rest(self) -> str:
        """Frame, rate, how many frames were left out to keep up, and what else holds."""
        parts = [f"frame {self.frame}", format_rate(self.rate)]
        parts += ["loop"] if self.looping else []
        parts += [f"{self.dropped} dropped"] if self.dropped else []
        return "   ".join([*parts, *([self.note] if self.note else [])])


def format_rate(rate: float) -> str:
    """Write a rate as ½×, 1×, −2×."""
    signs = {0.03125: "1/32", 0.0625: "1/16", 0.125: "⅛", 0.25: "¼", 0.5: "½"}
    size = signs.get(abs(rate), f"{abs(rate):g}")
    return f"{'−' if rate < 0 else ''}{size}×"


class Overlay:
    """Paints a read-out; the widths are set by the longest time there can be, so that nothing jumps."""

    def __init__(self, font: QFont) -> None:
        self._time = tabular(font, TIME_PX, bold=True)
        self._rest = tabular(font, SMALL_PX)
        self._time_width = QFontMetricsF(self._time).horizontalAdvance("0:00:00.000")

    def paint(self, painter: QPainter, place: QPointF, read_out: ReadOut) -> None:
        """Paint with the upper left corner at ``place``."""
        rest_width = QFontMetricsF(self._rest).horizontalAdvance(read_out.rest)
        ground = QRectF(place.x(), place.y(), 34 + self._time_width + 14 + rest_width + 12, HEIGHT)
        painter.setPen(QColor(0, 0, 0, 0))
        painter.setBrush(GROUND)
        painter.drawRoundedRect(ground, 4, 4)
        glyph = "play" if read_out.playing else "pause"
        paint_icon(painter, glyph, QRectF(place.x() + 10, place.y() + (HEIGHT - 14) / 2, 14, 14), BRIGHT)
        painter.setPen(BRIGHT)
        painter.setFont(self._time)
        painter.drawText(QPointF(place.x() + 34, _baseline(place.y(), self._time)), read_out.time)
        painter.setPen(SOFT)
        painter.setFont(self._rest)
        painter.drawText(
            QPointF(place.x() + 34 + self._time_width + 14, _baseline(place.y(), self._time) - 1), read_out.rest
        )


def _baseline(top: float, font: QFont) -> float:
    metrics = QFontMetricsF(font)
    return top + (HEIGHT + metrics.ascent() - metrics.descent()) / 2
