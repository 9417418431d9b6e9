import pytest

from coder.app.desk import Desk
from coder.app.keymap import NUMPAD, build_keymap
from coder.model.observation import Identity, Observation
from tests.doubles import Ear, LoudView, build_desk, build_workspace


def codes(desk: Desk) -> list[tuple[str, int]]:
    """Return code and onset of every event."""
    return [(event.code, event.onset_ms) for event in desk.workspace.observation]


def test_a_key_is_stamped_with_the_frame_on_the_screen() -> None:
    desk = build_desk()
    desk.player.seek_ms(1_234)
    assert desk.press("g")
    assert codes(desk) == [("caregiver", 1_200)]


def test_a_stamp_taken_when_the_key_went_down_is_kept() -> None:
    desk = build_desk()
    desk.player.seek_ms(9_000)
    desk.press("g", 8_960)
    assert codes(desk) == [("caregiver", 8_960)]


def test_coding_does_not_stop_the_player() -> None:
    desk = build_desk()
    desk.player.play()
    for chord in ("t", "t", "2", "1", "g"):
        desk.press(chord)
    assert desk.player.playing


def test_a_key_of_the_player_is_a_command() -> None:
    desk = build_desk()
    playing: list[bool] = []
    for _ in range(2):
        desk.press("space")
        playing.append(desk.player.playing)
    assert playing == [True, False]
    assert codes(desk) == []


def test_a_question_has_the_key_before_a_command_has_it() -> None:
    desk = build_desk()
    for chord in ("f", "4", ".", "5", "enter", "a", "space", "b", "enter"):
        desk.press(chord)
    event = desk.workspace.observation.event(1)
    assert event.modifiers == (("loudness", "4.5"), ("words", "a b"))
    assert not desk.player.playing


def test_commands_work_while_a_question_waits() -> None:
    desk = build_desk()
    desk.press("f")
    desk.press("right")
    assert desk.player.now_ms() == 40
    assert desk.workspace.pending
    desk.press("escape")
    desk.press("escape")
    assert not desk.workspace.pending


def test_a_key_that_means_nothing_says_so() -> None:
    desk = build_desk()
    ear = Ear.at(desk.workspace)
    assert not desk.press("m")
    assert str(ear.notices[-1]) == "m codes nothing here. Press ? to see the keys."


def test_a_key_outside_the_pass_codes_nothing() -> None:
    desk = build_desk(build_workspace(Observation(Identity("s1", "ana", "gaze"))))
    assert not desk.press("t")
    assert codes(desk) == []


@pytest.mark.parametrize("chord", ["num1", "1"])
def test_the_digits_of_the_number_pad_code_as_the_others_do(chord: str) -> None:
    desk = build_desk()
    desk.press(chord)
    assert codes(desk) == [("at_face", 0)]


def test_the_digits_of_the_number_pad_answer_as_the_others_do() -> None:
    desk = build_desk()
    for chord in ("f", "num4", "num.", "num5", "enter"):
        desk.press(chord)
    assert desk.workspace.observation.event(1).modifier("loudness") == "4.5"


def test_in_the_numpad_preset_its_digits_drive_the_player_and_the_others_code() -> None:
    desk = build_desk(keymap=build_keymap(NUMPAD))
    desk.press("num3")
    desk.press("1")
    assert codes(desk) == [("at_face", 40)]


def test_a_command_of_the_window_reaches_the_view() -> None:
    desk = build_desk()
    desk.press("?")
    desk.press("ctrl+2")
    assert isinstance(desk.view, LoudView)
    assert desk.view.shown == ["keys", "events"]
