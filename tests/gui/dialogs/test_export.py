"""What an export is of is asked where the procedure has windows."""

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from coder.app.new_session import NewSession, create_session
from coder.app.settings import Settings
from coder.gui.dialogs.export import ExportSheet, window_words
from coder.gui.main_window import MainWindow
from coder.model.scheme import Window
from coder.model.session import SessionClock
from tests.gui.stage import build_window, press_focused

WAIT_MS = 10_000


def opened(qtbot: QtBot, folder: Path, scheme: str) -> MainWindow:
    create_session(NewSession(folder, (), scheme, clock=SessionClock(300, 25)))
    window = build_window(qtbot, Settings(coder="ana", reduced_motion=True))
    window.open_session(folder, "ana")
    qtbot.waitUntil(lambda: window.sitting is not None, timeout=WAIT_MS)
    return window


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_windows_are_offered_with_where_they_really_lie(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, out = opened(qtbot, tmp_path / "L01", "still-face"), tmp_path / "out"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(out))
    assert window.sitting is not None
    for chord, at_ms in (("f5", 2_000), ("f6", 122_000), ("f6", 132_000)):
        window.sitting.desk.workspace.press(chord, at_ms)
    window.sitting.desk.workspace.skip_question()
    window.run("file.export")
    sheet = window.shows.sheet
    assert isinstance(sheet, ExportSheet)
    assert [box.text() for box in sheet.windows.values()] == [
        "first20 – the first 20 s; here in play, still (cut)",
        "last20 – the last 20 s; here in play, still (cut)",
    ]
    sheet.windows["first20"].setChecked(True)
    press_focused(Qt.Key.Key_Return, "\r")
    qtbot.waitUntil(lambda: "Exported" in window.bar.text, timeout=WAIT_MS)
    rows = [row for row in read(out / "events.csv") if row["tier"] == "in_gaze"]
    assert [(row["window"], row["onset_s"], row["offset_s"]) for row in rows] == [
        ("first20", "2.000", "22.000"),
        ("first20", "122.000", "132.000"),
    ]


def test_without_windows_the_folder_is_asked_for_at_once(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, out = opened(qtbot, tmp_path / "L01", "core-cues"), tmp_path / "out"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(out))
    window.run("file.export")
    assert window.shows.sheet is None
    qtbot.waitUntil(lambda: "Exported" in window.bar.text, timeout=WAIT_MS)
    assert "window" not in read(out / "events.csv")[0]


def test_escape_exports_nothing(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    window = opened(qtbot, tmp_path / "L01", "still-face")
    asked: list[object] = []
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: asked.append(True))
    window.run("file.export")
    press_focused(Qt.Key.Key_Escape)
    assert (window.shows.sheet, asked) == (None, [])


@pytest.mark.parametrize(
    ("anchor", "from_s", "words"),
    [
        ("start", 0, "the first 30 s"),
        ("start", 10, "30 s from 10 s on"),
        ("end", 0, "the last 30 s"),
        ("end", 10, "30 s up to 10 s before the end"),
        ("middle", 0, "the middle 30 s"),
        ("middle", 2.5, "30 s around 2.5 s after the middle"),
    ],
)
def test_a_window_is_told_in_words(anchor: str, from_s: float, words: str) -> None:
    assert window_words(Window("w", ("play",), from_s, 30, anchor)) == words
