"""The bar under the picture asks; it does nothing itself."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coder.app.keymap import NUMPAD, build_keymap
from coder.gui.theme import DARK, LIGHT
from coder.gui.video.transport import Transport


@pytest.fixture
def bar(qtbot: QtBot) -> Transport:
    bar = Transport(build_keymap(), DARK, pre_roll_s=2.0, volume=0.8)
    qtbot.addWidget(bar)
    bar.resize(1100, 34)
    bar.show()
    return bar


@pytest.mark.parametrize("command_id", ["play.start", "play.previous_frame", "play.toggle", "play.end", "play.loop"])
def test_a_button_asks_for_its_command(bar: Transport, qtbot: QtBot, command_id: str) -> None:
    with qtbot.waitSignal(bar.command_asked) as asked:
        QTest.mouseClick(bar.buttons[command_id], Qt.MouseButton.LeftButton)
    assert asked.args == [command_id]


def test_a_rate_a_pre_roll_and_a_volume_can_be_asked_for(bar: Transport, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.rate_asked) as asked:
        bar.rates[0.25].click()
    assert asked.args == [0.25]
    with qtbot.waitSignal(bar.pre_roll_asked) as asked:
        bar.pre_roll.click()
    assert asked.args == [False]
    with qtbot.waitSignal(bar.volume_asked) as asked:
        bar.volume.setValue(40)
    assert asked.args == [0.4]
    with qtbot.waitSignal(bar.volume_asked) as asked:
        bar.mute.click()
    assert asked.args == [0.0]


def test_it_shows_how_it_plays(bar: Transport) -> None:
    bar.show_state(playing=True, rate=2.0, looping=True)
    assert bar.buttons["play.toggle"].accessibleName() == "Pause"
    assert [rate for rate, button in bar.rates.items() if button.isChecked()] == [2.0]
    assert bar.buttons["play.loop"].isChecked()
    bar.show_state(playing=False, rate=3.0, looping=False)
    assert not any(button.isChecked() for button in bar.rates.values())


def test_it_says_why_there_is_no_sound(bar: Transport) -> None:
    bar.show_sound("There is no sound device.")
    assert not bar.volume.isEnabled()
    assert bar.mute.toolTip() == "There is no sound device."


def test_it_names_the_keys_of_the_preset_in_use(bar: Transport) -> None:
    bar.name_keys(build_keymap(NUMPAD))
    assert "Num 4" in bar.hint.text()
    bar.set_theme(LIGHT)


def test_the_hint_is_left_out_where_it_would_be_cut(bar: Transport) -> None:
    assert bar.hint.isVisible()
    bar.resize(560, 34)
    assert not bar.hint.isVisible()
