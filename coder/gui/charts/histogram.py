"""Bars beside each other, with the band in which chance alone would have them."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from coder.gui.charts.chart_colors import line_color
from coder.gui.charts.chart_view import TITLE_PX, ChartView, Mark
from coder.gui.charts.plot import Plot, build_plot, paint_axes, paint_rules
from coder.model.chart import Bar, Histogram

_LEGEND_PX, _SAMPLE_PX = 20.0, 14.0
_LEAST_PX = 6.0
"""How high the mark of an empty bar is, so that it can be pointed at."""


_LEGEND = _OBSERVED, _BAND, _MIDDLE = "observed", "chance, middle 95 %", "chance, mean"


class HistogramView(ChartView):
    """Paints a ``Histogram``; every bar is a mark, empty or not."""

    chart: Histogram | None

    def _plot(self, chart: Histogram) -> Plot:
        top = TITLE_PX + (_LEGEND_PX if _has_chance(chart) else 0.0)
        ground = QRectF(8, top, self.width() - 16, max(40.0, self.height() - top - 4))
        return build_plot(ground, chart.x, chart.y, self.font_of(), ruled=bool(chart.upright))

    def _marks_of(self) -> list[Mark]:
        chart = self.chart
        if chart is None:
            return []
        plot = self._plot(chart)
        return [
            Mark(_area(plot, bar, least=_LEAST_PX), column, 0, bar.words, bar.datum)
            for column, bar in enumerate(chart.bars)
        ]

    def _paint(self, painter: QPainter) -> None:
        chart = self.chart
        if chart is None:
            return
        plot = self._plot(chart)
        paint_axes(painter, plot, self.theme, self.font_of())
        painter.setPen(QPen(self.theme.color("panel"), 1))
        painter.setBrush(line_color(self.theme, 0))
        for bar in chart.bars:
            painter.drawRect(_area(plot, bar))
        for bar in chart.bars:
            self._paint_chance(painter, plot, bar)
        painter.setPen(self.theme.color("text"))
        paint_rules(painter, plot, self.theme, (), chart.upright)
        if _has_chance(chart):
            self._paint_legend(painter)

    def _paint_chance(self, painter: QPainter, plot: Plot, bar: Bar) -> None:
        """Paint the band over the bar, and its middle: it is seen on a bar and beside it."""
        left, right = plot.across(bar.low), plot.across(bar.high)
        if bar.chance_low is not None and bar.chance_high is not None:
            top, bottom = plot.down(bar.chance_high), plot.down(bar.chance_low)
            self._paint_band(painter, QRectF(left, top, right - left, max(1.0, bottom - top)))
        if bar.chance is not None:
            self._paint_middle(painter, left, right, plot.down(bar.chance))

    def _paint_band(self, painter: QPainter, area: QRectF) -> None:
        ground, edge = self.theme.color("text"), self.theme.color("text")
        ground.setAlpha(36)
        edge.setAlpha(110)
        painter.fillRect(area, ground)
        painter.setPen(QPen(edge, 1, Qt.PenStyle.DotLine))
        painter.drawLine(area.topLeft(), area.topRight())
        painter.drawLine(area.bottomLeft(), area.bottomRight())

    def _paint_middle(self, painter: QPainter, left: float, right: float, at: float) -> None:
        painter.setPen(QPen(self.theme.color("text"), 1.5, Qt.PenStyle.DashLine))
        painter.drawLine(QPointF(left, at), QPointF(right, at))

    def _paint_legend(self, painter: QPainter) -> None:
        """Say what is bar and what is chance."""
        metrics, middle, left = painter.fontMetrics(), TITLE_PX + _LEGEND_PX / 2, 8.0
        for words in _LEGEND:
            sample = QRectF(left, middle - 5, _SAMPLE_PX, 10)
            if words == _OBSERVED:
                painter.fillRect(sample, line_color(self.theme, 0))
            elif words == _BAND:
                self._paint_band(painter, sample)
            else:
                self._paint_middle(painter, sample.left(), sample.right(), middle)
            painter.setPen(self.theme.color("text"))
            area = QRectF(sample.right() + 5, TITLE_PX, metrics.horizontalAdvance(words) + 2, _LEGEND_PX)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
            left = area.right() + 12


def _has_chance(chart: Histogram) -> bool:
    return any(bar.chance is not None or bar.chance_high is not None for bar in chart.bars)


def _area(plot: Plot, bar: Bar, least: float = 0.0) -> QRectF:
    left, right = plot.across(bar.low), plot.across(bar.high)
    bottom = plot.area.bottom()
    high = max(least, bottom - plot.down(bar.value))
    return QRectF(left, bottom - high, right - left, high)
