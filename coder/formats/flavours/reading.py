"""The rows of a finished table, a part at a time, and what its columns really hold."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from coder.model.table import Column, ColumnType, Level, Table

ROWS = 10_000
"""How many rows are in memory at once."""
TEXTS = frozenset({ColumnType.TEXT, ColumnType.ID, ColumnType.LEVEL})
YES_NO = (Level("0", "no"), Level("1", "yes"))


@dataclass(frozen=True, slots=True)
class Measured:
    """A table as it was written: its rows, the most bytes in a cell of each text, every level that is there.

    ``broken`` tells whether a cell goes over several lines.
    """

    table: Table
    path: Path
    rows: int = 0
    widths: Mapping[str, int] = field(default_factory=dict)
    levels: Mapping[str, tuple[Level, ...]] = field(default_factory=dict)
    broken: bool = False


def read_parts(path: Path, rows: int = ROWS) -> Iterator[list[list[str]]]:
    """Give the rows of a table without its head, in lists of at most ``rows``."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        next(reader, None)
        while part := list(islice(reader, rows)):
            yield part


def measure(path: Path, table: Table) -> Measured:
    """Read a table once for what it holds; levels that it was not said to have come last, in order."""
    count, broken = 0, False
    texts = [place for place, column in enumerate(table.columns) if column.type in TEXTS]
    widths = [0] * len(table.columns)
    found: list[set[str]] = [set() for _ in table.columns]
    for part in read_parts(path):
        count += len(part)
        columns = list(zip(*part, strict=True))
        for place in texts:
            distinct = set(columns[place])
            widths[place] = max(widths[place], widest(distinct))
            broken = broken or any("\n" in cell or "\r" in cell for cell in distinct)
            if table.columns[place].type is ColumnType.LEVEL:
                found[place] |= distinct
    levels = {
        column.name: _levels(column, found[place])
        for place, column in enumerate(table.columns)
        if column.type is ColumnType.LEVEL
    }
    said = {table.columns[place].name: widths[place] for place in texts}
    said |= {name: widest(level.id for level in some) for name, some in levels.items()}
    return Measured(table, path, count, said, levels, broken)


def widest(texts: Iterable[str]) -> int:
    """Return the most bytes that one of some texts has in UTF-8."""
    return max((len(text.encode()) for text in texts), default=0)


def _levels(column: Column, found: set[str]) -> tuple[Level, ...]:
    """Return the levels of a column, and those that only its cells have."""
    said = {level.id: level for level in column.levels if level.id}
    return (*said.values(), *(Level(one) for one in sorted(found - {"", *said})))
