"""The table's model against the observation it shows, under random changes and Qt's own checks."""

import random

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester

from coder.app.desk import Desk
from coder.app.workspace import Workspace
from coder.editing.edits import Delete, MoveEdge, SetComment
from coder.gui.events.columns import Column
from coder.gui.events.events_model import EventsModel
from coder.model.event import Event
from coder.model.scheme import Scheme
from tests.gui.desks import build_desk, build_workspace, core_cues, press_all, still_face

KEYS = ("1", "2", "3", "4", "t", "n", "g", "h", "x", "s", "f", "b", "r", "v", "u", "escape", "enter")


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return core_cues()


@pytest.fixture
def desk(scheme: Scheme) -> Desk:
    return build_desk(build_workspace(scheme))


def shown(model: EventsModel) -> list[Event]:
    return [model.event_at(row) for row in range(model.rowCount())]


def texts(model: EventsModel, column: Column) -> list[str]:
    return [str(model.index(row, column).data()) for row in range(model.rowCount())]


def change_at_random(desk: Desk, chance: random.Random) -> None:
    workspace, ids = desk.workspace, [event.id for event in desk.workspace.observation]
    chosen = chance.choice(ids) if ids else 0
    match chance.randrange(12):
        case 0:
            workspace.undo()
        case 1:
            workspace.redo()
        case 2 if ids:
            workspace.do(Delete(tuple(chance.sample(ids, min(len(ids), 5)))))
        case 3 if ids:
            workspace.do(MoveEdge(chosen, chance.choice(("onset", "offset")), chance.randrange(20_000)))
        case 4 if ids:
            workspace.do(SetComment(chosen, chance.choice(("", "look", "again"))))
        case _:
            desk.press(chance.choice(KEYS), chance.randrange(500) * 40)


@pytest.mark.parametrize("filtered", ["", "infant", "is:open", "look"])
@pytest.mark.parametrize("column", [Column.ONSET, Column.CODE, Column.DURATION])
@pytest.mark.parametrize("order", [Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder])
def test_rows_follow_random_changes_and_never_start_afresh(
    qtbot: object, desk: Desk, filtered: str, column: Column, order: Qt.SortOrder
) -> None:
    model = EventsModel(desk.workspace)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.set_filter(filtered)
    model.sort(column, order)
    afresh: list[str] = []
    model.modelReset.connect(lambda: afresh.append("reset"))
    model.layoutChanged.connect(lambda: afresh.append("layout"))
    chance = random.Random(f"{filtered}{column}{order}")
    for _ in range(150):
        change_at_random(desk, chance)
        new = EventsModel(desk.workspace)
        new.sort(column, order)
        new.set_filter(filtered)
        assert shown(model) == shown(new)
        new.detach()
    assert afresh == []
    assert tester.model() is model


def test_rows_are_the_observation_in_order_of_onset(qtbot: object, desk: Desk) -> None:
    model = EventsModel(desk.workspace)
    press_all(desk, ("b", 5000), ("r", 1000), ("v", 3000))
    assert shown(model) == list(desk.workspace.observation)
    assert texts(model, Column.ONSET) == ["0:01.000", "0:03.000", "0:05.000"]


def test_a_row_says_who_what_and_how_long(qtbot: object, desk: Desk) -> None:
    model = EventsModel(desk.workspace)
    press_all(desk, ("t", 1000), ("t", 3400), ("2", 3400), ("1", 3400))
    row = {column: model.index(0, column).data() for column in Column}
    assert row[Column.ACTOR] == "caregiver"
    assert row[Column.TIER] == "touch"
    assert row[Column.CODE] == "touch"
    assert row[Column.MODIFIERS] == "stroke, loving"
    assert row[Column.DURATION] == "2.400"
    assert row[Column.OFFSET] == "0:03.400"


def test_a_running_state_says_so_and_a_point_says_nothing(qtbot: object, desk: Desk) -> None:
    model = EventsModel(desk.workspace)
    press_all(desk, ("g", 1000), ("b", 2000))
    assert texts(model, Column.DURATION) == ["running", ""]


def test_a_required_modifier_is_missed_once_it_is_due(qtbot: object, desk: Desk) -> None:
    model = EventsModel(desk.workspace)
    press_all(desk, ("t", 1000))
    assert model.words.open_question(model.event_at(0)) == ""
    press_all(desk, ("t", 2000), ("escape", 2000))
    assert model.words.open_question(model.event_at(0)) == "form?"


