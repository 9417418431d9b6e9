"""Play waits for answers where the scheme says so."""

from dataclasses import dataclass

import pytest

from coder.app.answering import PauseForAnswers
from coder.app.listeners import Listeners
from coder.editing.keypad import Pending, Question
from coder.model.scheme import Modifier
from tests import lab

WAITS = Pending((Question(1, Modifier("form", options=lab.options("pat", "hold"), pauses=True)),))
PASSES = Pending((Question(1, lab.FORM),))


@dataclass
class Room:
    """A player that plays or does not, and what is asked."""

    playing: bool
    asked: Listeners[Pending]

    def play(self) -> None:
        self.playing = True

    def pause(self) -> None:
        self.playing = False


@pytest.fixture
def room() -> Room:
    room = Room(True, Listeners())
    PauseForAnswers(room, room)  # type: ignore[arg-type]
    return room


def test_play_waits_for_the_answer_and_goes_on_by_itself(room: Room) -> None:
    room.asked.tell(WAITS)
    assert not room.playing
    room.asked.tell(Pending())
    assert room.playing


def test_play_goes_on_beside_any_other_question(room: Room) -> None:
    room.asked.tell(PASSES)
    assert room.playing


def test_a_pause_by_hand_is_not_ended_by_an_answer(room: Room) -> None:
    room.playing = False
    room.asked.tell(WAITS)
    room.asked.tell(Pending())
    assert not room.playing


def test_two_questions_in_a_row_pause_once(room: Room) -> None:
    room.asked.tell(WAITS)
    room.asked.tell(Pending((*WAITS.questions, *WAITS.questions)))
    assert not room.playing
    room.asked.tell(PASSES)
    assert room.playing
