"""Regulation in the window of a coder: what another has not submitted yet has no figure there, and no name."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coder.app.plan import draw_plan
from coder.gui.regulation.regulation_panel import RegulationPanel
from tests.gui.stage import Stage, sit_down
from tests.moving import code, create_study
from tests.unit.app.test_regulation_left_out import EVENTS, LINKED, PLAN

WAIT_MS = 20_000


def _planned(folder: Path) -> tuple[Path, dict[str, str]]:
    """Return a study whose sessions one coder each codes, and who codes which."""
    study = create_study(folder / "study", 4, (), LINKED)
    (study / "study.yaml").write_text(PLAN, encoding="utf-8")
    drawn = {one.session: one.coder for one in draw_plan(study).plan.assignments}
    for session, coder in drawn.items():
        code(study / session, coder, LINKED, EVENTS)
    return study, drawn


def _shown(qtbot: QtBot, stage: Stage, folder: Path) -> RegulationPanel:
    stage.window.shows.regulating.show([("The whole study", folder)])
    panel = stage.window.shows.regulating.panel
    assert panel is not None
    qtbot.waitUntil(lambda: not panel.running and panel.look is not None, timeout=WAIT_MS)
    return panel


def test_a_coder_sees_figures_of_the_own_sessions_alone(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    study, drawn = _planned(tmp_path)
    stage = sit_down(qtbot, monkeypatch)
    look = _shown(qtbot, stage, study).look
    assert look is not None
    mine = {session for session, coder in drawn.items() if coder == "ana"}
    assert {path.name for path in look.folders.values()} == mine
    assert {one.place.session_id for one in look.trains} == set(look.folders)
    told = " ".join((*look.notes, *look.folders))
    assert not any(session in told for session in drawn)
    assert "ben" not in told
