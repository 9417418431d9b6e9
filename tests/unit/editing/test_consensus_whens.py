"""Both have the same code; one has two events of it, or the change or the point at another instant."""

from collections.abc import Sequence
from itertools import pairwise

import pytest

from coder.editing.consensus_whens import whens_of
from coder.editing.disputing import Ground, disputes_of, plan_beginning, plan_rulings
from coder.model.agreement import DisagreementType
from coder.model.consensus import CONSENSUS, NONE, Dispute, Made, Part, Ruled, Ruling, Side, mark_of, read_mark
from coder.model.event import Event
from coder.model.observation import Identity, Observation
from tests.deciding import ground

MADE = Made(Side("ana", "t", "1"), Side("ben", "t", "2"))
Edges = Sequence[int]


def touches(*edges: int) -> tuple[Event, ...]:
    """Return looks at a face that follow each other from edge to edge, in seconds."""
    return tuple(
        Event(number, "gaze", "face", onset * 1000, offset * 1000)
        for number, (onset, offset) in enumerate(pairwise(edges), 1)
    )


def points(*instants: int) -> tuple[Event, ...]:
    """Return bids at some instants."""
    return tuple(Event(number, "signal", "bid", ms, point=True) for number, ms in enumerate(instants, 1))


def begun(on: Ground) -> Observation:
    """Return the consensus of two coders, undecided."""
    observation = Observation(Identity("D01", CONSENSUS, record=CONSENSUS))
    observation.perform(plan_beginning(observation, on, MADE, "Begin"))
    return observation


def rule(consensus: Observation, on: Ground, *ruled: Ruled) -> list[tuple[float, float | None]]:
    """Decide the disagreements in order; return onsets and offsets of the consensus in seconds."""
    ids = [one.id for one in disputes_of(consensus)]
    consensus.perform(plan_rulings(consensus, on, dict(zip(ids, ruled, strict=True)), "Decide"))
    return edges(consensus)


def edges(consensus: Observation) -> list[tuple[float, float | None]]:
    """Return onsets and offsets of what was coded, in seconds."""
    return [
        (one.onset_ms / 1000, None if one.offset_ms is None else one.offset_ms / 1000)
        for tier in ("gaze", "signal")
        for one in consensus.lane(tier)
    ]


def differing(on: Ground) -> list[tuple[int, int | None, tuple[int | None, int | None]]]:
    """Return where they differ on when: from where to where, and each coder's instant."""
    assert {one.type for one in on.disputes} <= {DisagreementType.BOUNDARY}
    return [(one.onset_ms, one.offset_ms, one.at) for one in on.disputes]


def third(ms: int | None) -> Ruled:
    """Return a decision for another instant, or for none."""
    return Ruled(Ruling.THIRD, (Part(ms or 0, None, NONE if ms is None else "face"),))


def test_one_event_where_the_other_coder_has_two_is_a_boundary() -> None:
    on = ground(touches(0, 5, 9), touches(0, 9))
    assert differing(on) == [(5_000, None, (5_000, None))]
    assert edges(begun(on)) == [(0, 9)]


@pytest.mark.parametrize(
    ("ruled", "found"),
    [
        (Ruled(Ruling.A), [(0, 5), (5, 9)]),
        (Ruled(Ruling.B), [(0, 9)]),
        (third(None), [(0, 9)]),
        (third(4_400), [(0, 4.4), (4.4, 9)]),
        (third(6_200), [(0, 6.2), (6.2, 9)]),
    ],
)
def test_whether_it_is_one_event_or_two_is_decided(ruled: Ruled, found: list[tuple[float, float]]) -> None:
    on = ground(touches(0, 5, 9), touches(0, 9))
    assert rule(begun(on), on, ruled) == found


@pytest.mark.parametrize(
    ("ruled", "found"),
    [
        (Ruled(Ruling.A), [(0, 5), (5, 9)]),
        (Ruled(Ruling.B), [(0, 6), (6, 9)]),
        (third(None), [(0, 9)]),
        (third(5_400), [(0, 5.4), (5.4, 9)]),
    ],
)
def test_two_events_that_meet_at_another_instant_are_one_disagreement(
    ruled: Ruled, found: list[tuple[float, float]]
) -> None:
    on = ground(touches(0, 5, 9), touches(0, 6, 9))
    assert differing(on) == [(5_000, 6_000, (5_000, 6_000))]
    assert rule(begun(on), on, ruled) == found


def test_changes_that_lie_far_apart_are_two_disagreements() -> None:
    on = ground(touches(0, 5, 20), touches(0, 17, 20))
    assert differing(on) == [(5_000, None, (5_000, None)), (17_000, None, (None, 17_000))]
    assert rule(begun(on), on, Ruled(Ruling.A), Ruled(Ruling.B)) == [(0, 5), (5, 17), (17, 20)]


def test_where_both_go_on_at_one_instant_there_is_nothing_to_decide() -> None:
    on = ground(touches(0, 5, 9), touches(0, 5, 9))
    assert on.disputes == ()
    assert edges(begun(on)) == [(0, 5), (5, 9)]


@pytest.mark.parametrize(("ruled", "found"), [(Ruled(Ruling.A), 8), (Ruled(Ruling.B), 8.2), (third(8_100), 8.1)])
def test_a_point_that_both_saw_at_different_instants_is_a_boundary(ruled: Ruled, found: float) -> None:
    on = ground(points(8_000), points(8_200))
    assert differing(on) == [(8_000, 8_200, (8_000, 8_200))]
    consensus = begun(on)
    assert edges(consensus) == [(8, None)]
    assert rule(consensus, on, ruled) == [(found, None)]


def test_answers_stay_with_the_event_that_they_were_given_for() -> None:
    first = (
        Event(1, "gaze", "face", 0, 5_000, modifiers=(("how", "long"),)),
        Event(2, "gaze", "face", 5_000, 9_000, modifiers=(("how", "short"),)),
    )
    second = (
        Event(1, "gaze", "face", 0, 6_000, modifiers=(("how", "long"),)),
        Event(2, "gaze", "face", 6_000, 9_000, modifiers=(("how", "short"),)),
    )
    on = ground(first, second)
    consensus = begun(on)
    assert rule(consensus, on, third(5_500)) == [(0, 5.5), (5.5, 9)]
    assert [event.modifier("how") for event in consensus.lane("gaze")] == ["long", "short"]


def test_between_which_frames_a_change_can_be_put_is_known() -> None:
    on = ground(touches(0, 5, 9), touches(0, 9))
    assert [one.reach for one in whens_of(on.tiers[0], on.pieces["gaze"])] == [(1, 8_999)]
    on = ground(touches(0, 5, 9), touches(0, 6, 9))
    assert [one.reach for one in whens_of(on.tiers[0], on.pieces["gaze"])] == [(5_000, 6_000)]


@pytest.mark.parametrize("at", [(5_000, None), (None, 0), (5_000, 6_000)])
def test_its_mark_is_read_back_as_it_was_written(at: tuple[int | None, int | None]) -> None:
    dispute = Dispute(7, "gaze", "", 0, None, "face", "face", DisagreementType.BOUNDARY, third(400), at=at)
    assert read_mark(mark_of(dispute)) == dispute
