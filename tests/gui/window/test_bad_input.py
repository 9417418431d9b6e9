"""Whatever the file is like, the window says so in a sentence, goes on answering, and loses nothing."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coder.app.new_session import NewSession, create_session
from coder.app.notices import Severity
from coder.errors import CoderError
from coder.gui.main_window import MainWindow
from coder.media.whole_digest import read_whole_digest
from coder.model.session import Medium, Session
from coder.store.session_folder import load_session, save_session
from tests.gui.beat import Beat
from tests.gui.desks import STEP_MS
from tests.gui.stage import build_window, press_focused, sit_down
from tests.unit.media.clips import Recipe, cut, draw_clip, draw_without_frames
from tests.unit.media.hanging import Share
from tests.unit.media.sounds import draw_clicks, write_wave

WAIT_MS = 20_000


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return draw_clip(tmp_path_factory.mktemp("clip") / "visit.mkv", Recipe(suffix=".mkv"))


def session_of(folder: Path, video: Path) -> Path:
    """Write a session by hand: a session is made of whole videos only."""
    folder.mkdir()
    (folder / video.name).write_bytes(video.read_bytes())
    save_session(Session(folder.name, folder, (Medium(video.name),), "core-cues"))
    return folder


def opened(qtbot: QtBot, session: Path) -> MainWindow:
    window = build_window(qtbot)
    window.open_session(session, "ana")
    qtbot.waitUntil(lambda: window.sitting is not None, timeout=WAIT_MS)
    return window


def sits(window: MainWindow) -> bool:
    """Tell whether a session is open."""
    return window.sitting is not None


def refused(qtbot: QtBot, session: Path) -> str:
    window, beat = build_window(qtbot), Beat(qtbot)
    window.open_session(session, "ana")
    qtbot.waitUntil(
        lambda: window.bar.notice is not None and window.bar.notice.severity is Severity.ERROR, timeout=WAIT_MS
    )
    beat.goes_on()
    assert window.sitting is None
    assert window.pages.currentWidget() is window.start
    assert not list(session.glob("observations/*")), "nothing was begun"
    return window.bar.text


def test_a_truncated_video_plays_what_is_there_and_says_where_it_ends(clip: Path, tmp_path: Path, qtbot: QtBot) -> None:
    window = opened(qtbot, session_of(tmp_path / "T01", cut(clip, tmp_path / "torn.mkv", end=0.6)))
    assert "torn.mkv is cut or damaged at its end: it can be played to" in window.bar.text
    assert window.sitting is not None
    frames, playback = window.sitting.desk.workspace.frames, window.sitting.playback
    assert 20 < len(frames) < 100
    window.run("play.end")
    last_ms = frames.time_ms(len(frames) - 1)
    qtbot.waitUntil(lambda: playback.now_ms() == last_ms, timeout=WAIT_MS)
    press_focused(Qt.Key.Key_B, "b")
    (event,) = window.sitting.desk.workspace.observation
    assert event.onset_ms == last_ms
    window.close()


def test_a_movie_without_its_table_is_refused_in_words(tmp_path: Path, qtbot: QtBot) -> None:
    whole = draw_clip(tmp_path / "whole.mp4", Recipe(frames=30))
    said = refused(qtbot, session_of(tmp_path / "M01", cut(whole, tmp_path / "half.mp4", end=0.5)))
    assert "half.mp4 is only half there: its table of frames (moov) is missing." in said


def test_a_file_that_is_no_video_is_refused_in_words(tmp_path: Path, qtbot: QtBot) -> None:
    note = tmp_path / "note.mp4"
    note.write_text("Remember to copy the card.", encoding="utf-8")
    assert "note.mp4 is a text file, not a video." in refused(qtbot, session_of(tmp_path / "N01", note))


def test_an_empty_file_is_refused_in_words(tmp_path: Path, qtbot: QtBot) -> None:
    empty = tmp_path / "empty.mp4"
    empty.touch()
    assert "empty.mp4 is empty (0 bytes)." in refused(qtbot, session_of(tmp_path / "E01", empty))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("nothing.mkv", "nothing.mkv ends before its first frame. Copy the file again"),
        ("nothing.avi", "nothing.avi has a video stream without a single frame. Copy the file again"),
    ],
)
def test_a_video_without_a_single_frame_is_refused_in_words(
    name: str, words: str, tmp_path: Path, qtbot: QtBot
) -> None:
    assert words in refused(qtbot, session_of(tmp_path / "Z01", draw_without_frames(tmp_path / name)))


def test_a_video_of_an_unknown_codec_is_refused_in_words(clip: Path, tmp_path: Path, qtbot: QtBot) -> None:
    strange = tmp_path / "strange.mkv"
    strange.write_bytes(clip.read_bytes().replace(b"V_MPEG4/ISO/AVC", b"V_MPEG4/ISO/ZZQ"))
    said = refused(qtbot, session_of(tmp_path / "U01", strange))
    assert "The codec of strange.mkv is unknown. Convert the video to H.264 in MP4" in said


def test_sound_alone_is_coded_along_its_waveform(tmp_path: Path, qtbot: QtBot) -> None:
    wave = write_wave(tmp_path / "talk.wav", draw_clicks(8_000, [1.0], 3.0, noise=800), 8_000)
    made = create_session(NewSession(tmp_path / "S01", (wave,), "core-cues")).session
    window = opened(qtbot, made.folder)
    assert window.sitting is not None
    sitting = window.sitting
    assert sitting.video.notice.startswith("Sound only: talk.wav has no picture.")
    qtbot.waitUntil(lambda: sitting.timeline.media.waveform is not None, timeout=WAIT_MS)
    sitting.playback.seek_ms(1_234)
    press_focused(Qt.Key.Key_V, "v")
    (event,) = sitting.desk.workspace.observation
    assert event.onset_ms == 1_230
    window.run("file.snapshot")
    qtbot.waitUntil(lambda: "no picture to keep" in window.bar.text, timeout=WAIT_MS)
    window.close()


@pytest.mark.parametrize("playing", [False, True], ids=["at rest", "playing"])
def test_while_a_file_hangs_keys_code_and_the_session_closes(
    playing: bool, clip: Path, tmp_path: Path, qtbot: QtBot, share: Share, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coder.gui.watching.TRUST_WAITS_MS", 600_000)
    made = create_session(NewSession(tmp_path / "H01", (clip,), "core-cues")).session
    window = opened(qtbot, made.folder)
    assert window.sitting is not None
    sitting = window.sitting
    qtbot.waitUntil(lambda: not sitting.video.image.isNull(), timeout=WAIT_MS)
    window.run("play.proxies")
    beat = Beat(qtbot)
    share.answers.clear()
    sitting.playback.seek_ms(3_000)
    sitting.playback.seek_ms(1_000)
    if playing:
        sitting.playback.play()
    qtbot.waitUntil(share.hanging.is_set, timeout=WAIT_MS)
    beat.goes_on()
    assert sitting.playback.playing is playing
    on_screen_ms = sitting.playback.now_ms()
    press_focused(Qt.Key.Key_B, "b")
    (event,) = sitting.desk.workspace.observation
    assert event.onset_ms == on_screen_ms, "the frame on the screen, not the one that hangs"
    window.show_start()
    qtbot.waitUntil(lambda: not sits(window), timeout=WAIT_MS)  # what was coded is on disk
    assert not share.answers.is_set(), "nobody waited for the share"
    beat.goes_on()
    window.close()


def test_an_error_while_playing_pauses_and_is_said(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = sit_down(qtbot, monkeypatch)
    stage.show_frame(10)
    stage.engine.prompt = False
    stage.sitting.playback.play()
    gone = CoderError("video.mp4 is not there any more.", "Bring the file or its drive back.")
    stage.engine.on_error(gone)
    qtbot.waitUntil(lambda: "not there any more" in stage.window.bar.text)
    assert not stage.sitting.playback.playing
    press_focused(Qt.Key.Key_B, "b")
    (event,) = stage.workspace.observation
    assert event.onset_ms == 10 * STEP_MS


def test_a_file_of_other_bytes_is_named_after_a_while(
    clip: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coder.gui.watching.TRUST_WAITS_MS", 0)
    made = create_session(NewSession(tmp_path / "B01", (clip,), "core-cues")).session
    window = opened(qtbot, made.folder)
    qtbot.waitUntil(lambda: bool(load_session(made.folder).media[0].sha256), timeout=WAIT_MS)
    assert load_session(made.folder).media[0].sha256 == read_whole_digest(clip)
    window.show_start()
    monkeypatch.setattr("coder.media.whole_digest.read_whole_digest", lambda *_, **__: "0" * 64)
    window.open_session(made.folder, "ana")
    qtbot.waitUntil(lambda: "not byte for byte" in window.bar.text, timeout=WAIT_MS)
    assert window.bar._buttons[0].text() == "Locate…"
    window.close()


def test_sittings_ask_the_decoder_to_end_without_waiting(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = sit_down(qtbot, monkeypatch)
    waited: list[float] = []

    def close(timeout_s: float = 2.0) -> bool:
        waited.append(timeout_s)
        return True

    monkeypatch.setattr(stage.engine, "close", close)
    stage.window.show_start()
    assert waited == [0.0]
