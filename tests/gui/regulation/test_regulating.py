"""Analyse › Regulation… in the window: it lies beside the picture, plays there, and gives the room back."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coder.app.regulation_view import GRID, RegulationLook
from coder.gui import regulating
from coder.gui.background import Background
from coder.gui.opening import Wish
from coder.gui.regulating import BEFORE_MS, Regulating
from coder.gui.regulation.regulation_panel import RegulationPanel, Wanted
from coder.gui.saving import Saving
from coder.model.chart import HeatMap
from tests.gui.stage import Stage, build_opened, press, sit_down
from tests.unit.app.looks import CUES, LATE_MS, build_look

WAIT_MS = 20_000


def opened(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int] = (1440, 900), another: Path = Path("another")
) -> Stage:
    """Open a window whose session is one of the study that regulation finds."""
    stage = sit_down(qtbot, monkeypatch, size=size)
    here = stage.sitting.opened.session.folder
    look = replace(build_look(), folders={"D01_v1": here, "D02_v1": another}, coders={"D02_v1": "ben"})

    def compute(_self: Regulating, _wanted: Wanted, _work: Background) -> RegulationLook:
        return look

    monkeypatch.setattr(regulating, "find_sources", lambda *_: [("This session", here)])
    monkeypatch.setattr(Regulating, "_compute", compute)
    return stage


def asked(qtbot: QtBot, stage: Stage) -> RegulationPanel:
    """Ask for regulation, and wait until it is drawn."""
    stage.window.run("analyse.regulation")
    qtbot.waitUntil(lambda: stage.window.shows.regulating.panel is not None, timeout=WAIT_MS)
    panel = stage.window.shows.regulating.panel
    assert panel is not None
    qtbot.waitUntil(lambda: panel.body.figure is not None and not panel.running, timeout=WAIT_MS)
    return panel


@pytest.mark.parametrize("size", [(1440, 900), (1024, 700)])
def test_it_lies_beside_the_picture_and_gives_the_room_back(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    stage = opened(qtbot, monkeypatch, size)
    panel = asked(qtbot, stage)
    assert not stage.sitting.codes.isVisible()
    assert stage.sitting.video.isVisible()
    assert stage.window.rect().contains(panel.mapTo(stage.window, panel.rect().bottomRight()))
    assert stage.window.width() <= size[0]
    panel.body.view.setFocus()
    QTest.keyClick(panel.body.view, Qt.Key.Key_Escape)
    assert stage.window.shows.regulating.panel is None
    assert stage.sitting.codes.isVisible()


def test_a_moment_of_the_session_that_is_open_is_played_from_a_second_before(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = opened(qtbot, monkeypatch)
    asked(qtbot, stage)
    sought: list[int] = []
    monkeypatch.setattr(stage.sitting.playback, "seek_ms", sought.append)
    stage.window.shows.regulating.go(stage.sitting.opened.session.folder, "", CUES[0])
    assert sought == [CUES[0] - BEFORE_MS]
    assert stage.sitting.playback.playing
    stage.sitting.playback.pause()


Opened = tuple[Path, str, bool]


def gone_to_another(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, another: Path) -> tuple[Stage, list[Opened]]:
    """Enter a bar until a moment of another session is played; return what was opened for it."""
    stage = opened(qtbot, monkeypatch, another=another)
    panel = asked(qtbot, stage)
    told: list[Opened] = []

    def open_session(path: Path, coder: str = "", pass_id: str = "", *, view_only: bool = False) -> None:
        told.append((path, coder, view_only))

    monkeypatch.setattr(stage.window, "open_session", open_session)
    bar = next(mark for mark in panel.body.view.marks if mark.words.startswith("1 to 1.5 s after"))
    panel.body.view.go_to(bar.column, bar.row)
    for _ in range(6):
        panel.body.view.setFocus()
        QTest.keyClick(panel.body.view, Qt.Key.Key_Return)
    stage.sitting.playback.pause()
    return stage, told


def test_a_moment_of_another_session_opens_it_to_look_at(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "session.yaml").touch()
    _, told = gone_to_another(qtbot, monkeypatch, tmp_path)
    assert told == [(tmp_path, "ben", True)]


def test_the_keys_stay_where_they_were_and_what_was_coded_before_opens_again_as_it_was(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "session.yaml").touch()
    stage, told = gone_to_another(qtbot, monkeypatch, tmp_path)
    window, panel, here = stage.window, stage.window.shows.regulating.panel, stage.sitting.opened.session
    window.seat.stand_up(lambda: None, lambda: None)
    arrived = build_opened()
    arrived.session = replace(arrived.session, folder=tmp_path)
    window.opening.opened.emit(arrived, Saving(window), Wish(tmp_path, "ben"))
    qtbot.waitUntil(lambda: bool(window.bar.notice and window.bar.notice.button), timeout=WAIT_MS)
    assert panel is not None
    assert panel.body.view.hasFocus()
    stage.sitting.playback.pause()
    assert window.bar.notice is not None
    assert window.bar.notice.action is not None
    window.bar.notice.action()
    assert told[-1] == (here.folder, "ana", False)


def test_a_session_that_is_gone_is_told_and_what_is_open_stays(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    stage, told = gone_to_another(qtbot, monkeypatch, tmp_path / "gone")
    assert not told
    assert stage.window.bar.notice is not None
    assert stage.window.bar.notice.message == "The session gone is not where it was."


def test_coding_on_says_that_the_figures_are_of_before(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = opened(qtbot, monkeypatch)
    panel = asked(qtbot, stage)
    assert not panel.head.state.isVisible()
    press(stage.sitting.video, Qt.Key.Key_G, "g")
    assert panel.head.state.text().startswith("D01_v1 was coded on since: the figures are of before.")
    panel.compute()
    qtbot.waitUntil(lambda: not panel.running, timeout=WAIT_MS)
    assert not panel.head.state.isVisible()


def test_the_grid_shows_where_the_dyad_is_on_the_screen_as_soon_as_it_is_drawn(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = opened(qtbot, monkeypatch)
    stage.show_frame((CUES[0] + LATE_MS) // 40)
    panel = asked(qtbot, stage)
    panel.head.session.setCurrentIndex(panel.head.session.findData("D01_v1"))
    panel.head.turned.emit()
    grid = panel.body.views[GRID]
    qtbot.waitUntil(lambda: not panel.running, timeout=WAIT_MS)
    assert isinstance(grid.chart, HeatMap)
    assert len(grid.chart.path) == 3
    stage.show_frame(50)
    assert len(grid.chart.path) == 1


def test_no_key_in_it_codes(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = opened(qtbot, monkeypatch)
    panel = asked(qtbot, stage)
    before = len(list(stage.workspace.observation))
    panel.body.tabs.tabBar().setFocus()
    QTest.keyClick(panel.body.tabs.tabBar(), Qt.Key.Key_G)
    assert len(list(stage.workspace.observation)) == before
