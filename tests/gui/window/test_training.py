"""Training in the window: status, scores and drift of a study, and feedback that plays each clip with keys alone."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coder.gui.charts.listing_view import ListingView
from coder.gui.main_window import MainWindow
from coder.gui.training.training_sheet import TrainingSheet
from tests.gui.stage import build_window, press_focused
from tests.training import create_training, try_session

WAITS_MS = 20_000


@pytest.fixture
def study(tmp_path: Path) -> Path:
    folder = create_training(tmp_path / "study")
    try_session(folder, "G01", "ana", 5_000)
    try_session(folder, "G02", "ana", 1_000, sealed=False)
    return folder


def open_in(window: MainWindow, qtbot: QtBot, session: Path, coder: str = "ana") -> None:
    window.open_session(session, coder)
    qtbot.waitUntil(lambda: window.sitting is not None, timeout=WAITS_MS)


def ask(window: MainWindow, qtbot: QtBot) -> TrainingSheet:
    """Ask for the training and wait until it is read."""
    window.run("analyse.training")
    sheet = window.shows.sheet
    assert isinstance(sheet, TrainingSheet)
    qtbot.waitUntil(lambda: not sheet.reading, timeout=WAITS_MS)
    return sheet


def test_scores_lead_to_clips_in_the_video_with_keys_alone(qtbot: QtBot, study: Path) -> None:
    window = build_window(qtbot)
    open_in(window, qtbot, study / "G01")
    sheet = ask(window, qtbot)
    assert sheet.body.standings.hasFocus()
    assert [row.cells[0] for row in sheet.body.standings.listing.rows] == ["ana"]
    assert sheet.body.figures.listing.rows[0].cells == ("gaze", "0.60", "0.00")
    press_focused(Qt.Key.Key_Return)
    assert sheet.body.attempts.hasFocus()
    press_focused(Qt.Key.Key_Return)
    sitting = window.sitting
    assert sitting is not None
    feedback = sitting.desk.feedback
    assert feedback.is_open
    assert not sitting.feedback.isHidden()
    assert sitting.feedback.head.text() == "Differences from gold · 1 of 20"
    assert sitting.playback.playing
    press_focused(Qt.Key.Key_Down)
    assert sitting.feedback.head.text() == "Differences from gold · 2 of 20"
    assert sitting.feedback.list.currentItem().text() == (
        "0:10.000–0:15.000  gaze · another edge · you none, gold mother"
    )
    assert sitting.feedback.told.text() == sitting.feedback.list.currentItem().text()
    press_focused(Qt.Key.Key_Escape)
    assert sitting.feedback.isHidden()


def test_before_submission_there_is_a_sentence_in_place_of_scores(qtbot: QtBot, study: Path) -> None:
    window = build_window(qtbot)
    open_in(window, qtbot, study / "G02")
    sheet = ask(window, qtbot)
    rows = sheet.body.attempts.listing.rows
    waits = next(row for row in rows if row.cells[1] == "G02")
    assert waits.words == "G02 of ana is not submitted: scores and feedback come once it is."
    assert waits.datum is None


def test_feedback_of_another_session_opens_it_first(qtbot: QtBot, study: Path) -> None:
    window = build_window(qtbot)
    open_in(window, qtbot, study / "G02")
    before = window.sitting
    sheet = ask(window, qtbot)
    sheet.body.attempts.go_to(0)
    sheet.body.attempts.chosen.emit(sheet.body.attempts.listing.rows[0].datum)
    qtbot.waitUntil(
        lambda: window.sitting is not None and window.sitting is not before and window.sitting.desk.feedback.is_open,
        timeout=WAITS_MS,
    )
    assert window.sitting is not None
    assert window.sitting.opened.session.id == "G01"


def test_a_point_of_the_drift_chart_leads_to_its_clips(qtbot: QtBot, study: Path) -> None:
    window = build_window(qtbot)
    open_in(window, qtbot, study / "G01")
    sheet = ask(window, qtbot)
    chart = sheet.body.chart.chart
    assert chart is not None
    assert [line.name for line in chart.lines] == ["ana"]
    assert [rule.at for rule in chart.across] == [0.7]
    sheet.body.chart.chosen.emit(sheet.body.chart.marks[0].datum)
    assert window.sitting is not None
    assert window.sitting.desk.feedback.is_open


def test_tables_are_written_by_whose_gold_it_is(qtbot: QtBot, study: Path, tmp_path: Path) -> None:
    window = build_window(qtbot)
    open_in(window, qtbot, study / "G01", "expert")
    sheet = ask(window, qtbot)
    assert sheet.tables.isEnabled()
    sheet.save_tables(tmp_path / "out")
    qtbot.waitUntil((tmp_path / "out" / "drift" / "analysis_settings.json").exists, timeout=WAITS_MS)
    assert (tmp_path / "out" / "training" / "training_scores.csv").exists()
    qtbot.waitUntil(lambda: "The tables are in" in window.bar.text, timeout=WAITS_MS)


def test_a_session_in_no_study_is_a_sentence(qtbot: QtBot, study: Path) -> None:
    (study / "study.yaml").unlink()
    window = build_window(qtbot)
    open_in(window, qtbot, study / "G01")
    window.run("analyse.training")
    assert window.shows.sheet is None
    assert "This session is in no study." in window.bar.text


def test_nothing_is_scrolled_sideways_in_a_small_window(qtbot: QtBot, study: Path) -> None:
    window = build_window(qtbot)
    window.resize(1024, 700)
    open_in(window, qtbot, study / "G01", "expert")
    body = ask(window, qtbot).body
    for table in (body.standings, body.attempts, body.figures):
        qtbot.waitUntil(partial(_fits, table), timeout=WAITS_MS)
        assert table.viewport().height() >= 48
    assert [row.cells[2] for row in body.attempts.listing.rows] == ["missed", "no scores yet"]


def _fits(table: ListingView) -> bool:
    return table.horizontalScrollBar().maximum() == 0
