from dataclasses import replace
from typing import Literal

import pytest

from coder.editing.edges import edge_limits
from coder.editing.edits import Edit, MoveEdge, Shift
from coder.editing.planning import plan
from coder.errors import CoderError
from coder.model.change import Change
from coder.model.event import Event
from coder.model.observation import Observation
from tests import lab

Which = Literal["onset", "offset"]

A = lab.touch(1, 1_000, 2_000)
B = lab.touch(2, 2_000, 4_000, code="hold")
C = lab.touch(3, 6_000)
BID = Event(9, "in_signal", "bid", 500, point=True)


def carry_out(observation: Observation, edit: Edit) -> Change:
    """Plan an edit and carry it out."""
    change = plan(lab.SCHEME, observation, edit)
    observation.perform(change)
    return change


def spans(observation: Observation) -> list[tuple[int, int | None]]:
    """Return onset and offset of every touch."""
    return [(event.onset_ms, event.offset_ms) for event in observation.lane("cg_touch")]


def test_an_edge_moves_freely_where_nothing_is_in_the_way() -> None:
    observation = lab.observed(A, B, C)
    carry_out(observation, MoveEdge(1, "onset", 400))
    carry_out(observation, MoveEdge(2, "offset", 5_000))
    assert spans(observation) == [(400, 2_000), (2_000, 5_000), (6_000, None)]


def test_shortening_an_event_leaves_its_neighbour_where_it_is() -> None:
    observation = lab.observed(A, B, C)
    carry_out(observation, MoveEdge(1, "offset", 1_500))
    carry_out(observation, MoveEdge(2, "onset", 2_500))
    assert spans(observation) == [(1_000, 1_500), (2_500, 4_000), (6_000, None)]


def test_an_offset_that_runs_into_the_next_event_pushes_its_onset() -> None:
    observation = lab.observed(A, B, C)
    change = carry_out(observation, MoveEdge(1, "offset", 3_000))
    assert spans(observation) == [(1_000, 3_000), (3_000, 4_000), (6_000, None)]
    assert change.ids == {1, 2}


def test_an_onset_that_runs_into_the_event_before_pushes_its_offset() -> None:
    observation = lab.observed(A, B, C)
    carry_out(observation, MoveEdge(2, "onset", 1_200))
    assert spans(observation) == [(1_000, 1_200), (1_200, 4_000), (6_000, None)]


def test_an_offset_may_push_the_onset_of_a_running_state() -> None:
    observation = lab.observed(A, B, C)
    carry_out(observation, MoveEdge(2, "offset", 8_000))
    assert spans(observation) == [(1_000, 2_000), (2_000, 8_000), (8_000, None)]


def test_a_running_state_is_ended_by_moving_its_offset() -> None:
    observation = lab.observed(C)
    assert carry_out(observation, MoveEdge(3, "offset", 9_000)).title == "Move offset of touch"
    assert spans(observation) == [(6_000, 9_000)]


@pytest.mark.parametrize(
    ("event_id", "edge", "to_ms"),
    [
        (1, "offset", 1_000),
        (1, "offset", 4_000),
        (1, "onset", 2_000),
        (2, "onset", 1_000),
        (2, "onset", 900),
        (1, "onset", -1),
        (3, "onset", 2_000),
    ],
)
def test_no_edge_moves_so_far_that_an_event_is_left_without_time(event_id: int, edge: Which, to_ms: int) -> None:
    with pytest.raises(CoderError, match="left without any time"):
        plan(lab.SCHEME, lab.observed(A, B, C), MoveEdge(event_id, edge, to_ms))


def test_the_limits_of_an_edge_are_the_last_times_it_can_move_to() -> None:
    observation = lab.observed(A, B, C)
    assert edge_limits(lab.SCHEME, observation, A, "onset") == (0, 1_999)
    assert edge_limits(lab.SCHEME, observation, A, "offset") == (1_001, 3_999)
    assert edge_limits(lab.SCHEME, observation, B, "onset") == (1_001, 3_999)
    assert edge_limits(lab.SCHEME, observation, B, "offset") == (2_001, None)
    assert edge_limits(lab.SCHEME, observation, C, "onset") == (2_001, None)
    assert edge_limits(lab.SCHEME, observation, BID, "onset") == (0, None)


