"""What is exported is chosen, its first rows are seen, and all of it is written or nothing."""

import csv
from pathlib import Path
from threading import Event
from time import sleep

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from coder.app.code import code_keys
from coder.app.export_wish import ExportWish
from coder.app.new_session import NewSession, create_session
from coder.app.open_session import open_session
from coder.app.settings import Settings
from coder.gui.dialogs.export import ExportDialog
from coder.gui.dialogs.export_options import window_words
from coder.gui.main_window import MainWindow
from coder.gui.sources import OTHER
from coder.media.stopping import Cancel, Progress, Stopped
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


def phased(qtbot: QtBot, folder: Path) -> MainWindow:
    window = opened(qtbot, folder, "still-face")
    assert window.sitting is not None
    for chord, at_ms in (("f5", 2_000), ("f6", 122_000), ("f6", 132_000)):
        window.sitting.desk.workspace.press(chord, at_ms)
    window.sitting.desk.workspace.skip_question()
    return window


def asked(qtbot: QtBot, window: MainWindow) -> ExportDialog:
    window.run("file.export")
    (dialog,) = window.over.findChildren(ExportDialog)
    qtbot.waitUntil(dialog.go.isEnabled, timeout=WAIT_MS)
    return dialog


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def shown(dialog: ExportDialog, file: str) -> list[dict[str, str]]:
    """Return the first rows as the page of a table shows them."""
    model = dialog.shown.rows_of(file)
    heads = [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())]
    return [
        {head: model.index(row, column).data() for column, head in enumerate(heads)} for row in range(model.rowCount())
    ]


def test_the_first_rows_are_shown_as_they_are_written(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = asked(qtbot, phased(qtbot, tmp_path / "L01"))
    rows = shown(dialog, "events.csv")
    with qtbot.waitSignal(dialog.exported, timeout=WAIT_MS):
        dialog.go.click()
    assert rows == read(tmp_path / "L01 export" / "events.csv")[: len(rows)]
    assert len(rows) > 2


def test_the_windows_are_offered_with_where_they_really_lie(qtbot: QtBot, tmp_path: Path) -> None:
    window = phased(qtbot, tmp_path / "L01")
    dialog = asked(qtbot, window)
    assert [box.text() for box in dialog.options.windows.values()] == [
        "first20 – the first 20 s; here in play, still (cut)",
        "last20 – the last 20 s; here in play, still (cut)",
    ]
    dialog.options.windows["first20"].setChecked(True)
    qtbot.waitUntil(dialog.go.isEnabled, timeout=WAIT_MS)
    assert {row["window"] for row in shown(dialog, "events.csv")} == {"first20"}
    dialog.go.setFocus()
    press_focused(Qt.Key.Key_Return, "\r")
    qtbot.waitUntil(lambda: "Exported" in window.bar.text, timeout=WAIT_MS)
    rows = [row for row in read(tmp_path / "L01 export" / "events.csv") if row["tier"] == "in_gaze"]
    assert [(row["window"], row["onset_s"], row["offset_s"]) for row in rows] == [
        ("first20", "2.000", "22.000"),
        ("first20", "122.000", "132.000"),
    ]


def test_a_window_that_another_folder_does_not_have_is_given_up(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = create_session(NewSession(tmp_path / "P01", (), "core-cues", clock=SessionClock(60, 25))).session
    with open_session(other.folder, "ana") as begun:
        code_keys(begun, ["1.0,1"])
    dialog = asked(qtbot, phased(qtbot, tmp_path / "L01"))
    dialog.options.windows["first20"].setChecked(True)
    qtbot.waitUntil(dialog.go.isEnabled, timeout=WAIT_MS)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(other.folder))
    dialog.what.setCurrentText(OTHER)
    dialog.what.activated.emit(dialog.what.currentIndex())
    qtbot.waitUntil(lambda: dialog.go.isEnabled() and not dialog.options.windows, timeout=WAIT_MS)
    assert dialog.message.text() == ""
    assert {row["session_id"] for row in shown(dialog, "sessions.csv")} == {"P01"}


def test_the_page_that_is_looked_at_stays_when_an_option_changes(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = asked(qtbot, phased(qtbot, tmp_path / "L01"))
    names = dialog.shown.names
    names.setCurrentRow(2)
    before = dialog.shown.files[2]
    dialog.options.clip.setChecked(True)
    assert not dialog.go.isEnabled()
    qtbot.waitUntil(dialog.go.isEnabled, timeout=WAIT_MS)
    assert dialog.shown.files[names.currentRow()] == before
    assert dialog.shown.pages.currentIndex() == names.currentRow()
    assert {row["part"] for row in shown(dialog, "events.csv")} >= {"1"}


def test_a_folder_with_other_files_is_refused_and_nothing_is_lost(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = asked(qtbot, phased(qtbot, tmp_path / "L01"))
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "thesis.docx").write_text("mine")
    dialog.into.setText(str(mine))
    dialog.go.click()
    qtbot.waitUntil(lambda: "mine holds files that no export wrote" in dialog.message.text(), timeout=WAIT_MS)
    assert [path.name for path in mine.iterdir()] == ["thesis.docx"]
    assert dialog.go.isEnabled()


def test_an_export_that_is_given_up_says_so_and_leaves_nothing(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog, begun, ended = asked(qtbot, phased(qtbot, tmp_path / "L01")), Event(), Event()

    def slow(_wish: ExportWish, *, progress: Progress, cancelled: Cancel) -> None:
        progress(0.4)
        begun.set()
        while not cancelled():
            sleep(0.01)
        ended.set()
        raise Stopped

    monkeypatch.setattr("coder.app.export.export", slow)
    dialog.go.click()
    assert begun.wait(WAIT_MS / 1000)
    qtbot.waitUntil(lambda: dialog.progress.value() == 40, timeout=WAIT_MS)
    assert not dialog.options.isEnabled()
    dialog.reject()
    assert ended.wait(WAIT_MS / 1000)
    assert dialog.message.text() == "The export was given up; nothing was written."
    assert (dialog.isVisible(), dialog.go.isEnabled(), dialog.progress.isVisible()) == (True, True, False)
    dialog.reject()
    assert not dialog.isVisible()


def test_in_a_folder_with_other_files_a_new_one_is_named(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = asked(qtbot, phased(qtbot, tmp_path / "L01"))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    dialog.choose_folder()
    assert dialog.into.text() == str(tmp_path / "export")


def test_where_nothing_is_coded_it_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    create_session(NewSession(tmp_path / "L01", (), "core-cues", clock=SessionClock(300, 25)))
    window = build_window(qtbot, Settings(coder="ana"))
    dialog = ExportDialog(window.over, window.theme, [("L01", tmp_path / "L01")], lambda: None)
    dialog.open()
    qtbot.waitUntil(lambda: "There is nothing coded in L01." in dialog.message.text(), timeout=WAIT_MS)
    assert not dialog.go.isEnabled()
    dialog.reject()


def test_without_a_session_a_folder_is_asked_for(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    phased(qtbot, tmp_path / "study" / "L01").close()
    window = build_window(qtbot, Settings(coder="ana"))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "study"))
    dialog = asked(qtbot, window)
    assert (dialog.what.currentText(), dialog.into.text()) == ("study", str(tmp_path / "study export"))
    assert {row["session_id"] for row in shown(dialog, "events.csv")} == {"L01"}


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
