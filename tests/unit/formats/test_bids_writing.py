import csv
import io
import json
from dataclasses import replace
from typing import Any

from hypothesis import given, settings

from coder.editing.outgoing import Outgoing
from coder.formats.bids.events_writing import NOTHING, bids_stem, write_bids
from coder.model.observation import Identity, Observation
from coder.model.scheme import plain
from tests.lab import SCHEME, touch
from tests.unit.formats.outgoing_logs import Row, any_outgoing, coded, outgoing, rows_of, sort_rows


def written(*logs: Outgoing) -> tuple[list[dict[str, str]], dict[str, Any]]:
    table, meanings = write_bids(logs, bids_stem(logs[0])).files
    rows = csv.DictReader(io.StringIO(table.content.decode()), delimiter="\t", quoting=csv.QUOTE_NONE)
    return list(rows), json.loads(meanings.content)


def read_back(rows: list[dict[str, str]]) -> list[Row]:
    return sort_rows([_row(row) for row in rows if row["source"] == "coder"])


def _row(row: dict[str, str]) -> Row:
    onset_ms = round(float(row["onset"]) * 1000)
    offset_ms = None if row["kind"] == "point" else onset_ms + round(float(row["duration"]) * 1000)
    head = f"mod_{row['tier']}_"
    modifiers = {
        name.removeprefix(head): value for name, value in row.items() if name.startswith(head) and value != NOTHING
    }
    target, comment = (value if value != NOTHING else "" for value in (row["target"], row.get("comment", NOTHING)))
    return row["tier"], row["code"], onset_ms, offset_ms, frozenset(modifiers.items()), target, comment


def one_line(row: Row) -> Row:
    """Return a row as a table with tabs can say it."""
    said = frozenset((name, " ".join(value.split())) for name, value in row[4])
    return (*row[:4], frozenset(pair for pair in said if pair[1]), row[5], " ".join(row[6].split()))


@settings(max_examples=60)
@given(any_outgoing(step_ms=1))
def test_what_is_written_reads_back_equal(log: Outgoing) -> None:
    rows, _ = written(log)
    assert read_back(rows) == sort_rows([one_line(row) for row in rows_of(log)])


def test_onset_and_duration_come_first_in_order_of_onset_and_missing_is_not_available() -> None:
    rows, _ = written(outgoing())
    assert list(rows[0])[:3] == ["onset", "duration", "trial_type"]
    onsets = [float(row["onset"]) for row in rows]
    assert onsets == sorted(onsets)
    bid = next(row for row in rows if row["code"] == "bid")
    assert (bid["duration"], bid["mod_in_signal_with"], bid["target"]) == ("0.000", "arms+voice", NOTHING)
    assert "" not in {value for row in rows for value in row.values()}


def test_defaults_and_derived_codes_are_there_and_marked() -> None:
    rows, _ = written(outgoing())
    assert {row["source"] for row in rows} == {"coder", "default", "derived", "not_coded"}
    assert next(row["trial_type"] for row in rows if row["source"] == "not_coded") == "in_state.not_coded"


def test_every_column_is_described() -> None:
    rows, meanings = written(outgoing(comments=True))
    assert set(rows[0]) == set(meanings)
    assert all("Description" in meaning for meaning in meanings.values())
    assert meanings["onset"]["Units"] == "s"
    assert "cg_touch.touch" in meanings["trial_type"]["Levels"]
    assert set(meanings["mod_cg_touch_form"]["Levels"]) == {"still", "stroke", "pat"}


def test_hed_tags_of_codes_are_those_of_the_levels() -> None:
    codes = tuple(replace(code, hed="Sensory-event", label=plain("Rocks")) for code in SCHEME.tiers[2].codes)
    tiers = tuple(replace(tier, codes=codes) if tier.id == "cg_rock" else tier for tier in SCHEME.tiers)
    _, meanings = written(replace(coded(), scheme=replace(SCHEME, tiers=tiers)))
    assert meanings["trial_type"]["HED"] == {"cg_rock.rock": "Sensory-event", "cg_rock.sway": "Sensory-event"}
    assert meanings["trial_type"]["Levels"]["cg_rock.rock"] == "Rocks"


def test_files_are_named_by_dyad_visit_and_scheme() -> None:
    assert bids_stem(outgoing()) == "sub-D01/ses-1/beh/sub-D01_ses-1_task-lab"


def test_coders_of_a_session_are_in_one_table() -> None:
    first = outgoing()
    second = replace(first, observation=Observation(Identity("D01_v1", "ben"), [touch(1, 0, 400)]))
    rows, _ = written(first, second)
    assert {row["coder"] for row in rows} == {"ana", "ben"}


def test_lines_and_tabs_in_comments_become_blanks() -> None:
    rows, _ = written(coded(touch(1, 0, 400, comment="a\tb\nc"), comments=True))
    assert next(row for row in rows if row["code"] == "touch")["comment"] == "a b c"
