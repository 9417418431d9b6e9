"""A forest: estimates one under the other, each with its interval and its value in figures."""

from matplotlib.axes import Axes

from coder.formats.pictures.frame import (
    BELOW,
    POINTS,
    Frame,
    head_height,
    level_axis,
    line,
    names_width,
    note_height,
    short_names,
    write_head,
    write_note,
)
from coder.formats.pictures.style import ACCENT, INK, SECOND, SMALL, SOFT, TEXT, shorten, width_of, wrap
from coder.model.chart import Forest, ForestRow

_ROW, _MOST_NAME, _MOST_TEXT = 0.22, 2.2, 2.4


def forest_height(chart: Forest, width: float) -> float:
    """Return how high the picture is, in inches."""
    rules = line(SMALL) if chart.upright else 0.0
    rows = max(len(chart.rows), 2) * _ROW
    return head_height(chart.title, width) + rules + rows + BELOW + note_height(chart.note, width)


def draw_forest(frame: Frame, chart: Forest) -> None:
    """Draw each estimate as a dot (a diamond for that of all) on its interval, its text at the right."""
    left = names_width([row.name for row in chart.rows], _MOST_NAME + 0.12)
    right = max((_text_width(row) for row in chart.rows), default=0.0) + 0.12
    top = write_head(frame, chart.title) + (line(SMALL) if chart.upright else 0.0)
    axes = frame.axes(left, BELOW + write_note(frame, chart.note), right, top)
    level_axis(axes, chart.x)
    axes.set_ylim(len(chart.rows) - 0.4 if chart.rows else 1, -0.6)
    axes.grid(axis="x")
    axes.spines["left"].set_visible(False)
    names = short_names([row.name for row in chart.rows], _MOST_NAME)
    axes.set_yticks(range(len(names)), names)
    axes.tick_params(axis="y", length=0)
    for place, row in enumerate(chart.rows):
        _draw_row(axes, place, row, _text(row))
    for rule in chart.upright:
        axes.annotate(
            rule.words,
            (rule.at, 1.0),
            (0, 2),
            xycoords=axes.get_xaxis_transform(),
            textcoords="offset points",
            fontsize=SMALL,
            color=SOFT,
            ha="center",
        )
        axes.axvline(rule.at, color=SOFT, linewidth=1.0, linestyle=(0, (4, 3)), zorder=1)


def _text_width(row: ForestRow) -> float:
    """Return what the text of a row takes, in inches: a reason, on two lines, little more than half of its length."""
    if row.value is not None:
        return min(width_of(row.text, TEXT) / POINTS, _MOST_TEXT)
    whole = width_of(row.text, SMALL) / POINTS
    return min(whole, max(whole * 0.58, 1.0), _MOST_TEXT)


def _text(row: ForestRow) -> str:
    """Return what stands at the right of a row: a figure, or on two lines why there is none."""
    room = _text_width(row) * POINTS + 0.5
    if row.value is not None:
        return shorten(row.text, room)
    first, *others = wrap(row.text, room, SMALL)
    return "\n".join([first, *([shorten(" ".join(others), room, SMALL)] if others else [])])


def _draw_row(axes: Axes, place: int, row: ForestRow, text: str) -> None:
    colour = SECOND if row.whole else ACCENT
    low, high = axes.get_xlim()
    if row.low is not None and row.high is not None:
        axes.plot([max(row.low, low), min(row.high, high)], [place] * 2, color=colour, linewidth=1.5)
    if row.value is not None and low <= row.value <= high:
        axes.plot([row.value], [place], color=colour, marker="D" if row.whole else "o", markersize=5, clip_on=False)
    axes.annotate(
        text,
        (1.0, place),
        (6, 0),
        xycoords=axes.get_yaxis_transform(),
        textcoords="offset points",
        fontsize=TEXT if row.value is not None else SMALL,
        linespacing=1.0,
        color=SOFT if row.value is None else INK,
        va="center",
    )
