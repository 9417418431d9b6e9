"""States that are split at the borders of phases are the same states in parts, each in one phase."""

import csv
import io
from dataclasses import replace

from hypothesis import given, settings

from coder.editing.event_columns import EventRows
from coder.editing.outgoing import Outgoing
from coder.editing.phases import phase_spans
from coder.formats.events_csv import Log
from coder.model.event import Event
from coder.model.observation import Identity, Observation
from tests.golden.logs import rich_log
from tests.unit.formats.outgoing_logs import any_outgoing
from tests.whole_tables import format_events

Cells = dict[str, str]


def rows_of(log: Log, *, clip: bool) -> list[Cells]:
    return list(csv.DictReader(io.StringIO(format_events([log], EventRows(clip_phases=clip)))))


def coded(*events: Event) -> Log:
    return replace(rich_log(), observation=Observation(Identity("D01_v1", "ana"), events))


def test_a_state_has_a_part_in_each_phase_and_outside() -> None:
    log = coded(
        Event(1, "phase", "play", 2_000, 10_000),
        Event(2, "phase", "still", 10_000, 20_000),
        Event(3, "cg_touch", "touch", 1_000, 25_000),
    )
    parts = [row for row in rows_of(log, clip=True) if row["event_id"] == "3"]
    told = [(row["part"], row["phase"], row["onset_s"], row["offset_s"], row["duration_s"]) for row in parts]
    assert told == [
        ("1", "", "1.000", "2.000", "1.000"),
        ("2", "play", "2.000", "10.000", "8.000"),
        ("3", "still", "10.000", "20.000", "10.000"),
        ("4", "", "20.000", "25.000", "5.000"),
    ]
    assert [(row["censored_start"], row["censored_end"]) for row in parts][1:3] == [("1", "1"), ("1", "1")]
    assert [row["outside_phases"] for row in parts] == ["1", "0", "0", "1"]


def test_a_state_that_begins_and_ends_with_a_phase_is_not_split() -> None:
    log = coded(Event(1, "phase", "play", 2_000, 10_000), Event(3, "cg_touch", "touch", 2_000, 10_000))
    (row,) = [row for row in rows_of(log, clip=True) if row["event_id"] == "3"]
    assert (row["part"], row["censored_start"], row["censored_end"]) == ("1", "0", "0")


@settings(max_examples=100)
@given(any_outgoing())
def test_parts_put_together_are_the_states(out: Outgoing) -> None:
    log = Log(out.session, out.scheme, "ab" * 32, out.observation, out.end_ms)
    whole, parts = rows_of(log, clip=False), rows_of(log, clip=True)
    borders = {ms for span in phase_spans(log.observation, log.end_ms) for ms in (span.onset_ms, span.offset_ms)}
    for row in parts:
        if row["offset_s"] and row["kind"] != "rating":
            onset, offset = (round(float(row[name]) * 1000) for name in ("onset_s", "offset_s"))
            assert not any(onset < ms < offset for ms in borders)
    assert sum(ms(row) for row in parts) == sum(ms(row) for row in whole)
    assert len([row for row in parts if row["part"] == "1"]) == len(whole)


def ms(row: Cells) -> int:
    return round(float(row["duration_s"] or 0) * 1000)
