"""The player's own sheets: its lengths, and the right time of a clock."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coder.app.new_session import NewSession, create_session
from coder.app.settings import load_settings
from coder.gui.dialogs.player_settings import PlayerSettingsSheet
from coder.gui.dialogs.session_clock import SessionClockSheet
from coder.gui.main_window import MainWindow
from coder.model.session import SessionClock
from coder.store.session_folder import load_session
from tests.gui.stage import Stage, build_window, press, press_focused, sit_down
from tests.unit.media.clips import Recipe, draw_clip

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
WAIT_MS = 20_000


@pytest.fixture
def stage(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Stage:
    return sit_down(qtbot, monkeypatch)


def test_lengths_are_kept_and_used_at_once(stage: Stage) -> None:
    press_focused(Qt.Key.Key_Comma, ",", CTRL)
    sheet = stage.window.shows.sheet
    assert isinstance(sheet, PlayerSettingsSheet)
    sheet.jump.setValue(2.0)
    sheet.around.setValue(0.5)
    sheet.pre_roll.setValue(1.5)
    sheet.proxies.setChecked(False)
    press_focused(Qt.Key.Key_Return, "\r")
    kept = load_settings()
    assert (kept.jump_s, kept.around_s, kept.pre_roll_s, kept.proxies) == (2.0, 0.5, 1.5, False)
    assert stage.sitting.desk.pre_roll_ms == 1_500
    assert stage.sitting.transport.pre_roll.text() == "pre-roll 1.5 s"
    stage.show_frame(100)
    press(stage.sitting.video, Qt.Key.Key_PageDown)
    stage.qtbot.waitUntil(lambda: stage.sitting.playback.now_ms() == 6_000)
    press(stage.sitting.video, Qt.Key.Key_PageUp)
    stage.qtbot.waitUntil(lambda: stage.sitting.playback.now_ms() == 4_000)


def test_escape_leaves_them_as_they_were(stage: Stage) -> None:
    before = stage.window.settings
    stage.window.run("play.settings")
    sheet = stage.window.shows.sheet
    assert isinstance(sheet, PlayerSettingsSheet)
    sheet.jump.setValue(9.0)
    press_focused(Qt.Key.Key_Escape)
    assert stage.window.settings == before


def test_play_around_comes_back_to_the_frame(stage: Stage) -> None:
    stage.window.keep_settings(around_s=0.2)
    stage.show_frame(100)
    press_focused(Qt.Key.Key_Space, " ", SHIFT)
    assert stage.sitting.playback.playing
    stage.qtbot.waitUntil(lambda: not stage.sitting.playback.playing)
    stage.qtbot.waitUntil(lambda: stage.sitting.playback.now_ms() == 4_000)


def test_shuttle_goes_slower_with_shift(stage: Stage) -> None:
    playback = stage.sitting.playback
    stage.show_frame(500)
    press_focused(Qt.Key.Key_L, "l")
    press_focused(Qt.Key.Key_L, "L", SHIFT)
    press_focused(Qt.Key.Key_L, "L", SHIFT)
    assert playback.rate == 0.25
    press_focused(Qt.Key.Key_K, "k")
    press_focused(Qt.Key.Key_J, "j")
    press_focused(Qt.Key.Key_J, "j")
    assert playback.rate == -2.0
    stage.qtbot.waitUntil(lambda: stage.engine.rate == -2.0)
    press_focused(Qt.Key.Key_K, "k")


def test_a_session_with_a_video_has_no_clock_to_correct(stage: Stage) -> None:
    stage.window.run("play.clock")
    assert "has a video" in stage.window.bar.text
    assert stage.window.shows.sheet is None


@pytest.fixture
def live(tmp_path: Path, qtbot: QtBot) -> MainWindow:
    wanted = NewSession(tmp_path / "L01", (), "core-cues", clock=SessionClock(600))
    window = build_window(qtbot)
    window.open_session(create_session(wanted).session.folder, "ana")
    qtbot.waitUntil(lambda: window.sitting is not None, timeout=WAIT_MS)
    return window


def test_a_session_without_media_is_coded_by_its_clock(live: MainWindow, qtbot: QtBot) -> None:
    assert live.sitting is not None
    playback, video = live.sitting.playback, live.sitting.video
    assert live.bar.text == ""
    press_focused(Qt.Key.Key_Space, " ")
    qtbot.waitUntil(lambda: playback.now_ms() >= 400)
    press_focused(Qt.Key.Key_B, "b")
    press_focused(Qt.Key.Key_Space, " ")
    stopped = playback.now_ms()
    (event,) = live.sitting.desk.workspace.observation
    assert 400 <= event.onset_ms <= stopped
    assert video.read_out.ms == stopped
    video.grab()
    live.close()


def test_the_clock_is_corrected_and_coded_times_stay(live: MainWindow, qtbot: QtBot) -> None:
    assert live.sitting is not None
    live.sitting.playback.seek_ms(10_000)
    press_focused(Qt.Key.Key_B, "b")
    press_focused(Qt.Key.Key_K, "\x0b", CTRL | SHIFT)
    sheet = live.shows.sheet
    assert isinstance(sheet, SessionClockSheet)
    sheet.field.clear()
    QTest.keyClicks(sheet.field, "soon")
    press_focused(Qt.Key.Key_Return, "\r")
    assert "Write a time" in sheet.words.text()
    sheet.field.setText("0:12.5")
    press_focused(Qt.Key.Key_Return, "\r")
    qtbot.waitUntil(lambda: "corrected by +2.500 s" in live.bar.text, timeout=WAIT_MS)
    assert live.sitting is not None
    folder = live.sitting.opened.session.folder
    clock = load_session(folder).clock
    assert clock is not None
    assert clock.offset_s == 2.5
    assert "0:00:12.500" in (live.sitting.video._clock_words or "")
    (event,) = live.sitting.desk.workspace.observation
    assert event.onset_ms == 10_000
    live.close()


def test_a_snapshot_of_the_frame_on_the_screen_is_written_beside_the_session(tmp_path: Path, qtbot: QtBot) -> None:
    clip = draw_clip(tmp_path / "visit.mp4", Recipe(frames=60))
    session = create_session(NewSession(tmp_path / "D01", (clip,), "core-cues")).session
    window = build_window(qtbot)
    window.open_session(session.folder, "ana")
    qtbot.waitUntil(lambda: window.sitting is not None, timeout=WAIT_MS)
    assert window.sitting is not None
    playback = window.sitting.playback
    playback.seek_ms(1_720)
    qtbot.waitUntil(lambda: playback.now_ms() == 1_720, timeout=WAIT_MS)
    press(window, Qt.Key.Key_I, "\t", CTRL | SHIFT)
    written = session.folder / "snapshots" / "D01_0-00-01.720_f000043.png"
    qtbot.waitUntil(lambda: written.name in window.bar.text, timeout=WAIT_MS)
    assert written.is_file()
    window.close()
