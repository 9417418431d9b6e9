"""CSV as Excel reads it by a double click: BOM, CRLF, the region's signs, and no text that is taken for a formula."""

import csv
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from pathlib import Path

from coder.formats.flavours.reading import TEXTS
from coder.model.excel_text import Dialect, localise, neutralise
from coder.model.table import ColumnType, Row, Table

Part = Sequence[Row]


def write_excel_csv(path: Path, table: Table, parts: Iterable[Part], dialect: Dialect) -> None:
    """Write the rows of a table, given in parts; numbers are only localised, texts only neutralised."""
    changes = [_change(column.type, dialect) for column in table.columns]
    with path.open("x", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=dialect.sign, lineterminator="\r\n")
        writer.writerow(table.heads)
        writer.writerows(chain.from_iterable(_changed(part, changes) for part in parts))


def _change(kind: ColumnType, dialect: Dialect) -> Callable[[str], str] | None:
    if kind in TEXTS:
        return neutralise
    return (lambda cell: localise(cell, dialect)) if kind is ColumnType.NUMBER else None


def _changed(part: Part, changes: Sequence[Callable[[str], str] | None]) -> Iterable[Row]:
    """Change a part a column at a time: most of its cells are there many times."""
    columns: list[Sequence[str]] = list(zip(*part, strict=True))
    for place, change in enumerate(changes):
        if change is not None:
            known = {cell: change(cell) for cell in set(columns[place])}
            columns[place] = [known[cell] for cell in columns[place]]
    return zip(*columns, strict=True)
