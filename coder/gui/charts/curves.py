"""Lines over two axes: smooth or in steps, with intervals and with values that they are held against."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from coder.gui.charts.chart_colors import band_color, line_color, line_dash
from coder.gui.charts.chart_view import TITLE_PX, ChartView, Mark
from coder.gui.charts.plot import Plot, build_plot, paint_axes, paint_rules
from coder.model.chart import Curves, Line, Point

_MARK_PX, _LEGEND_PX, _SAMPLE_PX = 4.0, 20.0, 26.0


class CurvesView(ChartView):
    """Paints ``Curves``; every point that has a value is a mark."""

    chart: Curves | None

    def _plot(self, chart: Curves) -> Plot:
        top = TITLE_PX + _LEGEND_PX
        ground = QRectF(8, top, self.width() - 16, max(40.0, self.height() - top - 4))
        return build_plot(ground, chart.x, chart.y, self.font_of(), ruled=bool(chart.upright))

    def _marks_of(self) -> list[Mark]:
        chart = self.chart
        if chart is None:
            return []
        plot = self._plot(chart)
        return [
            Mark(_around(plot.place(point.x, point.y)), column, row, point.words, point.datum)
            for row, line in enumerate(chart.lines)
            for column, point in enumerate(line.points)
            if point.y is not None
        ]

    def _paint(self, painter: QPainter) -> None:
        chart = self.chart
        if chart is None:
            return
        plot = self._plot(chart)
        paint_axes(painter, plot, self.theme, self.font_of())
        painter.save()
        painter.setClipRect(plot.area.adjusted(-_MARK_PX - 2, -_MARK_PX - 2, _MARK_PX + 2, _MARK_PX + 2))
        for place, line in enumerate(chart.lines):
            self._paint_band(painter, plot, line, place)
        for place, line in enumerate(chart.lines):
            self._paint_line(painter, plot, line, place)
        painter.restore()
        painter.setPen(self.theme.color("text"))
        paint_rules(painter, plot, self.theme, chart.across, chart.upright, self._drawn())
        self._paint_legend(painter, chart)

    def _drawn(self) -> list[QPointF]:
        """Return places that are painted on: every point, and the middle between one and the next of its line."""
        points = [(mark.row, mark.area.center()) for mark in self.marks]
        between = [(one + other) / 2 for (row, one), (next_row, other) in pairwise(points) if row == next_row]
        return [*(at for _, at in points), *between]

    def _color(self, line: Line, place: int) -> QColor:
        return self.theme.color("dim") if line.faint else line_color(self.theme, place)

    def _paint_band(self, painter: QPainter, plot: Plot, line: Line, place: int) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        ground = band_color(self.theme, place)
        if line.faint:
            ground = self.theme.color("dim")
            ground.setAlpha(48)
        painter.setBrush(ground)
        for run in _runs(line):
            known = [point for point in run if point.low is not None and point.high is not None]
            lows = [(point.x, point.low) for point in known if point.low is not None]
            highs = [(point.x, point.high) for point in known if point.high is not None]
            if len(known) > 1:
                edge = [*_places(plot, lows, stepped=line.stepped), *_places(plot, highs, stepped=line.stepped)[::-1]]
                painter.drawPolygon(QPolygonF(edge))

    def _paint_line(self, painter: QPainter, plot: Plot, line: Line, place: int) -> None:
        color = self._color(line, place)
        for run in _runs(line):
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(color, 2, line_dash(place)))
            values = [(point.x, point.y) for point in run if point.y is not None]
            painter.drawPolyline(QPolygonF(_places(plot, values, stepped=line.stepped)))
            if line.marked:
                painter.setPen(QPen(color, 1))
                painter.setBrush(color)
                for x, y in values:
                    paint_sign(painter, plot.place(x, y), place)

    def _paint_legend(self, painter: QPainter, chart: Curves) -> None:
        """Name the lines that there are in a row, as far as there is room."""
        left, middle = 8.0, TITLE_PX + _LEGEND_PX / 2
        metrics = painter.fontMetrics()
        for place, line in enumerate(chart.lines):
            if all(point.y is None for point in line.points):
                continue
            room = self.width() - left - _SAMPLE_PX - 12
            if room < _SAMPLE_PX:
                return
            color = self._color(line, place)
            painter.setPen(QPen(color, 2, line_dash(place)))
            painter.drawLine(QPointF(left, middle), QPointF(left + _SAMPLE_PX, middle))
            painter.setPen(QPen(color, 1))
            painter.setBrush(color)
            if line.marked:
                paint_sign(painter, QPointF(left + _SAMPLE_PX / 2, middle), place)
            painter.setPen(self.theme.color("text"))
            words = metrics.elidedText(line.name, Qt.TextElideMode.ElideRight, int(room))
            area = QRectF(left + _SAMPLE_PX + 6, TITLE_PX, room, _LEGEND_PX)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
            left += _SAMPLE_PX + 6 + metrics.horizontalAdvance(words) + 16


def paint_sign(painter: QPainter, at: QPointF, place: int) -> None:
    """Paint the sign of a line, by its place: a disc, a square, a triangle or a diamond."""
    x, y, half = at.x(), at.y(), _MARK_PX
    match place % 4:
        case 0:
            painter.drawEllipse(at, half, half)
        case 1:
            painter.drawRect(QRectF(x - half, y - half, 2 * half, 2 * half))
        case 2:
            painter.drawPolygon(
                [QPointF(x, y - half - 1), QPointF(x + half + 1, y + half), QPointF(x - half - 1, y + half)]
            )
        case _:
            far = half + 1
            painter.drawPolygon([QPointF(x, y - far), QPointF(x + far, y), QPointF(x, y + far), QPointF(x - far, y)])


def _runs(line: Line) -> Iterator[list[Point]]:
    """Give the points that hang together: a point without a value ends a run."""
    run: list[Point] = []
    for point in (*line.points, None):
        if point is not None and point.y is not None:
            run.append(point)
        elif run:
            yield run
            run = []


def _places(plot: Plot, values: list[tuple[float, float]], *, stepped: bool) -> list[QPointF]:
    places = [plot.place(x, y) for x, y in values]
    if not stepped or not places:
        return places
    corners = [corner for one, other in pairwise(places) for corner in (one, QPointF(other.x(), one.y()))]
    return [*corners, places[-1]]


def _around(at: QPointF) -> QRectF:
    reach = _MARK_PX + 3
    return QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach)