def test_a_screen_reader_hears_the_whole_row(qtbot: object, desk: Desk) -> None:
    model = EventsModel(desk.workspace)
    press_all(desk, ("g", 42_480))
    assert model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "0:42.480, infant gaze: caregiver, running"


def test_a_change_inserts_one_row_and_touches_no_other(qtbot: object, desk: Desk) -> None:
    press_all(desk, ("b", 1000), ("b", 5000))
    model = EventsModel(desk.workspace)
    told: list[tuple[int, int]] = []
    model.rowsInserted.connect(lambda _parent, first, last: told.append((first, last)))
    model.dataChanged.connect(lambda *_: told.append((-1, -1)))
    press_all(desk, ("r", 3000))
    assert told == [(1, 1)]


def test_many_events_at_once_come_and_go_in_few_steps(qtbot: object, scheme: Scheme) -> None:
    events = [Event(number, "in_signal", "bid", number * 10, point=True) for number in range(1, 501)]
    workspace = build_workspace(scheme, events)
    model = EventsModel(workspace)
    steps: list[str] = []
    model.rowsRemoved.connect(lambda *_: steps.append("removed"))
    model.rowsInserted.connect(lambda *_: steps.append("inserted"))
    workspace.do(Delete(tuple(event.id for event in events if event.id not in (100, 200))))
    assert len(shown(model)) == 2
    workspace.undo()
    assert shown(model) == events
    assert steps == ["removed"] * 3 + ["inserted"] * 3


def test_a_moved_onset_moves_its_row_with_the_selection(qtbot: object, desk: Desk) -> None:
    press_all(desk, ("b", 1000), ("r", 2000), ("v", 3000))
    model = EventsModel(desk.workspace)
    moves: list[int] = []
    model.rowsMoved.connect(lambda *_: moves.append(1))
    desk.workspace.do(MoveEdge(model.event_at(0).id, "onset", 2500))
    assert texts(model, Column.CODE) == ["reach", "bid", "vocal"]
    assert moves == [1]


def test_sorting_by_words_keeps_equals_in_order_of_onset(qtbot: object, desk: Desk) -> None:
    press_all(desk, ("r", 1000), ("b", 2000), ("r", 500), ("b", 100))
    model = EventsModel(desk.workspace)
    model.sort(Column.CODE)
    assert texts(model, Column.ONSET) == ["0:00.100", "0:02.000", "0:00.500", "0:01.000"]


def test_the_model_of_a_view_only_observation_edits_nothing(qtbot: object, scheme: Scheme) -> None:
    workspace: Workspace = build_workspace(
        scheme, [Event(1, "in_signal", "bid", 0, point=True)], view_only="it is another coder's."
    )
    model = EventsModel(workspace)
    assert not any(model.flags(model.index(0, column)) & Qt.ItemFlag.ItemIsEditable for column in Column)


def test_the_play_head_marks_only_rows_that_change(qtbot: object, desk: Desk) -> None:
    press_all(desk, ("g", 1000), ("h", 2000), ("x", 3000))
    model = EventsModel(desk.workspace)
    assert model.set_now(1500) == [0]
    assert model.set_now(1600) == []
    assert sorted(model.set_now(2000)) == [0, 1]
    assert model.holds(model.event_at(1))


def test_every_event_knows_the_phase_it_begins_in(qtbot: object) -> None:
    desk = build_desk(build_workspace(still_face()))
    model = EventsModel(desk.workspace)
    press_all(desk, ("b", 1_000), ("b", 12_000))
    assert texts(model, Column.PHASE) == ["", ""], "while no phase is marked"
    painted: list[int] = []
    model.dataChanged.connect(lambda first, last: painted.extend(range(first.row(), last.row() + 1)))
    press_all(desk, ("f5", 10_000))
    assert texts(model, Column.PHASE) == ["outside the phases", "", "play"]
    assert set(painted) == {0, 1, 2}
    assert model.words.sentence(model.event_at(2)).endswith("in play")
    assert model.words.sentence(model.event_at(0)).endswith("outside the phases")
    desk.workspace.undo()
    assert texts(model, Column.PHASE) == ["", ""]
    assert not model.can_edit(model.index(0, Column.PHASE))


def test_sorting_by_phase_is_sorting_by_time(qtbot: object) -> None:
    desk = build_desk(build_workspace(still_face()))
    model = EventsModel(desk.workspace)
    press_all(desk, ("f5", 10_000), ("f6", 20_000), ("b", 12_000), ("b", 22_000))
    model.sort(Column.PHASE)
    assert texts(model, Column.PHASE) == ["", "play", "", "still"]
