"""The codebook says of every column, code and level what it is."""

import csv
import io
from collections.abc import Iterable
from dataclasses import replace

from coder.app.shipped import shipped_folder
from coder.editing.event_columns import EventRows, events_table
from coder.formats.codable_csv import codable_table
from coder.formats.codebook_csv import TABLE, format_codebook
from coder.formats.phases_csv import phases_table
from coder.formats.ratings_csv import ratings_table
from coder.formats.sessions_csv import TABLE as SESSIONS
from coder.model.scheme import Procedure, Scheme, Window
from coder.model.table import ColumnType, Table
from coder.scheme.loader import load_scheme
from tests.golden.logs import RICH_SCHEME
from tests.ratings import SCHEME as RATED

TABLES = (
    events_table([RICH_SCHEME, RATED], EventRows(windows=("first20",), clip_phases=True)),
    SESSIONS,
    codable_table([RICH_SCHEME], ["asleep"]),
    phases_table([RICH_SCHEME]),
    ratings_table([RATED]),
)


def rows_of(*schemes: Scheme, tables: Iterable[Table] = TABLES) -> list[dict[str, str]]:
    text = format_codebook(tables, [(scheme, "ab" * 32) for scheme in schemes])
    return list(csv.DictReader(io.StringIO(text)))


def find(rows: Iterable[dict[str, str]], **wanted: str) -> dict[str, str]:
    (found,) = [row for row in rows if all(row[name] == value for name, value in wanted.items())]
    return found


def test_every_column_of_every_table_stands_in_it_once_and_is_said_in_words() -> None:
    variables = [row for row in rows_of(RICH_SCHEME) if row["entry"] == "variable"]
    wanted = [(table.name, head) for table in (*TABLES, TABLE) for head in table.heads]
    assert [(row["table"], row["variable"]) for row in variables] == wanted
    assert all(row["type"] and row["definition"] for row in variables)


def test_a_column_says_its_type_unit_levels_and_how_missing_is_written() -> None:
    rows = rows_of(RICH_SCHEME)
    offset = find(rows, entry="variable", table="events", variable="offset_s")
    assert (offset["type"], offset["unit"], offset["missing"]) == ("number", "s", "points have no end")
    yes_no = find(rows, table="events", variable="censored_end")
    assert (yes_no["levels"], yes_no["labels"]) == ("1;0", "yes;no")
    record = find(rows, table="events", variable="record")
    assert record["levels"] == "primary;reliability;gold;consensus"
    assert record["labels"].split(";")[2] == "gold standard"


def test_a_level_that_many_tables_have_is_there_once() -> None:
    gold = find(rows_of(RICH_SCHEME), entry="level", variable="record", id="gold")
    assert gold["label"] == "gold standard"


def test_every_tier_code_modifier_and_option_is_in_it_with_its_scheme() -> None:
    parts = [row for row in rows_of(RICH_SCHEME) if row["scheme_id"]]
    for tier in RICH_SCHEME.lanes:
        assert find(parts, entry="tier", id=tier.id)["levels"] == ";".join(code.id for code in tier.codes)
        for code in tier.codes:
            find(parts, entry="code", tier=tier.id, id=code.id)
            for modifier in code.modifiers:
                found = find(parts, entry="modifier", tier=tier.id, code=code.id, id=modifier.id)
                assert found["levels"] == ";".join(option.id for option in modifier.options)
    assert {row["scheme_sha256"] for row in parts} == {"ab" * 32}


def test_what_is_computed_and_what_is_rated_is_said_in_words() -> None:
    mutual = find(rows_of(RICH_SCHEME), entry="derived", id="mutual_gaze")
    assert mutual["definition"] == "It holds where there is all of cg_gaze.at_face, in_gaze.caregiver."
    rated = [row for row in rows_of(RATED) if row["entry"] in ("code", "option", "composite")]
    assert any(row["levels"] for row in rated)
    assert any(row["entry"] == "composite" and "at least" in row["definition"] for row in rated)


def test_a_window_says_where_it_lies_in_its_phases() -> None:
    windows = (Window("first20", ("play", "still"), 0, 20), Window("last20", ("play",), 5, 20, "end"))
    scheme = replace(RICH_SCHEME, procedure=Procedure("p", RICH_SCHEME.procedure.phases, windows))
    rows = rows_of(scheme)
    first, last = (find(rows, entry="window", id=name) for name in ("first20", "last20"))
    assert (first["levels"], first["definition"]) == ("play;still", "20 s of the phase, from 0 s after its onset.")
    assert last["definition"] == "20 s of the phase, to 5 s before its offset."


def test_every_scheme_that_is_shipped_can_be_described() -> None:
    for file in sorted(shipped_folder("schemes").glob("*.yaml")):
        scheme = load_scheme(file).scheme
        tables = (events_table([scheme]), ratings_table([scheme]))
        for row in rows_of(scheme, tables=tables):
            assert len(row["levels"].split(";")) == len(row["labels"].split(";"))


def test_the_levels_of_its_own_column_are_the_entries_that_there_are() -> None:
    known = {level.id for column in TABLE.columns if column.type is ColumnType.LEVEL for level in column.levels}
    assert {row["entry"] for row in rows_of(RICH_SCHEME, RATED)} <= known


def test_a_reason_says_which_tiers_cannot_be_judged() -> None:
    rows = rows_of(RICH_SCHEME)
    hidden, silent = (find(rows, entry="option", modifier="reason", id=name) for name in ("face_hidden", "no_sound"))
    assert hidden["definition"] == "Tiers that cannot be judged then: in_gaze."
    assert silent["definition"] == "Tiers that cannot be judged then: none."
