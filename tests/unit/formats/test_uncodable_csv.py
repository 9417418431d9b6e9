"""``uncodable.csv``: every spell, with the tiers that could not be judged in it."""

from pathlib import Path

from coder.formats.events_csv import Log
from coder.formats.uncodable_csv import uncodable_rows, uncodable_table
from coder.model.event import Event
from coder.model.observation import Identity, Observation
from coder.model.scheme import Kind
from coder.model.session import Session, SessionClock
from tests import lab

TABLE = uncodable_table([lab.SCHEME])


def rows(*events: Event, pass_id: str = "") -> list[dict[str, str]]:
    session = Session("D01_v1", Path("D01_v1"), (), "lab", "D01", "1", "sample", SessionClock(60))
    observation = Observation(Identity("D01_v1", "ana", pass_id=pass_id), events)
    log = Log(session, lab.SCHEME, "ab" * 32, observation, 60_000)
    return [dict(zip(TABLE.heads, row, strict=True)) for row in uncodable_rows(log)]


def spell(number: int, onset_ms: int, offset_ms: int | None, reason: str = "") -> Event:
    said = (("reason", reason),) if reason else ()
    return Event(number, "uncodable", "uncodable", onset_ms, offset_ms, modifiers=said)


def test_a_spell_has_a_row_for_each_tier_that_its_reason_blocks() -> None:
    found = rows(spell(1, 3_000, 9_000, "face_hidden"))
    assert lab.SCHEME.uncodable is not None
    assert [row["tier"] for row in found] == list(dict(lab.SCHEME.uncodable.blocks)["face_hidden"])
    told = {(row["event_id"], row["reason"], row["onset_s"], row["offset_s"], row["duration_s"]) for row in found}
    assert told == {("1", "face_hidden", "3.000", "9.000", "6.000")}
    assert {row["phase"] for row in found} == {""}


def test_without_a_reason_every_tier_is_blocked() -> None:
    found = rows(spell(1, 3_000, 9_000))
    assert {row["reason"] for row in found} == {""}
    assert [row["tier"] for row in found] == [tier.id for tier in lab.SCHEME.tiers if tier.kind is not Kind.RATING]


def test_two_reasons_at_once_have_both_their_rows() -> None:
    found = rows(spell(1, 3_000, 9_000, "face_hidden"), spell(2, 5_000, 7_000))
    assert [row["event_id"] for row in found if row["tier"] == "in_gaze"] == ["1", "2"]


def test_a_spell_that_runs_ends_with_the_session_and_says_so() -> None:
    (first, *_) = rows(spell(1, 50_000, None))
    assert (first["offset_s"], first["duration_s"], first["censored_end"]) == ("60.000", "10.000", "1")


def test_the_phase_is_the_one_that_it_begins_in() -> None:
    play = Event(9, "phase", "play", 2_000, 22_000)
    (first, *_) = rows(play, spell(1, 21_000, 30_000))
    assert first["phase"] == "play"
