from dataclasses import replace

from coder.model.change import Change
from coder.model.event import Event

OLD = Event(1, "in_gaze", "object", 0, 1_000)
NEW = replace(OLD, offset_ms=500)
ADDED = Event(2, "in_gaze", "away", 500, 1_000)
REMOVED = Event(3, "in_gaze", "away", 2_000)
CHANGE = Change("Begin away", added=(ADDED,), removed=(REMOVED,), replaced=((OLD, NEW),))


def test_a_change_that_touches_no_event_is_false() -> None:
    assert not Change("Nothing")
    assert CHANGE


def test_ids_are_words_for_people() -> None:
    assert Change("Move onset of at_face").words == "Move onset of at face"
    assert Event(1, "cg_gaze", "at_face", 0).words == "at face"


def test_the_inverse_swaps_what_came_with_what_went_and_keeps_the_title() -> None:
    assert CHANGE.inverse() == Change("Begin away", added=(REMOVED,), removed=(ADDED,), replaced=((NEW, OLD),))


def test_the_inverse_of_the_inverse_is_the_change() -> None:
    assert CHANGE.inverse().inverse() == CHANGE


def test_a_change_says_what_is_gone_what_has_come_and_whom_it_concerns() -> None:
    assert CHANGE.gone == (REMOVED, OLD)
    assert CHANGE.come == (ADDED, NEW)
    assert CHANGE.ids == {1, 2, 3}
