"""Curves: lines with their points and intervals, told apart by colour, mark and dashes."""

from collections.abc import Iterator
from itertools import pairwise

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from coder.formats.pictures.frame import (
    BELOW,
    POINTS,
    Frame,
    across_rules,
    head_height,
    level_axis,
    line,
    line_colour,
    note_height,
    span,
    upright_rules,
    write_head,
    write_note,
)
from coder.formats.pictures.style import MARKS, SMALL, SOFT, TEXT, shorten, width_of
from coder.model.chart import Curves, Line

_PLOT, _LEFT = 2.3, 0.6
_DASHES: tuple[tuple[float, tuple[float, ...]], ...] = ((0, ()), (0, (5, 2)), (0, (1, 1)), (0, (5, 2, 1, 2)))
_MOST_MARKED, _BETWEEN = 40, 12
_FEW = 12
"""As many points have their value beside them."""


def curves_height(chart: Curves, width: float) -> float:
    """Return how high the picture is, in inches."""
    legend = len(_legend_rows(chart, width)) * line(TEXT)
    return head_height(chart.title, width) + legend + _PLOT + BELOW + note_height(chart.note, width)


def draw_curves(frame: Frame, chart: Curves) -> None:
    """Draw lines, their intervals, what they are held against, and what each is."""
    top = write_head(frame, chart.title)
    for row in _legend_rows(chart, frame.width):
        _write_legend(frame, row, top)
        top += line(TEXT)
    axes = frame.axes(_LEFT, BELOW + write_note(frame, chart.note), 0.1, top + 0.08)
    level_axis(axes, chart.x)
    axes.set_ylim(span(chart.y))
    axes.set_ylabel(chart.y.words)
    axes.grid(axis="y")
    across_rules(axes, chart.across)
    upright_rules(axes, chart.upright, [mark for one in chart.lines for mark in _marks(one)])
    for place, one in enumerate(chart.lines):
        _draw_line(axes, one, place, valued=len(chart.lines) == 1 and 0 < len(one.points) <= _FEW)


def _marks(one: Line) -> Iterator[tuple[float, float]]:
    """Give places along a line, near enough to each other for words between them."""
    known = [(point.x, point.y) for point in one.points if point.y is not None]
    for (left, low), (right, high) in pairwise(known):
        for part in range(_BETWEEN):
            share = part / _BETWEEN
            yield left + (right - left) * share, low if one.stepped else low + (high - low) * share
    yield from known[-1:]


def _draw_line(axes: Axes, one: Line, place: int, *, valued: bool) -> None:
    colour = SOFT if one.faint else line_colour(place)
    x = [point.x for point in one.points]
    y = [float("nan") if point.y is None else point.y for point in one.points]
    ends = [(point.x, point.low, point.high) for point in one.points if None not in (point.low, point.high)]
    if ends:
        at, low, high = zip(*ends, strict=True)
        axes.fill_between(at, low, high, step="post" if one.stepped else None, color=colour, alpha=0.15, linewidth=0)
    axes.plot(
        x,
        y,
        color=colour,
        linewidth=1.0 if one.faint else 1.5,
        linestyle=_DASHES[place % len(_DASHES)],
        drawstyle="steps-post" if one.stepped else "default",
        marker=MARKS[place % len(MARKS)] if _is_marked(one) else "",
        markersize=4,
        clip_on=not _is_within(axes, one),
    )
    for point in one.points if valued and one.marked else ():
        if point.y is not None:
            axes.annotate(
                f"{point.y:.2f}", (point.x, point.y), (0, 4), fontsize=SMALL, ha="center", textcoords="offset points"
            )


def _is_marked(one: Line) -> bool:
    return one.marked and not one.faint and len(one.points) <= _MOST_MARKED


def _is_within(axes: Axes, one: Line) -> bool:
    """Tell whether every point lies in the axes, so that none of their marks need be cut at an edge."""
    (left, right), (bottom, top) = axes.get_xlim(), axes.get_ylim()
    return all(left <= point.x <= right and (point.y is None or bottom <= point.y <= top) for point in one.points)


def _legend_rows(chart: Curves, width: float) -> list[list[tuple[float, int, Line]]]:
    rows: list[list[tuple[float, int, Line]]] = []
    at = width
    for place, one in enumerate(chart.lines if len(chart.lines) > 1 else ()):
        wide = min(width_of(one.name, TEXT) / POINTS + 0.64, width)
        if at + wide > width:
            rows.append([])
            at = 0.0
        rows[-1].append((at, place, one))
        at += wide
    return rows


def _write_legend(frame: Frame, row: list[tuple[float, int, Line]], top: float) -> None:
    size = frame.figure.get_size_inches()
    for at, place, one in row:
        colour = SOFT if one.faint else line_colour(place)
        y = (frame.bottom + frame.height - top - line(TEXT) * 0.45) / size[1]
        ends = [(frame.left + at + 0.03) / size[0], (frame.left + at + 0.3) / size[0]]
        mark = MARKS[place % len(MARKS)] if _is_marked(one) else ""
        frame.figure.add_artist(_stroke(ends, y, colour, place, mark))
        frame.text(shorten(one.name, (frame.width - at - 0.42) * POINTS), at + 0.4, top)


def _stroke(ends: list[float], y: float, colour: str, place: int, mark: str) -> Line2D:
    dashes = _DASHES[place % len(_DASHES)]
    return Line2D(ends, [y, y], color=colour, linewidth=1.5, linestyle=dashes, marker=mark, markersize=4)
