"""Analyse › Agreement in the window: of what is open, and back to the video."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from coder.gui.agreement.agreement_sheet import AgreementSheet
from coder.gui.main_window import MainWindow
from tests.closed import close_window
from tests.gui.agreement.test_agreement_sheet import WAIT_MS, coded
from tests.gui.stage import build_window, press_focused

CONTROL = Qt.KeyboardModifier.ControlModifier


def sheet_of(window: MainWindow, qtbot: QtBot) -> AgreementSheet:
    sheet = window.shows.sheet
    assert isinstance(sheet, AgreementSheet)
    qtbot.waitUntil(lambda: not sheet.running, timeout=WAIT_MS)
    return sheet


def opened(qtbot: QtBot, session: Path) -> MainWindow:
    window = build_window(qtbot)
    window.open_session(session, "ana")
    qtbot.waitUntil(lambda: window.sitting is not None, timeout=WAIT_MS)
    return window


def test_a_key_shows_the_agreement_of_the_open_session_and_enter_goes_to_a_disagreement(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = opened(qtbot, coded(tmp_path / "study") / "D01")
    press_focused(Qt.Key.Key_8, "8", CONTROL)
    sheet = sheet_of(window, qtbot)
    offered = [sheet.head.what.itemText(place) for place in range(sheet.head.what.count())]
    assert offered == ["This session, D01", "The whole study S", "Another folder…"]
    assert sheet.head.state.text().startswith("ana and ben, D01.") or "one session" in sheet.head.state.text()
    sheet.body.spots.setFocus()
    press_focused(Qt.Key.Key_Down)
    press_focused(Qt.Key.Key_Return, "\r")
    assert window.shows.sheet is None
    assert window.sitting is not None
    assert window.sitting.playback.now_ms() == 10_000
    assert "ana mother, ben toy (boundary)" in window.bar.text
    close_window(window)


def test_a_disagreement_of_another_session_is_shown_at_the_desk(qtbot: QtBot, tmp_path: Path) -> None:
    study = coded(tmp_path / "study")
    window = opened(qtbot, study / "D01")
    window.shows.agreeing.show([("study", study)])
    sheet = sheet_of(window, qtbot)
    last = len(sheet.body.spots.listing.rows) - 1
    sheet.body.spots.go_to(last)
    sheet.body.spots.setFocus()
    press_focused(Qt.Key.Key_Return, "\r")
    qtbot.waitUntil(lambda: window.sitting is not None and window.sitting.review is not None, timeout=WAIT_MS)
    assert window.sitting is not None
    assert window.sitting.opened.session.id == "D02"
    close_window(window)


def test_without_a_session_a_folder_is_asked_for(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    window = build_window(qtbot)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(coded(tmp_path / "study")))
    window.run("analyse.agreement")
    assert len(sheet_of(window, qtbot).body.figures.listing.rows) == 3
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    window.shows.close_sheet()
    window.run("analyse.agreement")
    assert window.shows.sheet is None


def test_the_unit_and_the_tolerance_stay_for_the_next_time(qtbot: QtBot, tmp_path: Path) -> None:
    window, study = build_window(qtbot), coded(tmp_path / "study", 1)
    window.shows.agreeing.show([("study", study)])
    sheet = sheet_of(window, qtbot)
    sheet.head.unit.setValue(0.5)
    sheet.close_sheet()
    window.shows.agreeing.show([("study", study)])
    again = sheet_of(window, qtbot)
    assert again.head.unit.value() == 0.5
    assert again.look is not None
    assert again.look.wish.how.unit_ms == 500


def test_it_comes_back_at_the_tier_and_the_disagreements_it_was_left_at(qtbot: QtBot, tmp_path: Path) -> None:
    window, study = build_window(qtbot), coded(tmp_path / "study")
    window.shows.agreeing.show([("first", study / "D01"), ("study", study)])
    sheet = sheet_of(window, qtbot)
    sheet.head.what.setCurrentIndex(1)
    sheet.compare()
    sheet = sheet_of(window, qtbot)
    sheet.head.go_to_session("D02")
    sheet.body.figures.go_to(2)
    sheet.body.tabs.setCurrentIndex(2)
    sheet.close_sheet()
    window.shows.agreeing.show([("first", study / "D01"), ("study", study)])
    again = sheet_of(window, qtbot)
    assert (again.head.folder, again.head.session.currentText()) == (study, "D02")
    assert again.body.stream.tier == "signal"
    assert again.body.tabs.currentIndex() == 2
    assert again.body.figures.current is not None
    assert again.body.figures.current.cells[0] == "signal"
