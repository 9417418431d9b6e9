"""Scripts that read an export lie beside it, and run as they are."""

import locale
import subprocess
import sys
from pathlib import Path

import pytest

from coder.app.excel_dialect import find_dialect
from coder.app.export_loaders import write_loaders
from coder.app.export_wish import ExportWish
from coder.model.excel_text import COMMAS, SEMICOLONS
from tests.unit.formats.flavours.some_tables import TABLES, TOTALS, write_tables


def test_three_scripts_are_written_the_same_each_time(tmp_path: Path) -> None:
    write_tables(tmp_path)
    wish = ExportWish((), tmp_path)
    written = write_loaders(tmp_path, TABLES, wish)
    assert [path.name for path in written] == ["load_events.py", "load_events.R", "import_events.sps"]
    before = [path.read_bytes() for path in written]
    assert [path.read_bytes() for path in write_loaders(tmp_path, TABLES, wish)] == before


def test_the_python_script_runs_without_an_edit(tmp_path: Path) -> None:
    write_tables(tmp_path / "out")
    script, *_ = write_loaders(tmp_path / "out", TABLES, ExportWish((), tmp_path / "out"))
    done = subprocess.run([sys.executable, script], check=False, capture_output=True, encoding="utf-8", cwd=tmp_path)
    assert (done.stdout, done.stderr) == (TOTALS, "")


def test_a_table_that_was_not_written_is_not_read(tmp_path: Path) -> None:
    write_tables(tmp_path)
    (tmp_path / "links.csv").unlink()
    texts = [path.read_text(encoding="utf-8") for path in write_loaders(tmp_path, TABLES, ExportWish((), tmp_path))]
    assert [text for text in texts if "links" in text] == []


@pytest.mark.parametrize(("decimal", "dialect"), [(",", SEMICOLONS), (".", COMMAS)])
def test_excel_parts_cells_with_a_semicolon_where_numbers_have_a_comma(
    decimal: str, dialect: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str | None] = []

    def answer(category: int, name: str | None = None) -> str:
        asked.append(name)
        return "C"

    monkeypatch.setattr(locale, "setlocale", answer)
    monkeypatch.setattr(locale, "localeconv", lambda: {"decimal_point": decimal})
    assert find_dialect() == dialect
    assert asked == [None, "", "C"]


def test_where_the_locale_is_unknown_cells_are_parted_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(category: int, name: str | None = None) -> str:
        if name == "":
            raise locale.Error
        return "C"

    monkeypatch.setattr(locale, "setlocale", refuse)
    assert find_dialect() == COMMAS
