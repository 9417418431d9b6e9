"""A histogram: bars beside each other, and the band in which chance would have them."""

from coder.formats.pictures.frame import (
    BELOW,
    Frame,
    head_height,
    level_axis,
    line,
    note_height,
    span,
    upright_rules,
    write_head,
    write_note,
)
from coder.formats.pictures.style import ACCENT, INK, TEXT
from coder.model.chart import Histogram

_PLOT, _LEFT = 2.3, 0.6
_BAR, _CHANCE_GREY = "#8cc3ea", "#9a9a9a"
_CHANCE = "dashed and shaded: what chance alone would give"


def histogram_height(chart: Histogram, width: float) -> float:
    """Return how high the picture is, in inches."""
    return head_height(chart.title, width) + line(TEXT) + _PLOT + BELOW + note_height(chart.note, width)


def draw_histogram(frame: Frame, chart: Histogram) -> None:
    """Draw bars, and over them what chance alone would give."""
    top = write_head(frame, chart.title)
    by_chance = any(bar.chance_high is not None or bar.chance is not None for bar in chart.bars)
    if by_chance:
        frame.text(_CHANCE, _LEFT, top)
    axes = frame.axes(_LEFT, BELOW + write_note(frame, chart.note), 0.1, top + line(TEXT) + 0.05)
    level_axis(axes, chart.x)
    axes.set_ylim(span(chart.y))
    axes.set_ylabel(chart.y.words)
    axes.grid(axis="y")
    axes.bar(
        [bar.low for bar in chart.bars],
        [bar.value for bar in chart.bars],
        [bar.high - bar.low for bar in chart.bars],
        align="edge",
        color=_BAR,
        edgecolor=ACCENT,
        linewidth=0.6,
    )
    for bar in chart.bars:
        edges = [bar.low, bar.high]
        if bar.chance_low is not None and bar.chance_high is not None:
            axes.fill_between(
                edges, bar.chance_low, bar.chance_high, color=_CHANCE_GREY, alpha=0.4, linewidth=0, zorder=0.9
            )
        if bar.chance is not None:
            axes.plot(edges, [bar.chance] * 2, color=INK, linewidth=1.2, linestyle=(0, (3, 1)))
    upright_rules(axes, chart.upright)
