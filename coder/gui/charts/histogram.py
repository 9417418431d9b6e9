"""Bars beside each other, with the band in which chance alone would have them."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from coder.gui.charts.chart_colors import line_color
from coder.gui.charts.chart_view import TITLE_PX, ChartView, Mark
from coder.gui.charts.plot import Plot, build_plot, paint_axes, paint_rules
from coder.model.chart import Bar, Histogram

_LEAST_PX = 6.0
"""How high the mark of an empty bar is, so that it can be pointed at."""


class HistogramView(ChartView):
    """Paints a ``Histogram``; every bar is a mark, empty or not."""

    chart: Histogram | None

    def _plot(self, chart: Histogram) -> Plot:
        ground = QRectF(8, TITLE_PX, self.width() - 16, max(40.0, self.height() - TITLE_PX - 4))
        return build_plot(ground, chart.x, chart.y, self.font_of())

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
        self._paint_chance(painter, plot, chart)
        painter.setPen(self.theme.color("text"))
        paint_rules(painter, plot, self.theme, (), chart.upright)

    def _paint_chance(self, painter: QPainter, plot: Plot, chart: Histogram) -> None:
        """Paint the band over the bars, hatched, and its middle: it is seen on a bar and beside it."""
        painter.setPen(Qt.PenStyle.NoPen)
        ink = self.theme.color("text")
        for bar in chart.bars:
            if bar.chance_low is not None and bar.chance_high is not None:
                left, right = plot.across(bar.low), plot.across(bar.high)
                top, bottom = plot.down(bar.chance_high), plot.down(bar.chance_low)
                ink.setAlpha(110)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(ink)
                area = QRectF(left, top, right - left, max(1.0, bottom - top))
                faint = self.theme.color("text")
                faint.setAlpha(36)
                painter.fillRect(area, faint)
                painter.setPen(QPen(ink, 1, Qt.PenStyle.DotLine))
                for at in (top, bottom):
                    painter.drawLine(QPointF(left, at), QPointF(right, at))
            if bar.chance is not None:
                painter.setPen(QPen(self.theme.color("text"), 1.5, Qt.PenStyle.DashLine))
                at = plot.down(bar.chance)
                painter.drawLine(QPointF(plot.across(bar.low), at), QPointF(plot.across(bar.high), at))


def _area(plot: Plot, bar: Bar, least: float = 0.0) -> QRectF:
    left, right = plot.across(bar.low), plot.across(bar.high)
    bottom = plot.area.bottom()
    high = max(least, bottom - plot.down(bar.value))
    return QRectF(left, bottom - high, right - left, high)
