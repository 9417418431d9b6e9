"""The view of agreement: computed in the background, gone through with keys, leading back to what was coded."""

import csv
from pathlib import Path
from threading import Event as Flag
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from coder.app import agreement_look
from coder.app.agreement_look import AgreementLook
from coder.app.agreement_scope import Pick, Spot, Stream
from coder.app.notices import Notice
from coder.gui.agreement.agreement_sheet import AgreementSheet, Ways
from coder.gui.sources import OTHER
from coder.gui.theme import DARK, LIGHT
from coder.media.stopping import Stopped
from coder.model.event import Event
from tests.gui.beat import Beat
from tests.gui.stage import press, press_focused
from tests.moving import FIRST, code, create_study

WAIT_MS = 20_000
ANA = (
    Event(1, "gaze", "mother", 0, 12_000),
    Event(2, "gaze", "toy", 12_000, 40_000),
    Event(3, "signal", "bid", 5_000, point=True),
)
BEN = (
    Event(1, "gaze", "mother", 0, 10_000),
    Event(2, "gaze", "toy", 10_000, 40_000),
    Event(3, "touch", "pat", 3_000, 9_000),
)


def coded(folder: Path, sessions: int = 2) -> Path:
    """Code every session of a study by ana and ben, who differ."""
    study = create_study(folder, sessions, coders=())
    for number in range(1, sessions + 1):
        code(study / f"D{number:02}", "ana", FIRST, ANA)
        code(study / f"D{number:02}", "ben", FIRST, BEN)
    return study


class Told:
    """What the view asked of the window."""

    def __init__(self) -> None:
        self.flushed, self.notices, self.gone, self.reviewed = 0, list[Notice](), list[Any](), list[Any]()

    def flush(self) -> None:
        self.flushed += 1

    @property
    def ways(self) -> Ways:
        return Ways(self.flush, self.notices.append, lambda *where: self.gone.append(where), self.review)

    def review(self, *what: object) -> None:
        self.reviewed.append(what)


def shown(
    qtbot: QtBot, study: Path, told: Told | None = None, *, size: tuple[int, int] = (1024, 700), wait: bool = True
) -> AgreementSheet:
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(*size)
    over.show()
    sheet = AgreementSheet(over, DARK, [(study.name, study)], (told or Told()).ways)
    sheet.open(sheet.body.figures)
    with qtbot.waitActive(over):
        over.activateWindow()
    if wait:
        waited(qtbot, sheet)
    return sheet


def waited(qtbot: QtBot, sheet: AgreementSheet) -> None:
    qtbot.waitUntil(lambda: not sheet.running, timeout=WAIT_MS)


def test_the_figures_of_all_sessions_come_in_the_background(qtbot: QtBot, tmp_path: Path) -> None:
    told = Told()
    sheet = shown(qtbot, coded(tmp_path / "study"), told, wait=False)
    assert sheet.head.state.text() == "Comparing…"
    assert sheet.head.again.text() == "Stop"
    waited(qtbot, sheet)
    assert told.flushed == 1
    assert [row.cells[0] for row in sheet.body.figures.listing.rows] == ["gaze", "touch", "signal"]
    assert sheet.head.state.text().startswith("ana and ben, 2 sessions.")
    assert sheet.head.again.text() == "Compare again"
    assert "of events" in sheet.body.said.text()
    assert "In time" in sheet.body.said.text()


def test_a_cell_of_the_matrix_shows_its_disagreements_and_one_of_them_is_gone_to(qtbot: QtBot, tmp_path: Path) -> None:
    told, study = Told(), coded(tmp_path / "study")
    sheet = shown(qtbot, study, told)
    body = sheet.body
    body.matrix.setFocus(Qt.FocusReason.TabFocusReason)
    press_focused(Qt.Key.Key_Right)
    assert body.said.text().startswith("ana mother, ben toy: 4.")
    press_focused(Qt.Key.Key_Return, "\r")
    assert body.differ.text() == "gaze: ana mother, ben toy (2)"
    body.spots.setFocus()
    press_focused(Qt.Key.Key_Down)
    press_focused(Qt.Key.Key_Return, "\r")
    ((folder, pair, spot),) = told.gone
    assert (folder, pair, spot.one.onset_ms) == (study / "D02", ("ana", "ben"), 10_000)
    body.review.click()
    assert told.reviewed == [(study / "D02", ("ana", "ben"), Pick(Stream("gaze"), "mother", "toy"))]


