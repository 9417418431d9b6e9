from coder.editing.coverage import counted_spans, outside_phases, segments, uncodable_spells
from coder.model.event import Event
from coder.model.observation import Observation
from coder.model.scheme import Scheme
from coder.model.spans import Span
from tests import lab


def unseen(event_id: int, onset_ms: int, offset_ms: int | None, reason: str = "") -> Event:
    """Build uncodable time."""
    modifiers = (("reason", reason),) if reason else ()
    return Event(event_id, "uncodable", "uncodable", onset_ms, offset_ms, modifiers=modifiers)


def spells(observation: Observation, tier: str, from_ms: int = 0, to_ms: int = 60_000) -> list[Span]:
    """Return the stretches in which a tier of the lab cannot be judged."""
    return uncodable_spells(lab.SCHEME, observation, lab.tier(tier), from_ms, to_ms)


def states(observation: Observation, tier: str, from_ms: int = 0, to_ms: int = 60_000) -> list[tuple[str, int, int]]:
    """Return code, onset and offset of what holds on a tier of the lab; computed ones in brackets."""
    found = segments(lab.SCHEME, observation, lab.tier(tier), from_ms, to_ms)
    return [(part.code if part.event else f"({part.code})", part.onset_ms, part.offset_ms) for part in found]


def test_time_without_a_reason_is_uncodable_on_every_tier() -> None:
    observation = lab.observed(unseen(1, 1_000, 2_000))
    assert spells(observation, "in_gaze") == spells(observation, "cg_touch") == [(1_000, 2_000)]


def test_a_reason_blocks_only_its_tiers() -> None:
    observation = lab.observed(unseen(1, 1_000, 2_000, "face_hidden"), unseen(2, 3_000, 4_000, "no_sound"))
    assert spells(observation, "in_gaze") == [(1_000, 2_000)]
    assert spells(observation, "cg_touch") == []


def test_uncodable_time_is_clipped_to_what_is_asked_for_and_runs_to_its_end() -> None:
    observation = lab.observed(unseen(1, 1_000, 2_000), unseen(2, 50_000, None))
    assert spells(observation, "in_gaze", 1_500, 55_000) == [(1_500, 2_000), (50_000, 55_000)]


def test_a_scheme_without_uncodable_time_has_none() -> None:
    scheme = Scheme("bare", "1.0.0", tiers=lab.TIERS)
    assert uncodable_spells(scheme, lab.observed(unseen(1, 0, 9_000)), lab.tier("in_gaze"), 0, 60_000) == []


def test_the_gaps_of_an_exhaustive_tier_hold_its_default() -> None:
    observation = lab.observed(Event(1, "in_gaze", "object", 1_000, 2_000), Event(2, "in_gaze", "away", 5_000, 6_000))
    assert states(observation, "in_gaze") == [
        ("(away)", 0, 1_000),
        ("object", 1_000, 2_000),
        ("(away)", 2_000, 5_000),
        ("away", 5_000, 6_000),
        ("(away)", 6_000, 60_000),
    ]


def test_an_exhaustive_tier_without_an_event_is_its_default_throughout() -> None:
    assert states(lab.empty(), "in_gaze") == [("(away)", 0, 60_000)]


def test_the_default_never_fills_uncodable_time() -> None:
    observation = lab.observed(unseen(1, 1_000, 3_000), Event(2, "in_gaze", "object", 2_000, 4_000))
    assert states(observation, "in_gaze", 0, 5_000) == [
        ("(away)", 0, 1_000),
        ("object", 2_000, 4_000),
        ("(away)", 4_000, 5_000),
    ]


def test_the_gaps_of_any_other_tier_stay_empty() -> None:
    assert states(lab.observed(lab.touch(1, 1_000, 2_000)), "cg_touch") == [("touch", 1_000, 2_000)]


def test_states_are_clipped_and_running_ones_end_with_the_stretch() -> None:
    observation = lab.observed(lab.touch(1, 0, 5_000), lab.touch(2, 8_000, code="hold"))
    assert states(observation, "cg_touch", 4_000, 9_000) == [("touch", 4_000, 5_000), ("hold", 8_000, 9_000)]


def test_where_no_phase_is_marked_all_time_counts() -> None:
    assert outside_phases(lab.SCHEME, lab.empty(), 0, 60_000) == []
    assert counted_spans(lab.SCHEME, lab.empty(), 0, 60_000) == [(0, 60_000)]


PLAY = Event(1, "phase", "play", 2_000, 22_000)
STILL = Event(2, "phase", "still", 30_000, 40_000)


def test_nothing_before_between_and_after_the_phases_counts() -> None:
    observation = lab.observed(PLAY, STILL)
    assert outside_phases(lab.SCHEME, observation, 0, 60_000) == [(0, 2_000), (22_000, 30_000), (40_000, 60_000)]
    assert counted_spans(lab.SCHEME, observation, 0, 60_000) == [(2_000, 22_000), (30_000, 40_000)]


def test_a_phase_that_runs_counts_to_the_end() -> None:
    observation = lab.observed(Event(1, "phase", "play", 2_000))
    assert counted_spans(lab.SCHEME, observation, 0, 60_000) == [(2_000, 60_000)]


def test_a_scheme_without_phases_counts_all_time() -> None:
    scheme = Scheme("bare", "1.0.0", tiers=lab.TIERS)
    assert counted_spans(scheme, lab.observed(PLAY), 0, 60_000) == [(0, 60_000)]


def test_the_default_never_fills_time_outside_the_phases() -> None:
    observation = lab.observed(PLAY, STILL, Event(3, "in_gaze", "object", 20_000, 32_000))
    assert states(observation, "in_gaze") == [
        ("(away)", 2_000, 20_000),
        ("object", 20_000, 32_000),
        ("(away)", 32_000, 40_000),
    ]


def test_points_hold_for_no_time() -> None:
    assert states(lab.observed(Event(1, "in_signal", "bid", 500, point=True)), "in_signal") == []