@pytest.mark.parametrize("edge", ["onset", "offset"])
@pytest.mark.parametrize("event", [A, B, C])
def test_every_time_inside_the_limits_is_accepted_and_the_next_one_refused(event: Event, edge: Which) -> None:
    observation = lab.observed(A, B, C)
    earliest, latest = edge_limits(lab.SCHEME, observation, event, edge)
    for to_ms in (earliest, latest if latest is not None else 99_000):
        plan(lab.SCHEME, observation, MoveEdge(event.id, edge, to_ms))
    for to_ms in (earliest - 1, *([] if latest is None else [latest + 1])):
        with pytest.raises(CoderError):
            plan(lab.SCHEME, observation, MoveEdge(event.id, edge, to_ms))


def test_a_running_state_that_others_follow_does_not_begin_behind_them() -> None:
    observation = lab.observed(lab.touch(1, 0), B)
    assert edge_limits(lab.SCHEME, observation, lab.touch(1, 0), "onset") == (0, 1_999)
    with pytest.raises(CoderError, match="touch cannot reach there"):
        plan(lab.SCHEME, observation, MoveEdge(1, "onset", 2_000))


def test_overlapping_codes_are_not_in_each_others_way() -> None:
    observation = lab.observed(Event(1, "in_voice", "coo", 0, 1_000), Event(2, "in_voice", "cry", 1_000, 2_000))
    assert carry_out(observation, MoveEdge(1, "offset", 5_000)).ids == {1}


def test_a_point_moves_by_its_onset() -> None:
    observation = lab.observed(BID, replace(BID, id=10, onset_ms=700))
    carry_out(observation, MoveEdge(9, "onset", 900))
    assert observation.event(9).onset_ms == 900


def test_a_point_has_no_offset_to_move() -> None:
    with pytest.raises(CoderError, match="bid is a point and has no offset"):
        plan(lab.SCHEME, lab.observed(BID), MoveEdge(9, "offset", 900))


@pytest.mark.parametrize("edit", [MoveEdge(1, "onset", 1_000), MoveEdge(1, "offset", 2_000), Shift(1, 0)])
def test_moving_to_where_it_is_changes_nothing(edit: Edit) -> None:
    assert not plan(lab.SCHEME, lab.observed(A, B), edit)


@pytest.mark.parametrize("edit", [MoveEdge(7, "onset", 5), Shift(7, 5)])
def test_an_event_that_is_gone_is_not_moved(edit: Edit) -> None:
    with pytest.raises(CoderError, match="no longer there"):
        plan(lab.SCHEME, lab.observed(A), edit)


def test_a_whole_event_moves_with_its_length() -> None:
    observation = lab.observed(A, C, BID)
    carry_out(observation, Shift(1, 1_500))
    carry_out(observation, Shift(3, 700))
    carry_out(observation, Shift(9, -300))
    assert spans(observation) == [(2_500, 3_500), (6_700, None)]
    assert observation.event(9).onset_ms == 200


@pytest.mark.parametrize(("event_id", "by_ms"), [(1, 1), (1, 10_000), (2, -1), (2, 2_001), (3, -2_001)])
def test_a_whole_event_does_not_move_over_another(event_id: int, by_ms: int) -> None:
    with pytest.raises(CoderError, match="no room"):
        plan(lab.SCHEME, lab.observed(A, B, C), Shift(event_id, by_ms))


@pytest.mark.parametrize(("event_id", "by_ms"), [(1, -1_001), (9, -501)])
def test_no_event_moves_to_before_the_video(event_id: int, by_ms: int) -> None:
    with pytest.raises(CoderError, match="before the video"):
        plan(lab.SCHEME, lab.observed(A, BID), Shift(event_id, by_ms))
