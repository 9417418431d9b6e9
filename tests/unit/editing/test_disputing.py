from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coder.editing.consensus import edge_parts
from coder.editing.disputing import Ground, disputes_of, made_of, plan_beginning, plan_rulings
from coder.editing.migration import migrate
from coder.editing.occurrences import occurrences
from coder.model.agreement import DisagreementType
from coder.model.change import Change
from coder.model.consensus import CONSENSUS, DISAGREEMENT, Made, Part, Ruled, Ruling, Side
from coder.model.event import Event
from coder.model.migration import Migration
from coder.model.observation import Identity, Observation
from tests.deciding import ANA, BEN, END_MS, EXHAUSTIVE, SCHEME, ground, observation

MADE = Made(Side("ana", "t", "1"), Side("ben", "t", "2"))
Told = list[tuple[str, int, int | None]]


def _begun(on: Ground) -> Observation:
    observation = Observation(Identity("D01", CONSENSUS, record=CONSENSUS))
    observation.perform(plan_beginning(observation, on, MADE, "Begin"))
    return observation


def _events(observation: Observation, tier: str) -> Told:
    return [(one.code, one.onset_ms, one.offset_ms) for one in observation.lane(tier)]


def _rule(observation: Observation, on: Ground, ruled: Mapping[int, Ruled]) -> Change:
    change = plan_rulings(observation, on, ruled, "Decide")
    observation.perform(change)
    return change


def _find(observation: Observation, onset_ms: int) -> int:
    return next(one.id for one in disputes_of(observation) if one.onset_ms == onset_ms)


def test_a_consensus_begins_as_what_both_agree_on_and_nothing_is_decided() -> None:
    on = ground()
    consensus = _begun(on)
    assert _events(consensus, "gaze") == [("face", 2_000, 5_000)]
    assert _events(consensus, "touch") == [("pat", 1_000, 3_000), ("stroke", 2_000, 5_000)]
    assert _events(consensus, "signal") == [("bid", 8_000, None)]
    assert _events(consensus, "uncodable") == [("uncodable", 50_000, 52_000)]
    assert made_of(consensus) == MADE
    assert [(one.onset_ms, one.type.value) for one in disputes_of(consensus)] == [
        (1_000, "boundary"),
        (5_000, "boundary"),
        (10_000, "category"),
        (20_000, "missed by B"),
        (30_000, "category"),
        (33_000, "missed by A"),
        (40_000, "missed by B"),
    ]
    assert all(one.open for one in disputes_of(consensus))


def test_each_way_of_deciding_makes_the_events_that_it_says() -> None:
    on = ground()
    consensus = _begun(on)
    ruled = {
        _find(consensus, 1_000): Ruled(Ruling.A),
        _find(consensus, 5_000): Ruled(Ruling.B),
        _find(consensus, 10_000): Ruled(Ruling.THIRD, (Part(10_000, 14_000, "face"),)),
        _find(consensus, 20_000): Ruled(Ruling.UNCODABLE, (Part(20_000, 22_000, "none"),), "hidden", "behind"),
        _find(consensus, 30_000): Ruled(Ruling.B),
        _find(consensus, 33_000): Ruled(Ruling.A),
        _find(consensus, 40_000): Ruled(Ruling.THIRD, (Part(40_120, None, "fuss"),)),
    }
    _rule(consensus, on, ruled)
    assert _events(consensus, "gaze") == [("face", 1_000, 5_000), ("face", 10_000, 14_000)]
    assert _events(consensus, "touch") == [("pat", 1_000, 3_000), ("stroke", 2_000, 5_000)]
    assert _events(consensus, "signal") == [("bid", 8_000, None), ("fuss", 30_300, None), ("fuss", 40_120, None)]
    assert _events(consensus, "uncodable") == [("uncodable", 20_000, 22_000), ("uncodable", 50_000, 52_000)]
    assert consensus.lane("uncodable")[0].modifier("reason") == "hidden"
    told = {one.onset_ms: one.ruled for one in disputes_of(consensus)}
    assert {one.id: told[one.onset_ms] for one in disputes_of(consensus)} == ruled


def test_an_event_that_grows_keeps_its_id() -> None:
    on = ground()
    consensus = _begun(on)
    before = consensus.lane("gaze")[0]
    change = _rule(consensus, on, {_find(consensus, 1_000): Ruled(Ruling.A)})
    assert consensus.lane("gaze")[0] == replace(before, onset_ms=1_000)
    assert not change.added
    assert not change.removed


