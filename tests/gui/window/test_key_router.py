"""Keys go one way: stamped with the frame on the screen, repeated only where that means something."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.gui.desks import STEP_MS
from tests.gui.stage import Stage, press, press_focused, sit_down


@pytest.fixture
def stage(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Stage:
    return sit_down(qtbot, monkeypatch)


def test_a_key_codes_on_the_frame_that_is_on_the_screen(stage: Stage) -> None:
    stage.show_frame(100)
    press_focused(Qt.Key.Key_B, "b")
    (event,) = stage.workspace.observation
    assert (event.code, event.onset_ms) == ("bid", 100 * STEP_MS)


def test_a_key_is_stamped_with_the_frame_seen_and_not_with_the_one_on_its_way(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = sit_down(qtbot, monkeypatch, prompt=False)
    stage.engine.deliver()
    qtbot.waitUntil(lambda: not stage.sitting.video.image.isNull())
    stage.sitting.playback.seek_ms(400)
    qtbot.waitUntil(lambda: stage.engine.asked[-1][0] == 10)
    press_focused(Qt.Key.Key_B, "b")
    stage.engine.deliver()
    qtbot.waitUntil(lambda: stage.sitting.playback.now_ms() == 400)
    press_focused(Qt.Key.Key_R, "r")
    assert [event.onset_ms for event in stage.workspace.observation] == [0, 400]


def test_a_held_key_codes_once(stage: Stage) -> None:
    press_focused(Qt.Key.Key_B, "b")
    for _ in range(5):
        press_focused(Qt.Key.Key_B, "b", again=True)
    assert len(stage.workspace.observation) == 1


def send(kind: QEvent.Type, at_ms: int) -> None:
    event = QKeyEvent(kind, Qt.Key.Key_B, Qt.KeyboardModifier.NoModifier, "b")
    event.setTimestamp(at_ms)
    focused = QApplication.focusWidget()
    assert focused is not None
    QApplication.sendEvent(focused, event)


def test_a_held_key_codes_once_where_the_system_sends_it_as_released_and_pressed_again(stage: Stage) -> None:
    send(QEvent.Type.KeyPress, 1000)
    for at_ms in (1660, 1700, 1741):
        send(QEvent.Type.KeyRelease, at_ms)
        send(QEvent.Type.KeyPress, at_ms)
    assert len(stage.workspace.observation) == 1
    send(QEvent.Type.KeyRelease, 1755)
    send(QEvent.Type.KeyPress, 1795)  # two quick taps are two events
    assert len(stage.workspace.observation) == 2


def test_a_held_arrow_steps_frame_by_frame_and_a_held_space_does_nothing(stage: Stage) -> None:
    stage.show_frame(10)
    for _ in range(3):
        press_focused(Qt.Key.Key_Right, again=True)
    stage.qtbot.waitUntil(lambda: stage.sitting.playback.now_ms() == 13 * STEP_MS)
    press_focused(Qt.Key.Key_Space, " ", again=True)
    assert not stage.sitting.playback.playing


def test_a_key_pressed_in_the_table_codes_as_well(stage: Stage) -> None:
    press_focused(Qt.Key.Key_B, "b")
    press(stage.sitting.events.table, Qt.Key.Key_R, "r")
    assert [event.code for event in stage.workspace.observation] == ["bid", "reach"]


def test_letters_typed_into_the_filter_code_nothing(stage: Stage) -> None:
    stage.window.run("edit.filter")
    assert QApplication.focusWidget() is stage.sitting.events.filter
    press_focused(Qt.Key.Key_B, "b")
    assert stage.sitting.events.filter.text() == "b"
    assert not len(stage.workspace.observation)


def test_a_key_without_meaning_is_said_and_changes_nothing(stage: Stage) -> None:
    press_focused(Qt.Key.Key_Z, "z")
    assert "codes nothing" in stage.window.bar.text
    assert not len(stage.workspace.observation)


def test_the_focus_is_on_the_picture_after_a_click_in_the_palette_and_in_the_table(stage: Stage) -> None:
    video = stage.sitting.video
    assert QApplication.focusWidget() is video
    press_focused(Qt.Key.Key_B, "b")
    QTest.mouseClick(stage.sitting.codes.buttons["in_signal", "reach"], Qt.MouseButton.LeftButton)
    assert QApplication.focusWidget() is video
    table = stage.sitting.events.table
    place = table.visualRect(stage.sitting.events.model.index(0, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert QApplication.focusWidget() is video
    for button in stage.sitting.transport.buttons.values():
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        assert QApplication.focusWidget() is video


def test_a_click_beside_the_filter_gives_the_keys_back_to_the_codes(stage: Stage) -> None:
    stage.window.run("edit.filter")
    handle, field, header = stage.window.windowHandle(), stage.sitting.events.filter, stage.sitting.header
    left, no_key = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QTest.mouseClick(handle, left, no_key, field.mapTo(stage.window, field.rect().center()))
    QApplication.processEvents()
    assert QApplication.focusWidget() is field
    QTest.mouseClick(handle, left, no_key, header.mapTo(stage.window, header.rect().center()))
    stage.qtbot.waitUntil(lambda: QApplication.focusWidget() is stage.sitting.video)


def test_tab_goes_from_the_picture_over_the_transport_to_the_events(stage: Stage) -> None:
    visited = []
    for _ in range(16):
        press_focused(Qt.Key.Key_Tab, "\t")
        visited.append(QApplication.focusWidget())
    transport, events = stage.sitting.transport, stage.sitting.events
    assert visited[0] is transport.buttons["play.start"]
    assert visited.index(transport.pre_roll) < visited.index(events.filter) < visited.index(events.table)
    stage.sitting.focus()
    press_focused(Qt.Key.Key_Tab, "\t")
    press_focused(Qt.Key.Key_B, "b")
    assert len(stage.workspace.observation) == 1, "a button that has the keys takes no code's key"


def hold(kind: QEvent.Type, at_ms: int) -> None:
    event = QKeyEvent(kind, Qt.Key.Key_U, Qt.KeyboardModifier.NoModifier, "u")
    event.setTimestamp(at_ms)
    focused = QApplication.focusWidget()
    assert focused is not None
    QApplication.sendEvent(focused, event)


def uncodable(stage: Stage) -> list[tuple[int, int | None]]:
    return [(event.onset_ms, event.offset_ms) for event in stage.workspace.observation.lane("uncodable")]


def test_a_held_key_marks_uncodable_time_while_it_is_held_however_the_system_repeats_it(stage: Stage) -> None:
    stage.show_frame(100)
    hold(QEvent.Type.KeyPress, 1_000)
    for at_ms in (1_500, 1_540, 1_580):
        hold(QEvent.Type.KeyRelease, at_ms)
        hold(QEvent.Type.KeyPress, at_ms)
    stage.show_frame(125)
    assert uncodable(stage) == [(4_000, None)]
    hold(QEvent.Type.KeyRelease, 2_100)
    stage.qtbot.waitUntil(lambda: uncodable(stage) == [(4_000, 5_000)])


def test_a_tapped_key_begins_uncodable_time_and_another_tap_ends_it(stage: Stage) -> None:
    stage.show_frame(100)
    hold(QEvent.Type.KeyPress, 1_000)
    hold(QEvent.Type.KeyRelease, 1_090)
    stage.show_frame(125)
    assert uncodable(stage) == [(4_000, None)]
    hold(QEvent.Type.KeyPress, 3_000)
    hold(QEvent.Type.KeyRelease, 3_100)
    assert uncodable(stage) == [(4_000, 5_000)]


def test_uncodable_time_that_was_held_ends_before_the_next_key_is_done(stage: Stage) -> None:
    stage.show_frame(100)
    hold(QEvent.Type.KeyPress, 1_000)
    stage.show_frame(125)
    hold(QEvent.Type.KeyRelease, 2_100)
    press_focused(Qt.Key.Key_B, "b")
    assert uncodable(stage) == [(4_000, 5_000)]
    assert [event.onset_ms for event in stage.workspace.observation.lane("in_signal")] == [5_000]