def test_another_tier_is_gone_to_with_the_arrows_and_everything_follows(qtbot: QtBot, tmp_path: Path) -> None:
    sheet = shown(qtbot, coded(tmp_path / "study"))
    body = sheet.body
    assert QApplication.focusWidget() is body.figures
    press_focused(Qt.Key.Key_Down)
    assert body.stream == Stream("touch")
    assert body.matrix.chart is not None
    assert body.matrix.chart.title.startswith("touch:")
    assert body.curve.chart is not None
    assert body.curve.chart.title.startswith("touch:")
    assert body.codes.listing.title == "Codes of touch"
    assert body.differ.text() == "touch: where ana and ben differ (2)"
    assert body.said.text().startswith("touch. In time: ")


def test_one_session_is_turned_to_without_comparing_anew(qtbot: QtBot, tmp_path: Path) -> None:
    told = Told()
    sheet = shown(qtbot, coded(tmp_path / "study"), told)
    sheet.body.tabs.setCurrentWidget(sheet.body.sessions)
    sheet.body.sessions.setFocus()
    sheet.body.sessions.go_to(1)
    press(sheet.body.sessions, Qt.Key.Key_Return, "\r")
    assert sheet.head.session.currentText() == "D02"
    assert sheet.head.state.text() == "ana and ben, D02."
    assert {row.cells[3] for row in sheet.body.figures.listing.rows} == {"600"}
    assert told.flushed == 1


def test_a_point_of_the_curve_compares_with_its_tolerance(qtbot: QtBot, tmp_path: Path) -> None:
    sheet = shown(qtbot, coded(tmp_path / "study", 1))
    sheet.body.tabs.setCurrentWidget(sheet.body.curve)
    mark = next(mark for mark in sheet.body.curve.marks if mark.datum == 2000)
    sheet.body.curve.go_to(mark.column, mark.row)
    press(sheet.body.curve, Qt.Key.Key_Return, "\r")
    assert sheet.head.tolerance.value() == 2.0
    waited(qtbot, sheet)
    assert sheet.look is not None
    assert sheet.look.wish.how.tolerance_ms == 2000
    assert sheet.body.chart is sheet.body.curve


