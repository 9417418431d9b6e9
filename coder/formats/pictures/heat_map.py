"""A heat map: how warm each cell is, what is written in it, and a path through them."""

from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from coder.formats.pictures.frame import (
    POINTS,
    Frame,
    head_height,
    line,
    names_width,
    note_height,
    short_names,
    write_head,
    write_note,
)
from coder.formats.pictures.style import PAPER, SECOND, SMALL, TEXT, shorten, warmth, width_of
from coder.model.chart import Cell, HeatMap

_ROW, _MOST_NAME, _LEAST_ROWS = 0.32, 1.8, 3
_WIDEST_CELL = 1.1


def heat_map_height(chart: HeatMap, width: float) -> float:
    """Return how high the picture is, in inches."""
    rows = max(len(chart.rows), _LEAST_ROWS) * _ROW
    return head_height(chart.title, width) + rows + _above(chart, width) + note_height(chart.note, width)


def draw_heat_map(frame: Frame, chart: HeatMap) -> None:
    """Draw rows and columns with their names, and each cell's text."""
    left = _left(chart)
    top = write_head(frame, chart.title) + _above(chart, frame.width)
    bottom = write_note(frame, chart.note)
    right = max(frame.width - left - _WIDEST_CELL * max(len(chart.columns), 1), 0.02)
    axes = frame.axes(left, bottom, right, top)
    axes.set_xlim(0, max(len(chart.columns), 1))
    axes.set_ylim(max(len(chart.rows), 1), 0)
    room = _cell_width(chart, frame.width) * POINTS - 4
    for row, cells in enumerate(chart.cells):
        for column, cell in enumerate(cells):
            _draw_cell(axes, column, row, cell, room)
    _draw_names(axes, chart, frame.width)
    if chart.path:
        axes.plot(*zip(*chart.path, strict=True), color=SECOND, linewidth=0.8, alpha=0.8)


def _draw_cell(axes: Axes, column: int, row: int, cell: Cell, room: float) -> None:
    colour, ink = warmth(cell.share)
    axes.add_patch(Rectangle((column, row), 1, 1, facecolor=colour, edgecolor=PAPER, linewidth=1.0))
    if cell.framed:
        axes.add_patch(Rectangle((column + 0.04, row + 0.06), 0.92, 0.88, fill=False, edgecolor=ink, linewidth=0.8))
    axes.text(
        column + 0.5, row + 0.5, shorten(cell.text, room), color=ink, fontsize=TEXT, ha="center", va="center_baseline"
    )


def _draw_names(axes: Axes, chart: HeatMap, width: float) -> None:
    upright = _is_upright(chart, width)
    room = _MOST_NAME if upright else _cell_width(chart, width) - 0.03
    names = short_names(chart.columns, room)
    axes.xaxis.set_ticks_position("top")
    axes.xaxis.set_label_position("top")
    axes.set_xticks([place + 0.5 for place in range(len(names))], names, rotation=90 if upright else 0)
    axes.set_yticks([place + 0.5 for place in range(len(chart.rows))], short_names(chart.rows, _MOST_NAME))
    axes.set_xlabel(shorten(chart.column_title, 400), fontsize=TEXT, fontweight="bold", loc="left")
    axes.set_ylabel(shorten(chart.row_title, _rows_height(chart) * POINTS), fontsize=TEXT, fontweight="bold", loc="top")
    axes.tick_params(length=0, labelsize=TEXT)
    for side in axes.spines.values():
        side.set_visible(False)


def _rows_height(chart: HeatMap) -> float:
    return max(len(chart.rows), _LEAST_ROWS) * _ROW


def _left(chart: HeatMap) -> float:
    return names_width(chart.rows, _MOST_NAME + 0.12) + line(TEXT) + 0.1


def _cell_width(chart: HeatMap, width: float) -> float:
    return min((width - _left(chart) - 0.02) / max(len(chart.columns), 1), _WIDEST_CELL)


def _is_upright(chart: HeatMap, width: float) -> bool:
    room = (_cell_width(chart, width) - 0.03) * POINTS
    return any(width_of(name, TEXT) > room for name in chart.columns)


def _above(chart: HeatMap, width: float) -> float:
    names = names_width(chart.columns, _MOST_NAME + 0.12) if _is_upright(chart, width) else line(TEXT)
    return names + line(TEXT) + 0.22 + line(SMALL) * 0.2
