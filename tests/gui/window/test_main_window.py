"""The whole window: opened on a session, folded, closed, and what it says when something stands in the way."""

import shutil
import threading
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from pytestqt.qtbot import QtBot

from coder.app.keymap import NUMPAD
from coder.app.notices import Notice, Severity
from coder.app.open_session import open_session
from coder.app.settings import Settings, load_settings
from coder.app.shipped import shipped_folder
from coder.gui import run
from coder.gui.dialogs.export import ExportDialog
from coder.gui.main_window import MainWindow
from coder.gui.theme import DARK, LIGHT
from coder.model.scheme import Pass
from coder.store.writer import SaveState
from tests.gui.desks import build_workspace, core_cues, still_face
from tests.gui.stage import FakeWriter, build_opened, build_window, of_scheme, press_focused, sit_down

OPENS_MS = 20_000


class Silence:
    """Sound without any."""

    def slice(self, _from_ms: int, _to_ms: int, columns: int) -> tuple[list[float], list[float]]:
        """Return nothing but zeros."""
        return [0.0] * columns, [0.0] * columns


@pytest.fixture
def session(tmp_path: Path) -> Path:
    folder = tmp_path / "D01_v1"
    shutil.copytree(shipped_folder("sample_sessions") / "D01_v1", folder)
    return folder


def open_in(window: MainWindow, qtbot: QtBot, session: Path, coder: str = "ana") -> None:
    window.open_session(session, coder)
    qtbot.waitUntil(lambda: window.sitting is not None, timeout=OPENS_MS)


def test_what_is_coded_is_there_when_the_session_is_opened_again(qtbot: QtBot, session: Path) -> None:
    window = build_window(qtbot)
    open_in(window, qtbot, session, "new")
    assert window.sitting is not None
    qtbot.waitUntil(lambda: window.sitting is not None and not window.sitting.video.image.isNull(), timeout=OPENS_MS)
    for letter in "brvbr":
        press_focused(Qt.Key(ord(letter.upper())), letter)
        press_focused(Qt.Key.Key_Right)
    window.close()
    with open_session(session, "new", view_only=True) as opened:
        assert [event.code for event in opened.workspace.observation] == ["bid", "reach", "vocal", "bid", "reach"]


def test_closing_ends_every_thread_and_lets_the_file_go(qtbot: QtBot, session: Path) -> None:
    before = set(threading.enumerate())
    window = build_window(qtbot)
    open_in(window, qtbot, session)
    assert set(threading.enumerate()) - before
    window.close()
    qtbot.waitUntil(lambda: not set(threading.enumerate()) - before)
    with open_session(session, "ana") as opened:
        assert opened.writer is not None


def test_a_session_open_elsewhere_is_said_and_can_be_looked_at(qtbot: QtBot, session: Path) -> None:
    with open_session(session, "ana"):
        window = build_window(qtbot)
        window.open_session(session, "ana")
        qtbot.waitUntil(lambda: "already open" in window.bar.text, timeout=OPENS_MS)
        assert window.bar._buttons[0].text() == "Open view-only"
        window.bar._buttons[0].click()
        qtbot.waitUntil(lambda: window.sitting is not None, timeout=OPENS_MS)
        assert window.sitting is not None
        assert window.sitting.header.light.words == "view-only"
        workspace = window.sitting.desk.workspace
        before = len(workspace.observation)
        press_focused(Qt.Key.Key_B, "b")
        assert len(workspace.observation) == before
        assert "view-only" in window.bar.text
        window.close()


def test_a_missing_video_leaves_the_events_to_look_at_and_is_found_again(qtbot: QtBot, session: Path) -> None:
    (session / "video.mp4").rename(session.parent / "moved.mp4")
    window = build_window(qtbot)
    open_in(window, qtbot, session)
    assert "missing" in window.bar.text
    assert window.bar._buttons[0].text() == "Locate…"
    sitting = window.sitting
    assert sitting is not None
    assert sitting.events.model.rowCount() > 0
    assert "missing" in sitting.video.notice
    sitting.playback.seek_ms(5_000)
    assert sitting.playback.now_ms() == 5_000
    window.bar._buttons[0].click()
    qtbot.waitUntil(lambda: window.sitting is not None and window.sitting is not sitting, timeout=OPENS_MS)
    assert window.sitting is not None
    qtbot.waitUntil(lambda: window.sitting is not None and not window.sitting.video.image.isNull(), timeout=OPENS_MS)
    assert window.sitting.header.light.words == "saved"


