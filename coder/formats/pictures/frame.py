"""A place for a picture: a whole figure, or a part of a page. Lengths are inches."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from coder.formats.pictures.style import (
    ACCENT,
    INK,
    PAPER,
    SECOND,
    SMALL,
    SOFT,
    TEXT,
    TITLE,
    left_first,
    shorten,
    width_of,
    wrap,
)
from coder.model.chart import Axis, Rule
from coder.model.day_ticks import day_ticks

POINTS = 72.0
LINE_HEIGHT = 1.35
_DARK = (ACCENT, SECOND, "#009E73", "#AA4499", "#444444")
_DATE = 0.85
"""How much room a date has."""
_RULE_GAP = 3.0
_MOST_ROWS = 10
BELOW = 0.45
"""What the numbers and the title of an axis take below it."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle of a figure, from its left and bottom edge."""

    figure: Figure
    left: float
    bottom: float
    width: float
    height: float

    def axes(self, left: float, bottom: float, right: float, top: float) -> Axes:
        """Add axes with these margins to the edges of the frame."""
        whole = self.figure.get_size_inches()
        return self.figure.add_axes(
            (
                (self.left + left) / whole[0],
                (self.bottom + bottom) / whole[1],
                max(self.width - left - right, 0.5) / whole[0],
                max(self.height - bottom - top, 0.2) / whole[1],
            )
        )

    def text(
        self, text: str, x: float, top: float, size: float = TEXT, *, bold: bool = False, soft: bool = False
    ) -> None:
        """Write a line at a place: from the left edge, and down from the top edge."""
        whole = self.figure.get_size_inches()
        self.figure.text(
            (self.left + x) / whole[0],
            (self.bottom + self.height - top) / whole[1],
            left_first(text),
            fontsize=size,
            fontweight="bold" if bold else "normal",
            va="top",
            color=SOFT if soft else INK,
        )


def line(size: float) -> float:
    """Return how high a line of text is."""
    return size * LINE_HEIGHT / POINTS


def head_height(title: str, width: float) -> float:
    """Return what a title takes."""
    return len(wrap(title, width * POINTS, TITLE, bold=True)) * line(TITLE) + 0.1


def note_height(note: str, width: float) -> float:
    """Return what a note takes."""
    return len(wrap(note, width * POINTS, SMALL)) * line(SMALL) + 0.06 if note else 0.0


def write_head(frame: Frame, title: str) -> float:
    """Write the title; return what it takes."""
    for place, words in enumerate(wrap(title, frame.width * POINTS, TITLE, bold=True)):
        frame.text(words, 0.0, place * line(TITLE), TITLE, bold=True)
    return head_height(title, frame.width)


def write_note(frame: Frame, note: str) -> float:
    """Write the note along the bottom; return what it takes."""
    if not note:
        return 0.0
    lines = wrap(note, frame.width * POINTS, SMALL)
    for place, words in enumerate(lines):
        frame.text(words, 0.0, frame.height - (len(lines) - place) * line(SMALL), SMALL, soft=True)
    return note_height(note, frame.width)


def names_width(names: Iterable[str], most: float, size: float = TEXT) -> float:
    """Return how wide the longest name is, with some air, at most so many inches."""
    return min(max((width_of(name, size) / POINTS for name in names), default=0.0) + 0.12, most)


def short_names(names: Iterable[str], width: float, size: float = TEXT) -> list[str]:
    """Return names as they have room."""
    return [shorten(name, width * POINTS, size) for name in names]


def span(axis: Axis) -> tuple[float, float]:
    """Return from where to where an axis goes, never from a place to itself."""
    return (axis.low, axis.high) if axis.high > axis.low else (axis.low - 0.5, axis.low + 0.5)


def level_axis(axes: Axes, axis: Axis) -> None:
    """Give the level axis its reach, its title and, where it is one of days, their dates."""
    axes.set_xlim(span(axis))
    axes.set_xlabel(axis.words)
    if axis.dates:
        low, high = span(axis)
        days = day_ticks(low, high, max(1, int(_width(axes) / _DATE)))
        axes.set_xticks(days, [date.fromordinal(day).isoformat() for day in days])


def _width(axes: Axes) -> float:
    figure = axes.get_figure(root=True)
    assert figure is not None
    return float(axes.get_position().width * figure.get_size_inches()[0])


def upright_rules(axes: Axes, rules: Iterable[Rule], marks: Sequence[tuple[float, float]] = ()) -> None:
    """Draw values of x that others are held against, their words at the top, on more lines where they are near.

    They are further down where they would hide some ``marks`` (x, y) at the top.
    """
    low, high = axes.get_xlim()
    ends: list[float] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        axes.axvline(rule.at, color=SOFT, linewidth=1.0, linestyle=(0, (4, 3)), zorder=1)
        wide = (width_of(rule.words, SMALL) + 2 * _RULE_GAP) / POINTS / _width(axes) * (high - low)
        turned = rule.at + wide > high and rule.at - wide >= low
        begin = rule.at - wide if turned else rule.at
        row = next((place for place, end in enumerate(ends) if end <= begin), len(ends))
        ends[row : row + 1] = [begin + wide]
        row = row or _clear_row(axes, begin, begin + wide, marks)
        axes.annotate(
            rule.words,
            (rule.at, 1.0),
            (-_RULE_GAP if turned else _RULE_GAP, -2 - row * line(SMALL) * POINTS),
            axes.get_xaxis_transform(),
            "offset points",
            fontsize=SMALL,
            color=SOFT,
            va="top",
            ha="right" if turned else "left",
            bbox={"facecolor": PAPER, "edgecolor": "none", "alpha": 0.8, "pad": 0.5},
        )


def _clear_row(axes: Axes, left: float, right: float, marks: Sequence[tuple[float, float]]) -> int:
    """Return the first line from the top on which words hide the fewest marks."""
    figure = axes.get_figure(root=True)
    assert figure is not None
    bottom, top = axes.get_ylim()
    step = line(SMALL) / (axes.get_position().height * figure.get_size_inches()[1]) * (top - bottom)
    near = [top - y for x, y in marks if left - (right - left) * 0.1 <= x <= right]
    hidden = [sum((row - 0.4) * step <= down <= (row + 1.4) * step for down in near) for row in range(_MOST_ROWS)]
    return hidden.index(min(hidden))


def across_rules(axes: Axes, rules: Iterable[Rule]) -> None:
    """Draw values of y that others are held against, their words at the right end."""
    for rule in rules:
        axes.axhline(rule.at, color=SOFT, linewidth=1.0, linestyle=(0, (4, 3)), zorder=1)
        axes.annotate(
            rule.words,
            (1.0, rule.at),
            (0, 2),
            axes.get_yaxis_transform(),
            "offset points",
            fontsize=SMALL,
            color=SOFT,
            ha="right",
            va="bottom",
        )


def line_colour(place: int) -> str:
    """Return the colour of the n-th line, each dark enough to be seen on paper."""
    return _DARK[place % len(_DARK)]
