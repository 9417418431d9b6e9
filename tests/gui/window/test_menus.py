"""Menus and the command palette are made from the one list of commands."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coder.app.commands import COMMANDS, MENUS
from coder.gui.command_palette import CommandPalette
from coder.model.session import SessionClock
from tests.gui.stage import Stage, build_window, press_focused, sit_down


@pytest.fixture
def stage(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Stage:
    return sit_down(qtbot, monkeypatch)


def palette(stage: Stage) -> CommandPalette:
    press_focused(Qt.Key.Key_P, "\x10", Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    sheet = stage.window.shows.sheet
    assert isinstance(sheet, CommandPalette)
    return sheet


def test_every_command_is_in_its_menu_with_its_key(stage: Stage) -> None:
    menus = stage.window.menus
    assert list(menus.menus) == list(MENUS)
    for command in COMMANDS:
        action = menus.actions[command.id]
        title, _, keys = action.text().partition("\t")
        assert title == command.title
        assert bool(keys) == bool(command.keys)
        assert action in menus.menus[command.menu].actions()
        assert action.shortcut().isEmpty(), "a shortcut would take the key away from its one way"


def test_every_command_that_can_be_done_is_in_the_palette(stage: Stage) -> None:
    assert sorted(palette(stage).titles()) == sorted(command.title for command in COMMANDS if not command.clock_only)


def test_a_clock_is_corrected_only_where_there_is_no_video(stage: Stage) -> None:
    correct = stage.window.menus.actions["play.clock"]
    stage.window.menus.menus["Play"].aboutToShow.emit()
    assert not correct.isEnabled()
    opened = stage.sitting.opened
    opened.session = replace(opened.session, media=(), clock=SessionClock(600))
    stage.window.menus.menus["Play"].aboutToShow.emit()
    assert correct.isEnabled()


def test_typing_and_enter_do_an_action_and_give_the_keys_back(stage: Stage) -> None:
    sheet = palette(stage)
    sheet.field.setText("last frame")
    press_focused(Qt.Key.Key_Return, "\r")
    last = len(stage.workspace.frames) - 1
    stage.qtbot.waitUntil(lambda: stage.sitting.video.read_out.frame == last)
    assert QApplication.focusWidget() is stage.sitting.video
    assert stage.window.shows.sheet is None


def test_arrows_move_in_the_palette_and_escape_leaves_it(stage: Stage) -> None:
    sheet = palette(stage)
    press_focused(Qt.Key.Key_Down)
    assert sheet.list.currentIndex().row() == 1
    press_focused(Qt.Key.Key_Escape)
    assert stage.window.shows.sheet is None
    assert QApplication.focusWidget() is stage.sitting.video


def test_undo_names_what_it_undoes(stage: Stage) -> None:
    press_focused(Qt.Key.Key_B, "b")
    stage.window.menus.menus["Edit"].aboutToShow.emit()
    assert stage.window.menus.actions["edit.undo"].text().startswith("Undo Code bid")


def test_without_a_session_only_what_can_be_done_is_offered(qtbot: QtBot) -> None:
    window = build_window(qtbot)
    window.menus.menus["Edit"].aboutToShow.emit()
    assert not window.menus.actions["edit.undo"].isEnabled()
    assert window.menus.actions["file.new"].isEnabled()


@pytest.mark.parametrize("command_id", ["view.palette", "view.events", "view.timeline"])
def test_a_panel_comes_and_goes_with_its_command(stage: Stage, command_id: str) -> None:
    name = command_id.removeprefix("view.")
    panel = stage.sitting.page.panels[name]
    stage.window.run(command_id)
    assert not panel.isVisible()
    stage.window.menus.menus["View"].aboutToShow.emit()
    assert not stage.window.menus.actions[command_id].isChecked()
    stage.window.run(command_id)
    assert panel.isVisible()
