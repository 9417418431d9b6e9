"""Which intervals a tier has, which one an instant lies in, which are uncoded."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.editing.blocking import UncodableError
from coder.editing.edits import Press
from coder.editing.intervals import Counted, Sampled, length_of, middle_of
from coder.editing.planning import plan
from coder.model.event import Event
from coder.model.observation import Observation
from coder.model.scheme import Scheme, Tier
from coder.model.spans import Span
from tests import lab

END_MS = lab.END_MS
STATE = lab.tier("in_state")
MOMENTARY = replace(STATE, rule="momentary")
PLAY = Event(1, "phase", "play", 2_000, 26_000)
STILL = Event(2, "phase", "still", 30_000, 45_000)
UNSEEN = Event(9, "uncodable", "uncodable", 8_000, 24_000, modifiers=(("reason", "off_camera"),))


def sampled(*events: Event, end_ms: int = END_MS) -> Sampled:
    return Sampled(lab.SCHEME, lab.observed(*events), end_ms)


def seconds(spans: Iterable[Span]) -> list[tuple[float, float]]:
    return [(onset / 1000, offset / 1000) for onset, offset in spans]


def awake(event_id: int, onset_ms: int, offset_ms: int) -> Event:
    return Event(event_id, "in_state", "awake", onset_ms, offset_ms)


def test_without_phases_intervals_are_counted_from_the_start_and_the_last_is_cut() -> None:
    found = sampled(end_ms=32_000).intervals(STATE)
    assert seconds(found) == [(0, 10), (10, 20), (20, 30), (30, 32)]


def test_intervals_begin_anew_with_each_phase_and_nothing_outside_is_one() -> None:
    found = sampled(PLAY, STILL).intervals(STATE)
    assert seconds(found) == [(2, 12), (12, 22), (22, 26), (30, 40), (40, 45)]


def test_a_phase_that_runs_has_intervals_to_the_end_of_the_session() -> None:
    found = sampled(Event(1, "phase", "play", 45_000)).intervals(STATE)
    assert seconds(found) == [(45, 55), (55, 60)]


def test_only_intervals_that_touch_a_stretch_are_looked_at() -> None:
    assert seconds(sampled().intervals(STATE, 10_000, 20_001)) == [(10, 20), (20, 30)]
    assert seconds(sampled().intervals(STATE, 9_999, 20_000)) == [(0, 10), (10, 20)]


@pytest.mark.parametrize(
    ("ms", "span"), [(2_000, (2_000, 12_000)), (25_999, (22_000, 26_000)), (26_000, None), (0, None)]
)
def test_an_instant_lies_in_one_interval_or_in_none(ms: int, span: tuple[int, int] | None) -> None:
    assert sampled(PLAY, STILL).interval_at(STATE, ms) == span


def test_an_interval_without_a_code_is_uncoded() -> None:
    assert seconds(sampled(awake(3, 10_000, 20_000)).uncoded(STATE)) == [
        (0, 10),
        (20, 30),
        (30, 40),
        (40, 50),
        (50, 60),
    ]


def test_uncoded_intervals_are_found_by_their_end() -> None:
    look = sampled(awake(3, 10_000, 20_000))
    assert seconds(look.uncoded_ending(STATE, 9_000, 10_000)) == [(0, 10)]
    assert seconds(look.uncoded_ending(STATE, 10_000, 29_999)) == []
    assert seconds(look.uncoded_ending(STATE, 10_000, 40_000)) == [(20, 30), (30, 40)]


def test_an_interval_nobody_could_judge_is_not_uncoded() -> None:
    assert seconds(sampled(UNSEEN).uncoded(STATE, 0, 30_000)) == [(0, 10), (20, 30)]


def test_a_momentary_interval_is_judged_at_its_end_alone() -> None:
    assert seconds(sampled(UNSEEN).uncoded(MOMENTARY, 0, 30_000)) == [(20, 30)]


def test_a_reason_that_does_not_block_the_tier_takes_no_interval_away() -> None:
    silent = replace(UNSEEN, modifiers=(("reason", "no_sound"),))
    assert sampled(silent).count(STATE) == Counted(0, 6)


def test_intervals_are_counted_coded_ones_of_all_that_could_be_judged() -> None:
    assert sampled(awake(3, 0, 10_000), awake(4, 10_000, 20_000), UNSEEN).count(STATE) == Counted(2, 6)
    assert sampled(awake(3, 0, 10_000), UNSEEN).count(STATE) == Counted(1, 5)


def test_an_event_stays_one_interval_s_when_a_phase_is_marked_a_little_later() -> None:
    late = Event(1, "phase", "play", 40)
    look = sampled(late, awake(3, 0, 10_000), awake(4, 20_000, 30_000))
    assert [look.is_coded(STATE, span) for span in look.intervals(STATE)] == [True, False, True, False, False, False]


def test_only_interval_tiers_of_the_pass_are_sampled() -> None:
    assert [tier.id for tier in sampled().tiers()] == ["in_state"]
    in_pass = Observation(replace(lab.empty().identity, pass_id="gaze"))
    assert Sampled(lab.SCHEME, in_pass, END_MS).tiers() == ()


def test_a_press_is_refused_where_nothing_of_the_interval_can_be_judged_and_only_there() -> None:
    observation = lab.observed(UNSEEN)
    with pytest.raises(UncodableError, match="in state is uncodable here"):
        plan(lab.SCHEME, observation, Press("in_state", "awake", 15_000))
    change = plan(lab.SCHEME, observation, Press("in_state", "awake", 23_000))
    assert [(event.onset_ms, event.offset_ms, event.modifiers) for event in change.added] == [(20_000, 30_000, ())]


# Whatever the phases, the uncodable time and the codes

ends = st.integers(0, END_MS // 500).map(lambda half: half * 500)


@st.composite
def stretches(draw: st.DrawFn, tier: str, code: str, first_id: int) -> list[Event]:
    """Build events that follow each other without overlap."""
    edges = sorted(set(draw(st.lists(ends, max_size=8))))
    reasons = st.sampled_from([(), (("reason", "off_camera"),), (("reason", "no_sound"),)])
    return [
        Event(first_id + place, tier, code, onset, offset, modifiers=draw(reasons) if tier == "uncodable" else ())
        for place, (onset, offset) in enumerate(zip(edges[::2], edges[1::2], strict=False))
    ]


events = st.tuples(stretches("phase", "play", 1), stretches("uncodable", "uncodable", 101))
rules = st.sampled_from(["momentary", "partial", "whole", "predominant"])
tiers = st.builds(lambda length, rule: replace(STATE, length_s=length, rule=rule), st.floats(1.5, 25), rules)


@given(events, tiers, st.integers(0, END_MS - 1))
def test_intervals_fill_what_counts_without_overlap_and_an_instant_lies_in_its_own(
    made: tuple[list[Event], list[Event]], tier: Tier, ms: int
) -> None:
    phases, unseen = made
    look = sampled(*phases, *unseen)
    spans = list(look.intervals(tier))
    counts = [(event.onset_ms, event.offset_ms) for event in phases] or [(0, END_MS)]
    assert sum(offset - onset for onset, offset in spans) == sum((offset or 0) - onset for onset, offset in counts)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert all(0 < offset - onset <= length_of(tier) for onset, offset in spans)
    holding = [span for span in spans if span[0] <= ms < span[1]]
    assert look.interval_at(tier, ms) == (holding[0] if holding else None)
    assert len(holding) <= 1


@given(events, tiers, st.sets(st.integers(0, 40)))
def test_coding_every_uncoded_interval_leaves_none_and_codes_none_twice(
    made: tuple[list[Event], list[Event]], tier: Tier, skipped: set[int]
) -> None:
    phases, unseen = made
    scheme = replace(lab.SCHEME, tiers=(*(one for one in lab.TIERS if one.id != tier.id), tier))
    look = Sampled(scheme, lab.observed(*phases, *unseen), END_MS)
    before = look.count(tier)
    for place, span in enumerate(list(look.uncoded(tier))):
        if place not in skipped:
            code(scheme, look, middle_of(span))
    left = list(look.uncoded(tier))
    assert before.coded == 0
    assert look.count(tier) == Counted(before.intervals - len(left), before.intervals)
    for span in left:
        code(scheme, look, middle_of(span))
    assert list(look.uncoded(tier)) == []
    coded = [(event.onset_ms, event.offset_ms) for event in look.observation.lane(tier.id)]
    assert coded == [span for span in look.intervals(tier) if look.is_coded(tier, span)]


def code(scheme: Scheme, look: Sampled, ms: int) -> None:
    look.observation.perform(plan(scheme, look.observation, Press("in_state", "awake", ms, end_ms=END_MS)))