def test_the_wrong_video_is_refused_when_located(qtbot: QtBot, session: Path) -> None:
    shutil.copy(shipped_folder("sample_sessions") / "D02_v1" / "video.mp4", session.parent / "other.mp4")
    (session / "video.mp4").unlink()
    window = build_window(qtbot)
    open_in(window, qtbot, session)
    window.shows.relink(session.parent / "other.mp4")
    qtbot.waitUntil(lambda: "not the video that was coded" in window.bar.text or "not the video" in window.bar.aside)


def test_events_are_exported_and_a_copy_is_saved(qtbot: QtBot, session: Path) -> None:
    window = build_window(qtbot)
    open_in(window, qtbot, session)
    window.run("file.export")
    (dialog,) = window.over.findChildren(ExportDialog)
    qtbot.waitUntil(dialog.go.isEnabled, timeout=OPENS_MS)
    dialog.into.setText(str(session.parent / "export"))
    dialog.go.click()
    qtbot.waitUntil(lambda: window.bar.text.startswith("Exported"), timeout=OPENS_MS)
    assert (session.parent / "export" / "events.csv").read_text(encoding="utf-8").count("\n") > 50
    window.shows.save_copy_to(session.parent / "copy.attune")
    assert "copy of everything" in window.bar.text
    window.shows.save_copy_to(session.parent / "copy.attune")
    assert window.bar.notice is not None
    assert window.bar.notice.severity is Severity.ERROR


