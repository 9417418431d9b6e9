"""Strips of time: what each coder has, one above the other, and under them where they differ."""

from matplotlib.axes import Axes
from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from coder.formats.pictures.frame import (
    BELOW,
    POINTS,
    Frame,
    head_height,
    line,
    names_width,
    note_height,
    short_names,
    span,
    write_head,
    write_note,
)
from coder.formats.pictures.style import EMPTY, PAPER, TEXT, shade, shorten, width_of
from coder.model.strips import Stretch, Strip, Strips

_ROW, _MOST_NAME = 0.3, 1.4
_APART = ("#000000", "#D55E00", "#0072B2", "#E69F00")
"""How strips of another kind are shaded: where coders differ is no code."""
_HATCHES_APART = ("", "///", "\\\\\\", "+++")
_Key = tuple[float, str, str, str]


def strips_height(chart: Strips, width: float) -> float:
    """Return how high the picture is, in inches."""
    legend = len(_legend_rows(chart, width)) * line(TEXT)
    return head_height(chart.title, width) + legend + len(chart.strips) * _ROW + BELOW + note_height(chart.note, width)


def draw_strips(frame: Frame, chart: Strips) -> None:
    """Draw each strip with its stretches and instants; what does not count is grey."""
    top = write_head(frame, chart.title)
    for row in _legend_rows(chart, frame.width):
        _write_legend(frame, row, top)
        top += line(TEXT)
    left = names_width([one.name for one in chart.strips], _MOST_NAME + 0.12)
    axes = frame.axes(left, BELOW + write_note(frame, chart.note), 0.1, top + 0.06)
    axes.set_xlim(span(chart.x))
    axes.set_ylim(max(len(chart.strips), 1), 0)
    axes.set_xlabel(chart.x.words)
    axes.spines["left"].set_visible(False)
    names = short_names([one.name for one in chart.strips], _MOST_NAME)
    axes.set_yticks([place + 0.5 for place in range(len(names))], names)
    axes.tick_params(axis="y", length=0)
    for low, high in chart.blank:
        axes.axvspan(low, high, color=EMPTY, linewidth=0)
    for place, strip in enumerate(chart.strips):
        _draw_strip(axes, place, strip)


def _look(strip: Strip, place: int) -> tuple[str, str]:
    if strip.apart:
        return _APART[place % len(_APART)], _HATCHES_APART[place % len(_HATCHES_APART)]
    return shade(place)


def _draw_strip(axes: Axes, row: int, strip: Strip) -> None:
    for place in range(len(strip.legend)):
        colour, hatch = _look(strip, place)
        own = [one for one in strip.stretches if one.shade == place]
        _draw_states(axes, row, own, colour, hatch)
        points = [one.low for one in own if one.high is None]
        if points:
            axes.plot(points, [row + 0.5] * len(points), linestyle="", marker="|", markersize=11, color=colour)
            axes.plot(points, [row + 0.25] * len(points), linestyle="", marker="v", markersize=4, color=colour)


def _draw_states(axes: Axes, row: int, own: list[Stretch], colour: str, hatch: str) -> None:
    """Draw all states of a shade as one shape, for a file would grow with a shape for each."""
    low, high = row + 0.12, row + 0.88
    corners: list[tuple[float, float]] = []
    for one in own:
        if one.high is not None:
            corners += [(one.low, low), (one.high, low), (one.high, high), (one.low, high), (one.low, low)]
    if corners:
        codes = [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY] * (len(corners) // 5)
        axes.add_patch(PathPatch(Path(corners, codes), facecolor=colour, edgecolor=PAPER, linewidth=0.3, hatch=hatch))


def _legend(chart: Strips) -> list[tuple[str, str, str]]:
    found: dict[tuple[bool, str], tuple[str, str, str]] = {}
    for strip in chart.strips:
        used = {one.shade for one in strip.stretches}
        for place, name in enumerate(strip.legend):
            if place in used:
                found.setdefault((strip.apart, name), (*_look(strip, place), name))
    return list(found.values())


def _legend_rows(chart: Strips, width: float) -> list[list[_Key]]:
    rows: list[list[_Key]] = []
    at = width
    for colour, hatch, name in _legend(chart):
        wide = min(width_of(name, TEXT) / POINTS + 0.38, width)
        if at + wide > width:
            rows.append([])
            at = 0.0
        rows[-1].append((at, colour, hatch, name))
        at += wide
    return rows


def _write_legend(frame: Frame, row: list[_Key], top: float) -> None:
    width, height = frame.figure.get_size_inches()
    for at, colour, hatch, name in row:
        corner = ((frame.left + at) / width, (frame.bottom + frame.height - top - line(TEXT) * 0.8) / height)
        box = Rectangle(
            corner, 0.16 / width, 0.1 / height, facecolor=colour, edgecolor=PAPER, hatch=hatch, linewidth=0.3
        )
        box.set_transform(frame.figure.transFigure)
        frame.figure.add_artist(box)
        frame.text(shorten(name, (frame.width - at - 0.25) * POINTS), at + 0.22, top)
