"""Nothing in the window tells a coder who else codes a session, which one it is, or whether it is a check."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from coder.app.blinding import NOT_YET
from coder.app.plan import draw_plan, load_plan
from coder.app.settings import Settings, load_settings
from coder.app.submit import submit_session
from coder.app.withholding import QUIETLY
from coder.gui.agreement.agreement_sheet import AgreementSheet
from coder.gui.dialogs.export import ExportDialog
from coder.gui.main_window import MainWindow
from coder.gui.sitting import Sitting
from coder.gui.training.training_sheet import TrainingSheet
from tests.closed import close_window
from tests.gui.stage import build_window
from tests.moving import create_study
from tests.training import create_training, try_session

WAITS_MS = 20_000
PLAN = "format: 1\nstudy: {id: S}\nplan: {coders: [ana, ben], share: %s, seed: 3}\n"
TWICE, ONCE = "1.0", "0"


def planned(folder: Path, share: str = TWICE) -> Path:
    """Make a study of two sessions, coded by ana in any case, and by ben where they are coded twice."""
    create_study(folder, sessions=2, coders=("ana", "ben") if share == TWICE else ())
    (folder / "study.yaml").write_text(PLAN % share, encoding="utf-8")
    draw_plan(folder)
    return folder


def session_of(study: Path, coder: str) -> Path:
    return study / load_plan(study)[1].queue(coder)[0].session


def sit_down(window: MainWindow, qtbot: QtBot, folder: Path, coder: str) -> Sitting:
    before = window.sitting
    window.open_session(folder, coder)
    qtbot.waitUntil(lambda: window.sitting is not None and window.sitting is not before, timeout=WAITS_MS)
    assert window.sitting is not None
    return window.sitting


@pytest.mark.parametrize("share", [TWICE, ONCE])
def test_agreement_and_disagreements_say_the_same_whoever_else_codes_the_session(
    qtbot: QtBot, tmp_path: Path, share: str
) -> None:
    study, window = planned(tmp_path / "study", share), build_window(qtbot)
    sit_down(window, qtbot, session_of(study, "ana"), "ana")
    window.run("analyse.review")
    assert window.bar.text == " ".join(NOT_YET)
    window.run("analyse.agreement")
    sheet = window.shows.sheet
    assert isinstance(sheet, AgreementSheet)
    qtbot.waitUntil(lambda: not sheet.running, timeout=WAITS_MS)
    assert sheet.look is None
    assert sheet.head.pair.count() == 0
    close_window(window)


def export_dialog(window: MainWindow, qtbot: QtBot) -> ExportDialog:
    window.run("file.export")
    dialog = window.findChild(ExportDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: bool(dialog.message.text() or dialog.shown.files), timeout=WAITS_MS)
    return dialog


def test_the_dialog_for_exports_says_what_is_left_out_and_tells_a_coder_no_names(qtbot: QtBot, tmp_path: Path) -> None:
    study, window = planned(tmp_path / "study"), build_window(qtbot)
    for coder in ("ana", "ben"):
        submit_session(study / "D01", coder)
    sit_down(window, qtbot, study / "D02", "ana")
    dialog = export_dialog(window, qtbot)
    assert dialog.message.text() == " ".join(NOT_YET)
    assert dialog.left_out.isHidden()
    assert "D02" not in dialog.into.text()
    dialog.what.setCurrentIndex(1)
    dialog.what.activated.emit(1)
    qtbot.waitUntil(lambda: bool(dialog.shown.files), timeout=WAITS_MS)
    assert dialog.left_out.text() == QUIETLY
    assert "one session with 2 observations" in dialog.shown.heading.text()
    dialog.reject()
    close_window(window)


def test_who_plans_is_told_the_names_of_what_is_left_out(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study, window = planned(tmp_path / "study"), build_window(qtbot, Settings(coder=""))
    for coder in ("ana", "ben"):
        submit_session(study / "D01", coder)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(study))
    dialog = export_dialog(window, qtbot)
    assert dialog.left_out.isVisibleTo(dialog)
    assert dialog.left_out.text().endswith("have submitted: D02/ana, D02/ben.")
    dialog.reject()
    close_window(window)


def test_a_trainee_sees_only_the_own_training_from_the_start_page_too(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study = create_training(tmp_path / "study")
    try_session(study, "G01", "ana", 5_000)
    window = build_window(qtbot, Settings(coder="cleo"))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(study))
    window.run("analyse.training")
    sheet = window.shows.sheet
    assert isinstance(sheet, TrainingSheet)
    qtbot.waitUntil(lambda: not sheet.reading, timeout=WAITS_MS)
    assert sheet.body.standings.listing.rows == ()
    assert not sheet.tables.isEnabled()
    assert "ana" not in sheet.state.text()
    close_window(window)


def test_a_snapshot_and_a_copy_do_not_name_the_session(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study, window = planned(tmp_path / "study"), build_window(qtbot)
    asked: list[str] = []

    def ask(_parent: object, _title: str, proposed: str, _kinds: str) -> tuple[str, str]:
        asked.append(proposed)
        return "", ""

    folder = session_of(study, "ana")
    sitting = sit_down(window, qtbot, folder, "ana")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    window.run("file.save_copy")
    assert Path(asked[0]).name == f"{sitting.desk.workspace.name}.ana copy.attune"
    assert folder.name not in asked[0]
    window.shows._player._written(folder / "snapshots" / f"{folder.name}_0-00-01.000_f000025.png")
    assert folder.name not in window.bar.text
    close_window(window)


def test_recent_sessions_that_are_coded_blind_are_listed_for_their_coder_alone(qtbot: QtBot, tmp_path: Path) -> None:
    study, window = planned(tmp_path / "study"), build_window(qtbot)
    folder = session_of(study, "ana")
    sit_down(window, qtbot, folder, "ana")
    sit_down(window, qtbot, folder, "ben")
    window.show_start()
    assert [row.entry.coder for row in window.start.rows] == ["ben"]
    window.start.coder.setText("ana")
    window.start.coder.editingFinished.emit()
    assert [row.entry.coder for row in window.start.rows] == ["ana"]
    assert window.start.name_of(folder) != folder.name
    close_window(window)
    assert {recent.coder for recent in load_settings().recent} == {"ana", "ben"}


def test_who_only_looks_at_anothers_coding_stays_who_they_are(qtbot: QtBot, tmp_path: Path) -> None:
    study, window = planned(tmp_path / "study"), build_window(qtbot)
    for coder in ("ana", "ben"):
        submit_session(study / "D01", coder)
    before = sit_down(window, qtbot, study / "D02", "ben")
    window.open_session(study / "D01", "ana", view_only=True)
    qtbot.waitUntil(lambda: window.sitting not in (None, before), timeout=WAITS_MS)
    assert window.settings.coder == "ben"
    assert [Path(recent.path).name for recent in window.settings.recent] == ["D02"]
    close_window(window)
