"""The list of phases: marked by buttons and keys, while the video goes on."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coder.app.shared_phases import SharedPhases
from coder.gui.dialogs.phases import PhasesSheet
from coder.gui.palette.key_sheet import KeySheet
from coder.model.phase_mark import Marks
from coder.model.scheme import Phase, Procedure
from tests.gui.desks import STEP_MS, build_workspace, core_cues, still_face
from tests.gui.stage import Stage, build_opened, of_scheme, press_focused, sit_down

SCHEME = replace(
    still_face(),
    procedure=Procedure(
        "p",
        (
            Phase("play", "f5", planned_s=20),
            Phase("still", "f6", planned_s=20, may_end_early=True),
            Phase("reunion", "f7", planned_s=20, optional=True),
        ),
    ),
)


class Memory:
    """A record that is nowhere."""

    def __init__(self) -> None:
        self.marks: Marks = ()

    def change(self, change: Callable[[Marks], Marks]) -> Marks:
        self.marks = change(self.marks)
        return self.marks

    def remember(self, marks: Marks) -> None:
        """Do nothing."""

    def afterwards(self, job: Callable[[], object]) -> None:
        job()


@pytest.fixture
def stage(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Stage:
    opened = build_opened(build_workspace(SCHEME, frames=1500))
    opened.phases = SharedPhases(opened.workspace, Memory())
    return sit_down(qtbot, monkeypatch, opened)


def sheet_of(stage: Stage) -> PhasesSheet:
    if not isinstance(stage.window.shows.sheet, PhasesSheet):
        stage.window.run("code.phases")
    sheet = stage.window.shows.sheet
    assert isinstance(sheet, PhasesSheet)
    return sheet


def told(sheet: PhasesSheet, phase: str) -> list[str]:
    row = sheet.rows[phase]
    return [label.text() for label in (row.planned, row.onset, row.length, row.difference)]


def phases(stage: Stage) -> list[tuple[str, int, int | None]]:
    return [(event.code, event.onset_ms, event.offset_ms) for event in stage.workspace.observation.lane("phase")]


def test_each_phase_is_marked_and_ended_at_the_frame_on_the_screen(stage: Stage) -> None:
    sheet = sheet_of(stage)
    assert told(sheet, "play") == ["0:20", "–", "–", ""]
    assert not sheet.rows["play"].end.isEnabled()
    stage.show_frame(50)
    QTest.mouseClick(sheet.rows["play"].begin, Qt.MouseButton.LeftButton)
    assert told(sheet, "play") == ["0:20", "0:02.000", "runs", ""]
    stage.show_frame(300)
    QTest.mouseClick(sheet.rows["play"].end, Qt.MouseButton.LeftButton)
    assert told(sheet, "play") == ["0:20", "0:02.000", "0:10", "−0:10.0"]
    assert sheet.rows["play"].remark.text() == "shorter than planned"
    stage.show_frame(25)
    QTest.mouseClick(sheet.rows["play"].begin, Qt.MouseButton.LeftButton)
    assert phases(stage) == [("play", 1_000, 12_000)]
    QTest.mouseClick(sheet.rows["play"].clear, Qt.MouseButton.LeftButton)
    assert phases(stage) == []


def test_keys_of_phases_and_of_the_player_work_while_it_is_open_and_codes_do_not(stage: Stage) -> None:
    sheet = sheet_of(stage)
    stage.show_frame(50)
    press_focused(Qt.Key.Key_F5)
    press_focused(Qt.Key.Key_Right)
    stage.qtbot.waitUntil(lambda: stage.sitting.playback.now_ms() == 51 * STEP_MS)
    press_focused(Qt.Key.Key_B, "b")
    assert phases(stage) == [("play", 2_000, None)]
    assert len(stage.workspace.observation) == 1
    assert told(sheet, "play")[1] == "0:02.000"
    press_focused(Qt.Key.Key_Escape)
    assert stage.window.shows.sheet is None
    assert QApplication.focusWidget() is stage.sitting.video


def test_why_a_phase_ended_early_is_chosen_from_a_list(stage: Stage) -> None:
    sheet = sheet_of(stage)
    stage.workspace.press("f6", 2_000)
    assert not sheet.rows["still"].reason.isVisible()
    stage.workspace.press("f6", 9_000)
    reason = sheet.rows["still"].reason
    assert reason.isVisible()
    reason.setCurrentIndex(1)
    reason.activated.emit(1)
    (event,) = stage.workspace.observation
    assert event.modifier("early_end") == "infant_distress"
    assert not stage.workspace.pending
    stage.workspace.undo()
    assert reason.currentIndex() == 0


def test_the_reason_that_is_asked_for_is_answered_by_its_key_while_the_list_is_open(stage: Stage) -> None:
    sheet = sheet_of(stage)
    for at_frame in (50, 225):
        stage.show_frame(at_frame)
        press_focused(Qt.Key.Key_F6)
    assert stage.workspace.pending
    press_focused(Qt.Key.Key_6, "6")
    (event,) = stage.workspace.observation
    assert event.modifier("early_end") == "infant_distress"
    assert sheet.rows["still"].reason.currentIndex() == 1


def test_an_optional_phase_may_be_said_not_to_have_taken_place(stage: Stage) -> None:
    sheet, shared = sheet_of(stage), stage.sitting.opened.phases
    assert shared is not None
    assert not sheet.rows["play"].absent.isVisible()
    QTest.mouseClick(sheet.rows["reunion"].absent, Qt.MouseButton.LeftButton)
    assert sheet.rows["reunion"].absent.isChecked()
    assert shared.is_absent("reunion")
    stage.workspace.press("f7", 2_000)
    assert not sheet.rows["reunion"].absent.isVisible()
    stage.workspace.undo()
    assert sheet.rows["reunion"].absent.isVisible()


def test_a_note_on_a_phase_is_its_comment(stage: Stage) -> None:
    sheet = sheet_of(stage)
    assert not sheet.rows["play"].note.isEnabled()
    stage.workspace.press("f5", 2_000)
    sheet.rows["play"].note.setFocus()
    QTest.keyClicks(sheet.rows["play"].note, "door opened")
    sheet.close_sheet()
    (event,) = stage.workspace.observation
    assert event.comment == "door opened"


def test_nothing_can_be_done_in_a_view(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    view = build_opened(build_workspace(SCHEME, frames=1500, view_only="it was opened so."))
    sheet = sheet_of(sit_down(qtbot, monkeypatch, view))
    row = sheet.rows["reunion"]
    assert not any(widget.isEnabled() for widget in (row.begin, row.end, row.clear, row.absent, row.note, row.reason))


def test_without_phases_it_does_not_open(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = sit_down(qtbot, monkeypatch, of_scheme(core_cues()))
    stage.window.run("code.phases")
    assert stage.window.shows.sheet is None
    assert stage.window.bar.text == "This scheme has no phases."


def test_a_sheet_that_is_gone_follows_no_more(stage: Stage) -> None:
    sheet_of(stage).close_sheet()
    stage.window.run("help.keys")
    assert isinstance(stage.window.shows.sheet, KeySheet)
    stage.workspace.press("f5", 2_000)
    assert phases(stage) == [("play", 2_000, None)]


def test_every_field_has_a_name_for_a_screen_reader(stage: Stage) -> None:
    for name, row in sheet_of(stage).rows.items():
        for widget in (row.begin, row.end, row.clear, row.reason, row.absent, row.note):
            assert name in widget.accessibleName()
