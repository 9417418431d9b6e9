"""File › Import scheme…: a file is chosen, the scheme lies beside it, and a sheet says what was lost."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from coder.gui.main_window import MainWindow
from coder.gui.scheme_import import FILTER, LossesSheet
from tests.gui.stage import build_window, press

READ_MS = 5_000


@pytest.fixture
def codes(tmp_path: Path) -> Path:
    path = tmp_path / "lab codes.csv"
    path.write_text("code,tier,key,notes\nface,infant gaze,g,x\naway,infant gaze,j,y\n", encoding="utf-8")
    return path


def choose(window: MainWindow, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (path, ""))
    window.run("file.import_scheme")


def test_a_scheme_is_imported_from_the_start_page(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, codes: Path) -> None:
    window = build_window(qtbot)
    choose(window, monkeypatch, str(codes))
    qtbot.waitUntil(lambda: isinstance(window.shows.sheet, LossesSheet), timeout=READ_MS)
    sheet = window.shows.sheet
    assert isinstance(sheet, LossesSheet)
    made = codes.with_name("lab-codes.yaml")
    assert made.is_file()
    assert sheet.path.text() == str(made)
    assert "away has the key a" in sheet.losses.toPlainText()
    assert "lab-codes.yaml lies beside lab codes.csv: 1 dropped" in window.bar.text
    assert sheet.focusWidget() is sheet.done
    press(sheet.done, Qt.Key.Key_Escape)
    assert window.shows.sheet is None


def test_a_file_that_is_none_is_said_and_nothing_is_written(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    window = build_window(qtbot)
    path = tmp_path / "lab.opf"
    path.write_bytes(b"no archive")
    choose(window, monkeypatch, str(path))
    qtbot.waitUntil(lambda: "damaged" in window.bar.text, timeout=READ_MS)
    assert window.shows.sheet is None
    assert list(tmp_path.iterdir()) == [path]


def test_choosing_no_file_does_nothing(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    window = build_window(qtbot)
    choose(window, monkeypatch, "")
    assert window.shows.sheet is None
    assert list(tmp_path.iterdir()) == []


def test_the_dialog_shows_files_of_every_program() -> None:
    for ending in (".boris", ".boris.gz", ".etf", ".eaf", ".ecv", ".opf", ".csv"):
        assert f"*{ending}" in FILTER


def test_importing_is_in_the_menu_of_files_without_a_session(qtbot: QtBot) -> None:
    assert build_window(qtbot).allows("file.import_scheme")
