"""How much of the time that counts was watched."""

import pytest

from coder.editing.viewing import codable_spans, watched_share
from coder.model.event import Event
from coder.model.observation import Identity, Observation
from coder.model.scheme import PHASE, UNCODABLE, Scheme
from tests.unit.scheme.small import SMALL, scheme_of

PHASES = "procedure: {phases: [{id: play, key: F5}, {id: still, key: F6}]}\n"
UNCODABLES = "uncodable: {key: u, reasons: [off, dark], blocks: {dark: [face]}}\n"
PASSES = "passes: [{id: infant, tiers: [face]}, {id: caregiver, tiers: [touch]}]\n"
END_MS = 1000


@pytest.fixture
def scheme() -> Scheme:
    return scheme_of(SMALL + PHASES + UNCODABLES + PASSES)


def observed(*events: Event, pass_id: str = "") -> Observation:
    return Observation(Identity("s1", "ana", pass_id), events)


def state(number: int, tier: str, code: str, onset_ms: int, offset_ms: int | None, reason: str = "") -> Event:
    modifiers = (("reason", reason),) if reason else ()
    return Event(number, tier, code, onset_ms, offset_ms, modifiers=modifiers)


def test_the_whole_session_counts_where_no_phase_is_marked(scheme: Scheme) -> None:
    assert codable_spans(scheme, observed(), END_MS) == [(0, END_MS)]
    assert watched_share(scheme, observed(), ((0, 250), (500, 750)), END_MS) == 0.5


def test_only_phases_count_once_some_are_marked(scheme: Scheme) -> None:
    coded = observed(state(1, PHASE, "play", 200, 400), state(2, PHASE, "still", 400, 600))
    assert watched_share(scheme, coded, ((0, 300),), END_MS) == 0.25


def test_time_in_which_no_tier_can_be_judged_does_not_count(scheme: Scheme) -> None:
    coded = observed(state(1, UNCODABLE, UNCODABLE, 500, END_MS, "off"))
    assert watched_share(scheme, coded, ((0, 500),), END_MS) == 1


def test_time_in_which_some_tier_can_be_judged_counts(scheme: Scheme) -> None:
    dark = state(1, UNCODABLE, UNCODABLE, 500, 600, "dark")
    assert codable_spans(scheme, observed(dark), END_MS) == [(0, 1000)]
    assert codable_spans(scheme, observed(dark, pass_id="infant"), END_MS) == [(0, 500), (600, 1000)]
    assert codable_spans(scheme, observed(dark, pass_id="caregiver"), END_MS) == [(0, 1000)]


def test_marks_outside_a_phase_take_nothing_from_it(scheme: Scheme) -> None:
    marks = (state(number, UNCODABLE, UNCODABLE, onset, onset + 50, "off") for number, onset in ((2, 700), (3, 800)))
    coded = observed(state(1, PHASE, "play", 200, 400), *marks)
    assert codable_spans(scheme, coded, END_MS) == [(200, 400)]


def test_where_nothing_counts_nothing_is_watched(scheme: Scheme) -> None:
    coded = observed(state(1, UNCODABLE, UNCODABLE, 0, None, "off"))
    assert watched_share(scheme, coded, ((0, 500),), END_MS) == 0


def test_uncodable_time_that_still_runs_is_known_as_far_as_was_watched(scheme: Scheme) -> None:
    running = observed(state(1, UNCODABLE, UNCODABLE, 500, None, "off"))
    assert watched_share(scheme, running, [(0, 600)], END_MS) == 500 / 900
    assert watched_share(scheme, running, [(0, END_MS)], END_MS) == 1.0
