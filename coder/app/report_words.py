"""Sentences of reports: lists, numbers and plurals as a paper has them."""

from collections.abc import Iterable, Iterator, Sequence

from coder.app.agreement_values import seconds
from coder.model.listing import Listing
from coder.model.report import Block, Column, Grid, Paragraph, Picture

MOST_ROWS = 500
"""As many rows has a table of a report at most; the tables beside it have all of them."""


def listed(words: Sequence[str]) -> str:
    """Write several words as a list in a sentence."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"


def plural(number: int, one: str, many: str = "") -> str:
    """Write a number with its word; a small one in letters would hide it, so always in figures."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def span_words(ms: int) -> str:
    """Write a length of time in seconds."""
    return f"{seconds(ms).removesuffix('.0')} s"


def shortened(words: Sequence[str], most: int = 3) -> str:
    """Write the first of many, and how many more there are."""
    if len(words) <= most:
        return "; ".join(words)
    return f"{'; '.join(words[:most])}; and {len(words) - most:,} more"


def grid_of(listing: Listing, caption: str, *, heads: int = 1, note: str = "") -> Grid:
    """Return a listing as a table of a report."""
    columns = tuple(Column(title, place in listing.numbers) for place, title in enumerate(listing.heads))
    return capped(Grid(caption, columns, tuple(row.cells for row in listing.rows), heads, note))


def capped(grid: Grid, where: str = "the tables beside this report") -> Grid:
    """Return a table with no more rows than a person looks at, and say so."""
    if len(grid.rows) <= MOST_ROWS:
        return grid
    note = f"The first {MOST_ROWS} of {len(grid.rows):,} rows; all of them are in {where}. {grid.note}".strip()
    return Grid(grid.caption, grid.columns, grid.rows[:MOST_ROWS], grid.heads, note)


def limited(blocks: Iterable[Block], most: int) -> Iterator[Block]:
    """Give blocks with no more pictures than that, and say in the place of the next how many there were."""
    every = list(blocks)
    pictures = sum(isinstance(block, Picture) for block in every)
    shown = 0
    for block in every:
        if isinstance(block, Picture):
            shown += 1
            if shown == most + 1:
                yield Paragraph(f"Of {pictures:,} pictures the first {most} are in this report; the window shows all.")
            if shown > most:
                continue
        yield block
