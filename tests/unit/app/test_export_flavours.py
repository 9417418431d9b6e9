"""The tables of an export for other programs: what is asked for is written, and nothing is asked for in vain."""

import importlib
from pathlib import Path
from types import ModuleType

import pytest

from coder.app import export_flavours
from coder.app.export_flavours import check_flavours, write_flavours
from coder.app.export_wish import ExportWish
from coder.errors import CoderError
from coder.media.stopping import Stopped
from coder.model.excel_text import SEMICOLONS
from tests.unit.formats.flavours.some_tables import TABLES, write_tables

ALL = ExportWish((), Path(), excel=True, xlsx=True, parquet=True, sav=True)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def test_nothing_is_written_that_nobody_asked_for(tmp_path: Path) -> None:
    write_tables(tmp_path)
    before = files(tmp_path)
    assert write_flavours(tmp_path, TABLES, ExportWish((), tmp_path)) == []
    assert files(tmp_path) == before


def test_every_format_is_written_and_the_same_each_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export_flavours, "find_dialect", lambda: SEMICOLONS)
    for name in ("one", "two"):
        write_tables(tmp_path / name)
        written = write_flavours(tmp_path / name, TABLES, ALL)
    assert {path.name for path in written} == set(files(tmp_path / "one"))
    assert set(files(tmp_path / "one")) == {
        "attune.xlsx",
        *(f"{table}.{ending}" for table in ("events", "links") for ending in ("csv", "parquet", "sav")),
    }
    assert files(tmp_path / "one") == files(tmp_path / "two")
    assert files(tmp_path / "one")["events.csv"].startswith("\ufeffsession_id;".encode())


def test_the_other_formats_hold_what_was_coded_and_nothing_neutralised(tmp_path: Path) -> None:
    for name, wish in (("one", ALL), ("two", ExportWish((), Path(), xlsx=True, parquet=True, sav=True))):
        write_tables(tmp_path / name)
        write_flavours(tmp_path / name, TABLES, wish)
    one, two = files(tmp_path / "one"), files(tmp_path / "two")
    assert {name for name in one if one[name] != two[name]} == {"events.csv", "links.csv"}


def test_writing_stops_when_it_is_cancelled(tmp_path: Path) -> None:
    write_tables(tmp_path)
    with pytest.raises(Stopped):
        write_flavours(tmp_path, TABLES, ALL, cancelled=lambda: True)


@pytest.mark.parametrize(
    ("wish", "library", "said"),
    [
        (ExportWish((), Path(), xlsx=True), "xlsxwriter", "XlsxWriter"),
        (ExportWish((), Path(), parquet=True), "pyarrow.parquet", "pyarrow"),
        (ExportWish((), Path(), sav=True), "pyreadstat", "pyreadstat"),
    ],
)
def test_a_library_that_is_missing_is_named_with_how_to_get_it(
    wish: ExportWish, library: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(name: str) -> ModuleType:
        if name == library:
            raise ImportError(name)
        return importlib.import_module(name)

    monkeypatch.setattr("coder.formats.flavours.library.import_module", refuse)
    with pytest.raises(CoderError, match=f"need the library {said}, which is not installed") as found:
        check_flavours(wish)
    assert f"pip install {said}" in found.value.hint
