"""Our own ``events.csv`` read back: the same events, whatever was coded, with the scheme at hand or without it."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from coder.editing.event_columns import EventRows
from coder.editing.outgoing import Outgoing
from coder.errors import CoderError
from coder.formats.event_table.own import OwnTable, read_lengths, read_log, read_own
from coder.formats.events_csv import Log
from coder.model.event import Event
from coder.model.foreign_log import ForeignLog
from coder.model.foreign_scheme import Losses
from coder.model.import_map import NOTHING_SAID
from coder.model.observation import Identity, Observation
from coder.model.origin import Origin
from coder.model.scheme import Kind
from coder.scheme.import_events import place_events
from coder.scheme.import_places import places_of_map
from tests import lab
from tests.golden.logs import rich_log
from tests.unit.formats.outgoing_logs import any_outgoing
from tests.whole_tables import format_events


def exported(*logs: Log, comments: bool = True) -> bytes:
    return format_events(logs, EventRows(comments=comments)).encode("utf-8")


def read_back(content: bytes) -> ForeignLog:
    table = read_own(content, "events.csv")
    assert table is not None
    return read_log(table, "events.csv", {})


def log_of(out: Outgoing) -> Log:
    return Log(out.session, out.scheme, "ab" * 32, out.observation, out.end_ms)


def placed_again(content: bytes, log: Log) -> tuple[Event, ...]:
    foreign = read_back(content)
    events = foreign.sessions[0].observations[0].events
    places = places_of_map(events, foreign.scheme, log.scheme, NOTHING_SAID, Losses())
    placed = place_events(events, places, log.scheme, log.end_ms)
    assert placed.left_out == ()
    return placed.events


@settings(max_examples=150)
@given(any_outgoing())
def test_what_was_exported_comes_back_equal(out: Outgoing) -> None:
    log = log_of(out)
    if not len(log.observation):
        return
    ended = {row.event.id: row for rows in out.coded.values() for row in rows if row.event is not None}
    expected = [
        event if event.point or event.offset_ms is not None else replace(event, offset_ms=ended[event.id].offset_ms)
        for event in log.observation
    ]
    assert list(placed_again(exported(log), log)) == expected


def test_an_observation_with_everything_in_it_comes_back_equal() -> None:
    log = rich_log()
    back = placed_again(exported(log), log)
    ended = {event.id: event.end_ms(log.end_ms) for event in log.observation}
    for before, after in zip(log.observation, back, strict=True):
        assert replace(before, offset_ms=after.offset_ms) == after
        assert before.point or after.offset_ms in (before.offset_ms, ended[before.id])


def test_defaults_and_derived_codes_are_computed_anew_and_told() -> None:
    losses = read_back(exported(rich_log())).losses
    assert any("of source default, which are computed anew" in loss.what for loss in losses)


def test_states_that_perhaps_nobody_ended_are_told() -> None:
    running = any(event.running for event in rich_log().observation)
    told = [
        loss.what for loss in read_back(exported(rich_log())).losses if "perhaps nobody had ended them" in loss.what
    ]
    assert (running, len(told)) == (True, 1)


def test_coders_and_sessions_are_told_apart() -> None:
    log = rich_log()
    other = Observation(
        Identity("D01_v1", "ben", record="reliability"), [Event(4, "in_signal", "bid", 100, point=True)]
    )
    moved = replace(
        log,
        session=replace(log.session, id="D02"),
        observation=Observation(Identity("D02", "ana"), [Event(9, "in_signal", "bid", 200, point=True)]),
    )
    foreign = read_back(exported(log, replace(log, observation=other), moved))
    assert [(one.name, [(part.coder, part.record) for part in one.observations]) for one in foreign.sessions] == [
        (log.session.id, [("ana", "primary"), ("ben", "reliability")]),
        ("D02", [("ana", "primary")]),
    ]


def test_without_the_scheme_the_rows_tell_of_it() -> None:
    foreign = read_back(exported(rich_log()))
    tiers = {tier.name: tier for tier in foreign.scheme.tiers}
    assert tiers["cg_gaze"].kind is Kind.STATE
    assert {code.name for code in tiers["cg_gaze"].codes} >= {"away"}
    assert foreign.scheme.phases
    assert "phase" not in tiers


def test_imported_events_are_told_from_those_coded_since() -> None:
    events = [Event(1, "in_signal", "bid", 100, point=True), Event(2, "in_signal", "bid", 300, point=True)]
    observation = Observation(Identity("D01_v1", "ana"), events, origin=Origin("boris", "p.boris", "ab" * 32, 1))
    log = replace(rich_log(), scheme=lab.SCHEME, observation=observation)
    table = read_own(exported(log), "events.csv")
    assert table is not None
    assert [row["source"] for row in table.rows if row["tier"] == "in_signal"] == ["imported", "coder"]


def test_a_table_of_a_spreadsheet_is_not_ours() -> None:
    assert read_own(b"onset,code\n1,bid\n", "log.csv") is None
    assert read_own(b"", "log.csv") is None


def test_a_table_that_was_cut_to_windows_is_refused() -> None:
    log = rich_log()
    window = log.scheme.procedure.windows[0].id if log.scheme.procedure.windows else "first"
    content = format_events([log], EventRows(windows=(window,))).encode()
    with pytest.raises(CoderError, match="holds parts of events") as raised:
        read_own(content, "events.csv")
    assert raised.value.hint


def own(*rows: str, head: str = "") -> OwnTable:
    names = "session_id,coder_id,record,event_id,pass,tier,code,kind,onset_s,offset_s,source,scheme_sha256"
    table = read_own("\n".join([f"{names}{head}", *rows]).encode(), "events.csv")
    assert table is not None
    return table


def test_an_event_that_is_there_twice_is_refused() -> None:
    row = "D01,ana,primary,1,,gaze,face,state,1.000,2.000,coder,ab"
    with pytest.raises(CoderError, match="Event 1 of ana in D01 is there twice"):
        read_log(own(row, row), "events.csv", {})


def test_tables_of_two_schemes_are_refused() -> None:
    row = "D01,ana,primary,1,,gaze,face,state,1.000,2.000,coder,"
    with pytest.raises(CoderError, match="is of 2 schemes"):
        own(f"{row}ab", f"{row}cd")


def test_times_that_cannot_be_read_are_told() -> None:
    foreign = read_log(own("D01,ana,primary,1,,gaze,face,state,soon,2.000,coder,ab"), "events.csv", {})
    assert "onset cannot be read (1): gaze, “soon”." in foreign.losses[0].what


def test_a_table_without_rows_is_refused() -> None:
    with pytest.raises(CoderError, match="has no events"):
        read_log(own(), "events.csv", {})


def test_lengths_are_taken_from_the_table_of_sessions() -> None:
    content = b"study,session_id,media_length_s\ns,D01,12.500\ns,D02,\n"
    assert read_lengths(content, "sessions.csv") == {"D01": 12_500}
    assert read_lengths(b"a,b\n1,2\n", "sessions.csv") == {}
    assert read_lengths(b"", "sessions.csv") == {}
