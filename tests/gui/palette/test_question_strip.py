"""The strip that asks for modifiers."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coder.app.desk import Desk
from coder.gui.palette.key_button import Light
from coder.gui.palette.question_strip import QuestionStrip
from coder.gui.theme import DARK
from tests.gui.desks import build_desk, build_workspace, core_cues, press_all
from tests.gui.palette.schemes import build_scheme


def build_strip(qtbot: QtBot, desk: Desk, width: int = 900) -> QuestionStrip:
    video = QWidget()
    qtbot.addWidget(video)
    video.resize(width, 400)
    strip = QuestionStrip(desk, DARK, video)
    with qtbot.waitExposed(video):
        video.show()
    return strip


@pytest.fixture
def cues() -> Desk:
    return build_desk(build_workspace(core_cues()))


@pytest.fixture
def voices() -> Desk:
    return build_desk(build_workspace(build_scheme()))


def test_it_is_there_only_while_a_question_waits(qtbot: QtBot, cues: Desk) -> None:
    strip = build_strip(qtbot, cues)
    assert not strip.isVisible()
    press_all(cues, ("t", 1000), ("t", 2000))
    assert strip.isVisible()
    assert strip.title.text() == "touch ended — form?"
    assert [(button.chord, button.text()) for button in strip.options][:2] == [("1", "still"), ("2", "stroke")]
    assert strip.hint.text() == "Esc leaves it open · 1 more"
    press_all(cues, ("2", 2000), ("1", 2000))
    assert not strip.isVisible()


def test_a_click_answers_as_the_key_does(qtbot: QtBot, cues: Desk) -> None:
    strip = build_strip(qtbot, cues)
    press_all(cues, ("t", 1000), ("t", 2000))
    QTest.mouseClick(strip.options[2], Qt.MouseButton.LeftButton)
    assert next(iter(cues.workspace.observation)).modifier("form") == "pat"
    assert strip.title.text() == "touch ended — quality?"


def test_escape_leaves_the_question_open(qtbot: QtBot, cues: Desk) -> None:
    strip = build_strip(qtbot, cues)
    press_all(cues, ("s", 1000))
    assert strip.title.text() == "smile begins — intensity?"
    cues.press("escape")
    assert not strip.isVisible()


def test_a_point_is_asked_about_by_its_name_alone(qtbot: QtBot, cues: Desk) -> None:
    strip = build_strip(qtbot, cues)
    press_all(cues, ("n", 1000))
    assert strip.title.text() == "need met — need?"


def test_several_options_are_lit_as_they_are_chosen(qtbot: QtBot, voices: Desk) -> None:
    strip = build_strip(qtbot, voices)
    press_all(voices, ("q", 1000), ("1", 1000), ("3", 1000))
    assert [button.light for button in strip.options[:3]] == [Light.ON, Light.OFF, Light.ON]
    assert strip.options[-1].text() == "finish"
    QTest.mouseClick(strip.options[-1], Qt.MouseButton.LeftButton)
    assert next(iter(voices.workspace.observation)).modifier("loudness") == "low+very_high"


def test_a_number_is_seen_as_it_is_typed(qtbot: QtBot, voices: Desk) -> None:
    strip = build_strip(qtbot, voices)
    press_all(voices, ("q", 1000), ("enter", 1000))
    assert strip.typed.isVisible()
    assert strip.typed.text() == "▏1 to 5 times"
    press_all(voices, ("4", 1000))
    assert strip.typed.text() == "4▏"
    assert strip.hint.text() == "Esc leaves it open"


def test_a_text_is_seen_as_it_is_typed(qtbot: QtBot, voices: Desk) -> None:
    strip = build_strip(qtbot, voices)
    press_all(voices, ("q", 1000), ("escape", 1000), ("escape", 1000), ("q", 2000))
    assert strip.title.text() == "talk ended — word?"
    press_all(voices, ("h", 2000), ("i", 2000))
    assert strip.typed.text() == "hi▏"


def test_it_keeps_to_the_lower_edge_and_inside_the_picture(qtbot: QtBot, cues: Desk) -> None:
    strip = build_strip(qtbot, cues)
    press_all(cues, ("t", 1000), ("t", 2000))
    video = strip.parentWidget()
    assert video is not None
    for width, height in ((900, 400), (420, 300)):
        video.resize(width, height)
        assert video.rect().contains(strip.geometry())
        assert strip.geometry().bottom() > height - 20
    assert strip.height() > 40


def test_it_is_named_for_a_screen_reader(qtbot: QtBot, cues: Desk) -> None:
    strip = build_strip(qtbot, cues)
    press_all(cues, ("s", 1000))
    name = "smile begins — intensity? 1 slight, 2 clear, 3 strong. Esc leaves it open"
    assert strip.accessibleName() == name


def test_answering_again_shows_what_is_held_and_enter_keeps_it(qtbot: QtBot, cues: Desk) -> None:
    strip = build_strip(qtbot, cues)
    press_all(cues, ("t", 1000), ("t", 2000), ("2", 2000), ("1", 2000))
    cues.workspace.select(next(iter(cues.workspace.observation)).id)
    cues.workspace.ask_again()
    assert strip.hint.text() == "Enter keeps stroke · 1 more"
    assert [button.text() for button in strip.options if button.light is Light.ON] == ["stroke"]
    cues.press("enter")
    assert strip.title.text() == "touch ended — quality?"


def test_options_that_are_held_are_lit_and_taken_off_one_by_one(qtbot: QtBot, voices: Desk) -> None:
    strip = build_strip(qtbot, voices)
    press_all(voices, ("q", 1000), ("1", 1000), ("3", 1000), ("enter", 1000), ("4", 1000), ("enter", 1000))
    voices.workspace.select(next(iter(voices.workspace.observation)).id)
    voices.workspace.ask_again()
    assert [button.light for button in strip.options[:3]] == [Light.ON, Light.OFF, Light.ON]
    voices.press("1")
    assert [button.light for button in strip.options[:3]] == [Light.OFF, Light.OFF, Light.ON]
    voices.press("enter")
    assert (strip.typed.text(), strip.hint.text()) == ("▏1 to 5 times", "Enter keeps 4 times · 1 more")
