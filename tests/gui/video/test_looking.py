"""Keys and pointer change how the picture is seen; the frame that is coded stays the same."""

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coder.app.settings import load_settings
from coder.gui.video.look import Look
from coder.gui.video.own_window import OwnWindow
from tests.gui.desks import STEP_MS
from tests.gui.stage import Stage, press_focused, sit_down

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def stage(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Stage:
    return sit_down(qtbot, monkeypatch)


def wheel(stage: Stage, turn: int, held: Qt.KeyboardModifier = NONE, at: QPointF | None = None) -> None:
    at = at or QPointF(200, 150)
    event = QWheelEvent(
        at, at, QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton, held, Qt.ScrollPhase.NoScrollPhase, False
    )
    QApplication.sendEvent(stage.sitting.video, event)


def drag(stage: Stage, by: QPointF, button: Qt.MouseButton = Qt.MouseButton.MiddleButton) -> None:
    view, begin = stage.sitting.video, QPointF(300, 200)
    for kind, at in (
        (QEvent.Type.MouseButtonPress, begin),
        (QEvent.Type.MouseMove, begin + by),
        (QEvent.Type.MouseButtonRelease, begin + by),
    ):
        QApplication.sendEvent(view, QMouseEvent(kind, at, at, button, button, NONE))


def test_keys_look_from_nearer_and_move_and_show_the_whole_again(stage: Stage) -> None:
    press_focused(Qt.Key.Key_Up, held=CTRL)
    press_focused(Qt.Key.Key_Up, held=CTRL)
    press_focused(Qt.Key.Key_Left, held=CTRL | SHIFT)
    look = stage.sitting.video.look
    assert look.zoom == pytest.approx(1.25**2)
    assert look.x < 0.5
    press_focused(Qt.Key.Key_Home, held=CTRL | SHIFT)
    assert stage.sitting.video.look == Look()


def test_a_lighter_picture_is_asked_for_again_and_said(stage: Stage) -> None:
    before = stage.sitting.video.image.pixelColor(5, 5).lightness()
    press_focused(Qt.Key.Key_B, "\x02", CTRL)
    stage.qtbot.waitUntil(lambda: stage.sitting.video.image.pixelColor(5, 5).lightness() > before)
    assert stage.window.bar.text == "Picture: brightness +1. The frame stays the same."
    press_focused(Qt.Key.Key_Backspace, held=CTRL)
    stage.qtbot.waitUntil(lambda: stage.sitting.video.image.pixelColor(5, 5).lightness() == before)


def test_a_turned_picture_stands_upright_in_its_frame(stage: Stage) -> None:
    view = stage.sitting.video
    press_focused(Qt.Key.Key_R, "\x12", CTRL | SHIFT)
    stage.qtbot.waitUntil(lambda: view.image.height() > view.image.width())
    stage.qtbot.waitUntil(lambda: stage.engine.asked[-1][1] == view.picture_size())
    rect = view.picture_rect()
    assert rect.height() / rect.width() == pytest.approx(16 / 9, rel=0.02)


def test_one_field_is_asked_of_the_decoder(stage: Stage) -> None:
    stage.window.run("picture.one_field")
    assert stage.engine.one_field
    stage.window.run("picture.one_field")
    assert not stage.engine.one_field


def test_the_event_is_stamped_with_the_frame_however_it_is_looked_at(stage: Stage) -> None:
    stage.show_frame(40)
    for command in ("picture.larger", "picture.turn", "picture.brighter", "picture.one_field", "picture.magnifier"):
        stage.window.run(command)
    press_focused(Qt.Key.Key_B, "b")
    (event,) = stage.workspace.observation
    assert event.onset_ms == 40 * STEP_MS


def test_the_wheel_zooms_with_ctrl_and_moves_a_larger_picture_without(stage: Stage) -> None:
    view = stage.sitting.video
    wheel(stage, 120)
    assert view.look == Look()
    wheel(stage, 120, CTRL)
    wheel(stage, 120, CTRL)
    assert view.look.zoom == pytest.approx(1.44)
    before = view.picture_rect()
    wheel(stage, -120)
    assert view.picture_rect().top() < before.top()
    wheel(stage, 120, SHIFT)
    assert view.picture_rect().left() != before.left()


@pytest.mark.parametrize("button", [Qt.MouseButton.MiddleButton, Qt.MouseButton.LeftButton])
def test_a_larger_picture_is_dragged(stage: Stage, button: Qt.MouseButton) -> None:
    view = stage.sitting.video
    drag(stage, QPointF(40, 10), button)
    assert view.look == Look()
    for _ in range(5):
        stage.window.run("picture.larger")
    before = view.picture_rect()
    drag(stage, QPointF(40, 10), button)
    assert view.picture_rect().left() == pytest.approx(before.left() + 40, abs=1)
    assert QApplication.focusWidget() is view


def test_the_magnifier_follows_the_pointer_and_asks_for_every_pixel(stage: Stage) -> None:
    view = stage.sitting.video
    view.set_frame_size(1920, 1080)
    stage.window.run("picture.magnifier")
    assert view.picture_size() == (1920, 1080)
    QTest.mouseMove(view, QPoint(300, 200))
    stage.qtbot.waitUntil(lambda: view._glass is not None)
    view.grab()
    stage.window.run("picture.magnifier")
    assert view._glass is None


def test_the_time_on_the_picture_comes_and_goes(stage: Stage) -> None:
    view = stage.sitting.video
    corner = view.picture_rect().topLeft().toPoint() + QPoint(16, 16)
    with_time = view.grab().toImage().pixelColor(corner)
    stage.window.run("picture.read_out")
    assert view.grab().toImage().pixelColor(corner) != with_time


def test_a_sessions_look_is_there_again_the_next_time(stage: Stage) -> None:
    stage.window.run("picture.larger")
    stage.window.run("picture.brighter")
    stage.window.run("picture.read_out")
    look = stage.sitting.video.look
    stage.window.close()
    assert load_settings().window["read_out"] == "hidden"
    again = sit_down(stage.qtbot, pytest.MonkeyPatch(), settings=load_settings())
    assert again.sitting.video.look == look
    assert not again.sitting.video.read_out_shown


def test_menus_tick_what_is_on(stage: Stage) -> None:
    for command in ("picture.magnifier", "picture.one_field"):
        stage.window.run(command)
    stage.window.menus.menus["Picture"].aboutToShow.emit()
    actions = stage.window.menus.actions
    ticked = [name for name, action in actions.items() if name.startswith("picture.") and action.isChecked()]
    assert sorted(ticked) == ["picture.magnifier", "picture.one_field", "picture.read_out"]


def test_dropped_frames_are_counted_on_the_picture(stage: Stage) -> None:
    view = stage.sitting.video
    stage.show_frame(20)
    stage.engine.dropped = 3
    stage.sitting.playback.play()
    stage.qtbot.waitUntil(lambda: "3 dropped" in view.read_out.rest)
    stage.sitting.playback.pause()
    stage.sitting.playback.step(-1)
    stage.qtbot.waitUntil(lambda: "dropped" not in view.read_out.rest)


def test_the_picture_has_its_own_window_and_keys_code_from_both(stage: Stage) -> None:
    window, view = stage.window, stage.sitting.video
    press_focused(Qt.Key.Key_F11, held=SHIFT)
    own = view.window()
    assert isinstance(own, OwnWindow)
    assert own.isVisible()
    with stage.qtbot.waitActive(own):
        own.activateWindow()
    press_focused(Qt.Key.Key_B, "b")
    with stage.qtbot.waitActive(window):
        window.activateWindow()
    stage.sitting.focus()
    assert QApplication.focusWidget() is not view
    press_focused(Qt.Key.Key_V, "v")
    assert [event.code for event in stage.workspace.observation] == ["bid", "vocal"]
    stage.show_frame(7)
    own.close()
    assert view.window() is window
    assert view.isVisible()
    assert QApplication.focusWidget() is view


def test_a_session_closes_while_its_picture_is_in_its_own_window(stage: Stage) -> None:
    stage.window.run("picture.own_window")
    stage.window.show_start()
    assert stage.window.sitting is None
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, OwnWindow) and w.isVisible()]
