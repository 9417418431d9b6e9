"""The scheme view in the window: from the menu, from a file, from a drop; and the editor that a fault leads to."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, QProcess, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QDropEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from coder.app.open_session import Opened
from coder.app.settings import Settings, load_settings
from coder.gui import scheme_shows
from coder.gui.dialogs.editor import EditorSheet
from coder.gui.main_window import MainWindow
from coder.gui.scheme_view.scheme_sheet import SchemeSheet
from coder.gui.theme import LIGHT
from coder.model.session import Medium, Session
from tests.gui.desks import build_workspace
from tests.gui.scheme_view.views import TEXT, loaded, write
from tests.gui.stage import build_opened, build_window, press, press_focused, sit_down

READ_MS = 2_000


def sheet_of(window: MainWindow) -> SchemeSheet:
    sheet = window.shows.sheet
    assert isinstance(sheet, SchemeSheet)
    return sheet


def opened_on(path: Path) -> Opened:
    """Open an observation under the lab's scheme, in a session whose scheme file is this one."""
    opened = build_opened(build_workspace(loaded().scheme, frames=1500))
    session = Session("D01", path.parent, (Medium("video.mp4"),), path.name)
    return replace(opened, scheme=loaded(), session=session)


def test_a_scheme_file_is_opened_from_the_start_page(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    window, path = build_window(qtbot), write(tmp_path)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    assert window.allows("file.open_scheme")
    window.run("file.open_scheme")
    qtbot.waitUntil(lambda: sheet_of(window).scheme is not None, timeout=READ_MS)
    press(sheet_of(window), Qt.Key.Key_Escape)
    assert window.shows.sheet is None


def test_a_scheme_that_is_dropped_on_the_window_is_shown(qtbot: QtBot, tmp_path: Path) -> None:
    window, data = build_window(qtbot), QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(write(tmp_path)))])
    button, held = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, button, held))
    qtbot.waitUntil(lambda: window.shows.sheet is not None)
    qtbot.waitUntil(lambda: sheet_of(window).scheme is not None, timeout=READ_MS)