def test_a_comparison_is_stopped_and_the_window_goes_on(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, given_up = Flag(), Flag()

    def endless(_wish: object, _progress: object, cancelled: Any, _flush: object) -> None:
        begun.set()
        while not cancelled():
            given_up.wait(0.01)
        given_up.set()
        raise Stopped

    monkeypatch.setattr("coder.app.agreement_look.look_at_agreement", endless)
    sheet = shown(qtbot, coded(tmp_path / "study", 1), wait=False)
    qtbot.waitUntil(begun.is_set, timeout=WAIT_MS)
    sheet.head.again.setFocus()
    QTest.keyClick(sheet.head.again, Qt.Key.Key_Space)
    qtbot.waitUntil(given_up.is_set, timeout=WAIT_MS)
    assert not sheet.running
    assert sheet.head.state.text() == "The comparison was given up."


def test_escape_gives_up_and_closes(qtbot: QtBot, tmp_path: Path) -> None:
    sheet = shown(qtbot, coded(tmp_path / "study", 1), wait=False)
    closed: list[bool] = []
    sheet.closed.connect(lambda: closed.append(True))
    press(sheet, Qt.Key.Key_Escape)
    assert closed == [True]
    assert not sheet.running
    qtbot.waitUntil(lambda: not isValid(sheet), timeout=WAIT_MS)  # it goes before what it lies on


def test_where_there_is_nothing_to_compare_that_is_said_in_words(qtbot: QtBot, tmp_path: Path) -> None:
    study = create_study(tmp_path / "study", 1, coders=("ana",))
    sheet = shown(qtbot, study)
    assert sheet.body.figures.listing.reason.startswith("No session was coded by two coders.")
    assert not sheet.head.tables.isEnabled()
    assert not sheet.body.review.isEnabled()
    assert not sheet.body.matrix.marks


def test_a_planned_study_is_compared_only_when_both_have_submitted(qtbot: QtBot, tmp_path: Path) -> None:
    study = coded(tmp_path / "study", 1)
    text = "format: 1\nstudy: {id: S}\nplan: {coders: [ana, ben], share: 1.0, seed: 3}\n"
    (study / "study.yaml").write_text(text, encoding="utf-8")
    sheet = shown(qtbot, study)
    assert sheet.body.figures.listing.reason.startswith("Session D01: ana and ben have not submitted yet.")
    assert not sheet.body.spots.listing.rows


def test_the_window_answers_while_it_compares(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    go_on = Flag()
    whole = agreement_look.look_at_agreement

    def slow(*asked: Any) -> AgreementLook:
        go_on.wait(WAIT_MS / 1000)
        return whole(*asked)

    monkeypatch.setattr(agreement_look, "look_at_agreement", slow)
    sheet = shown(qtbot, coded(tmp_path / "study", 1), wait=False)
    Beat(qtbot).goes_on()
    assert sheet.running
    go_on.set()
    waited(qtbot, sheet)
    assert sheet.look is not None


def test_the_tables_are_those_of_the_command(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = Told()
    sheet = shown(qtbot, coded(tmp_path / "study"), told)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "out"), ""))
    sheet.head.tables.click()
    qtbot.waitUntil(lambda: bool(told.notices), timeout=WAIT_MS)
    assert "tables of the agreement" in told.notices[0].message
    with (tmp_path / "out" / "disagreements.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    shown_rows = sum(int(row.cells[8]) for row in sheet.body.figures.listing.rows)
    assert len(rows) == shown_rows
    assert (tmp_path / "out" / "analysis_settings.json").exists()


def test_tables_are_written_whole_though_the_view_is_closed(qtbot: QtBot, tmp_path: Path) -> None:
    told = Told()
    sheet = shown(qtbot, coded(tmp_path / "study", 1), told)
    sheet.save_tables(tmp_path / "out")
    sheet.close_sheet()
    qtbot.waitUntil(lambda: bool(told.notices), timeout=WAIT_MS)
    assert (tmp_path / "out" / "reliability_summary.csv").exists()
    assert told.flushed == 2
    qtbot.waitUntil(lambda: not isValid(sheet), timeout=WAIT_MS)


@pytest.mark.parametrize("suffix", ["svg", "png"])
def test_the_chart_in_front_is_saved_as_a_picture(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    told = Told()
    sheet = shown(qtbot, coded(tmp_path / "study", 1), told)
    path = tmp_path / "matrix"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), f"Pictures (*.{suffix})"))
    sheet.head.picture.click()
    qtbot.waitUntil(lambda: bool(told.notices), timeout=WAIT_MS)
    content = path.with_suffix(f".{suffix}").read_bytes()
    assert (b"<svg" if suffix == "svg" else b"PNG") in content[:2000]


def test_another_folder_is_compared_in_place_of_what_is_open(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = shown(qtbot, coded(tmp_path / "study", 1))
    other = coded(tmp_path / "other")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(other))
    sheet.head.what.setCurrentText(OTHER)
    sheet.head.what.activated.emit(sheet.head.what.currentIndex())
    waited(qtbot, sheet)
    assert sheet.head.what.currentText() == "other"
    assert "2 sessions" in sheet.head.state.text()


@pytest.mark.parametrize("size", [(1440, 866), (1024, 666)])
def test_everything_has_room_in_a_large_window_and_in_a_small_one(
    qtbot: QtBot, tmp_path: Path, size: tuple[int, int]
) -> None:
    sheet = shown(qtbot, coded(tmp_path / "study"), size=size)
    inside = sheet.rect()
    parts = (*sheet.head.children(), sheet.body.figures, sheet.body.matrix, sheet.body.spots, sheet.body.review)
    for part in parts:
        if isinstance(part, QWidget) and part.isVisible():
            corner = part.mapTo(sheet, part.rect().bottomRight())
            assert inside.contains(corner), part
            assert part.height() >= min(part.minimumSizeHint().height(), 40)
    sheet.set_theme(LIGHT)
    assert sheet.body.matrix.theme is LIGHT


def test_the_disagreements_lead_to_spots(qtbot: QtBot, tmp_path: Path) -> None:
    sheet = shown(qtbot, coded(tmp_path / "study"))
    assert all(isinstance(row.datum, Spot) for row in sheet.body.spots.listing.rows)
    assert sheet.body.spots.listing.heads == ("Session", "From", "To", "ana", "ben", "How")
