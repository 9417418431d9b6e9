"""Sheets ask over the window; they stop nothing and give the keys back."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from coder.app.keymap import EDITOR, NUMPAD
from coder.gui.dialogs.change_code import ChangeCodeSheet
from coder.gui.dialogs.comment import CommentSheet
from coder.gui.dialogs.player_keys import PlayerKeysSheet
from coder.gui.dialogs.reading import ReadingSheet
from coder.gui.palette.key_sheet import KeySheet
from coder.gui.theme import DARK
from tests.gui.desks import core_cues
from tests.gui.stage import Stage, press, press_focused, sit_down


@pytest.fixture
def stage(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Stage:
    stage = sit_down(qtbot, monkeypatch)
    press_focused(Qt.Key.Key_B, "b")
    return stage


def test_a_comment_is_written_while_the_video_plays_on(stage: Stage) -> None:
    stage.sitting.playback.play()
    stage.window.run("edit.comment")
    sheet = stage.window.shows.sheet
    assert isinstance(sheet, CommentSheet)
    QTest.keyClicks(sheet.field, "looks at door")
    press_focused(Qt.Key.Key_Return, "\r")
    assert stage.sitting.playback.playing
    (event,) = stage.workspace.observation
    assert event.comment == "looks at door"
    assert QApplication.focusWidget() is stage.sitting.video


def test_a_sheet_keeps_the_window_active_and_the_keys(stage: Stage, qtbot: QtBot) -> None:
    stage.window.run("edit.comment")
    sheet = stage.window.shows.sheet
    assert isinstance(sheet, CommentSheet)
    qtbot.wait(50)
    assert stage.window.isActiveWindow()
    assert QApplication.focusWidget() is sheet.field


def test_escape_leaves_a_comment_as_it_was(stage: Stage) -> None:
    stage.window.run("edit.comment")
    press_focused(Qt.Key.Key_X, "x")
    press_focused(Qt.Key.Key_Escape)
    (event,) = stage.workspace.observation
    assert event.comment == ""
    assert stage.window.shows.sheet is None


def test_the_codes_own_key_changes_a_code(stage: Stage) -> None:
    stage.window.run("edit.code")
    assert isinstance(stage.window.shows.sheet, ChangeCodeSheet)
    press_focused(Qt.Key.Key_1, "1")
    assert stage.window.shows.sheet.isVisible(), "the key of another tier means nothing here"
    press_focused(Qt.Key.Key_R, "r")
    (event,) = stage.workspace.observation
    assert event.code == "reach"
    assert QApplication.focusWidget() is stage.sitting.video


def test_the_arrows_and_enter_change_a_code(stage: Stage) -> None:
    stage.window.run("edit.code")
    press_focused(Qt.Key.Key_Down)
    press_focused(Qt.Key.Key_Return, "\r")
    (event,) = stage.workspace.observation
    assert event.code == "reach"
    assert QApplication.focusWidget() is stage.sitting.video


def test_a_click_changes_a_code_as_well(stage: Stage) -> None:
    stage.window.run("edit.code")
    sheet = stage.window.shows.sheet
    assert isinstance(sheet, ChangeCodeSheet)
    QTest.mouseClick(sheet.buttons["vocal"], Qt.MouseButton.LeftButton)
    (event,) = stage.workspace.observation
    assert event.code == "vocal"


def test_without_a_selected_event_a_sheet_does_not_open(stage: Stage) -> None:
    stage.workspace.select(None)
    for command_id in ("edit.code", "edit.comment"):
        stage.window.run(command_id)
        assert stage.window.shows.sheet is None
        assert "No event is selected" in stage.window.bar.text


@pytest.mark.parametrize("command_id", ["help.rule", "help.about"])
def test_a_sheet_to_read_opens_and_goes(stage: Stage, command_id: str) -> None:
    stage.window.run(command_id)
    sheet = stage.window.shows.sheet
    assert isinstance(sheet, ReadingSheet)
    assert stage.window.over.rect().contains(sheet.geometry())
    stage.window.resize(1100, 700)
    assert stage.window.over.rect().contains(sheet.geometry())
    sheet.done.click()
    assert stage.window.shows.sheet is None


def test_the_keys_of_the_session_lie_over_the_window_until_a_key(stage: Stage) -> None:
    press_focused(Qt.Key.Key_Question, "?", Qt.KeyboardModifier.ShiftModifier)
    assert isinstance(stage.window.shows.sheet, KeySheet)
    press_focused(Qt.Key.Key_B, "b")
    stage.qtbot.waitUntil(lambda: stage.window.shows.sheet is None)
    assert len(stage.workspace.observation) == 1


class Keys:
    """A sheet of player keys, and what it kept."""

    def __init__(self, qtbot: QtBot) -> None:
        self.over = QWidget()
        self.over.resize(900, 700)
        qtbot.addWidget(self.over)
        self.over.show()
        self.kept: list[tuple[str, dict[str, tuple[str, ...]]]] = []
        self.sheet = PlayerKeysSheet(
            self.over, DARK, EDITOR, {}, lambda preset, keys: self.kept.append((preset, dict(keys))), core_cues()
        )
        self.sheet.open(self.sheet.table)

    def choose(self, title: str) -> None:
        (item,) = self.sheet.table.findItems(title, Qt.MatchFlag.MatchExactly)
        self.sheet.table.setCurrentItem(item)


def test_a_command_takes_the_next_key(qtbot: QtBot) -> None:
    keys = Keys(qtbot)
    keys.choose("Loop the selected event")
    press(keys.sheet.table, Qt.Key.Key_F10)
    assert "is now F10" in keys.sheet.message.text()
    keys.sheet.use.click()
    assert keys.kept == [(EDITOR, {"play.loop": ("f10",)})]


def test_a_key_that_is_taken_is_refused_with_who_has_it(qtbot: QtBot) -> None:
    keys = Keys(qtbot)
    keys.choose("Loop the selected event")
    press(keys.sheet.table, Qt.Key.Key_Space, " ")
    assert "Play or pause" in keys.sheet.message.text()
    keys.sheet.use.click()
    assert keys.kept == [(EDITOR, {})]


def test_a_key_of_the_scheme_is_named_as_a_clash(qtbot: QtBot) -> None:
    keys = Keys(qtbot)
    keys.choose("Loop the selected event")
    press(keys.sheet.table, Qt.Key.Key_B, "b")
    assert "in_signal.bid" in keys.sheet.message.text()
    keys.sheet.reset.click()
    assert keys.sheet.message.text() == ""


def test_a_preset_is_chosen_as_a_whole(qtbot: QtBot) -> None:
    keys = Keys(qtbot)
    keys.sheet.presets.setCurrentText(NUMPAD)
    keys.sheet.use.click()
    assert keys.kept == [(NUMPAD, {})]
