"""How wide the columns of a table are on paper, and which go together where a sheet is too narrow for all of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from coder.model.report import Grid, is_prose

Measure = Callable[[str, float], float]
"""How wide a text is at a size, in points."""
GAP = 6.0
"""What is left free between two columns."""
SIZE, SMALL_SIZE = 7.5, 7.0
_BOLD = 1.15
"""How much wider heads are, for they are bold."""
_LEAST_PROSE = 80.0
"""A column of sentences is no narrower than this, or as wide as they are."""
_MOST_WORD = 130.0
"""A word that is longer is parted."""
_MOST_AIR = 22.0


@dataclass(frozen=True, slots=True)
class Columns:
    """Columns that stand beside each other: their places in the table, and their widths in points."""

    places: tuple[int, ...]
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table is laid out: the size of its text, and its columns, in several parts where one has no room."""

    size: float
    parts: tuple[Columns, ...]


def lay_out(grid: Grid, room: float, measure: Measure) -> Layout:
    """Return the layout in so much room; a part repeats the columns that say what a row is of."""
    for size in (SIZE, SMALL_SIZE):
        least, wanted = _needs(grid, size, measure)
        if sum(least) <= room:
            return Layout(size, (_columns(range(len(least)), least, wanted, room),))
    least, wanted = _needs(grid, SIZE, measure)
    return Layout(SIZE, tuple(_columns(places, least, wanted, room) for places in _parted(grid.heads, least, room)))


def has_room(grid: Grid, room: float, measure: Measure) -> bool:
    """Tell whether all columns stand beside each other in so much room, each wide enough to be read."""
    return any(sum(_needs(grid, size, measure)[0]) <= room for size in (SIZE, SMALL_SIZE))


def _needs(grid: Grid, size: float, measure: Measure) -> tuple[list[float], list[float]]:
    """Return how wide each column must be, and how wide it would be with nothing wrapped."""
    least, wanted = [], []
    for place, column in enumerate(grid.columns):
        cells = {row[place] for row in grid.rows}
        figures = [cell for cell in cells if column.number and not is_prose(cell)]
        head = max((measure(word, size) * _BOLD for word in column.title.split()), default=0.0)
        whole = max((measure(cell, size) for cell in cells), default=0.0)
        words = max((measure(word, size) for cell in cells for word in cell.split()), default=0.0)
        unbroken = max((measure(cell, size) for cell in figures), default=0.0)
        prose = 0.0 if len(figures) == len(cells) else min(whole, _LEAST_PROSE)
        least.append(max(head, min(words, _MOST_WORD), min(unbroken, _MOST_WORD), prose) + GAP)
        wanted.append(max(head, whole) + GAP)
    return least, wanted


def _parted(heads: int, least: Sequence[float], room: float) -> list[list[int]]:
    """Return the columns of each part: as many as have room beside the repeated first ones."""
    first = list(range(heads))
    parts: list[list[int]] = []
    for place in range(heads, len(least)):
        if not parts or sum(least[one] for one in (*parts[-1], place)) > room:
            parts.append([*first, place])
        else:
            parts[-1].append(place)
    return parts or [first]


def _columns(places: Sequence[int], least: Sequence[float], wanted: Sequence[float], room: float) -> Columns:
    """Give each column what it must have, then more to those that want it, then some air to all."""
    widths = [least[place] for place in places]
    over = sum(widths) - room
    if over > 0:  # one column alone is wider than the sheet: its words are parted
        widths = [width * room / sum(widths) for width in widths]
    asked = [max(wanted[place] - width, 0.0) for place, width in zip(places, widths, strict=True)]
    for done, place in enumerate(
        sorted(range(len(asked)), key=asked.__getitem__)
    ):  # who asks for little gets all of it
        widths[place] += min(asked[place], max(room - sum(widths), 0.0) / (len(asked) - done))
    air = min(max(room - sum(widths), 0.0) / max(len(widths), 1), _MOST_AIR)
    return Columns(tuple(places), tuple(width + air for width in widths))
