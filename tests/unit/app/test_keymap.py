import pytest

from coder.app.commands import BY_ID, COMMANDS, MENUS
from coder.app.keymap import EDITOR, NUMPAD, PRESETS, build_keymap
from coder.errors import CoderError
from tests.doubles import build_desk


@pytest.mark.parametrize("preset", PRESETS)
def test_no_preset_gives_one_key_to_two_commands(preset: str) -> None:
    keymap = build_keymap(preset)
    chords = [chord for command in COMMANDS for chord in keymap.keys_of(command.id)]
    assert len(chords) == len(set(chords))


def test_a_key_finds_its_command() -> None:
    keymap = build_keymap(EDITOR)
    assert keymap.find("ctrl+z") == BY_ID["edit.undo"]
    assert keymap.find("g") is None
    assert keymap.keys_of("edit.redo") == ("ctrl+shift+z", "ctrl+y")
    assert keymap.keys_of("no.such") == ()


def test_the_numpad_preset_leaves_all_letters_it_can_to_codes() -> None:
    keymap = build_keymap(NUMPAD)
    letters = [chord for chord in keymap.titles() if len(chord) == 1 and chord.isalnum()]
    assert letters == []
    assert keymap.find("num8") == BY_ID["play.toggle"]


def test_a_command_gets_other_keys_in_place_of_its_own() -> None:
    keymap = build_keymap(EDITOR, {"play.toggle": ("f13", "space")})
    assert keymap.find("f13") == BY_ID["play.toggle"]
    assert keymap.keys_of("play.toggle") == ("f13", "space")


def test_a_command_may_lose_its_key_to_another() -> None:
    keymap = build_keymap(EDITOR, {"play.loop": (), "play.toggle": ("ctrl+l",)})
    assert keymap.find("ctrl+l") == BY_ID["play.toggle"]
    assert keymap.find("space") is None


def test_two_commands_on_one_key_are_refused_by_name() -> None:
    with pytest.raises(CoderError) as told:
        build_keymap(EDITOR, {"play.toggle": ("ctrl+z",)})
    assert told.value.message == "Ctrl+Z is both “Undo” and “Play or pause”."
    assert told.value.hint == "Give one of them another key."


def test_a_preset_that_is_not_there_is_refused_with_those_that_are() -> None:
    with pytest.raises(CoderError, match="no preset of player keys called 'Vim'") as told:
        build_keymap("Vim")
    assert told.value.hint == "Choose one of Editor, Datavyu numpad."


def test_a_remembered_key_of_a_command_that_no_longer_exists_is_forgotten() -> None:
    assert build_keymap(EDITOR, {"old.command": ("ctrl+f12",)}).find("ctrl+f12") is None


def test_the_titles_say_what_each_key_of_the_player_is_for() -> None:
    assert build_keymap(EDITOR).titles()["space"] == "Play or pause"


def test_every_command_has_an_id_of_its_own_words_and_a_menu() -> None:
    assert len(BY_ID) == len(COMMANDS)
    assert all(command.title and command.menu in MENUS for command in COMMANDS)
    titles = [command.title for command in COMMANDS]
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_can_be_called_on_an_empty_desk(command: object) -> None:
    desk = build_desk()
    next(found for found in COMMANDS if found is command).run(desk)
    assert len(desk.workspace.observation) == 0
