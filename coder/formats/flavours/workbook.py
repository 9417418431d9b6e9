"""One workbook for Excel and LibreOffice: a sheet a table, numbers as numbers, texts as texts, never a formula."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from coder.errors import CoderError
from coder.formats.flavours.excel_csv import Part
from coder.formats.flavours.library import load_library
from coder.formats.flavours.reading import TEXTS
from coder.model.table import ColumnType, Row, Table

MOST_ROWS = 1_048_576
"""Of a sheet, its head among them."""
MOST_COLUMNS = 16_384
MOST_SIGNS = 32_767
_MOST_NAME = 31
_WIDTHS = {ColumnType.TEXT: 24, ColumnType.INTEGER: 10, ColumnType.YES_NO: 8}
_WIDTH = 14
_MADE = datetime(1980, 1, 1)
"""A workbook that is made twice is the same file, on any day."""
_KEPT = "The CSV tables hold everything: leave --xlsx out, or export fewer sessions at once."


def load_writer() -> Any:
    """Return the library that writes workbooks; raise CoderError without it."""
    return load_library("xlsxwriter", "XlsxWriter", "Workbooks (.xlsx)")


def write_workbook(path: Path, tables: Iterable[tuple[Table, Iterable[Part]]], *, most_rows: int = MOST_ROWS) -> None:
    """Write tables, the rows of each given in parts, into one workbook; the same tables give the same bytes.

    A table with more rows than a sheet may have goes on in further sheets, and a last sheet says so. Raises CoderError
    for a table or a text that no sheet can hold; then, as when the rows end in any error, there is no workbook.
    """
    writer = load_writer()
    with TemporaryDirectory(dir=path.parent) as aside:
        book = writer.Workbook(str(path), {"constant_memory": True, "tmpdir": aside})
        try:
            _fill(book, tables, most_rows)
        except BaseException:
            for sheet in book.worksheets():  # closing the book would first pack what there is of it
                sheet.row_data_fh.close()
            raise
        book.close()


def _fill(book: Any, tables: Iterable[tuple[Table, Iterable[Part]]], most_rows: int) -> None:
    book.use_zip64()
    book.set_properties({"created": _MADE, "title": "Coded observations"})
    sheets = _Sheets(book, most_rows)
    for table, parts in tables:
        sheets.write(table, parts)
    sheets.tell()


class _Sheets:
    """The sheets of a workbook on their way."""

    def __init__(self, book: Any, most_rows: int) -> None:
        self._book = book
        self._most_rows = most_rows
        self._formats: Mapping[ColumnType, Any] = {ColumnType.NUMBER: book.add_format({"num_format": "0.000###"})}
        self._head = book.add_format({"bold": True})
        self._split: list[str] = []

    def write(self, table: Table, parts: Iterable[Part]) -> None:
        """Write a table into as many sheets as it takes."""
        if len(table.columns) > MOST_COLUMNS:
            raise CoderError(f"{table.name} has {len(table.columns):,} columns; a sheet holds {MOST_COLUMNS:,}.", _KEPT)
        sheet, place, names = self._begin(table, table.name), 1, [table.name]
        for row in (row for part in parts for row in part):
            if place == self._most_rows:
                names.append(f"{table.name[: _MOST_NAME - 4]}_{len(names) + 1}")
                sheet, place = self._begin(table, names[-1]), 1
            self._write_row(sheet, place, table, row)
            place += 1
        if len(names) > 1:
            self._split.append(
                f"{table.name} has more rows than the {self._most_rows:,} of a sheet: they go on in {_list(names[1:])}."
            )

    def tell(self) -> None:
        """Say on a sheet of its own which tables go over several."""
        if self._split:
            sheet = self._book.add_worksheet("read_me")
            for place, line in enumerate(self._split):
                sheet.write_string(place, 0, line)

    def _begin(self, table: Table, name: str) -> Any:
        sheet = self._book.add_worksheet(name[:_MOST_NAME])
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(table.columns):
            sheet.set_column(place, place, _WIDTHS.get(column.type, _WIDTH))
        for place, head in enumerate(table.heads):
            sheet.write_string(0, place, head, self._head)
        return sheet

    def _write_row(self, sheet: Any, place: int, table: Table, row: Row) -> None:
        for across, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            if not cell:
                continue
            if column.type not in TEXTS:
                sheet.write_number(place, across, float(cell), self._formats.get(column.type))
            elif len(cell) > MOST_SIGNS:
                said = f"A cell of {table.name} ({column.name}) has {len(cell):,} signs; Excel holds {MOST_SIGNS:,}."
                raise CoderError(said, _KEPT)
            else:
                sheet.write_string(place, across, cell)


def _list(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
