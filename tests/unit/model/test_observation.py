from dataclasses import replace

import pytest

from coder.model.change import Change
from coder.model.event import Event
from coder.model.observation import Identity, Observation, running_at
from tests import lab

A = lab.touch(1, 0, 1_000)
B = lab.touch(2, 2_000)
BID = Event(3, "in_signal", "bid", 500, point=True)


def test_an_observation_is_its_events_in_order_of_onset() -> None:
    assert list(lab.observed(B, BID, A)) == [A, BID, B]


def test_events_are_found_by_id_by_tier_and_by_code() -> None:
    observation = lab.observed(A, B, BID)
    assert observation.event(1) == A
    assert observation.find(3) == BID
    assert observation.find(9) is None
    assert observation.find(None) is None
    assert list(observation.lane("cg_touch")) == [A, B]
    assert list(observation.code_lane("in_signal", "bid")) == [BID]
    assert list(observation.lane("in_gaze")) == []
    assert 2 in observation
    assert 9 not in observation
    assert len(observation) == 3


def test_the_rivals_of_a_state_are_its_tier_or_where_codes_overlap_its_own_code() -> None:
    coo, cry = Event(1, "in_voice", "coo", 0), Event(2, "in_voice", "cry", 0)
    observation = lab.observed(coo, cry, lab.touch(3, 0, 10), lab.touch(4, 10, code="hold"))
    assert list(observation.rivals(lab.tier("in_voice"), "coo")) == [coo]
    assert [event.id for event in observation.rivals(lab.tier("cg_touch"), "touch")] == [3, 4]


def test_a_change_is_carried_out_and_its_inverse_takes_it_back() -> None:
    observation = lab.observed(A, B)
    change = Change("All at once", (BID,), (A,), ((B, replace(B, offset_ms=3_000)),))
    observation.perform(change)
    assert list(observation) == [BID, replace(B, offset_ms=3_000)]
    observation.perform(change.inverse())
    assert list(observation) == [A, B]


def test_a_change_may_move_an_event_to_another_code_and_tier() -> None:
    observation = lab.observed(A)
    observation.perform(Change("Elsewhere", replaced=((A, replace(A, tier="cg_rock", code="rock")),)))
    assert list(observation.lane("cg_touch")) == []
    assert [event.id for event in observation.code_lane("cg_rock", "rock")] == [1]


@pytest.mark.parametrize(
    "change",
    [
        Change("gone", removed=(BID,)),
        Change("other than it is", removed=(A, replace(B, comment="?"))),
        Change("twice", removed=(A, A)),
        Change("removed and replaced", removed=(A,), replaced=((A, replace(A, comment="?")),)),
        Change("id is taken", added=(replace(BID, id=2),)),
        Change("same id twice", added=(BID, replace(BID, onset_ms=600))),
        Change("becomes another", replaced=((A, replace(A, id=2)),)),
    ],
    ids=lambda change: change.title,
)
def test_a_change_that_does_not_fit_is_refused_before_anything_is_touched(change: Change) -> None:
    observation = lab.observed(A, B)
    with pytest.raises(KeyError):
        observation.perform(change)
    assert list(observation) == [A, B]
    assert list(observation.lane("cg_touch")) == [A, B]
    assert observation.next_id == 3


def test_an_id_is_never_used_again() -> None:
    observation = lab.observed(A, B)
    added = Change("Code bid", added=(BID,))
    assert observation.next_id == 3
    observation.perform(added)
    observation.perform(added.inverse())
    assert observation.next_id == 4


def test_an_observation_opened_again_goes_on_counting_where_it_was() -> None:
    assert Observation(Identity("s1", "ana"), [A], next_id=10).next_id == 10
    assert Observation(Identity("s1", "ana"), [B]).next_id == 3


def test_what_holds_at_an_instant_is_told_by_tier() -> None:
    gaze = Event(4, "in_gaze", "object", 400, 600)
    held = running_at(lab.SCHEME, lab.observed(A, B, BID, gaze), 500)
    assert held == {"cg_touch": (A,), "in_signal": (BID,), "in_gaze": (gaze,)}
