from dataclasses import replace

import pytest

from coder.editing.edits import Press
from coder.editing.history import History, without_tier
from coder.editing.planning import plan
from coder.model.change import Change
from coder.model.event import Event
from coder.model.observation import Observation
from tests import lab


def press(observation: Observation, history: History, at_ms: int) -> None:
    """Begin or end a touch."""
    change = plan(lab.SCHEME, observation, Press("cg_touch", "touch", at_ms))
    observation.perform(change)
    history.keep(change)


def test_nothing_done_is_nothing_to_undo_or_redo() -> None:
    history, observation = History(), lab.empty()
    assert history.can_undo is None
    assert history.can_redo is None
    assert history.undo(observation) is None
    assert history.redo(observation) is None


def test_undo_takes_back_the_last_change_and_redo_does_it_again() -> None:
    history, observation = History(), lab.empty()
    press(observation, history, 0)
    press(observation, history, 1_000)
    done = list(observation)
    undone = history.undo(observation)
    assert undone is not None
    assert undone.title == "End touch"
    assert [event.offset_ms for event in observation] == [None]
    redone = history.redo(observation)
    assert redone is not None
    assert redone == undone.inverse()
    assert list(observation) == done


def test_it_is_known_what_undo_and_redo_would_do() -> None:
    history, observation = History(), lab.empty()
    press(observation, history, 0)
    press(observation, history, 1_000)
    history.undo(observation)
    assert history.can_undo is not None
    assert history.can_undo.title == "Begin touch"
    assert history.can_redo is not None
    assert history.can_redo.title == "End touch"


def test_a_new_change_forgets_what_had_been_undone() -> None:
    history, observation = History(), lab.empty()
    press(observation, history, 0)
    press(observation, history, 1_000)
    history.undo(observation)
    press(observation, history, 2_000)
    assert history.can_redo is None
    assert [event.offset_ms for event in observation] == [2_000]


def test_a_change_that_no_longer_fits_stays_in_the_history() -> None:
    history, observation = History(), lab.empty()
    press(observation, history, 0)
    with pytest.raises(KeyError):
        history.undo(lab.empty())
    assert history.can_undo is not None
    assert history.can_redo is None


def test_a_history_goes_on_from_what_was_done_and_undone_before() -> None:
    history, observation = History(), lab.empty()
    press(observation, history, 0)
    press(observation, history, 1_000)
    kept = [change for change in (history.can_undo,) if change]
    history.undo(observation)
    first = [change for change in (history.can_undo,) if change]
    again = History.of(first, kept)
    assert again.redo(observation) == kept[0]
    assert again.undo(observation) == kept[0].inverse()
    assert again.undo(observation) == first[0].inverse()
    assert again.undo(observation) is None
    assert list(observation) == []


def test_what_was_done_on_a_tier_can_be_forgotten_and_the_rest_is_still_taken_back() -> None:
    play, touch, gaze = Event(1, "phase", "play", 0), lab.touch(2, 1_000), Event(3, "in_gaze", "object", 2_000)
    observation, history = lab.empty(), History()
    for change in (Change("a", (play,)), Change("b", (touch, gaze))):
        observation.perform(change)
        history.keep(change)
    moved = replace(play, onset_ms=500)
    observation.perform(Change("from elsewhere", replaced=((play, moved),)))
    history.forget("phase")
    assert history.undo(observation) is not None
    assert list(observation) == [moved]
    assert history.undo(observation) is None
    assert history.redo(observation) is not None
    assert list(observation) == [moved, touch, gaze]


def test_of_a_change_on_two_tiers_only_the_other_part_is_kept() -> None:
    play, touch = Event(1, "phase", "play", 0), lab.touch(2, 1_000)
    both = Change("Delete 2 events", removed=(play, touch))
    assert without_tier([both, Change("Begin play", (play,))], "phase") == [replace(both, removed=(touch,))]
