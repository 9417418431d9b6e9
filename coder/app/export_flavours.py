"""The tables of an export for other programs: Excel, LibreOffice, SPSS, and whatever reads Parquet."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from coder.app.excel_dialect import find_dialect
from coder.app.export_wish import ExportWish
from coder.formats.flavours import parquet, sav, workbook
from coder.formats.flavours.excel_csv import write_excel_csv
from coder.formats.flavours.reading import Measured, measure, read_parts
from coder.media.stopping import Cancel, check
from coder.model.excel_text import Dialect
from coder.model.table import Table

WORKBOOK = "attune.xlsx"


def check_flavours(wish: ExportWish) -> None:
    """Raise CoderError when a library that an export wants is missing: before anything is written."""
    writers = {workbook.load_writer: wish.xlsx, parquet.load_writer: wish.parquet, sav.load_writer: wish.sav}
    for load, wanted in writers.items():
        if wanted:
            load()


def write_flavours(
    folder: Path,
    tables: Sequence[Table],
    wish: ExportWish,
    known: Mapping[str, Measured] | None = None,
    *,
    cancelled: Cancel | None = None,
) -> list[Path]:
    """Write what is wished for of the finished tables in a folder, and return the files written.

    ``known`` is what is known of tables by their names. With ``wish.excel`` the tables themselves are written anew,
    last of all. The same tables give the same bytes; only those for Excel have the signs of the region. At most some
    ten thousand rows are in memory, of an SPSS file all. Raises CoderError for what a format cannot hold, Stopped when
    ``cancelled`` says so.
    """
    there = [table for table in tables if (folder / table.file).exists()]
    written = list(_write_beside(folder, there, wish, known or {}, cancelled))
    if wish.excel:
        written += [_rewrite(folder / table.file, table, find_dialect(), cancelled) for table in there]
    return written


def _write_beside(
    folder: Path, tables: list[Table], wish: ExportWish, known: Mapping[str, Measured], cancel: Cancel | None
) -> Iterator[Path]:
    if wish.xlsx:
        path = folder / WORKBOOK
        workbook.write_workbook(path, ((table, _parts(folder / table.file, cancel)) for table in tables))
        yield path
    if wish.parquet or wish.sav:
        for table in tables:
            measured = known.get(table.name) or measure(folder / table.file, table)
            yield from _write_typed(folder, measured, wish, cancel)


def _write_typed(folder: Path, measured: Measured, wish: ExportWish, cancel: Cancel | None) -> Iterator[Path]:
    if wish.parquet:
        path = folder / f"{measured.table.name}.parquet"
        parquet.write_parquet(path, measured, _parts(measured.path, cancel))
        yield path
    if wish.sav:
        check(cancel)
        path = folder / f"{measured.table.name}.sav"
        sav.write_sav(path, measured)
        yield path


def _rewrite(path: Path, table: Table, dialect: Dialect, cancel: Cancel | None) -> Path:
    fresh = path.with_name(f"{path.name}.new")
    write_excel_csv(fresh, table, _parts(path, cancel), dialect)
    fresh.replace(path)
    return path


def _parts(path: Path, cancel: Cancel | None) -> Iterator[list[list[str]]]:
    for part in read_parts(path):
        check(cancel)
        yield part
