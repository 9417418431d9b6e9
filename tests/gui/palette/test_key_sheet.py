"""The sheet of the session's keys."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coder.app.commands import COMMANDS
from coder.gui.palette.key_cap import KeyCap
from coder.gui.palette.key_sheet import KeySheet, build_session_sheet, split_evenly
from coder.gui.palette.sheet_sections import RULE, build_sections
from coder.gui.theme import DARK
from coder.gui.words import key_words
from tests.gui.desks import build_desk, build_workspace, core_cues


def build_sheet(qtbot: QtBot, width: int = 1024, height: int = 700) -> KeySheet:
    window = QWidget()
    window.resize(width, height)
    qtbot.addWidget(window)
    sheet = build_session_sheet(build_desk(build_workspace(core_cues())), DARK, window)
    with qtbot.waitExposed(window):
        window.show()
    sheet.open()
    return sheet


def test_all_keys_of_codes_and_player_are_on_it(qtbot: QtBot) -> None:
    sheet = build_sheet(qtbot)
    caps = {cap.accessibleName() for cap in sheet.findChildren(KeyCap)}
    scheme = core_cues()
    assert caps.issuperset({code.key for tier in scheme.lanes for code in tier.codes})
    assert caps.issuperset({key_words(chord) for command in COMMANDS for chord in command.keys})


def test_definitions_and_the_rule_of_pressing_are_on_it(qtbot: QtBot) -> None:
    text = "\n".join(label.text() for label in build_sheet(qtbot).findChildren(QLabel))
    assert "The caregiver&#x27;s eyes are directed at the infant&#x27;s face" in text
    assert all(line in text for line in RULE)


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_G, Qt.Key.Key_Question])
def test_any_key_closes_it(qtbot: QtBot, key: Qt.Key) -> None:
    sheet = build_sheet(qtbot)
    with qtbot.waitSignal(sheet.closed):
        QTest.keyClick(sheet, key)


def test_a_click_closes_it(qtbot: QtBot) -> None:
    sheet = build_sheet(qtbot)
    with qtbot.waitSignal(sheet.closed):
        QTest.mouseClick(
            sheet.area.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(60, 60)
        )


def test_arrows_scroll_and_modifier_keys_do_nothing(qtbot: QtBot) -> None:
    sheet = build_sheet(qtbot)
    bar = sheet.area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    QTest.keyClick(sheet, Qt.Key.Key_Shift)
    QTest.keyClick(sheet, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    QTest.keyClick(sheet, Qt.Key.Key_Home)
    assert bar.value() == 0
    assert sheet.isVisible()


def test_the_keys_go_back_to_where_they_were(qtbot: QtBot) -> None:
    window = QWidget()
    field = QLineEdit()
    QVBoxLayout(window).addWidget(field)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    field.setFocus()
    sheet = build_session_sheet(build_desk(build_workspace(core_cues())), DARK, window)
    sheet.open()
    assert not field.hasFocus()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert field.hasFocus()


def test_it_covers_the_window_and_fits_its_width(qtbot: QtBot) -> None:
    sheet = build_sheet(qtbot)
    window = sheet.window()
    for width, height in ((1024, 700), (1440, 900)):
        window.resize(width, height)
        assert sheet.geometry() == window.rect()
        page = sheet.area.widget()
        assert page is not None
        assert page.minimumSizeHint().width() <= sheet.area.viewport().width()


@pytest.mark.parametrize("columns", [1, 2, 3, 4])
def test_columns_keep_the_order_and_lose_nothing(columns: int) -> None:
    sections = build_sections(build_desk(build_workspace(core_cues())))
    cut = split_evenly(sections, columns)
    assert [section for column in cut for section in column] == sections
    assert all(cut)
