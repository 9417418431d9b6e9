"""Whatever others and we mark, nobody's phase is lost without a word."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from coder.editing.shared_phases import Merged, marks_of, merge_marks, plan_taking, says, signed
from coder.model.event import Event
from coder.model.phase_mark import Marks, PhaseMark
from tests import lab

PLAY = PhaseMark("play", 2_000, 22_000)
STILL = PhaseMark("still", 22_000, 40_000)
LATE = PhaseMark("play", 2_400, 22_000)
ABSENT = PhaseMark("reunion")


def test_what_only_we_changed_is_kept() -> None:
    assert merge_marks((PLAY,), (LATE, STILL), (PLAY,)) == Merged((LATE, STILL))
    assert merge_marks((PLAY, STILL), (STILL,), (PLAY, STILL)) == Merged((STILL,))


def test_what_only_others_changed_is_taken() -> None:
    assert merge_marks((PLAY,), (PLAY,), (LATE, STILL)) == Merged((LATE, STILL))
    assert merge_marks((PLAY, STILL), (PLAY, STILL), (PLAY,)) == Merged((PLAY,))


def test_what_both_changed_alike_is_nobodys_loss() -> None:
    assert merge_marks((), (PLAY,), (PLAY,)) == Merged((PLAY,))


def test_where_both_marked_the_same_phase_the_others_mark_stands_and_ours_is_named() -> None:
    assert merge_marks((), (LATE, STILL), (PLAY,)) == Merged((PLAY, STILL), (LATE,))


def test_different_phases_of_both_go_together() -> None:
    assert merge_marks((PLAY,), (PLAY, STILL), (PLAY, ABSENT)) == Merged((PLAY, STILL, ABSENT))


def test_where_ours_and_theirs_would_overlap_theirs_stand_as_a_whole() -> None:
    early_still = PhaseMark("still", 15_000, 30_000)
    assert merge_marks((), (early_still,), (PLAY,)) == Merged((PLAY,), (early_still,))


def test_a_phase_that_runs_is_ended_by_the_next_whoever_marked_it() -> None:
    running = PhaseMark("play", 2_000)
    assert merge_marks((), (STILL,), (running,)) == Merged((PLAY, STILL))
    assert merge_marks((), (running,), (STILL,)) == Merged((PLAY, STILL))
    assert merge_marks((), (running,), (ABSENT,)) == Merged((running, ABSENT))


def test_an_early_end_is_part_of_what_is_said() -> None:
    why = PhaseMark("still", 22_000, 40_000, "technical")
    assert merge_marks((STILL,), (why,), (STILL,)) == Merged((why,))


def test_marks_are_signed_once_and_keep_their_author() -> None:
    known = (PhaseMark("play", 2_000, 22_000, coder="ana", time="then"),)
    mine = signed((PLAY, STILL), known, "ben", "now")
    assert [(mark.phase, mark.coder, mark.time) for mark in mine] == [("play", "ana", "then"), ("still", "ben", "now")]
    assert says(mine) == says((PLAY, STILL))


def test_the_marks_of_an_observation_are_its_phases() -> None:
    early = Event(2, "phase", "still", 22_000, 40_000, modifiers=(("early_end", "technical"),))
    observation = lab.observed(Event(1, "phase", "play", 2_000, 22_000), early, Event(3, "in_gaze", "object", 0))
    assert marks_of(observation) == (PLAY, PhaseMark("still", 22_000, 40_000, "technical"))


def test_taking_over_adds_moves_and_removes_only_phases() -> None:
    held = Event(1, "phase", "play", 0, 22_000, comment="a long one")
    gone, other = Event(2, "phase", "reunion", 40_000), lab.touch(3, 0, 1_000)
    observation = lab.observed(held, gone, other)
    change = plan_taking(observation, (PLAY, STILL, ABSENT))
    assert change.removed == (gone,)
    assert change.added == (Event(4, "phase", "still", 22_000, 40_000),)
    (after,) = (after for _, after in change.replaced)
    assert (after.id, after.onset_ms, after.comment) == (1, 2_000, "a long one")
    observation.perform(change)
    assert marks_of(observation) == (PLAY, STILL)
    assert not plan_taking(observation, (PLAY, STILL))


PHASES = st.sampled_from(["play", "still", "reunion"])


@st.composite
def marks(draw: st.DrawFn) -> Marks:
    """Draw phases that follow one another, the last one perhaps running."""
    edges = sorted(draw(st.sets(st.integers(0, 20), max_size=6)))
    there = draw(st.lists(st.booleans(), min_size=len(edges), max_size=len(edges)))
    spans = [span for span, kept in zip(pairwise([*edges, None]), there, strict=True) if kept]
    return tuple(PhaseMark(draw(PHASES), onset, offset) for onset, offset in spans)


@given(marks(), marks(), marks())
def test_merged_phases_never_overlap_and_all_of_ours_that_are_not_there_are_named(
    base: Marks, ours: Marks, theirs: Marks
) -> None:
    merged = merge_marks(base, ours, theirs)
    spans = [(mark.onset_ms or 0, mark.offset_ms if mark.offset_ms is not None else 1 << 40) for mark in merged.marks]
    assert all(first[1] <= second[0] for first, second in pairwise(sorted(spans)))
    there = {(mark.phase, mark.onset_ms) for mark in merged.marks}
    lost = {(mark.phase, mark.onset_ms) for mark in ours if mark.says not in says(base)} - there
    assert lost <= {(mark.phase, mark.onset_ms) for mark in merged.given_way}
    others = {(mark.phase, mark.onset_ms) for mark in theirs if mark.says not in says(base)}
    assert others <= there, "no mark of another coder is lost"


@given(marks(), marks())
def test_who_merges_again_changes_nothing(base: Marks, ours: Marks) -> None:
    once = merge_marks(base, ours, base).marks
    assert merge_marks(once, once, once).marks == once
    assert merge_marks(base, base, ours).marks == ours


@given(marks(), marks())
def test_taking_over_gives_exactly_the_phases_of_the_session(held: Marks, wanted: Marks) -> None:
    events = [
        Event(number, "phase", mark.phase, mark.onset_ms or 0, mark.offset_ms) for number, mark in enumerate(held, 1)
    ]
    observation = lab.observed(*events)
    observation.perform(plan_taking(observation, wanted))
    assert says(marks_of(observation)) == says(wanted)
