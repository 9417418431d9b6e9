"""A held key marks uncodable time while it is held, a tap begins it or ends it; Enter codes what is blocked anyway."""

import pytest

from coder.app.desk import Desk
from coder.editing.edits import Press
from coder.model.event import Event
from tests.doubles import Ear, build_desk, build_workspace


@pytest.fixture
def desk() -> Desk:
    return build_desk(build_workspace())


def spells(desk: Desk) -> list[tuple[int, int | None, str]]:
    lane = desk.workspace.observation.lane("uncodable")
    return [(event.onset_ms, event.offset_ms, event.modifier("reason") or "") for event in lane]


def test_a_key_that_was_held_ends_what_it_began(desk: Desk) -> None:
    desk.press("u", 10_000)
    assert desk.release("u", 12_000, 2_000)
    assert spells(desk) == [(10_000, 12_000, "")]


def test_a_tap_leaves_it_running_until_the_next_tap(desk: Desk) -> None:
    desk.press("u", 10_000)
    assert not desk.release("u", 10_040, 120)
    assert spells(desk) == [(10_000, None, "")]
    desk.press("u", 15_000)
    desk.release("u", 15_600, 600)
    assert spells(desk) == [(10_000, 15_000, "")], "a key that ends uncodable time holds nothing"


def test_the_reason_may_be_given_while_the_key_is_held_or_afterwards(desk: Desk) -> None:
    desk.press("u", 10_000)
    desk.press("2", 10_400)
    desk.release("2", 10_480, 80)
    desk.release("u", 12_000, 2_000)
    assert not desk.workspace.pending
    desk.press("u", 20_000)
    desk.release("u", 21_000, 1_000)
    desk.press("3", 21_400)
    assert spells(desk) == [(10_000, 12_000, "face_hidden"), (20_000, 21_000, "no_sound")]


def test_a_key_held_on_a_still_frame_goes_on_running(desk: Desk) -> None:
    desk.press("u", 10_000)
    assert not desk.release("u", 10_000, 3_000)
    assert spells(desk) == [(10_000, None, "")]


def test_what_was_undone_meanwhile_is_not_ended(desk: Desk) -> None:
    desk.press("u", 10_000)
    desk.workspace.undo()
    assert not desk.release("u", 12_000, 2_000)
    assert spells(desk) == []


def test_letting_other_keys_go_means_nothing(desk: Desk) -> None:
    desk.press("g", 10_000)
    assert not desk.release("g", 12_000, 2_000)
    assert [event.offset_ms for event in desk.workspace.observation] == [None]


def test_holding_is_taken_back_in_two_steps_of_undo(desk: Desk) -> None:
    desk.press("u", 10_000)
    desk.release("u", 12_000, 2_000)
    desk.workspace.undo()
    assert spells(desk) == [(10_000, None, "")]
    desk.workspace.undo()
    assert spells(desk) == []


# two reasons at once


def test_shift_and_the_key_mark_another_reason_for_as_long_as_they_are_held(desk: Desk) -> None:
    for chord, at_ms in (("u", 10_000), ("1", 10_200), ("shift+u", 12_000), ("2", 12_400)):
        desk.press(chord, at_ms)
    assert desk.release("shift+u", 15_000, 3_000)
    assert spells(desk) == [(10_000, None, "off_camera"), (12_000, 15_000, "face_hidden")]


def test_a_tap_leaves_both_running_until_each_is_ended_by_its_reason(desk: Desk) -> None:
    ear = Ear.at(desk.workspace)
    for chord, at_ms in (("u", 10_000), ("1", 10_200), ("shift+u", 12_000), ("2", 12_400)):
        desk.press(chord, at_ms)
    assert not desk.release("shift+u", 12_080, 80)
    desk.press("shift+u", 20_000)
    desk.press("1", 20_600)
    assert spells(desk) == [(10_000, 20_000, "off_camera"), (12_000, None, "face_hidden")]
    assert ear.last == "Ended off camera at 0:20.000."
    desk.workspace.undo()
    assert spells(desk)[:2] == [(10_000, None, "off_camera"), (12_000, None, "face_hidden")]
    desk.workspace.undo()
    assert len(spells(desk)) == 2
    desk.press("u", 25_000)
    assert ear.last == "Ended face hidden at 0:25.000."


def test_letting_go_ends_what_the_key_began_whatever_began_since(desk: Desk) -> None:
    desk.press("u", 10_000)
    desk.press("1", 10_200)
    desk.workspace.do(Press("uncodable", "uncodable", 12_000, beside=True))
    assert desk.release("u", 15_000, 5_000)
    assert spells(desk) == [(10_000, 15_000, "off_camera"), (12_000, None, "")]


def test_a_reason_that_still_waits_is_asked_on_after_the_key_for_another(desk: Desk) -> None:
    desk.press("u", 10_000)
    desk.press("shift+u", 11_000)
    desk.press("1", 11_500)
    assert spells(desk) == [(10_000, None, "off_camera")]


# coding anyway


def test_enter_codes_what_was_refused_on_the_frame_it_was_pressed_on(desk: Desk) -> None:
    ear = Ear.at(desk.workspace)
    desk.press("u", 10_000)
    desk.press("1", 10_000)
    desk.press("g", 12_000)
    assert ear.last == "Infant in gaze is uncodable here: off camera."
    assert ear.notices[-1].button == "Code anyway"
    assert not desk.workspace.observation.lane("in_gaze")
    desk.press("enter", 12_800)
    (event,) = desk.workspace.observation.lane("in_gaze")
    assert (event.code, event.onset_ms, event.modifiers) == (
        "caregiver",
        12_000,
        (("despite_uncodable", "off_camera"),),
    )
    assert ear.last == "Began caregiver despite uncodable at 0:12.000."
    assert desk.workspace.selection == event


def test_the_button_does_the_same(desk: Desk) -> None:
    ear = Ear.at(desk.workspace)
    desk.press("u", 10_000)
    desk.press("b", 12_000)
    action = ear.notices[-1].action
    assert action is not None
    action()
    assert [event.onset_ms for event in desk.workspace.observation.lane("in_signal")] == [12_000]


def test_only_the_last_refusal_can_be_coded_anyway_and_only_once(desk: Desk) -> None:
    ear = Ear.at(desk.workspace)
    desk.press("enter", 0)
    assert ear.last == "No key was refused that could be coded anyway."
    desk.press("u", 10_000)
    desk.press("g", 12_000)
    desk.press("f5", 12_400)
    desk.press("enter", 12_400)
    assert ear.last == "No key was refused that could be coded anyway.", "something else was done since"
    desk.press("b", 13_000)
    desk.press("enter", 13_000)
    desk.press("enter", 13_000)
    assert len(desk.workspace.observation.lane("in_signal")) == 1


def test_enter_still_finishes_an_answer(desk: Desk) -> None:
    desk.press("b", 12_000)
    desk.press("1", 12_000)
    desk.press("enter", 12_000)
    (event,) = desk.workspace.observation
    assert event.modifiers == (("with", "arms"),)


def test_a_view_refuses_before_it_looks_at_what_is_blocked() -> None:
    blocked = Event(1, "uncodable", "uncodable", 0)
    from tests import lab

    desk = build_desk(build_workspace(lab.observed(blocked), view_only="it was opened so."))
    ear = Ear.at(desk.workspace)
    desk.press("g", 1_000)
    assert ear.last == "This observation is view-only: it was opened so."
    assert desk.workspace.code_anyway() is None
