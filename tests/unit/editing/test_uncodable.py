"""Several reasons of uncodable time at once: marked, ended, given, corrected, and never the same one twice."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.editing.codable import Stretch, codable_time
from coder.editing.coverage import uncodable_spells
from coder.editing.edits import Edit, Merge, MoveEdge, Press, SetModifier
from coder.editing.planning import plan
from coder.editing.viewing import codable_spans
from coder.errors import CoderError
from coder.model.event import Event
from coder.model.observation import Observation
from coder.model.scheme import UNCODABLE, Uncodable
from tests import lab

WHOLE = Stretch(0, 60_000)


def unseen(event_id: int, onset_ms: int, offset_ms: int | None, reason: str = "") -> Event:
    modifiers = (("reason", reason),) if reason else ()
    return Event(event_id, UNCODABLE, UNCODABLE, onset_ms, offset_ms, modifiers=modifiers)


def done(observation: Observation, *edits: Edit) -> list[tuple[int, int | None, str]]:
    for edit in edits:
        change = plan(lab.SCHEME, observation, edit)
        observation.perform(change)
        observation.perform(change.inverse())
        observation.perform(change)
    return [(event.onset_ms, event.offset_ms, event.modifier("reason") or "") for event in observation.lane(UNCODABLE)]


def press(at_ms: int, *, beside: bool = False, ends: int | None = None) -> Press:
    return Press(UNCODABLE, UNCODABLE, at_ms, beside=beside, ends=ends)


def reason(event_id: int, name: str) -> SetModifier:
    return SetModifier(event_id, "reason", name)


def test_a_press_beside_begins_another_reason_and_the_one_that_holds_goes_on() -> None:
    observation = lab.observed(unseen(1, 5_000, None, "off_camera"))
    found = done(observation, press(8_000, beside=True), reason(2, "face_hidden"))
    assert found == [(5_000, None, "off_camera"), (8_000, None, "face_hidden")]


def test_a_press_ends_the_one_that_began_last_of_those_that_run() -> None:
    observation = lab.observed(unseen(1, 5_000, None, "off_camera"), unseen(2, 8_000, None, "face_hidden"))
    assert done(observation, press(9_000)) == [(5_000, None, "off_camera"), (8_000, 9_000, "face_hidden")]
    assert done(observation, press(10_000)) == [(5_000, 10_000, "off_camera"), (8_000, 9_000, "face_hidden")]


def test_one_that_runs_is_ended_before_one_that_has_its_end() -> None:
    observation = lab.observed(unseen(1, 5_000, None, "off_camera"), unseen(2, 8_000, 20_000, "face_hidden"))
    assert done(observation, press(15_000)) == [(5_000, 15_000, "off_camera"), (8_000, 20_000, "face_hidden")]


def test_a_reason_that_holds_already_is_ended_by_being_given_again() -> None:
    observation = lab.observed(unseen(1, 5_000, None, "off_camera"), unseen(2, 8_000, None, "face_hidden"))
    found = done(observation, press(10_000, beside=True), reason(3, "off_camera"))
    assert found == [(5_000, 10_000, "off_camera"), (8_000, None, "face_hidden")]


def test_what_begins_beside_gives_way_to_the_same_reason_that_follows() -> None:
    observation = lab.observed(unseen(1, 10_000, 20_000, "off_camera"))
    found = done(observation, press(5_000, beside=True), reason(2, "off_camera"))
    assert found == [(5_000, 10_000, "off_camera"), (10_000, 20_000, "off_camera")]


def test_another_reason_begins_beside_only_once_the_one_that_holds_has_its_own() -> None:
    observation = lab.observed(unseen(1, 5_000, None))
    with pytest.raises(CoderError, match="without a reason holds here"):
        plan(lab.SCHEME, observation, press(8_000, beside=True))


def test_one_stretch_of_time_cannot_have_a_reason_twice() -> None:
    observation = lab.observed(unseen(1, 5_000, 20_000, "off_camera"), unseen(2, 8_000, 12_000, "face_hidden"))
    with pytest.raises(CoderError, match="Off camera is marked here already"):
        plan(lab.SCHEME, observation, reason(2, "off_camera"))


def test_edges_run_over_other_reasons_and_make_only_the_same_one_give_way() -> None:
    observation = lab.observed(
        unseen(1, 5_000, 8_000, "off_camera"),
        unseen(2, 9_000, 12_000, "face_hidden"),
        unseen(3, 14_000, 20_000, "off_camera"),
    )
    assert done(observation, MoveEdge(1, "offset", 15_000)) == [
        (5_000, 15_000, "off_camera"),
        (9_000, 12_000, "face_hidden"),
        (15_000, 20_000, "off_camera"),
    ]
    assert done(observation, Merge(1)) == [(5_000, 20_000, "off_camera"), (9_000, 12_000, "face_hidden")]


def test_a_second_under_two_reasons_is_counted_once_for_the_one_that_began_first() -> None:
    observation = lab.observed(unseen(1, 5_000, 15_000, "off_camera"), unseen(2, 10_000, 20_000, "face_hidden"))
    gaze = codable_time(lab.SCHEME, observation, lab.tier("in_gaze"), [WHOLE])
    assert dict(gaze.by_reason) == {"off_camera": 10_000, "face_hidden": 5_000}
    assert gaze.uncodable_ms == 15_000
    touch = codable_time(lab.SCHEME, observation, lab.tier("cg_touch"), [WHOLE])
    assert dict(touch.by_reason) == {"off_camera": 10_000}, "where only one of them blocks, all of it is that one's"


def test_a_reason_within_another_adds_nothing_to_what_both_block() -> None:
    observation = lab.observed(unseen(1, 5_000, 20_000, "off_camera"), unseen(2, 8_000, 12_000, "face_hidden"))
    gaze = codable_time(lab.SCHEME, observation, lab.tier("in_gaze"), [WHOLE])
    assert dict(gaze.by_reason) == {"off_camera": 15_000}
    assert uncodable_spells(lab.SCHEME, observation, lab.tier("in_gaze"), 0, 60_000) == [(5_000, 20_000)]


def test_time_that_reasons_block_for_different_tiers_together_is_nobodys_to_watch() -> None:
    names = [tier.id for tier in lab.TIERS if tier.id != "attuned"]
    blocks = (("left", tuple(names[:3])), ("right", tuple(names[3:])))
    scheme = replace(lab.SCHEME, uncodable=Uncodable("u", lab.options("left", "right"), blocks))
    observation = lab.observed(unseen(1, 5_000, 20_000, "left"), unseen(2, 10_000, 30_000, "right"))
    assert codable_spans(scheme, observation, 60_000) == [(0, 10_000), (20_000, 60_000)]


REASONS = st.sampled_from(["off_camera", "face_hidden", "no_sound", ""])
SPELLS = st.lists(st.tuples(st.integers(0, 59), st.integers(1, 30), REASONS), max_size=8)


@given(SPELLS)
def test_blocked_time_is_the_union_of_what_blocks_and_is_never_counted_twice(
    spells: list[tuple[int, int, str]],
) -> None:
    events = [
        unseen(number, onset * 1_000, min(60, onset + length) * 1_000, name)
        for number, (onset, length, name) in enumerate(spells, 1)
    ]
    observation, uncodable = lab.observed(*events), lab.SCHEME.uncodable
    assert uncodable is not None
    for tier in lab.TIERS[:-1]:
        blocking = [event for event in events if uncodable.blocks_tier(event.modifier("reason") or "", tier.id)]
        seconds = {ms for ms in range(0, 60_000, 1_000) if any(event.covers(ms) for event in blocking)}
        found = codable_time(lab.SCHEME, observation, tier, [WHOLE])
        assert found.uncodable_ms == 1_000 * len(seconds)
        spans = uncodable_spells(lab.SCHEME, observation, tier, 0, 60_000)
        assert sum(offset - onset for onset, offset in spans) == found.uncodable_ms
        assert sorted(spans) == spans
        assert {name for name, _ in found.by_reason} <= {event.modifier("reason") or "" for event in blocking}
