"""``summary_wide.csv`` byte for byte: what ``summary.csv`` says, in one row."""

import csv
import re
from dataclasses import replace
from pathlib import Path

from coder.analysis.summary import summarise, summarise_together
from coder.editing.reckoning import Reckoning
from coder.formats.summary_csv import summary_rows, summary_table
from coder.formats.summary_wide_csv import wide_layout
from coder.model.event import Event
from coder.model.measures import MEASURES
from coder.model.observation import Observation
from coder.model.scheme import Window
from coder.model.table import table_text
from tests.golden.logs import EVENTS, rich_log

GOLDEN = Path(__file__).with_name("summary_wide.csv")


def reckoning() -> Reckoning:
    log = rich_log()
    return Reckoning(log.scheme, log.observation, log.end_ms)


def made() -> str:
    layout = wide_layout([rich_log().scheme])
    return table_text(layout.table, layout.rows(rich_log(), summarise_together(reckoning())))


def read() -> dict[str, str]:
    (row,) = csv.DictReader(made().splitlines())
    return row


def test_the_table_is_the_golden_file_byte_for_byte() -> None:
    assert made().encode() == GOLDEN.read_bytes()


def test_every_number_is_that_of_the_long_table() -> None:
    table, wide = summary_table([rich_log().scheme]), read()
    for row in summary_rows(rich_log(), summarise(reckoning())):
        long = dict(zip(table.heads, row, strict=True))
        stem = f"{long['phase']}_{long['tier']}"
        assert wide[f"{stem}_codable_s"] == long["codable_s"]
        code = stem if long["tier"] == long["code"] else f"{stem}_{long['code']}"
        for measure in MEASURES:
            assert wide.get(f"{code}_{measure.name}", "") == long[measure.name]


def test_all_phases_together_are_those_counted_by_hand() -> None:
    wide = read()
    assert wide["all_cg_gaze_codable_s"] == "55.000"  # 60 s without 20–25 s
    assert (wide["all_cg_gaze_away_total_s"], wide["all_cg_gaze_away_percent"]) == ("43.520", "79.1273")
    assert (wide["all_in_voice_cry_count"], wide["all_in_voice_cry_rate_per_min"]) == ("1", "1.0909")
    assert wide["all_in_voice_cry_latency_s"] == ""  # 20–25 s could not be judged


def test_a_phase_that_was_not_marked_is_empty_and_one_without_the_code_is_not() -> None:
    wide = read()
    assert {value for name, value in wide.items() if name.startswith("reunion_")} == {""}
    assert (wide["play_cg_touch_wipe_count"], wide["play_cg_touch_wipe_total_s"]) == ("0", "0.000")


def test_points_have_no_columns_of_time_and_names_are_safe_and_differ() -> None:
    heads = wide_layout([rich_log().scheme]).table.heads
    assert "play_in_signal_bid_count" in heads
    assert "play_in_signal_bid_total_s" not in heads
    assert len({head.casefold() for head in heads}) == len(heads)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]{0,63}", head) for head in heads)


def test_windows_take_the_place_of_phases() -> None:
    log = rich_log()
    procedure = replace(log.scheme.procedure, windows=(Window("first5", ("play", "still"), 0, 5),))
    scheme = replace(log.scheme, procedure=procedure)
    layout = wide_layout([scheme], ("first5",))
    found = summarise_together(
        Reckoning(scheme, Observation(log.observation.identity, EVENTS), log.end_ms), ("first5",)
    )
    (cells,) = layout.rows(log, found)
    row = dict(zip(layout.table.heads, cells, strict=True))
    assert row["play_first5_cg_gaze_at_face_total_s"] == "4.000"
    assert row["all_first5_cg_gaze_codable_s"] == "10.000"
    assert not any(name.startswith(("reunion", "play_cg")) for name in row)


def test_a_code_that_the_scheme_does_not_know_has_no_column() -> None:
    log, layout = rich_log(), wide_layout([rich_log().scheme])
    observation = Observation(log.observation.identity, (*EVENTS, Event(20, "cg_touch", "poke", 1_000, 2_000)))
    (row,) = layout.rows(log, summarise_together(Reckoning(log.scheme, observation, log.end_ms)))
    assert len(row) == len(layout.table.columns)
    assert row == next(csv.reader(made().splitlines()[1:]))
