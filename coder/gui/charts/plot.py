"""The ground of a chart with two axes: where a value lies, and the axes with their ticks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen

from coder.gui.charts.round_numbers import format_tick, round_ticks
from coder.gui.theme import Theme
from coder.model.chart import Axis, Rule

_GAP_PX = 6.0
_TICK_PX = 4.0
_MOST_PX, _APART_PX, _LEAST_PX, _DATE_PX = 64.0, 48.0, 34.0, 84.0
"""How much room a number beside the upright axis has, and how far apart numbers of the level one, of the upright one
and dates are at least."""


@dataclass(frozen=True, slots=True)
class Plot:
    """The area between two axes; values grow to the right and upwards."""

    area: QRectF
    x: Axis
    y: Axis | None = None

    def across(self, value: float) -> float:
        """Return where a value of ``x`` lies, in px from the left."""
        span = self.x.high - self.x.low or 1.0
        return self.area.left() + (value - self.x.low) / span * self.area.width()

    def down(self, value: float) -> float:
        """Return where a value of ``y`` lies, in px from the top."""
        axis = self.y or Axis("", 0.0, 1.0)
        span = axis.high - axis.low or 1.0
        return self.area.bottom() - (value - axis.low) / span * self.area.height()

    def place(self, x: float, y: float) -> QPointF:
        """Return where two values lie together."""
        return QPointF(self.across(x), self.down(y))

    def x_ticks(self) -> list[float]:
        """Return the ticks of ``x``."""
        if self.x.dates:
            most = max(2, int(self.area.width() / _DATE_PX))
            return list(dict.fromkeys(float(round(tick)) for tick in round_ticks(self.x.low, self.x.high, most)))
        return round_ticks(self.x.low, self.x.high, max(2, int(self.area.width() / _APART_PX)))

    def x_words(self, tick: float, ticks: list[float]) -> str:
        """Return how a tick of ``x`` is written."""
        return date.fromordinal(round(tick)).isoformat() if self.x.dates else format_tick(tick, ticks)

    def y_ticks(self) -> list[float]:
        """Return the ticks of ``y``."""
        if self.y is None:
            return []
        return round_ticks(self.y.low, self.y.high, max(2, int(self.area.height() / _LEAST_PX)))


def build_plot(ground: QRectF, x: Axis, y: Axis, font: QFont, *, ruled: bool = False) -> Plot:
    """Build a plot that leaves room for the words of both axes, and of upright rules above it where it is ``ruled``."""
    metrics = QFontMetricsF(font)
    rough = Plot(ground.adjusted(_MOST_PX, 0, 0, 0), x, y)
    ticks = rough.y_ticks()
    widest = max((metrics.horizontalAdvance(format_tick(tick, ticks)) for tick in ticks), default=0.0)
    left = widest + metrics.height() + 3 * _GAP_PX
    below = 2 * metrics.height() + 2 * _GAP_PX + _TICK_PX
    last = metrics.horizontalAdvance(rough.x_words(x.high, rough.x_ticks())) / 2
    above = metrics.height() + _TICK_PX if ruled else metrics.height() / 2
    return Plot(ground.adjusted(left, above, -max(last, _GAP_PX), -below), x, y)


def paint_axes(painter: QPainter, plot: Plot, theme: Theme, font: QFont) -> None:
    """Paint both axes: a faint line at every tick, its number, and what the axis is of."""
    painter.setFont(font)
    paint_x_axis(painter, plot, theme, font)
    area, high, ticks = plot.area, QFontMetricsF(font).height(), plot.y_ticks()
    for tick in ticks:
        at = plot.down(tick)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawLine(QPointF(area.left(), at), QPointF(area.right(), at))
        painter.setPen(theme.color("dim"))
        words = QRectF(area.left() - _MOST_PX - _GAP_PX, at - high / 2, _MOST_PX, high)
        painter.drawText(words, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, format_tick(tick, ticks))
    if plot.y is not None:
        widest = max((painter.fontMetrics().horizontalAdvance(format_tick(tick, ticks)) for tick in ticks), default=0)
        _write_upwards(painter, plot, area.left() - widest - 2 * _GAP_PX - high, high, plot.y.words)


def paint_x_axis(painter: QPainter, plot: Plot, theme: Theme, font: QFont) -> None:
    """Paint the axis below."""
    painter.setFont(font)
    area, high, ticks = plot.area, QFontMetricsF(font).height(), plot.x_ticks()
    for tick in ticks:
        at = plot.across(tick)
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawLine(QPointF(at, area.top()), QPointF(at, area.bottom() + _TICK_PX))
        painter.setPen(theme.color("dim"))
        words = QRectF(at - _DATE_PX / 2, area.bottom() + _TICK_PX + 1, _DATE_PX, high)
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, plot.x_words(tick, ticks))
    painter.setPen(QPen(theme.color("dim"), 1))
    painter.drawLine(area.bottomLeft(), area.bottomRight())
    below = QRectF(area.left(), area.bottom() + _TICK_PX + high + _GAP_PX, area.width(), high)
    painter.drawText(below, Qt.AlignmentFlag.AlignCenter, _fitted(painter, plot.x.words, area.width()))


def paint_rules(
    painter: QPainter,
    plot: Plot,
    theme: Theme,
    across: tuple[Rule, ...],
    upright: tuple[Rule, ...],
    marks: Sequence[QPointF] = (),
) -> None:
    """Paint values that others are held against, each with its words.

    Those of ``across`` are written where they hide the fewest of some ``marks``, those of ``upright`` above the plot.
    """
    area, high = plot.area, painter.fontMetrics().height()
    painter.setPen(QPen(theme.color("text"), 1, Qt.PenStyle.DashLine))
    for rule in across:
        at = plot.down(rule.at)
        painter.drawLine(QPointF(area.left(), at), QPointF(area.right(), at))
        words, wide = _words_of(painter, rule, area)
        ends = ((x, y) for x in (area.right() - wide - 1, area.left() + 1) for y in (at + 2, at - high - 2))
        room = clearest([QRectF(x, y, wide, high) for x, y in ends], marks)
        painter.fillRect(room, theme.color("panel"))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)
    after = area.left() - _GAP_PX
    for rule in sorted(upright, key=lambda one: one.at):
        at = plot.across(rule.at)
        painter.drawLine(QPointF(at, area.top() - _TICK_PX), QPointF(at, area.bottom()))
        words, wide = _words_of(painter, rule, area)
        left = min(max(at - wide / 2, after), area.right() + _GAP_PX - wide)
        painter.drawText(QRectF(left, area.top() - _TICK_PX - high, wide, high), Qt.AlignmentFlag.AlignCenter, words)
        after = left + wide + _GAP_PX


def _words_of(painter: QPainter, rule: Rule, area: QRectF) -> tuple[str, float]:
    words = _fitted(painter, rule.words, area.width() - 4 * _GAP_PX)
    return words, painter.fontMetrics().horizontalAdvance(words) + _GAP_PX


def clearest(rooms: Sequence[QRectF], marks: Sequence[QPointF]) -> QRectF:
    """Return the room for words that hides the fewest marks, the first of equals."""
    wider = QMarginsF(_GAP_PX, _GAP_PX, _GAP_PX, _GAP_PX)
    return min(rooms, key=lambda one: sum(one.marginsAdded(wider).contains(at) for at in marks))


def _write_upwards(painter: QPainter, plot: Plot, left: float, high: float, words: str) -> None:
    """Write upwards in the middle of the plot, as long as it is and a little longer where there is need."""
    wanted, there = painter.fontMetrics().horizontalAdvance(words) + 2.0, plot.area.height()
    long = min(max(wanted, there), there + 3 * high)
    painter.save()
    painter.translate(left, plot.area.center().y() + long / 2)
    painter.rotate(-90)
    room = QRectF(0, 0, long, high)
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, _fitted(painter, words, room.width()))
    painter.restore()


def _fitted(painter: QPainter, words: str, width: float) -> str:
    return painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(width))
