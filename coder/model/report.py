"""A report as a value: headings, paragraphs, grids and pictures, before anybody makes a page or a sheet of it."""

from dataclasses import dataclass

from coder.model.chart import Chart
from coder.model.strips import Strips

Drawn = Chart | Strips
_MOST_LETTERS = 12
"""As many letters has a figure at most, such as "one session"."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Begins a section (level 2) or a part of one (level 3)."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences. ``quoted`` ones are meant to be taken over as they are, into a paper."""

    text: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Items:
    """A list of sentences."""

    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a grid; those of numbers stand to the right."""

    title: str
    number: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: its caption, columns and rows of cells; the first ``heads`` cells of a row say what the row is of."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    heads: int = 1
    note: str = ""


def is_prose(cell: str) -> bool:
    """Tell whether a cell holds a sentence rather than a figure: then it stands to the left, and may be wrapped."""
    return sum(sign.isalpha() for sign in cell) > _MOST_LETTERS


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with its caption and, for who cannot see it, what it shows."""

    chart: Drawn
    caption: str
    words: str


Block = Heading | Paragraph | Items | Grid | Picture


@dataclass(frozen=True, slots=True)
class Report:
    """A document: its title, what it is of, and its blocks in order."""

    title: str
    lead: str
    blocks: tuple[Block, ...]