def test_a_third_code_in_a_tier_whose_codes_may_overlap_joins_that_code() -> None:
    on = ground()
    consensus = _begun(on)
    _rule(consensus, on, {_find(consensus, 5_000): Ruled(Ruling.THIRD, (Part(5_000, 6_000, "pat"),))})
    assert _events(consensus, "touch") == [("pat", 1_000, 3_000), ("stroke", 2_000, 5_000), ("pat", 5_000, 6_000)]


@pytest.mark.parametrize(
    ("onset_ms", "codes"), [(1_000, ("none", "face")), (5_000, ("stroke", "none"))], ids=["onset", "offset"]
)
def test_a_change_at_an_instant_between_has_the_earlier_code_before_it(onset_ms: int, codes: tuple[str, str]) -> None:
    on = ground()
    dispute = next(one for one in on.disputes if one.onset_ms == onset_ms)
    piece = on.piece(dispute)
    assert piece is not None
    parts = edge_parts(piece, onset_ms + 400)
    assert [(part.onset_ms, part.code) for part in parts] == [(onset_ms, codes[0]), (onset_ms + 400, codes[1])]
    assert edge_parts(piece, onset_ms) == ()


def test_answers_are_those_of_who_was_decided_for_and_else_those_that_nobody_contradicts() -> None:
    ana = (Event(1, "gaze", "face", 1_000, 5_000, modifiers=(("how", "long"), ("side", "left")), comment="look"),)
    ben = (Event(1, "gaze", "face", 2_000, 5_000, modifiers=(("how", "short"),)),)
    on = ground(ana, ben)
    consensus = _begun(on)
    assert consensus.lane("gaze")[0].modifiers == (("side", "left"),)
    _rule(consensus, on, {_find(consensus, 1_000): Ruled(Ruling.A)})
    assert consensus.lane("gaze")[0].modifiers == (("how", "long"), ("side", "left"))


def test_what_was_decided_stays_where_coders_still_differ_so() -> None:
    on = ground()
    consensus = _begun(on)
    _rule(consensus, on, {_find(consensus, 1_000): Ruled(Ruling.A), _find(consensus, 20_000): Ruled(Ruling.A)})
    later = ground(ANA, (*BEN, Event(8, "gaze", "away", 20_000, 22_000)))
    again = replace(MADE, b=Side("ben", "t", "3"))
    consensus.perform(plan_beginning(consensus, later, again, "Compare again"))
    assert made_of(consensus) == again
    assert 20_000 not in [one.onset_ms for one in disputes_of(consensus)]
    assert _events(consensus, "gaze") == [("face", 1_000, 5_000), ("away", 20_000, 22_000)]


def test_an_interval_that_follows_is_not_joined_to_the_one_before() -> None:
    ana = (Event(1, "gaze", "face", 0, 1_000), Event(2, "gaze", "face", 1_000, 2_000))
    on = ground(ana, ana)
    assert _events(_begun(on), "gaze") == [("face", 0, 1_000), ("face", 1_000, 2_000)]


# ----------------------------------------------------------------------------- any two coders


@st.composite
def _coder(draw: st.DrawFn) -> tuple[Event, ...]:
    found: list[Event] = []
    edges = sorted(draw(st.sets(st.integers(0, 59), max_size=14)))
    for onset, offset in pairwise(edges):
        code = draw(st.sampled_from(["", "face", "toy", "away"]))
        if code:
            found.append(Event(0, "gaze", code, onset * 1000, offset * 1000))
    for code in ("pat", "stroke"):
        edges = sorted(draw(st.sets(st.integers(0, 59), max_size=8)))
        for onset, offset in zip(edges[::2], edges[1::2], strict=False):
            found.append(Event(0, "touch", code, onset * 1000, offset * 1000))
    for code in ("bid", "fuss"):
        for onset in sorted(draw(st.sets(st.integers(0, 59), max_size=4))):
            found.append(Event(0, "signal", code, onset * 1000, point=True))
    if draw(st.booleans()):
        onset = draw(st.integers(0, 50))
        reason = (("reason", draw(st.sampled_from(["dark", "hidden"]))),)
        found.append(Event(0, "uncodable", "uncodable", onset * 1000, (onset + 5) * 1000, modifiers=reason))
    return tuple(replace(event, id=number) for number, event in enumerate(found, 1))


def _held(events: Any, blocked: list[tuple[str, int, int]]) -> set[tuple[str, str, int]]:
    """Return in which half seconds of codable time each code holds, and when each point is."""
    return {
        (event.tier, event.code, ms)
        for event in events
        if event.tier in ("gaze", "touch", "signal")
        for ms in ([event.onset_ms] if event.point else range(event.onset_ms, event.offset_ms or END_MS, 500))
        if not any(tier in ("", event.tier) and onset <= ms < offset for tier, onset, offset in blocked)
    }


