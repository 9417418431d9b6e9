"""The rows of a finished table, a part at a time, and what its columns really hold."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from coder.model.table import Column, ColumnType, Level, Row, Table

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


class Gauge:
    """Finds out what the columns of a table really hold, from some rows after the other, in any process."""

    def __init__(self, table: Table) -> None:
        self.rows, self.broken = 0, False
        self._texts = [place for place, column in enumerate(table.columns) if column.type in TEXTS]
        self._leveled = [place for place in self._texts if table.columns[place].type is ColumnType.LEVEL]
        self._widths = dict.fromkeys(self._texts, 0)
        self._found: dict[int, set[str]] = {place: set() for place in self._leveled}

    def take(self, rows: Sequence[Row]) -> None:
        """Take up some rows."""
        if not rows:
            return
        self.rows += len(rows)
        columns = list(zip(*rows, strict=True))
        for place in self._texts:
            distinct = set(columns[place])
            self._widths[place] = max(self._widths[place], widest(distinct))
            self.broken = self.broken or any("\n" in cell or "\r" in cell for cell in distinct)
            if place in self._found:
                self._found[place] |= distinct

    def join(self, other: "Gauge") -> None:
        """Take up what was found in other rows of the same table."""
        self.rows, self.broken = self.rows + other.rows, self.broken or other.broken
        for place in self._texts:
            self._widths[place] = max(self._widths[place], other._widths[place])
        for place in self._leveled:
            self._found[place] |= other._found[place]

    def measured(self, path: Path, table: Table) -> Measured:
        """Return what was found; levels that the table was not said to have come last, in order."""
        levels = {
            table.columns[place].name: _levels(table.columns[place], self._found[place]) for place in self._leveled
        }
        said = {table.columns[place].name: width for place, width in self._widths.items()}
        said |= {name: widest(level.id for level in some) for name, some in levels.items()}
        return Measured(table, path, self.rows, said, levels, self.broken)


def measure(path: Path, table: Table) -> Measured:
    """Read a table once for what it holds."""
    gauge = Gauge(table)
    for part in read_parts(path):
        gauge.take(part)
    return gauge.measured(path, table)


def widest(texts: Iterable[str]) -> int:
    """Return the most bytes that one of some texts has in UTF-8."""
    return max((len(text.encode()) for text in texts), default=0)


def _levels(column: Column, found: set[str]) -> tuple[Level, ...]:
    """Return the levels of a column, and those that only its cells have."""
    said = {level.id: level for level in column.levels if level.id}
    return (*said.values(), *(Level(one) for one in sorted(found - {"", *said})))
