"""A heat map: cells in rows and columns, each with its number, the warmer the more; if asked, a path through them."""

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from coder.gui.charts.chart_colors import warmth
from coder.gui.charts.chart_view import TITLE_PX, ChartView, Mark
from coder.gui.theme import readable_on
from coder.model.chart import Cell, HeatMap

_GAP, _HIGHEST_CELL, _WIDEST_CELL, _NARROWEST = 6.0, 60.0, 132.0, 18.0
_NAMES_SHARE, _UPRIGHT_PX = 0.34, 96.0
_FAINTEST, _END_PX = 0.2, 5.0


class HeatMapView(ChartView):
    """Paints a ``HeatMap``: its rows on the left, its columns above."""

    chart: HeatMap | None

    def _marks_of(self) -> list[Mark]:
        chart = self.chart
        if chart is None:
            return []
        return [
            Mark(self._cell_area(column, row), column, row, cell.words, cell.datum)
            for row, cells in enumerate(chart.cells)
            for column, cell in enumerate(cells)
        ]

    # ------------------------------------------------------------------ where it lies

    def _names_width(self) -> float:
        metrics, chart = QFontMetricsF(self.font_of()), self.chart
        names = chart.rows if chart is not None else ()
        widest = max((metrics.horizontalAdvance(name) for name in names), default=0.0)
        return min(widest + 2, self.width() * _NAMES_SHARE) + 2 * _GAP + metrics.height()

    def _is_upright(self) -> bool:
        """Tell whether names of columns are wider than their cells."""
        metrics, chart = QFontMetricsF(self.font_of()), self.chart
        names = chart.columns if chart is not None else ()
        return max((metrics.horizontalAdvance(name) for name in names), default=0.0) > self._cell_width() - _GAP

    def _names_height(self) -> float:
        metrics, chart = QFontMetricsF(self.font_of()), self.chart
        if not self._is_upright():
            return 2 * metrics.height() + _GAP
        names = chart.columns if chart is not None else ()
        widest = max((metrics.horizontalAdvance(name) for name in names), default=0.0)
        return min(widest, _UPRIGHT_PX, self.height() * _NAMES_SHARE) + metrics.height() + 2 * _GAP

    def _cell_width(self) -> float:
        columns = len(self.chart.columns) if self.chart is not None else 0
        return max(_NARROWEST, min(_WIDEST_CELL, (self.width() - self._names_width() - _GAP) / max(1, columns)))

    def _cell_height(self) -> float:
        rows = len(self.chart.rows) if self.chart is not None else 0
        room = self.height() - TITLE_PX - self._names_height() - _GAP
        return max(_NARROWEST, min(_HIGHEST_CELL, room / max(1, rows)))

    def _cell_area(self, column: int, row: int) -> QRectF:
        width, height = self._cell_width(), self._cell_height()
        left, top = self._names_width(), TITLE_PX + self._names_height()
        return QRectF(left + column * width, top + row * height, width - 2, height - 2)

    # ------------------------------------------------------------------ paint

    def _paint(self, painter: QPainter) -> None:
        chart = self.chart
        if chart is None:
            return
        painter.setFont(self.font_of())
        self._paint_rows(painter, chart)
        self._paint_columns(painter, chart)
        for row, cells in enumerate(chart.cells):
            for column, cell in enumerate(cells):
                self._paint_cell(painter, self._cell_area(column, row), cell)
        self._paint_path(painter, chart)
        for row, cells in enumerate(chart.cells):
            for column, cell in enumerate(cells):
                self._paint_text(painter, self._cell_area(column, row), cell, plate=bool(chart.path))
        self._paint_end(painter, chart)

    def _paint_rows(self, painter: QPainter, chart: HeatMap) -> None:
        high, wide = painter.fontMetrics().height(), self._names_width()
        for row, name in enumerate(chart.rows):
            area = self._cell_area(0, row)
            painter.setPen(self.theme.color("text"))
            self._write(
                painter, QRectF(high + _GAP, area.top(), wide - high - 2 * _GAP, area.height()), name, right=True
            )
        painter.setPen(self.theme.color("dim"))
        first, last = self._cell_area(0, 0), self._cell_area(0, max(0, len(chart.rows) - 1))
        self._upright(painter, QRectF(2, first.top(), high, last.bottom() - first.top()), chart.row_title)

    def _paint_columns(self, painter: QPainter, chart: HeatMap) -> None:
        high, above = painter.fontMetrics().height(), self._names_height()
        painter.setPen(self.theme.color("dim"))
        first, last = self._cell_area(0, 0), self._cell_area(max(0, len(chart.columns) - 1), 0)
        over = QRectF(first.left(), TITLE_PX, max(last.right(), self.width() - _GAP) - first.left(), high)
        self._write(painter, over, chart.column_title)
        painter.setPen(self.theme.color("text"))
        for column, name in enumerate(chart.columns):
            area = self._cell_area(column, 0)
            if self._is_upright():
                room = QRectF(area.left(), TITLE_PX + high + _GAP / 2, area.width(), above - high - _GAP)
                self._upright(painter, room, name, near=True)
            else:
                room = QRectF(area.left(), TITLE_PX + high, area.width(), high + _GAP)
                words = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(area.width()))
                painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)

    def _paint_cell(self, painter: QPainter, area: QRectF, cell: Cell) -> None:
        painter.fillRect(area, warmth(self.theme, cell.share))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.theme.color("dim" if cell.framed else "line"), 2 if cell.framed else 1))
        painter.drawRect(area.adjusted(0.5, 0.5, -0.5, -0.5))

    def _paint_text(self, painter: QPainter, area: QRectF, cell: Cell, *, plate: bool) -> None:
        """Write what is in a cell; on a ``plate`` of its own where a path may lie under it."""
        ground = warmth(self.theme, cell.share)
        words = painter.fontMetrics().elidedText(cell.text, Qt.TextElideMode.ElideRight, int(area.width()))
        if plate and words:
            room = painter.boundingRect(area, Qt.AlignmentFlag.AlignCenter, words)
            painter.fillRect(room.adjusted(-3, -1, 3, 1), ground)
        painter.setPen(QPen(readable_on(ground.name())))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)

    def _path(self, chart: HeatMap) -> list[QPointF]:
        width, height = self._cell_width(), self._cell_height()
        origin = self._cell_area(0, 0).topLeft()
        return [origin + QPointF(across * width, down * height) for across, down in chart.path]

    def _paint_path(self, painter: QPainter, chart: HeatMap) -> None:
        """Paint the way through the cells, the fainter the longer ago."""
        steps = list(pairwise(self._path(chart)))
        ink, ground = self.theme.color("text"), self.theme.color("panel")
        for number, (one, other) in enumerate(steps, 1):
            ink.setAlphaF(_FAINTEST + (1 - _FAINTEST) * number / len(steps))
            for pen in (QPen(ground, 4), QPen(ink, 1.5)):
                painter.setPen(pen)
                painter.drawLine(one, other)

    def _paint_end(self, painter: QPainter, chart: HeatMap) -> None:
        """Paint where the way has come to, over all else."""
        for end in self._path(chart)[-1:]:
            painter.setPen(QPen(self.theme.color("panel"), 2))
            painter.setBrush(self.theme.color("text"))
            painter.drawEllipse(end, _END_PX, _END_PX)

    def _write(self, painter: QPainter, area: QRectF, words: str, *, right: bool = False) -> None:
        flag = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        fitted = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(area.width()))
        painter.drawText(area, flag | Qt.AlignmentFlag.AlignVCenter, fitted)

    def _upright(self, painter: QPainter, area: QRectF, words: str, *, near: bool = False) -> None:
        """Write upwards; ``near``: beginning at the bottom, else in the middle."""
        painter.save()
        painter.translate(area.left(), area.bottom())
        painter.rotate(-90)
        room = QRectF(0, 0, area.height(), area.width())
        flag = Qt.AlignmentFlag.AlignLeft if near else Qt.AlignmentFlag.AlignHCenter
        fitted = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(area.height()))
        painter.drawText(room, flag | Qt.AlignmentFlag.AlignVCenter, fitted)
        painter.restore()
