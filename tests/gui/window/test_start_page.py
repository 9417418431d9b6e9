"""From the start of the program to the first coded event in at most five clicks, without a question before."""

import shutil
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coder.app.settings import Recent, Settings, load_settings
from coder.app.shipped import shipped_folder
from coder.errors import CoderError
from coder.gui import opening
from coder.gui.command_palette import CommandPalette
from coder.gui.dialogs.new_session import NewSessionDialog
from coder.gui.main_window import MainWindow
from coder.gui.palette.key_cap import KeyCap
from coder.gui.palette.key_sheet import KeySheet
from coder.gui.theme import LIGHT
from coder.gui.video import sound_sink
from tests.gui.beat import Beat
from tests.gui.stage import build_window, press_focused

OPENS_MS = 20_000


@pytest.fixture
def session(tmp_path: Path) -> Path:
    folder = tmp_path / "D01_v1"
    shutil.copytree(shipped_folder("sample_sessions") / "D01_v1", folder)
    return folder


def wait_for_session(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.sitting is not None, timeout=OPENS_MS)
    sitting = window.sitting
    assert sitting is not None
    qtbot.waitUntil(lambda: not sitting.video.image.isNull(), timeout=OPENS_MS)


def test_enter_opens_the_recent_session_that_has_the_keys(qtbot: QtBot, session: Path) -> None:
    window = build_window(qtbot, Settings(recent=(Recent(str(session), "ana"),)))
    window.start.rows[0].setFocus()
    QTest.keyClick(window.start.rows[0], Qt.Key.Key_Return)
    wait_for_session(window, qtbot)


def test_one_click_plays_the_coded_sample_and_the_next_key_codes(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "sample_folder", lambda: tmp_path / "Attune sample")
    window = build_window(qtbot, Settings())
    QTest.mouseClick(window.start.sample, Qt.MouseButton.LeftButton)
    wait_for_session(window, qtbot)
    sitting = window.sitting
    assert sitting is not None
    assert sitting.playback.playing
    workspace = sitting.desk.workspace
    before = len(workspace.observation)
    assert before > 0
    qtbot.waitUntil(lambda: sitting.playback.now_ms() > 0)
    sitting.playback.pause()
    at_ms = sitting.playback.now_ms()
    press_focused(Qt.Key.Key_B, "b")
    assert len(workspace.observation) == before + 1
    selected = workspace.selection
    assert selected is not None
    assert (selected.code, selected.onset_ms) == ("bid", at_ms)
    qtbot.waitUntil(lambda: sitting.header.light.words == "saved")
    window.close()
    assert load_settings().recent == ()


def test_the_keys_of_the_tip_work_on_the_start_page(qtbot: QtBot) -> None:
    window = build_window(qtbot, Settings())
    assert window.bar.aside == "Ctrl+Shift+P any action · ? keys"
    press_focused(Qt.Key.Key_Question, "?", Qt.KeyboardModifier.ShiftModifier)
    sheet = window.shows.sheet
    assert isinstance(sheet, KeySheet)
    assert sheet.accessibleName().startswith("Keys of the player")
    assert "Space" in {cap.accessibleName() for cap in sheet.findChildren(KeyCap)}
    press_focused(Qt.Key.Key_Escape)
    press_focused(Qt.Key.Key_P, "\x10", Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert isinstance(window.shows.sheet, CommandPalette)


def test_a_session_asks_who_codes_once_and_remembers_it(qtbot: QtBot, session: Path) -> None:
    window = build_window(qtbot, Settings())
    window.open_path(session)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is window.start.coder, timeout=OPENS_MS)
    QTest.keyClicks(window.start.coder, "zoe")
    QTest.keyClick(window.start.coder, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(window.start.rows) and window.start.rows[0].hasFocus(), timeout=OPENS_MS)
    press_focused(Qt.Key.Key_Return)
    wait_for_session(window, qtbot)
    window.close()
    assert load_settings().coder == "zoe"
    assert load_settings().recent == (Recent(str(session), "zoe"),)
    assert (session / "observations" / "zoe.attune").exists()