def test_the_scheme_of_the_observation_is_a_key_away_and_nothing_is_coded_from_it(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stage = sit_down(qtbot, monkeypatch, opened_on(write(tmp_path)))
    stage.sitting.playback.play()
    press_focused(Qt.Key.Key_7, "", Qt.KeyboardModifier.ControlModifier)
    sheet = sheet_of(stage.window)
    assert not stage.sitting.playback.playing
    press_focused(Qt.Key.Key_B, "b")
    assert sheet.body.chosen == ("signal", "bid")
    press_focused(Qt.Key.Key_Space, " ")
    assert not stage.sitting.playback.playing
    press_focused(Qt.Key.Key_Escape)
    assert len(stage.workspace.observation) == 0
    press_focused(Qt.Key.Key_B, "b")
    assert len(stage.workspace.observation) == 1


def test_editing_the_sessions_scheme_file_changes_nothing_of_the_observation(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = write(tmp_path)
    stage = sit_down(qtbot, monkeypatch, opened_on(path))
    stage.window.run("view.scheme")
    sheet = sheet_of(stage.window)
    write(tmp_path, TEXT.replace('"1.0.0"', '"1.1.0"').replace("key: b}", "key: v}"))
    qtbot.waitUntil(sheet.head.drift.isVisible, timeout=READ_MS)
    assert "coded with 1.0.0; the file is 1.1.0 (1 change)" in sheet.head.drift.text()
    assert sheet.head.migrate.isVisible()
    press(sheet, Qt.Key.Key_Escape)
    press_focused(Qt.Key.Key_V, "v")
    press_focused(Qt.Key.Key_B, "b")
    assert [event.code for event in stage.workspace.observation] == ["bid"]


def test_another_file_is_not_held_against_the_observation(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stage = sit_down(qtbot, monkeypatch, opened_on(write(tmp_path)))
    other = tmp_path / "other.yaml"
    other.write_text(TEXT.replace("id: lab", "id: other"), encoding="utf-8")
    stage.window.shows.scheme_view.show_file(other)
    sheet = sheet_of(stage.window)
    qtbot.waitUntil(lambda: sheet.scheme is not None, timeout=READ_MS)
    assert not sheet.head.drift.isVisible()


def test_what_the_window_tells_is_seen_below_the_view(qtbot: QtBot, tmp_path: Path) -> None:
    window = build_window(qtbot)
    window.shows.scheme_view.show_file(write(tmp_path))
    assert not sheet_of(window).geometry().intersects(window.bar.geometry())


def test_the_view_follows_light_and_dark_and_ends_with_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    window = build_window(qtbot)
    window.shows.scheme_view.show_file(write(tmp_path))
    sheet = sheet_of(window)
    qtbot.waitUntil(lambda: sheet.scheme is not None, timeout=READ_MS)
    window._appearance.use(LIGHT)
    assert sheet.body.keyboard.plates["s"]._theme is LIGHT
    assert sheet.watch is not None
    thread = sheet.watch.worker
    window.close()
    assert thread is not None
    thread.join(1)
    assert not thread.is_alive()


def test_a_fault_opens_in_the_editor_of_the_settings_at_its_line(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    started: list[tuple[str, list[str]]] = []
    monkeypatch.setattr(scheme_shows, "find_program", lambda name: f"bin/{name}")

    def start(name: str, words: list[str], _folder: str) -> tuple[bool, int]:
        started.append((name, words))
        return True, 1

    monkeypatch.setattr(QProcess, "startDetached", start)
    window = build_window(qtbot, Settings(editor="edit -g {file}:{line}:{column}"))
    path = write(tmp_path)
    window.shows.scheme_view.open_place(path, 14, 3)
    assert started[0][1] == ["-g", f"{path}:14:3"]
    monkeypatch.setattr(QProcess, "startDetached", lambda *_: (False, 0))
    window.shows.scheme_view.open_place(path, 14, 3)
    assert "does not start" in window.bar.text


def test_a_locked_file_opens_in_an_editor_and_it_is_said_that_it_is_not_to_be_changed(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = write(tmp_path)
    path.write_text(path.read_text("utf-8").replace("status: draft", "status: locked"), "utf-8")
    opened: list[QUrl] = []

    def open_file(url: QUrl) -> bool:
        opened.append(url)
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", open_file)
    window = build_window(qtbot)
    window.shows.scheme_view.open_place(path, 1, 1)
    assert [url.toLocalFile() for url in opened] == [path.as_posix()]
    assert "lab.yaml is locked: it is not changed any more." in window.bar.text
    assert "Copy it under a new version" in window.bar.text


def test_an_editor_that_is_not_there_is_said(qtbot: QtBot, tmp_path: Path) -> None:
    window = build_window(qtbot, Settings(editor="no-such-editor-anywhere"))
    window.shows.scheme_view.open_place(write(tmp_path), 1, 1)
    assert "There is no program no-such-editor-anywhere." in window.bar.text


def test_without_an_editor_the_system_opens_the_file_and_the_line_is_said(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    window, path = build_window(qtbot), write(tmp_path)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    window.shows.scheme_view.open_place(path, 14, 3)
    assert "opens in the system’s editor: go to line 14." in window.bar.text
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    window.shows.scheme_view.open_place(path, 14, 3)
    assert "Nothing here opens lab.yaml." in window.bar.text
    window.bar._buttons[0].click()
    assert isinstance(window.shows.sheet, EditorSheet)


def test_the_command_of_an_editor_is_kept_and_a_wrong_one_is_not(qtbot: QtBot) -> None:
    window = build_window(qtbot)
    window.run("file.editor")
    sheet = window.shows.sheet
    assert isinstance(sheet, EditorSheet)
    sheet.field.setText('"code -g {file}')
    sheet.accept()
    assert "a quote that is never closed" in sheet.told.text()
    assert window.shows.sheet is sheet
    sheet.field.setText("code -g {file}:{line}")
    press(sheet.field, Qt.Key.Key_Return)
    assert not sheet.isVisible()
    assert load_settings().editor == "code -g {file}:{line}"