def _blocked(*coders: tuple[Event, ...]) -> list[tuple[str, int, int]]:
    return [
        ("gaze" if event.modifier("reason") == "hidden" else "", event.onset_ms, event.offset_ms or END_MS)
        for events in coders
        for event in events
        if event.tier == "uncodable"
    ]


@settings(deadline=None, max_examples=60)
@given(_coder(), _coder())
def test_deciding_everything_for_the_first_coder_gives_what_they_coded_in_codable_time(
    first: tuple[Event, ...], second: tuple[Event, ...]
) -> None:
    on = ground(first, second)
    consensus = _begun(on)
    _rule(consensus, on, {one.id: Ruled(Ruling.A) for one in disputes_of(consensus)})
    blocked = _blocked(first, second)
    assert _held(consensus, []) == _held(first, blocked)
    edges = {(one.tier, one.onset_ms) for one in consensus if one.tier == "touch"}
    assert {edge for edge in edges if not any(edge[1] == offset for _, _, offset in blocked)} <= {
        (one.tier, one.onset_ms) for one in first
    }


@settings(deadline=None, max_examples=60)
@given(_coder(), _coder(), st.data())
def test_undoing_decisions_brings_back_exactly_what_was_there(
    first: tuple[Event, ...], second: tuple[Event, ...], data: st.DataObject
) -> None:
    on = ground(first, second)
    consensus = _begun(on)
    seen: list[list[Event]] = []
    done: list[Change] = []
    for one in disputes_of(consensus)[:8]:
        seen.append(list(consensus))
        ruling = data.draw(st.sampled_from([Ruling.A, Ruling.B, Ruling.UNCODABLE, Ruling.THIRD]))
        parts: tuple[Part, ...] = ()
        if ruling in (Ruling.UNCODABLE, Ruling.THIRD):
            parts = (Part(one.onset_ms, one.offset_ms, "fuss" if one.is_point else "pat" if one.stream else "toy"),)
        done.append(_rule(consensus, on, {one.id: Ruled(ruling, parts, "dark" * (ruling is Ruling.UNCODABLE))}))
        _no_overlap(consensus)
    while done:
        consensus.perform(done.pop().inverse())
        assert list(consensus) == seen.pop()


def _no_overlap(consensus: Observation) -> None:
    for tier, code in (("gaze", ""), ("touch", "pat"), ("touch", "stroke")):
        lane = [one for one in consensus.lane(tier) if code in ("", one.code)]
        assert all((one.offset_ms or END_MS) <= other.onset_ms for one, other in pairwise(lane))


def test_a_disagreement_knows_its_kind_and_lies_on_a_lane_of_its_own() -> None:
    consensus = _begun(ground())
    assert {one.type for one in disputes_of(consensus)} == set(DisagreementType)
    assert len(consensus.lane(DISAGREEMENT)) == 8


def test_a_migration_leaves_the_marks_of_a_consensus_as_they_are() -> None:
    consensus = _begun(ground())
    newer = replace(SCHEME, version="1.1.0", migrations=(Migration("1.0.0", "1.1.0", ()),))
    moved = migrate(SCHEME, newer, consensus)
    assert not moved.misfits
    assert set(moved.events) == set(consensus)


# ----------------------------------------------------------------------------- computed defaults


def _said(observation: Observation) -> list[tuple[str, int, int | None]]:
    """Return what is said of looks, computed defaults included."""
    found = occurrences(EXHAUSTIVE, observation, END_MS)
    return [(one.code.id, one.onset_ms, one.offset_ms) for one in found if one.tier.id == "gaze"]


@pytest.mark.parametrize("ruling", [Ruling.A, Ruling.B])
def test_a_default_that_one_coder_wrote_down_is_no_other_event_than_the_computed_one(ruling: Ruling) -> None:
    ana = (Event(1, "gaze", "face", 0, 4_000), Event(2, "gaze", "away", 4_000, 9_000), Event(3, "gaze", "toy", 9_000))
    ben = (Event(1, "gaze", "face", 0, 3_000), Event(2, "gaze", "toy", 9_500, 60_000))
    on = ground(ana, ben, EXHAUSTIVE)
    consensus = _begun(on)
    _rule(consensus, on, {one.id: Ruled(ruling) for one in disputes_of(consensus)})
    whose = observation("ana", ana) if ruling is Ruling.A else observation("ben", ben)
    assert _said(consensus) == _said(whose)


def test_a_change_from_the_computed_default_has_the_default_before_it() -> None:
    on = ground((Event(1, "gaze", "face", 3_000, 9_000),), (Event(1, "gaze", "face", 5_000, 9_000),), EXHAUSTIVE)
    piece = on.piece(on.disputes[0])
    assert piece is not None
    assert [part.code for part in edge_parts(piece, 4_000)] == ["away", "face"]
