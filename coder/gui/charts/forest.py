"""Estimates one under the other with their intervals, each a row that can be chosen."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from coder.gui.charts.chart_colors import line_color
from coder.gui.charts.chart_view import TITLE_PX, ChartView, Mark
from coder.gui.charts.plot import Plot, paint_rules, paint_x_axis
from coder.model.chart import Forest, ForestRow

_ROW_PX, _LEAST_ROW_PX, _GAP = 26.0, 16.0, 8.0
_NAMES_SHARE, _TEXT_SHARE = 0.32, 0.42


class ForestView(ChartView):
    """Paints a ``Forest``: names on the left, estimates in the middle, what they come to in figures on the right."""

    chart: Forest | None

    def _column(self, words: list[str], share: float) -> float:
        metrics = QFontMetricsF(self.font_of(bold=True))
        widest = max((metrics.horizontalAdvance(text) for text in words), default=0.0)
        return min(widest + 2 * _GAP, self.width() * share)

    def _row_height(self, chart: Forest) -> float:
        high = QFontMetricsF(self.font_of()).height()
        room = self.height() - TITLE_PX - 2 * high - 3 * _GAP - high
        return max(_LEAST_ROW_PX, min(_ROW_PX, room / max(1, len(chart.rows))))

    def _plot(self, chart: Forest) -> Plot:
        left = self._column([row.name for row in chart.rows], _NAMES_SHARE)
        right = self._column([row.text for row in chart.rows], _TEXT_SHARE)
        high = QFontMetricsF(self.font_of()).height()
        area = QRectF(
            left,
            TITLE_PX + high + _GAP / 2,
            max(40.0, self.width() - left - right),
            self._row_height(chart) * len(chart.rows),
        )
        return Plot(area, chart.x)

    def _row_area(self, chart: Forest, row: int) -> QRectF:
        high = self._row_height(chart)
        return QRectF(2, self._plot(chart).area.top() + row * high, self.width() - 4, high)

    def _marks_of(self) -> list[Mark]:
        chart = self.chart
        if chart is None:
            return []
        return [
            Mark(self._row_area(chart, place), 0, place, row.words, row.datum) for place, row in enumerate(chart.rows)
        ]

    def _paint(self, painter: QPainter) -> None:
        chart = self.chart
        if chart is None:
            return
        plot = self._plot(chart)
        paint_x_axis(painter, plot, self.theme, self.font_of())
        painter.setPen(self.theme.color("text"))
        paint_rules(painter, plot, self.theme, (), chart.upright)
        for place, row in enumerate(chart.rows):
            self._paint_row(painter, plot, self._row_area(chart, place), row)

    def _paint_row(self, painter: QPainter, plot: Plot, area: QRectF, row: ForestRow) -> None:
        painter.setFont(self.font_of(bold=row.whole))
        painter.setPen(self.theme.color("text"))
        metrics = painter.fontMetrics()
        left, right = plot.area.left() - _GAP, self.width() - plot.area.right() - _GAP
        name = metrics.elidedText(row.name, Qt.TextElideMode.ElideRight, int(left))
        painter.drawText(QRectF(4, area.top(), left, area.height()), Qt.AlignmentFlag.AlignVCenter, name)
        text = metrics.elidedText(row.text, Qt.TextElideMode.ElideRight, int(right))
        figures = QRectF(plot.area.right() + _GAP, area.top(), right, area.height())
        painter.drawText(figures, Qt.AlignmentFlag.AlignVCenter, text)
        if row.value is not None:
            self._paint_estimate(painter, plot, area.center().y(), row)

    def _paint_estimate(self, painter: QPainter, plot: Plot, middle: float, row: ForestRow) -> None:
        color = line_color(self.theme, 1 if row.whole else 0)
        low, high = plot.x.low, plot.x.high
        if row.low is not None and row.high is not None:
            painter.setPen(QPen(color, 2))
            ends = [QPointF(plot.across(min(high, max(low, end))), middle) for end in (row.low, row.high)]
            painter.drawLine(*ends)
        if row.value is None or not low <= row.value <= high:
            return
        x = plot.across(row.value)
        painter.setPen(QPen(color, 1))
        painter.setBrush(color)
        if row.whole:
            painter.drawPolygon(
                [QPointF(x - 7, middle), QPointF(x, middle - 6), QPointF(x + 7, middle), QPointF(x, middle + 6)]
            )
        else:
            painter.drawRect(QRectF(x - 4, middle - 4, 8, 8))
