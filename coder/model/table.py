"""What a table of an export holds: its columns, each with its type, unit, levels and how missing is written."""

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class ColumnType(StrEnum):
    """How the cells of a column are read."""

    TEXT = "text"
    ID = "id"
    """A name that only tells things apart: never a number, however it looks."""
    LEVEL = "level"
    """One of the levels of the column."""
    INTEGER = "integer"
    NUMBER = "number"
    YES_NO = "yes_no"
    """1 or 0."""


@dataclass(frozen=True, slots=True)
class Level:
    """One of the values that a column may take, as it is written and in words."""

    id: str
    label: str = ""
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """One variable of a table.

    ``name`` is safe for R and SPSS: it begins with a letter, has letters, digits and underscores, and at most 64
    bytes. ``missing`` says in words when a cell is empty; without it no cell of the column is ever empty.
    """

    name: str
    type: ColumnType
    meaning: str
    unit: str = ""
    levels: tuple[Level, ...] = ()
    missing: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table by its file name without the ending, what one row of it is, and its columns in their order."""

    name: str
    row: str
    columns: tuple[Column, ...]

    @property
    def file(self) -> str:
        """The name of its file."""
        return f"{self.name}.csv"

    @property
    def heads(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(column.name for column in self.columns)


_SAFE = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
_MOST = 64


@lru_cache(maxsize=4096)
def column_name(words: str) -> str:
    """Return words as the name of a column that R and SPSS take; those that are one already stay as they are.

    Others end in eight signs of a hash, so that no two become the same.
    """
    if _SAFE.fullmatch(words):
        return words
    plain = re.sub("[^A-Za-z0-9_]+", "_", words)
    start = plain if plain[:1].isalpha() else f"x{plain}"
    return f"{start[: _MOST - 9]}_{hashlib.sha256(words.encode()).hexdigest()[:8]}"


Row = Sequence[str]
Rows = Iterator[Row]


def csv_text(rows: Iterable[Row]) -> str:
    """Write rows as CSV: comma, LF, quoted only where it must be."""
    out = io.StringIO()
    rows = list(rows)
    csv.writer(out, lineterminator="\n").writerows(rows)
    text = out.getvalue()
    return text if "\r" not in text else "".join(map(_quoted, rows))


def _quoted(row: Row) -> str:
    """Write a row; all of it in quotes when a cell has a CR, for Python before 3.13 leaves those bare."""
    out = io.StringIO()
    all_of_it = any("\r" in cell for cell in row)
    csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL if all_of_it else csv.QUOTE_MINIMAL).writerow(row)
    return out.getvalue()


def table_text(table: Table, rows: Iterable[Row]) -> str:
    """Write a table with its head as CSV."""
    return csv_text([table.heads]) + csv_text(rows)


def levels_of(*ids: str) -> tuple[Level, ...]:
    """Return levels whose ids say all."""
    return tuple(Level(one) for one in ids)