def test_a_recent_session_is_one_click_away(qtbot: QtBot, session: Path) -> None:
    recent = (Recent(str(session), "ana"), Recent(str(session.parent / "gone"), "ana"))
    window = build_window(qtbot, Settings(coder="ana", recent=recent))
    qtbot.waitUntil(lambda: [row.text() for row in window.start.rows] == ["D01_v1"])
    QTest.mouseClick(window.start.rows[0], Qt.MouseButton.LeftButton)
    wait_for_session(window, qtbot)
    window.show_start()
    assert window.sitting is None
    assert window.pages.currentWidget() is window.start


def test_a_disk_that_hangs_keeps_no_start_page_from_answering(
    qtbot: QtBot, session: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers, exists = threading.Event(), Path.exists

    def look(path: Path) -> bool:
        if path == session:
            assert answers.wait(30)
        return exists(path)

    monkeypatch.setattr(Path, "exists", look)
    recent = (Recent(str(session.parent / "gone"), "ana"), Recent(str(session), "ana"))
    window, beat = build_window(qtbot, Settings(coder="ana", recent=recent)), Beat(qtbot)
    assert [row.text() for row in window.start.rows] == ["gone", "D01_v1"]
    beat.goes_on()
    window.show_start()
    beat.goes_on()
    answers.set()
    qtbot.waitUntil(lambda: [row.text() for row in window.start.rows] == ["D01_v1"])


def test_the_sessions_of_a_study_are_listed(qtbot: QtBot) -> None:
    window = build_window(qtbot)
    window.open_path(shipped_folder("sample_sessions"))
    qtbot.waitUntil(lambda: len(window.start.rows) >= 3, timeout=OPENS_MS)
    window.start.set_theme(LIGHT)
    window.start.grab()


def test_a_folder_that_is_no_session_is_refused_with_a_hint(qtbot: QtBot, tmp_path: Path) -> None:
    window = build_window(qtbot)
    window.open_path(tmp_path)
    qtbot.waitUntil(lambda: "no session" in window.bar.text, timeout=OPENS_MS)
    window.open_session(tmp_path, "ana")
    qtbot.waitUntil(lambda: window.bar.notice is not None and window.bar.notice.severity == "error", timeout=OPENS_MS)
    assert window.sitting is None


def drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(10, 10), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    window.dropEvent(event)


def test_a_video_dropped_on_the_window_makes_a_new_session_of_it(qtbot: QtBot, session: Path) -> None:
    window = build_window(qtbot)
    drop(window, session / "video.mp4")
    qtbot.waitUntil(lambda: bool(window.findChildren(NewSessionDialog)))
    dialog = window.findChildren(NewSessionDialog)[0]
    assert dialog.videos.count() == 1
    assert dialog.session.text() == "video"
    dialog.reject()


def test_a_session_dropped_on_the_window_opens(qtbot: QtBot, session: Path) -> None:
    window = build_window(qtbot)
    drop(window, session)
    wait_for_session(window, qtbot)


def test_that_there_is_no_sound_is_told_once(qtbot: QtBot, session: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise CoderError("There is no sound device.", "Coding works without it.")

    monkeypatch.setattr(sound_sink, "open_sink", refuse)
    window = build_window(qtbot)
    window.open_path(session, "ana", "")
    wait_for_session(window, qtbot)
    qtbot.waitUntil(lambda: window.bar.text == "There is no sound device. Coding works without it.")
    window.show_start()
    window.open_path(session, "ana", "")
    wait_for_session(window, qtbot)
    sitting = window.sitting
    assert sitting is not None
    qtbot.waitUntil(lambda: not sitting.transport.volume.isEnabled())
    assert window.bar.text == ""
