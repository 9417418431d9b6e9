"""A table to look at: rows of words and numbers, each of which leads back to something."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ListingRow:
    """A row: its cells, what they come to in one sentence, and what it leads to (None: nowhere)."""

    cells: tuple[str, ...]
    words: str
    datum: object = None


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows under their heads; ``numbers`` are the columns that stand on the right; ``reason``: why there is no row."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[ListingRow, ...]
    numbers: frozenset[int] = frozenset()
    reason: str = ""
