"""A workbook holds numbers as numbers and texts as texts, and never a formula."""

import time
from pathlib import Path

import pytest

from coder.errors import CoderError
from coder.formats.flavours.reading import Measured, read_parts
from coder.formats.flavours.workbook import write_workbook
from coder.model.table import Column, ColumnType, Table
from tests.unit.formats.flavours.sheets import is_frozen, read_workbook
from tests.unit.formats.flavours.some_tables import EVENT_ROWS, EVENTS, write_tables


def write(path: Path, tables: list[Measured], most_rows: int = 100) -> None:
    write_workbook(path, ((one.table, read_parts(one.path)) for one in tables), most_rows=most_rows)


def test_every_table_is_a_sheet_with_its_head_frozen(tmp_path: Path) -> None:
    write(tmp_path / "a.xlsx", write_tables(tmp_path))
    events, links = read_workbook(tmp_path / "a.xlsx").values()
    assert [text for _, text in events[0].values()] == list(EVENTS.heads)
    assert (len(events), len(links)) == (5, 1)
    assert is_frozen(tmp_path / "a.xlsx")


def test_numbers_are_numbers_and_ids_are_texts(tmp_path: Path) -> None:
    write(tmp_path / "a.xlsx", write_tables(tmp_path))
    first, second, third, _ = read_workbook(tmp_path / "a.xlsx")["events"][1:]
    assert first["A"] == ("inlineStr", "007")
    assert third["A"] == ("inlineStr", "1e5")
    assert (first["C"], second["C"], third["D"]) == (("n", "0.5"), ("n", "-1.25"), ("n", "3000000000"))
    assert (first["E"], third["G"]) == (("n", "1"), ("inlineStr", "-3"))
    assert "D" not in second


def test_a_text_that_looks_like_a_formula_is_a_text_as_it_was_written(tmp_path: Path) -> None:
    write(tmp_path / "a.xlsx", write_tables(tmp_path))
    rows = read_workbook(tmp_path / "a.xlsx")["events"][1:]
    assert [row["H"] for row in rows] == [("inlineStr", row[-1]) for row in EVENT_ROWS]


def test_a_workbook_made_on_another_day_is_the_same_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = write_tables(tmp_path)
    write(tmp_path / "a.xlsx", tables)
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + 100_000)
    write(tmp_path / "b.xlsx", tables)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
    assert b"20" + b"26" not in (tmp_path / "a.xlsx").read_bytes()


def test_a_table_too_long_for_a_sheet_goes_on_in_others_and_that_is_said(tmp_path: Path) -> None:
    write(tmp_path / "a.xlsx", write_tables(tmp_path), most_rows=3)
    book = read_workbook(tmp_path / "a.xlsx")
    assert list(book) == ["events", "events_2", "links", "read_me"]
    assert [row["A"][1] for row in book["events_2"]] == ["session_id", "1e5", "D01"]
    (line,) = book["read_me"]
    assert line["A"][1] == "events has more rows than the 3 of a sheet: they go on in events_2."


def test_what_no_sheet_can_hold_is_refused_in_a_sentence(tmp_path: Path) -> None:
    text = Table("notes", "a note", (Column("note", ColumnType.TEXT, "It."),))
    with pytest.raises(CoderError, match=r"A cell of notes \(note\) has 32,768 signs; Excel holds 32,767\."):
        write_workbook(tmp_path / "a.xlsx", [(text, [[["x" * 32_768]]])])
    wide = Table("wide", "a row", tuple(Column(f"v{place}", ColumnType.NUMBER, "It.") for place in range(16_385)))
    with pytest.raises(CoderError, match=r"wide has 16,385 columns; a sheet holds 16,384\."):
        write_workbook(tmp_path / "b.xlsx", [(wide, [])])
    assert list(tmp_path.iterdir()) == []
