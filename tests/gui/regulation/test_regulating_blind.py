"""Regulation in the window tells a coder nothing of others before all have submitted."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from coder.app.plan import draw_plan
from coder.app.submit import submit_session
from coder.app.withholding import QUIETLY
from coder.gui.main_window import MainWindow
from coder.gui.regulation.regulation_panel import RegulationPanel
from tests.closed import close_window
from tests.gui.stage import build_window
from tests.moving import create_study

WAIT_MS = 20_000
PLAN = "format: 1\nstudy: {id: S}\nplan: {coders: [ana, ben], share: 1.0, seed: 3}\n"


def planned(folder: Path) -> Path:
    """Make a study of two sessions that ana and ben code."""
    create_study(folder)
    (folder / "study.yaml").write_text(PLAN, encoding="utf-8")
    draw_plan(folder)
    return folder


def of_study(qtbot: QtBot, window: MainWindow, study: Path) -> RegulationPanel:
    """Show regulation of a whole study to ana, and wait until it is there."""
    window.open_session(study / "D01", "ana")
    qtbot.waitUntil(lambda: window.sitting is not None, timeout=WAIT_MS)
    window.run("analyse.regulation")
    regulating = window.shows.regulating
    qtbot.waitUntil(lambda: regulating.panel is not None, timeout=WAIT_MS)
    panel = regulating.panel
    assert panel is not None
    panel.head.what.setCurrentIndex(1)
    panel.head.what.activated.emit(1)
    qtbot.waitUntil(lambda: not panel.running, timeout=WAIT_MS)
    return panel


def test_before_all_have_submitted_only_the_own_coding_is_looked_at_and_it_is_said(
    qtbot: QtBot, tmp_path: Path
) -> None:
    study, window = planned(tmp_path / "study"), build_window(qtbot)
    panel = of_study(qtbot, window, study)
    assert panel.head.coder.findData("ben") < 0
    assert panel.look is not None
    assert set(panel.look.coders.values()) == {"ana"}
    assert panel.head.state.text() == QUIETLY
    close_window(window)


def test_after_all_have_submitted_everybody_is_looked_at(qtbot: QtBot, tmp_path: Path) -> None:
    study, window = planned(tmp_path / "study"), build_window(qtbot)
    for session in ("D01", "D02"):
        for coder in ("ana", "ben"):
            submit_session(study / session, coder)
    panel = of_study(qtbot, window, study)
    assert panel.head.coder.findData("ben") > 0
    close_window(window)
