"""The events panel: clicks, filter, edits in place, and keys that it leaves alone."""

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coder.app.desk import Desk
from coder.app.notices import Notice
from coder.gui.events.columns import Column
from coder.gui.events.events_view import EventsView
from coder.gui.events.row_editors import CodeBox, ModifiersEditor
from coder.gui.theme import DARK, LIGHT
from coder.model.event import Event
from tests.gui.desks import build_desk, build_workspace, core_cues, press_all, still_face


class Window(QWidget):
    """Stands in for the window: notes the keys that reach it."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: list[str] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        self.keys.append(event.text())


@pytest.fixture
def desk() -> Desk:
    desk = build_desk(build_workspace(core_cues()))
    press_all(
        desk,
        ("1", 1000),
        ("2", 2000),
        ("t", 3000),
        ("t", 4000),
        ("2", 4000),
        ("1", 4000),
        ("b", 5000),
        ("g", 6000),
    )
    desk.workspace.select(None)
    return desk


@pytest.fixture
def view(qtbot: QtBot, desk: Desk) -> EventsView:
    view = EventsView(desk.workspace, DARK)
    qtbot.addWidget(view)
    view.resize(340, 400)
    with qtbot.waitExposed(view):
        view.show()
    return view


def click(qtbot: QtBot, view: EventsView, row: int, column: Column = Column.CODE) -> None:
    place = view.table.visualRect(view.model.index(row, column)).center()
    QTest.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)


def edit(view: EventsView, row: int, column: Column) -> QWidget:
    view.table.setColumnHidden(column, False)
    view.table.edit(view.model.index(row, column))
    found = [
        child
        for child in view.table.viewport().findChildren(QWidget)
        if isinstance(child, QLineEdit | CodeBox | ModifiersEditor) and child.parent() is view.table.viewport()
    ]
    assert len(found) == 1
    return found[0]


def by_code(desk: Desk, code: str) -> Event:
    return next(event for event in desk.workspace.observation if event.code == code)


def type_over(qtbot: QtBot, view: EventsView, line: QWidget | None, text: str) -> None:
    assert isinstance(line, QLineEdit)
    line.selectAll()
    QTest.keyClicks(line, text)
    with qtbot.waitSignal(view.focus_back):
        QTest.keyClick(line, Qt.Key.Key_Return)


def test_a_click_selects_goes_there_and_gives_the_keys_back(qtbot: QtBot, view: EventsView, desk: Desk) -> None:
    asked: list[int] = []
    view.seek_asked.connect(asked.append)
    with qtbot.waitSignal(view.focus_back):
        click(qtbot, view, 2)
    assert asked == [3000]
    assert desk.workspace.selection == by_code(desk, "touch")


def test_selecting_elsewhere_selects_the_row_and_asks_for_nothing(view: EventsView, desk: Desk) -> None:
    asked: list[int] = []
    view.seek_asked.connect(asked.append)
    desk.workspace.select(by_code(desk, "bid").id)
    assert [index.row() for index in view.table.selectionModel().selectedRows()] == [3]
    desk.workspace.select(None)
    assert view.table.selectionModel().selectedRows() == []
    assert asked == []


def test_deleting_the_selected_event_selects_no_other(view: EventsView, desk: Desk) -> None:
    desk.workspace.select(by_code(desk, "bid").id)
    desk.press("delete")
    assert desk.workspace.selected is None
    assert view.table.selectionModel().selectedRows() == []


def test_a_press_selects_its_new_row(view: EventsView, desk: Desk) -> None:
    desk.press("r", 5500)
    rows = view.table.selectionModel().selectedRows()
    assert [view.model.event_at(index.row()).code for index in rows] == ["reach"]


def test_keys_are_left_to_the_codes(qtbot: QtBot, desk: Desk) -> None:
    window = Window()
    view = EventsView(desk.workspace, LIGHT, window)
    QVBoxLayout(window).addWidget(view)
    qtbot.addWidget(window)
    window.show()
    before = view.table.currentIndex()
    QTest.keyClicks(view.table, "gt1")
    QTest.keyClick(view.table, Qt.Key.Key_Down)
    assert window.keys[:3] == ["g", "t", "1"]
    assert len(window.keys) == 4
    assert view.table.currentIndex() == before


def test_delete_asks_for_the_command(qtbot: QtBot, view: EventsView) -> None:
    with qtbot.waitSignal(view.command_asked) as asked:
        QTest.keyClick(view.table, Qt.Key.Key_Delete)
    assert asked.args == ["edit.delete"]


def test_the_filter_counts_and_enter_gives_the_keys_back(qtbot: QtBot, view: EventsView) -> None:
    assert view.count.text() == "5"
    QTest.keyClicks(view.filter, "gaze")
    assert view.count.text() == "3 of 5"
    with qtbot.waitSignal(view.focus_back):
        QTest.keyClick(view.filter, Qt.Key.Key_Return)
    with qtbot.waitSignal(view.focus_back):
        QTest.keyClick(view.filter, Qt.Key.Key_Escape)
    assert view.count.text() == "5"


def test_an_empty_table_says_why(qtbot: QtBot, view: EventsView) -> None:
    view.filter.setText("nothing of the kind")
    assert view.table.empty_words == "No event matches the filter."
    empty = EventsView(build_workspace(core_cues()), DARK)
    qtbot.addWidget(empty)
    assert empty.table.empty_words == "No events yet. Press the key of a code."


def test_the_selection_comes_back_with_the_filter_cleared(view: EventsView, desk: Desk) -> None:
    desk.workspace.select(by_code(desk, "bid").id)
    view.filter.setText("gaze")
    assert view.table.selectionModel().selectedRows() == []
    view.filter.clear()
    assert [index.row() for index in view.table.selectionModel().selectedRows()] == [3]


@pytest.mark.parametrize(
    ("column", "text", "onset_ms", "offset_ms"),
    [
        (Column.ONSET, "0:03.200", 3200, 4000),
        (Column.OFFSET, "4.5", 3000, 4500),
        (Column.DURATION, "2", 3000, 5000),
    ],
)
def test_times_are_edited_in_place(
    qtbot: QtBot, view: EventsView, desk: Desk, column: Column, text: str, onset_ms: int, offset_ms: int
) -> None:
    type_over(qtbot, view, edit(view, 2, column), text)
    touch = by_code(desk, "touch")
    assert (touch.onset_ms, touch.offset_ms) == (onset_ms, offset_ms)


def test_what_is_no_time_changes_nothing_and_says_so(qtbot: QtBot, view: EventsView, desk: Desk) -> None:
    said: list[Notice] = []
    desk.workspace.noticed.add(said.append)
    before = by_code(desk, "touch")
    type_over(qtbot, view, edit(view, 2, Column.ONSET), "soon")
    assert by_code(desk, "touch") == before
    assert [str(notice) for notice in said] == ["“soon” is no time. Write it as 1:02.480, or as seconds: 62.48."]


def test_a_time_left_as_it_is_asks_for_no_edit(qtbot: QtBot, view: EventsView, desk: Desk) -> None:
    done = desk.workspace.history.can_undo
    with qtbot.waitSignal(view.focus_back):
        QTest.keyClick(edit(view, 2, Column.ONSET), Qt.Key.Key_Return)
    assert desk.workspace.history.can_undo is done


def test_a_code_is_chosen_from_its_tier(view: EventsView, desk: Desk) -> None:
    box = edit(view, 4, Column.CODE)
    assert isinstance(box, QComboBox)
    assert [box.itemData(row) for row in range(box.count())] == ["caregiver", "object", "away"]
    box.setCurrentIndex(1)
    box.activated.emit(1)
    assert by_code(desk, "object").onset_ms == 6000


def test_escape_in_the_list_of_codes_leaves_the_code_and_gives_the_keys_back(
    qtbot: QtBot, view: EventsView, desk: Desk
) -> None:
    box = edit(view, 4, Column.CODE)
    assert isinstance(box, QComboBox)
    qtbot.waitUntil(lambda: box.view().isVisible())
    before = list(desk.workspace.observation)
    with qtbot.waitSignal(view.focus_back):
        QTest.keyClick(box.view(), Qt.Key.Key_Escape)
    assert not view.table.editing
    assert list(desk.workspace.observation) == before


def test_modifiers_are_answered_in_place(qtbot: QtBot, view: EventsView, desk: Desk) -> None:
    editor = edit(view, 2, Column.MODIFIERS)
    assert isinstance(editor, ModifiersEditor)
    form, quality = editor.findChildren(QComboBox)
    form.setCurrentIndex(form.findData("pat"))
    quality.setCurrentIndex(0)
    with qtbot.waitSignal(view.focus_back):
        QTest.keyClick(editor, Qt.Key.Key_Return)
    assert by_code(desk, "touch").modifiers == (("form", "pat"),)


def test_a_comment_is_written_in_place(qtbot: QtBot, view: EventsView, desk: Desk) -> None:
    desk.workspace.select(by_code(desk, "bid").id)
    assert view.edit_comment()
    type_over(qtbot, view, view.table.viewport().findChild(QLineEdit), "look again")
    assert by_code(desk, "bid").comment == "look again"
    assert view.table.isColumnHidden(Column.COMMENT)


def test_there_is_nothing_to_edit_without_a_selection(view: EventsView) -> None:
    assert not view.edit_code()
    assert not view.edit_comment()


def test_a_header_click_sorts(qtbot: QtBot, view: EventsView) -> None:
    head = view.table.horizontalHeader()
    orders: list[list[int]] = []
    for _ in range(2):
        place = QPoint(head.sectionViewportPosition(Column.ONSET) + 8, head.height() // 2)
        QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
        orders.append([view.model.event_at(row).onset_ms for row in range(view.model.rowCount())])
    assert orders == [[6000, 5000, 3000, 2000, 1000], [1000, 2000, 3000, 5000, 6000]]


def test_the_menu_asks_for_commands(view: EventsView) -> None:
    asked: list[str] = []
    view.command_asked.connect(asked.append)
    actions = {action.text().split("\t")[0]: action for action in view.build_menu().actions()}
    actions["Split event here"].trigger()
    actions["Delete event"].trigger()
    assert asked == ["edit.split", "edit.delete"]


def test_columns_come_with_the_room_or_as_chosen(view: EventsView) -> None:
    assert view.table.isColumnHidden(Column.MODIFIERS)
    view.resize(700, 400)
    assert not view.table.isColumnHidden(Column.MODIFIERS)
    assert not view.table.isColumnHidden(Column.COMMENT)
    view.build_column_menu().actions()[Column.COMMENT].trigger()
    assert view.table.isColumnHidden(Column.COMMENT)


def test_the_phase_stands_in_a_narrow_table_too_and_the_actor_is_told_by_an_initial(qtbot: QtBot) -> None:
    events = [Event(1, "phase", "play", 0, 9_000), Event(2, "in_signal", "bid", 5_000, point=True)]
    view = EventsView(build_workspace(still_face(), events), DARK)
    qtbot.addWidget(view)
    view.resize(315, 300)
    table = view.table
    with qtbot.waitExposed(view):
        view.show()
    assert not table.isColumnHidden(Column.PHASE)
    assert table.isColumnHidden(Column.ACTOR)
    assert table.delegate.initials
    assert view.model.words.kin(events[1]).initial == "I"
    assert table.columnWidth(Column.CODE) >= 70, "what was coded keeps its room"
    view.resize(450, 300)
    assert not table.isColumnHidden(Column.ACTOR)
    assert not table.delegate.initials


def test_the_play_head_keeps_the_newest_row_in_sight(qtbot: QtBot) -> None:
    events = [Event(number, "in_signal", "bid", number * 1000, point=True) for number in range(1, 201)]
    view = EventsView(build_workspace(core_cues(), events), DARK)
    qtbot.addWidget(view)
    view.resize(340, 300)
    with qtbot.waitExposed(view):
        view.show()
    view.table.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)  # wherever another test left the pointer
    view.set_now(150_000, playing=False)
    assert view.table.verticalScrollBar().value() == 0
    view.set_now(151_000, playing=True)
    assert view.table.rowViewportPosition(150) in range(view.table.viewport().height())


def test_nothing_is_written_for_rows_out_of_sight(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    events = [Event(number, "in_signal", "bid", number * 1000, point=True) for number in range(1, 5001)]
    view = EventsView(build_workspace(core_cues(), events), DARK)
    qtbot.addWidget(view)
    seen: set[int] = set()
    write = view.model.words.text

    def note(event: Event, column: int) -> str:
        seen.add(event.id)
        return write(event, column)

    monkeypatch.setattr(view.model.words, "text", note)
    view.resize(340, 300)
    with qtbot.waitExposed(view):
        view.show()
    view.grab()
    assert 0 < len(seen) < 50


def test_a_change_of_theme_is_painted(view: EventsView) -> None:
    before = view.grab().toImage()
    view.set_theme(LIGHT)
    assert view.grab().toImage() != before


def test_a_closed_table_listens_no_more(qtbot: QtBot, desk: Desk) -> None:
    view = EventsView(desk.workspace, DARK)
    shiboken6.delete(view)
    press_all(desk, ("r", 7000))
    assert by_code(desk, "reach").onset_ms == 7000
