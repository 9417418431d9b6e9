"""The tables of an export for other programs: Excel, LibreOffice, SPSS, and whatever reads Parquet."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from coder.app.excel_dialect import find_dialect
from coder.app.export_wish import ExportWish
from coder.formats.flavours import parquet, sav, workbook
from coder.formats.flavours.excel_csv import write_excel_csv
from coder.formats.flavours.reading import Measured, measure, read_parts
from coder.media.stopping import Cancel, Progress, check, tell
from coder.model.excel_text import Dialect
from coder.model.table import Table

WORKBOOK = "attune.xlsx"


def check_flavours(wish: ExportWish) -> None:
    """Raise CoderError when a library that an export wants is missing: before anything is written."""
    writers = {workbook.load_writer: wish.xlsx, parquet.load_writer: wish.parquet, sav.load_writer: wish.sav}
    for load, wanted in writers.items():
        if wanted:
            load()


def count_flavours(wish: ExportWish) -> int:
    """Return how many times the tables of an export are written beside, or anew."""
    return sum((wish.xlsx, wish.parquet, wish.sav, wish.excel))


def write_flavours(
    folder: Path,
    tables: Sequence[Table],
    wish: ExportWish,
    known: Mapping[str, Measured] | None = None,
    *,
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> list[Path]:
    """Write what is wished for of the finished tables in a folder, and return the files written.

    ``known`` is what is known of tables by their names. With ``wish.excel`` the tables themselves are written anew,
    last of all. The same tables give the same bytes; only those for Excel have the signs of the region. At most some
    ten thousand rows are in memory, of an SPSS file all. Raises CoderError for what a format cannot hold, Stopped when
    ``cancelled`` says so.
    """
    if not count_flavours(wish):
        return []
    there = [table for table in tables if (folder / table.file).exists()]
    measured = [(known or {}).get(table.name) or measure(folder / table.file, table) for table in there]
    rows = sum(one.rows for one in measured) * count_flavours(wish)
    return list(_Writing(folder, measured, max(1, rows), progress, cancelled).write(wish))


@dataclass
class _Writing:
    """The tables on their way to other formats, and how many rows went it already."""

    folder: Path
    tables: Sequence[Measured]
    rows: int
    progress: Progress | None
    cancel: Cancel | None
    done: int = 0

    def write(self, wish: ExportWish) -> Iterator[Path]:
        """Write what is wished for, the tables for Excel last."""
        if wish.xlsx:
            path = self.folder / WORKBOOK
            workbook.write_workbook(path, ((one.table, self._parts(one)) for one in self.tables))
            yield path
        for one in self.tables:
            if wish.parquet:
                path = self.folder / f"{one.table.name}.parquet"
                parquet.write_parquet(path, one, self._parts(one))
                yield path
            if wish.sav:
                yield self._write_sav(one)
        if wish.excel:
            dialect = find_dialect()
            yield from (self._rewrite(one, dialect) for one in self.tables)

    def _write_sav(self, one: Measured) -> Path:
        check(self.cancel)
        path = self.folder / f"{one.table.name}.sav"
        sav.write_sav(path, one)
        self._tell(one.rows)
        return path

    def _rewrite(self, one: Measured, dialect: Dialect) -> Path:
        fresh = one.path.with_name(f"{one.path.name}.new")
        write_excel_csv(fresh, one.table, self._parts(one), dialect)
        fresh.replace(one.path)
        return one.path

    def _parts(self, one: Measured) -> Iterator[list[list[str]]]:
        for part in read_parts(one.path):
            check(self.cancel)
            yield part
            self._tell(len(part))

    def _tell(self, rows: int) -> None:
        self.done += rows
        tell(self.progress, self.done / self.rows)
