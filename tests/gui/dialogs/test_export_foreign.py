"""File › Export for another program…: a program and a folder are chosen, and a sheet says what could not be said."""

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from coder.app.export_formats import FORMATS
from coder.app.new_session import NewSession, create_session
from coder.app.settings import Settings
from coder.gui.export_foreign import ForeignExportSheet, ForeignLossesSheet
from coder.gui.main_window import MainWindow
from coder.model.session import SessionClock
from tests.gui.stage import build_window, press_focused

WAIT_MS = 10_000


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    create_session(NewSession(tmp_path / "L01", (), "core-cues", clock=SessionClock(300, 25)))
    window = build_window(qtbot, Settings(coder="ana", reduced_motion=True))
    window.open_session(tmp_path / "L01", "ana")
    qtbot.waitUntil(lambda: window.sitting is not None, timeout=WAIT_MS)
    assert window.sitting is not None
    window.sitting.desk.workspace.press("1", 2_000)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "out"))
    return window


def ask(window: MainWindow, format_name: str) -> ForeignExportSheet:
    window.run("file.export_foreign")
    sheet = window.shows.sheet
    assert isinstance(sheet, ForeignExportSheet)
    sheet.formats.setCurrentIndex(list(FORMATS).index(format_name))
    return sheet


def test_a_session_is_written_for_elan_and_what_was_lost_is_shown(
    qtbot: QtBot, tmp_path: Path, window: MainWindow
) -> None:
    sheet = ask(window, "elan")
    sheet.setFocus()
    press_focused(Qt.Key.Key_Return, "\r")
    qtbot.waitUntil(lambda: isinstance(window.shows.sheet, ForeignLossesSheet), timeout=WAIT_MS)
    shown = window.shows.sheet
    assert isinstance(shown, ForeignLossesSheet)
    assert "What L01.eaf does not say" in shown.losses.toPlainText()
    assert "at_face" in (tmp_path / "out" / "L01.eaf").read_text(encoding="utf-8")
    assert "Exported L01.eaf" in window.bar.text


def test_only_a_program_whose_files_can_be_written_into_asks_for_one(window: MainWindow) -> None:
    assert not ask(window, "gseq").into.isEnabled()
    press_focused(Qt.Key.Key_Escape)
    assert ask(window, "boris").into.isEnabled()


def test_a_file_that_is_chosen_is_written_into(
    qtbot: QtBot, tmp_path: Path, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = tmp_path / "lab.boris"
    base.write_text(json.dumps({"behaviors_conf": {}, "room": 2}), encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(base), ""))
    sheet = ask(window, "boris")
    sheet.into.click()
    assert "lab.boris" in sheet.named.text()
    sheet.go.click()
    qtbot.waitUntil(lambda: isinstance(window.shows.sheet, ForeignLossesSheet), timeout=WAIT_MS)
    (made,) = (tmp_path / "out").glob("*.boris")
    assert json.loads(made.read_text(encoding="utf-8"))["room"] == 2


def test_a_file_that_is_none_of_that_program_is_said(
    qtbot: QtBot, tmp_path: Path, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    base = tmp_path / "lab.boris"
    base.write_text("none", encoding="utf-8")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(base), ""))
    sheet = ask(window, "boris")
    sheet.into.click()
    sheet.go.click()
    qtbot.waitUntil(lambda: "no whole BORIS project" in window.bar.text, timeout=WAIT_MS)
    assert not (tmp_path / "out").exists()


def test_escape_exports_nothing(tmp_path: Path, window: MainWindow) -> None:
    ask(window, "elan")
    press_focused(Qt.Key.Key_Escape)
    assert window.shows.sheet is None
    assert not (tmp_path / "out").exists()
