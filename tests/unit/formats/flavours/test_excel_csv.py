"""CSV for Excel: its signs, its line ends, and texts that it does not compute."""

from dataclasses import replace
from pathlib import Path

import pytest

from coder.editing.event_columns import EventRows, events_table
from coder.formats.event_table.own import read_lengths, read_own
from coder.formats.flavours.excel_csv import write_excel_csv
from coder.formats.flavours.reading import read_parts
from coder.model.excel_text import COMMAS, SEMICOLONS, Dialect
from coder.model.observation import Observation
from coder.model.table import Column, ColumnType, Table
from tests.golden.logs import RICH_SCHEME, rich_log
from tests.unit.formats.flavours.some_tables import EVENTS, write_tables
from tests.whole_tables import format_events

_LINES = [
    "\ufeffsession_id;phase;onset_s;frame;censored;with;With;comment",
    "007;still;0,500;12;1;a;b;'=1+1",
    'NA;play;-1,250;;0;NA;None;"says ""ma"", twice;\nthen looks"',
    "1e5;;10,000;3000000000;;'1,5;'-3;''=quoted",
    "D01;extra;2,125;7;0;–;ü;'@\tx",
    "",
]


def write(folder: Path, dialect: Dialect) -> bytes:
    write_tables(folder)
    write_excel_csv(folder / "new.csv", EVENTS, read_parts(folder / EVENTS.file), dialect)
    return (folder / "new.csv").read_bytes()


def test_texts_are_neutralised_and_numbers_have_the_sign_of_the_region(tmp_path: Path) -> None:
    assert write(tmp_path, SEMICOLONS).decode() == "\r\n".join(_LINES)


def test_numbers_are_never_neutralised(tmp_path: Path) -> None:
    line = write(tmp_path, COMMAS).decode().split("\r\n")[2]
    assert line.startswith("NA,play,-1.250,,0,")


@pytest.mark.parametrize("dialect", [COMMAS, SEMICOLONS])
def test_events_for_excel_are_read_back_as_they_were(dialect: Dialect, tmp_path: Path) -> None:
    log = rich_log()
    comments = {3: "=1+1", 4: "-", 5: "1,5", 6: "'@x", 7: "a;b,c", 8: 'says "'}
    events = [
        replace(one, comment=comments.get(one.id, ""), modifiers=tuple((name, "-2.5") for name, _ in one.modifiers))
        for one in log.observation
    ]
    log = replace(log, observation=Observation(log.observation.identity, events, 11))
    how = EventRows(comments=True)
    plain = tmp_path / "events.csv"
    plain.write_text(format_events([log], how), encoding="utf-8", newline="")
    write_excel_csv(tmp_path / "new.csv", events_table([RICH_SCHEME], how), read_parts(plain), dialect)
    wanted, found = (read_own(path.read_bytes(), "events.csv") for path in (plain, tmp_path / "new.csv"))
    assert found == wanted
    assert found is not None
    assert {row["comment"] for row in found.rows} >= set(comments.values())


def test_the_lengths_of_sessions_are_read_back(tmp_path: Path) -> None:
    (tmp_path / "sessions.csv").write_text("session_id,media_length_s\nD01,12.500\n", encoding="utf-8", newline="")
    table = Table("sessions", "one", (EVENTS.columns[0], Column("media_length_s", ColumnType.NUMBER, "Its length.")))
    write_excel_csv(tmp_path / "new.csv", table, read_parts(tmp_path / "sessions.csv"), SEMICOLONS)
    assert read_lengths((tmp_path / "new.csv").read_bytes(), "sessions.csv") == {"D01": 12_500}
