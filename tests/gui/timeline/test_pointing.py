from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QCursor, QMouseEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from coder.gui.timeline.view import TimelineView
from coder.model.event import Event
from tests.gui.timeline.sessions import build_view, build_workspace, row

FEW = (
    Event(1, "cg_gaze", "at_face", 10_000, 20_000),
    Event(2, "cg_gaze", "away", 20_000, 30_000),
    Event(3, "in_gaze", "caregiver", 15_000, 40_000),
    Event(4, "in_signal", "bid", 25_000, point=True),
)
LEFT = Qt.MouseButton.LeftButton


class Heard:
    """What a timeline asked for."""

    def __init__(self, view: TimelineView) -> None:
        self.seeks: list[int] = []
        self.previews: list[int] = []
        self.commands: list[str] = []
        view.seek_asked.connect(self.seeks.append)
        view.preview_asked.connect(self.previews.append)
        view.command_asked.connect(self.commands.append)


@pytest.fixture
def view(qtbot: QtBot) -> TimelineView:
    view = build_view(build_workspace(*FEW))
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    return view


def at(view: TimelineView, ms: int, row_id: str) -> QPoint:
    placed = row(view, row_id)
    return QPoint(round(view.scale.x(ms)), placed.top + placed.height // 2)


def move(view: TimelineView, to: QPoint) -> None:
    where = QPointF(to)
    kind, none = QEvent.Type.MouseMove, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(view, QMouseEvent(kind, where, view.mapToGlobal(where), LEFT, LEFT, none))


def drag(view: TimelineView, start: QPoint, *to: QPoint) -> None:
    QTest.mousePress(view, LEFT, pos=start)
    for place in to:
        move(view, place)


def wheel(view: TimelineView, where: QPoint, turn: QPoint, shift: bool = False) -> None:
    held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    none, phase = Qt.MouseButton.NoButton, Qt.ScrollPhase.NoScrollPhase
    place = QPointF(where)
    event = QWheelEvent(place, view.mapToGlobal(place), QPoint(), turn, none, held, phase, False)
    QApplication.sendEvent(view, event)


def test_a_click_in_the_ruler_goes_to_that_frame(view: TimelineView) -> None:
    heard = Heard(view)
    QTest.mouseClick(view, LEFT, pos=QPoint(round(view.scale.x(33_000)), 5))
    assert heard.seeks == [view.workspace.frames.time_ms(view.workspace.frames.at(heard.seeks[0]))]
    assert abs(heard.seeks[0] - 33_000) <= 120


def test_a_click_on_an_empty_lane_goes_there_and_keeps_the_selection(view: TimelineView) -> None:
    heard = Heard(view)
    view.workspace.select(1)
    QTest.mouseClick(view, LEFT, pos=at(view, 60_000, "cg_gaze"))
    assert len(heard.seeks) == 1
    assert view.workspace.selected == 1


def test_a_click_on_an_event_selects_it_and_leaves_the_play_head(view: TimelineView) -> None:
    heard = Heard(view)
    QTest.mouseClick(view, LEFT, pos=at(view, 30_000, "in_gaze"))
    assert view.workspace.selected == 3
    assert heard.seeks == []


def test_a_double_click_on_an_event_goes_to_its_onset(view: TimelineView) -> None:
    heard = Heard(view)
    QTest.mouseDClick(view, LEFT, pos=at(view, 30_000, "in_gaze"))
    assert heard.seeks == [15_000]


def test_a_drag_on_the_ruler_scrubs_from_frame_to_frame(view: TimelineView) -> None:
    heard = Heard(view)
    start = QPoint(round(view.scale.x(20_000)), 5)
    drag(view, start, start + QPoint(10, 0), start + QPoint(20, 0), start + QPoint(20, 1))
    QTest.mouseRelease(view, LEFT, pos=start + QPoint(20, 1))
    assert len(heard.seeks) == 3
    assert heard.seeks == sorted(heard.seeks)
    assert all(ms % 40 == 0 for ms in heard.seeks)


def test_dragging_an_edge_moves_it_to_a_frame_as_one_edit(view: TimelineView) -> None:
    heard, workspace = Heard(view), view.workspace
    view.set_now(50_000)
    start = at(view, 40_000, "in_gaze") - QPoint(2, 0)
    drag(view, start, start + QPoint(30, 0), start + QPoint(90, 0))
    assert view.live.drag is not None
    assert view.live.drag.to_ms == 50_000
    view.grab()
    QTest.mouseRelease(view, LEFT, pos=start + QPoint(90, 0))
    assert workspace.observation.event(3).offset_ms == 50_000
    assert heard.previews == [43_320, 50_000, 50_000]
    assert heard.seeks == []
    workspace.undo()
    assert workspace.observation.event(3).offset_ms == 40_000
    assert workspace.history.can_undo is None


def test_the_rest_of_the_picture_stays_while_an_edge_is_dragged(view: TimelineView) -> None:
    overview = QRect(0, view.scene.layout.overview_top, view.width(), view.height())
    before = view.grab().copy(overview).toImage()
    start = at(view, 40_000, "in_gaze") - QPoint(2, 0)
    drag(view, start, start + QPoint(90, 0))
    assert view.grab().copy(overview).toImage() == before
    QTest.mouseRelease(view, LEFT, pos=start)


def test_dragging_an_edge_into_its_neighbour_moves_both_and_stops_in_time(view: TimelineView) -> None:
    workspace = view.workspace
    start = at(view, 20_000, "cg_gaze") - QPoint(2, 0)
    drag(view, start, start + QPoint(50, 0), start + QPoint(700, 0))
    QTest.mouseRelease(view, LEFT, pos=start + QPoint(700, 0))
    first, second = workspace.observation.event(1), workspace.observation.event(2)
    assert first.offset_ms == second.onset_ms
    assert 29_900 <= second.onset_ms < 30_000


def test_a_point_is_dragged_as_a_whole(view: TimelineView) -> None:
    start = at(view, 25_000, "in_signal")
    drag(view, start, start + QPoint(45, 0))
    QTest.mouseRelease(view, LEFT, pos=start + QPoint(45, 0))
    assert view.workspace.observation.event(4).onset_ms == 30_000


def test_escape_leaves_the_edge_where_it_was(qtbot: QtBot, view: TimelineView) -> None:
    heard = Heard(view)
    other = QLineEdit()
    qtbot.addWidget(other)
    view.set_now(12_000)
    start = at(view, 40_000, "in_gaze") - QPoint(2, 0)
    drag(view, start, start + QPoint(90, 0))
    QTest.keyClick(other, Qt.Key.Key_Escape)
    assert view.live.drag is None
    QTest.mouseRelease(view, LEFT, pos=start + QPoint(90, 0))
    assert view.workspace.observation.event(3).offset_ms == 40_000
    assert view.workspace.history.can_undo is None
    assert heard.previews[-1] == 12_000


def test_keys_reach_others_while_an_edge_is_dragged(qtbot: QtBot, view: TimelineView) -> None:
    other = QLineEdit()
    qtbot.addWidget(other)
    start = at(view, 40_000, "in_gaze") - QPoint(2, 0)
    drag(view, start, start + QPoint(90, 0))
    QTest.keyClicks(other, "g")
    assert other.text() == "g"
    QTest.mouseRelease(view, LEFT, pos=start)


def test_the_page_does_not_turn_under_a_drag(view: TimelineView) -> None:
    view.set_range(10_000, 45_000)
    start = at(view, 40_000, "in_gaze") - QPoint(2, 0)
    drag(view, start, start + QPoint(40, 0))
    view.set_now(44_500)
    assert view.shown == (10_000, 45_000)
    QTest.mouseRelease(view, LEFT, pos=start)


def test_a_view_only_observation_can_be_selected_from_but_not_dragged(qtbot: QtBot) -> None:
    view = build_view(build_workspace(*FEW, view_only="another video"))
    qtbot.addWidget(view)
    view.grab()
    start = at(view, 40_000, "in_gaze") - QPoint(2, 0)
    drag(view, start, start + QPoint(90, 0))
    assert view.live.drag is None
    assert view.workspace.selected == 3
    QTest.mouseRelease(view, LEFT, pos=start)


@pytest.mark.parametrize(
    ("place", "shape"),
    [
        (lambda view: at(view, 40_000, "in_gaze") - QPoint(1, 0), Qt.CursorShape.SizeHorCursor),
        (lambda view: at(view, 30_000, "in_gaze"), Qt.CursorShape.PointingHandCursor),
        (lambda view: at(view, 80_000, "in_gaze"), Qt.CursorShape.ArrowCursor),
        (lambda view: QPoint(round(view.whole_scale.x(25_000)), view.height() - 5), Qt.CursorShape.OpenHandCursor),
        (lambda view: QPoint(round(view.whole_scale.x(95_000)), view.height() - 5), Qt.CursorShape.ArrowCursor),
    ],
)
def test_the_pointer_shows_what_can_be_done(
    view: TimelineView, place: Callable[[TimelineView], QPoint], shape: Qt.CursorShape
) -> None:
    view.set_range(20_000, 85_000)
    where = QPointF(place(view))
    none = Qt.MouseButton.NoButton
    kind, held = QEvent.Type.MouseMove, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(view, QMouseEvent(kind, where, view.mapToGlobal(where), none, none, held))
    assert QCursor(view.cursor()).shape() is shape


def test_resting_on_an_event_tells_of_it_in_plain_text(view: TimelineView) -> None:
    move_to = QPointF(at(view, 30_000, "in_gaze"))
    none, held = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(view, QMouseEvent(QEvent.Type.MouseMove, move_to, move_to, none, none, held))
    assert "0:15.000 – 0:40.000 · 25.000 s" in view.toolTip()


def test_the_wheel_zooms_at_the_pointer(view: TimelineView) -> None:
    where = at(view, 25_000, "in_gaze")
    before = view.scale.ms(where.x())
    wheel(view, where, QPoint(0, 120))
    assert view.shown[1] - view.shown[0] == 80_000
    assert abs(view.scale.ms(where.x()) - before) <= 100
    wheel(view, where, QPoint(0, -240))
    assert view.shown == (0, 100_000)


@pytest.mark.parametrize(("turn", "shift"), [(QPoint(0, -120), True), (QPoint(-120, 0), False)])
def test_shift_and_the_wheel_or_a_sideways_wheel_pans(view: TimelineView, turn: QPoint, shift: bool) -> None:
    view.set_range(20_000, 30_000)
    wheel(view, at(view, 25_000, "in_gaze"), turn, shift)
    assert view.shown == (21_200, 31_200)


def test_the_wheel_over_the_names_scrolls_the_lanes(qtbot: QtBot) -> None:
    view = build_view(build_workspace(*FEW), height=125)
    qtbot.addWidget(view)
    view.grab()
    wheel(view, QPoint(20, 70), QPoint(0, -120))
    assert view.scene.layout.scroll == 14 == view.scene.layout.lanes[0].height
    assert view.shown == (0, 100_000)


def test_dragging_the_frame_in_the_overview_moves_what_is_shown(view: TimelineView) -> None:
    view.set_range(20_000, 30_000)
    start = QPoint(round(view.whole_scale.x(25_000)), view.height() - 8)
    drag(view, start, start + QPoint(90, 0))
    QTest.mouseRelease(view, LEFT, pos=start + QPoint(90, 0))
    assert view.shown == (30_000, 40_000)


def test_a_drag_beside_the_frame_in_the_overview_takes_the_head_over_the_whole_session(view: TimelineView) -> None:
    heard = Heard(view)
    view.set_range(20_000, 30_000)
    start = QPoint(round(view.whole_scale.x(70_000)), view.height() - 8)
    drag(view, start, start + QPoint(90, 0))
    assert heard.seeks[0] == pytest.approx(70_000, abs=300)
    assert abs(heard.seeks[-1] - 80_000) < 300
    QTest.mouseRelease(view, LEFT, pos=start + QPoint(90, 0))
    assert view.shown[0] < heard.seeks[-1] < view.shown[1]


def test_esc_amid_a_drag_over_the_whole_session_brings_everything_back(view: TimelineView) -> None:
    heard = Heard(view)
    view.set_range(20_000, 30_000)
    QTest.mousePress(view, LEFT, pos=QPoint(round(view.whole_scale.x(70_000)), view.height() - 8))
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert view.shown == (20_000, 30_000)
    assert heard.seeks[-1] == view.now_ms


def test_the_head_is_brought_back_into_sight_when_playing_begins(view: TimelineView) -> None:
    view.set_now(10_000)
    view.set_range(60_000, 70_000)
    view.show_playing(True)
    assert view.shown[0] <= 10_000 <= view.shown[1]
    view.set_range(60_000, 70_000)
    view.show_playing(True)
    view.set_now(10_040)
    assert view.shown == (60_000, 70_000)


def menu_at(qtbot: QtBot, view: TimelineView, where: QPoint) -> QMenu:
    reason = QContextMenuEvent.Reason.Mouse
    QApplication.sendEvent(view, QContextMenuEvent(reason, where, view.mapToGlobal(where)))
    menus = view.findChildren(QMenu)
    assert len(menus) == 1
    return menus[0]


def test_the_menu_of_an_event_asks_for_commands_on_it(qtbot: QtBot, view: TimelineView) -> None:
    heard = Heard(view)
    menu = menu_at(qtbot, view, at(view, 30_000, "in_gaze"))
    assert view.workspace.selected == 3
    offered = {str(action.data()) for action in menu.actions() if action.data()}
    assert {"edit.delete", "edit.split", "edit.merge", "edit.code", "edit.comment", "play.loop"} <= offered
    next(action for action in menu.actions() if action.data() == "edit.delete").trigger()
    assert heard.commands == ["edit.delete"]
    menu.close()


def test_the_menu_of_an_event_names_keys_and_splits_only_where_the_play_head_is(
    qtbot: QtBot, view: TimelineView
) -> None:
    event = view.workspace.observation.event(3)
    view.set_now(event.onset_ms - 1)
    menu = menu_at(qtbot, view, at(view, 30_000, "in_gaze"))
    split = next(action for action in menu.actions() if action.data() == "edit.split")
    assert split.text() == "Split event here\tCtrl+D"
    assert not split.isEnabled()
    menu.close()


def test_a_point_is_not_offered_what_only_states_have(qtbot: QtBot, view: TimelineView) -> None:
    menu = menu_at(qtbot, view, at(view, 25_000, "in_signal"))
    hidden = {str(action.data()) for action in menu.actions() if not action.isVisible()}
    assert hidden == {"code.offset_here", "edit.split", "edit.merge"}
    menu.close()