def test_the_picture_has_half_the_window_and_the_timeline_a_fifth(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = sit_down(qtbot, monkeypatch)
    page, area = stage.sitting.page, 1440 * 900
    qtbot.waitUntil(lambda: stage.window.size() == QSize(1440, 900))
    video, timeline = stage.sitting.video, stage.sitting.timeline
    assert video.width() * video.height() >= 0.5 * area
    assert timeline.width() * timeline.height() >= 0.2 * area
    assert 300 <= stage.sitting.codes.width() <= 360
    assert not page.folded


def test_every_lane_of_the_shipped_cues_is_seen_beside_the_sound_in_a_window_of_the_usual_size(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = sit_down(qtbot, monkeypatch)
    timeline = stage.sitting.timeline
    timeline.set_waveform(Silence())
    qtbot.waitUntil(lambda: stage.window.size() == QSize(1440, 900))
    layout = timeline.scene.layout
    assert len(layout.lanes) == 10
    assert layout.overflow == 0
    assert all(layout.seen(placed) == (placed.top, placed.bottom) for placed in layout.lanes)
    assert min(placed.height for placed in layout.lanes) >= 15
    stage.window.resize(1440, 1200)
    qtbot.waitUntil(lambda: timeline.scene.layout.lanes[0].height == 22)


def test_a_small_window_folds_the_right_column_to_tabs_and_clips_nothing(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = sit_down(qtbot, monkeypatch, size=(1024, 700))
    page = stage.sitting.page
    qtbot.waitUntil(lambda: page.folded)
    assert [page.tabs.tabText(place) for place in range(page.tabs.count())] == ["Codes", "Events"]
    assert stage.window.width() == 1024
    stage.window.run("view.events")
    assert page.tabs.currentWidget() is page.panels["events"]
    for part in (stage.sitting.video, stage.sitting.timeline, stage.sitting.transport, stage.window.bar):
        corner = part.mapTo(stage.window, part.rect().bottomRight())
        assert stage.window.rect().contains(corner)
    stage.window.resize(1440, 900)
    qtbot.waitUntil(lambda: not page.folded)
    assert stage.sitting.codes.isVisible()
    assert stage.sitting.events.isVisible()


def test_a_new_window_leaves_room_on_the_screen_for_the_title_the_system_draws(qtbot: QtBot) -> None:
    window = build_window(qtbot)
    assert window.height() + 24 <= window.screen().availableSize().height()


def test_splitters_and_hidden_panels_are_remembered(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = sit_down(qtbot, monkeypatch)
    stage.sitting.page.whole.setSizes([1000, 439])
    stage.sitting.page.whole.splitterMoved.emit(1000, 1)
    stage.window.run("view.events")
    width = stage.sitting.codes.width()
    stage.window.close()
    again = sit_down(qtbot, monkeypatch, settings=load_settings())
    qtbot.waitUntil(lambda: again.sitting.codes.width() == width)
    assert not again.sitting.page.shown("events")


def test_work_that_is_not_saved_keeps_the_window_open_until_it_is_told_to_go(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = SaveState("not_saved", 3, "The disk is full.", "")
    writer = FakeWriter(safe=False, pending=2, state=state)
    stage = sit_down(qtbot, monkeypatch, build_opened(writer=writer))
    stage.window.close()
    assert stage.window.isVisible()
    assert stage.window.bar.text == "2 changes are not saved: The disk is full."
    assert [button.text() for button in stage.window.bar._buttons] == ["Save a copy to…", "Close without saving"]
    stage.window.bar._buttons[1].click()
    assert not stage.window.isVisible()
    assert stage.engine.closed


def test_light_and_dark_follow_the_system_while_the_window_is_open(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = sit_down(qtbot, monkeypatch)
    stage.window._appearance.use(LIGHT)
    assert stage.window.theme is LIGHT
    assert stage.window.palette().window().color() == LIGHT.color("window")
    stage.window.grab()
    stage.window._appearance.use(DARK)


def test_the_phase_is_named_and_a_note_names_the_pass(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = sit_down(qtbot, monkeypatch, of_scheme(still_face()))
    first = still_face().procedure.phases[0]
    stage.workspace.press(first.key, 0)
    stage.show_frame(50)
    assert stage.sitting.header.phase.startswith(f"{first.id} 0:02")


def test_player_keys_can_be_changed_and_are_remembered(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = sit_down(qtbot, monkeypatch)
    stage.window.use_keys(NUMPAD, {"play.loop": ("f10",)})
    assert load_settings().preset == NUMPAD
    assert stage.sitting.desk.keymap.find("num8") is not None
    assert stage.window.menus.actions["play.loop"].text().endswith("\tF10")


def test_remapped_keys_that_clash_are_said_and_the_preset_is_used(qtbot: QtBot) -> None:
    window = build_window(qtbot, Settings(keys={"play.loop": ("space",)}))
    assert "Space is both" in window.bar.text
    found = window.keymap.find("space")
    assert found is not None
    assert found.title == "Play or pause"


def test_a_notice_of_opening_is_told(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    notice = Notice("The scheme has changed since coding began.", "", Severity.WARNING)
    stage = sit_down(qtbot, monkeypatch, build_opened(build_workspace(still_face()), notice))
    assert stage.window.bar.notice == notice


def test_full_screen_and_the_sound_lane_come_and_go(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = sit_down(qtbot, monkeypatch)
    stage.window.run("view.full_screen")
    assert stage.window.isFullScreen()
    stage.window.run("view.full_screen")
    assert not stage.window.isFullScreen()
    stage.window.run("view.sound")
    assert not stage.sitting.sound_lane_shown
    shown = stage.sitting.timeline.shown
    stage.window.run("view.zoom_in")
    assert stage.sitting.timeline.shown != shown
    stage.window.run("view.pan_right")
    stage.window.run("view.zoom_all")
    assert stage.sitting.timeline.shown[0] == 0


def test_a_pass_without_sound_and_at_half_rate_is_played_so(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    scheme = replace(core_cues(), passes=(Pass("gaze", ("cg_gaze", "in_gaze"), sound=False, rate=0.5),))
    stage = sit_down(qtbot, monkeypatch, build_opened(build_workspace(scheme, pass_id="gaze", frames=1500)))
    assert stage.sitting.playback.rate == 0.5
    assert "pass gaze" in stage.sitting.video.read_out.rest
    qtbot.waitUntil(lambda: not stage.sitting.transport.volume.isEnabled())
    assert "without sound" in stage.sitting.transport.volume.toolTip()


def test_a_fault_is_said_in_the_window_and_coding_goes_on(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    window = build_window(qtbot)
    error = ValueError("odd")
    run.tell_fault(window, ValueError, error, None)
    assert "should not have" in window.bar.text
    assert "ValueError: odd" in capsys.readouterr().err


def test_each_part_keeps_its_share_at_any_size_until_a_splitter_is_moved(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = sit_down(qtbot, monkeypatch, size=(1024, 700))
    stage.window.resize(1440, 900)
    qtbot.waitUntil(lambda: stage.sitting.codes.width() == 316)
    stage.sitting.page.whole.setSizes([1039, 400])
    stage.sitting.page.whole.splitterMoved.emit(1039, 1)
    stage.window.resize(1500, 900)
    qtbot.waitUntil(lambda: stage.sitting.codes.width() == 400)
