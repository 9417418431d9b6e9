"""Phases that others mark come into the window while it is open, on its own thread."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coder.app.new_session import NewSession, create_session
from coder.app.settings import Settings
from coder.gui.main_window import MainWindow
from coder.model.phase_mark import PhaseMark
from coder.model.session import SessionClock
from coder.store.phase_file import change_phases, load_phases
from tests.gui.stage import build_window

WAIT_MS = 10_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a session by the clock: no video is needed to mark phases."""
    return create_session(NewSession(tmp_path / "L01", (), "still-face", clock=SessionClock(600, 25))).session.folder


@pytest.fixture
def window(qtbot: QtBot, folder: Path) -> MainWindow:
    window = build_window(qtbot, Settings(coder="ana", reduced_motion=True))
    window.open_session(folder, "ana")
    qtbot.waitUntil(lambda: window.sitting is not None, timeout=WAIT_MS)
    return window


def phases(window: MainWindow) -> list[tuple[str, int, int | None]]:
    assert window.sitting is not None
    lane = window.sitting.desk.workspace.observation.lane("phase")
    return [(event.code, event.onset_ms, event.offset_ms) for event in lane]


def test_what_another_coder_marked_comes_as_soon_as_ours_is_written(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    change_phases(folder, lambda _: (PhaseMark("still", 120_000, 240_000, coder="ben"),))
    assert window.sitting is not None
    window.sitting.desk.workspace.press("f5", 2_000)
    qtbot.waitUntil(lambda: len(phases(window)) == 2, timeout=WAIT_MS)
    assert phases(window) == [("play", 2_000, 120_000), ("still", 120_000, 240_000)]
    assert "still, marked by ben" in window.bar.text
    table = window.sitting.events.model
    assert [table.event_at(row).code for row in range(table.rowCount())] == ["play", "still"]


def test_what_comes_while_the_session_is_closed_is_taken_at_the_next_opening(
    window: MainWindow, folder: Path, qtbot: QtBot
) -> None:
    change_phases(folder, lambda _: (PhaseMark("still", 120_000, 240_000, coder="ben"),))
    assert window.sitting is not None
    window.sitting.desk.workspace.press("f5", 2_000)
    window.show_start()
    qtbot.waitUntil(lambda: window.sitting is None, timeout=WAIT_MS)
    window.open_session(folder, "ana")
    qtbot.waitUntil(lambda: window.sitting is not None, timeout=WAIT_MS)
    assert phases(window) == [("play", 2_000, 120_000), ("still", 120_000, 240_000)]
    assert [mark.phase for mark in load_phases(folder)] == ["play", "still"]
