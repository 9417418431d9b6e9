import pytest

from coder.editing.blocks import block_at, describe_blocks, end_with_block, refuse_outside
from coder.errors import CoderError
from coder.model.change import Change
from coder.model.event import Event
from coder.model.scheme import PHASE

BLOCKS = ((1_000, 5_000), (9_000, 12_000))


def test_an_instant_lies_in_a_block_from_its_onset_to_before_its_offset() -> None:
    assert [block_at(BLOCKS, ms) for ms in (999, 1_000, 4_999, 5_000)] == [None, BLOCKS[0], BLOCKS[0], None]


def test_outside_the_blocks_nothing_is_coded() -> None:
    with pytest.raises(CoderError, match="outside your segments") as refused:
        refuse_outside(BLOCKS, 7_000)
    assert refused.value.hint == f"They are {describe_blocks(BLOCKS)}."
    refuse_outside(BLOCKS, 9_000)
    refuse_outside((), 7_000)


def test_a_state_that_would_run_on_ends_with_its_block() -> None:
    before = Event(1, "gaze", "toy", 2_000, 3_000)
    change = Change("Begin", (Event(2, "gaze", "mother", 3_000),), (), ((before, Event(1, "gaze", "toy", 2_000)),))
    ended = end_with_block(BLOCKS, change)
    assert [event.offset_ms for event in ended.come] == [5_000, 5_000]
    assert end_with_block((), change) == change


def test_points_ended_states_and_phases_stay_as_they_are() -> None:
    events = (
        Event(1, "signal", "bid", 2_000, point=True),
        Event(2, "gaze", "toy", 2_000, 3_000),
        Event(3, PHASE, "play", 2_000),
    )
    assert end_with_block(BLOCKS, Change("Begin", events)).added == events
