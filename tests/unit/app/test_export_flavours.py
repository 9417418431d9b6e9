"""The tables of an export for other programs: what is asked for is written, and nothing is asked for in vain."""

import importlib
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from coder.app import export_finish, export_flavours, export_loaders
from coder.app.code import code_keys
from coder.app.export import export
from coder.app.export_flavours import check_flavours, write_flavours
from coder.app.export_wish import ExportWish
from coder.app.import_log import ImportWish, import_log
from coder.app.open_session import open_session
from coder.errors import CoderError
from coder.media.stopping import Stopped
from coder.model.excel_text import SEMICOLONS
from coder.model.session import Session
from tests.unit.formats.flavours import sps
from tests.unit.formats.flavours.some_tables import TABLES, write_tables

KEYS = ["0.4,1", "1.0,g", "1.6,2", "2.0,b", "2.4,2"]
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


def test_how_far_it_is_is_told_by_rows(tmp_path: Path) -> None:
    write_tables(tmp_path)
    told: list[float] = []
    write_flavours(tmp_path, TABLES, ALL, progress=told.append)
    assert told == [0.25, 0.5, 0.75, 0.75, 1.0]


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


@pytest.fixture
def semicolons(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (export_flavours, export_loaders, export_finish):
        monkeypatch.setattr(module, "find_dialect", lambda: SEMICOLONS)


def run(script: Path, folder: Path) -> str:
    done = subprocess.run([sys.executable, script], check=False, capture_output=True, encoding="utf-8", cwd=folder)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


@pytest.mark.usefixtures("semicolons")
def test_the_scripts_read_tables_for_excel_as_they_read_the_others(session: Session, tmp_path: Path) -> None:
    with open_session(session.folder, "ana") as opened:
        code_keys(opened, KEYS)
    export(ExportWish((session.folder,), tmp_path / "plain"))
    export(replace(ALL, paths=(session.folder,), folder=tmp_path / "excel"))
    totals = run(tmp_path / "plain/load_events.py", tmp_path)
    assert totals.startswith("events: ")
    assert "codebook: " in totals
    assert run(tmp_path / "excel/load_events.py", tmp_path) == totals
    text = (tmp_path / "excel/import_events.sps").read_text(encoding="utf-8")
    found = sps.read(text)
    assert found["events"].delimiter == ";"
    assert {one.file for one in found.values()} == {path.name for path in (tmp_path / "excel").glob("*.csv")}


@pytest.mark.usefixtures("semicolons")
def test_events_for_excel_are_imported_as_they_were(session: Session, tmp_path: Path) -> None:
    with open_session(session.folder, "ana") as opened:
        code_keys(opened, KEYS)
    back = []
    for name in ("plain", "excel"):
        export(ExportWish((session.folder,), tmp_path / name, excel=name == "excel"))
        table, scheme = tmp_path / name / "events.csv", tmp_path / name / "scheme.yaml"
        import_log(ImportWish("csv", (table,), tmp_path / f"{name}_back", scheme=scheme))
        with open_session(tmp_path / f"{name}_back/D01_v1", "ana") as opened:
            back.append(list(opened.workspace.observation))
    assert len(back[0]) == 4
    assert back[1] == back[0]


def test_a_missing_library_is_named_before_anything_is_read(
    session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(name: str) -> ModuleType:
        raise ImportError(name)

    monkeypatch.setattr("coder.formats.flavours.library.import_module", refuse)
    with pytest.raises(CoderError, match="need the library"):
        export(ExportWish((session.folder,), tmp_path / "out", parquet=True))
    assert not (tmp_path / "out").exists()
