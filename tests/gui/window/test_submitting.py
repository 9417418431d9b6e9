"""A coder works through the queue of a planned study with keys alone: opens, codes, submits, reopens."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coder.app.open_session import open_session
from coder.app.plan import Stage, draw_plan, read_queue
from coder.app.settings import Settings, load_settings
from coder.app.submit import submit_session
from coder.errors import CoderError
from coder.gui.cards import Far
from coder.gui.dialogs.submit import ReopenSheet, SubmitSheet
from coder.gui.main_window import MainWindow
from coder.gui.sitting import Sitting
from coder.store import seal
from coder.store.seal import read_acts, read_seal
from coder.store.session_folder import load_session, observation_path
from tests.closed import close_window
from tests.gui.stage import build_window, press, press_focused
from tests.moving import create_study

OPENS_MS = 20_000
PLAN = "format: 1\nstudy: {id: S}\nplan: {coders: [ana, ben], share: 0.5, seed: 3}\n"


@pytest.fixture
def study(tmp_path: Path) -> Path:
    folder = create_study(tmp_path / "study", sessions=4, coders=())
    (folder / "study.yaml").write_text(PLAN, encoding="utf-8")
    draw_plan(folder)
    return folder


def wait_for_sitting(window: MainWindow, qtbot: QtBot, before: Sitting | None = None) -> Sitting:
    qtbot.waitUntil(lambda: window.sitting is not None and window.sitting is not before, timeout=OPENS_MS)
    assert window.sitting is not None
    return window.sitting


def wait_for_queue(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: window.start._heading.text().startswith("Your assignments"), timeout=OPENS_MS)


def open_first(window: MainWindow, qtbot: QtBot, study: Path) -> Sitting:
    """Open the study and press Enter: what comes next opens."""
    window.open_path(study)
    wait_for_queue(window, qtbot)
    qtbot.waitUntil(window.start.rows[0].hasFocus)
    press_focused(Qt.Key.Key_Return)
    return wait_for_sitting(window, qtbot)


def shown(window: MainWindow) -> str:
    """Return everything that the window says of what is coded."""
    sitting = window.sitting
    assert sitting is not None
    return " ".join((window.windowTitle(), sitting.header.title, sitting.header.origin, window.bar.text))


def test_a_study_shows_the_coders_queue_by_aliases_and_enter_opens_what_comes_next(qtbot: QtBot, study: Path) -> None:
    queue = read_queue(study, "ana")
    window = build_window(qtbot, Settings(coder="ana"))
    sitting = open_first(window, qtbot, study)
    assert sitting.opened.session.folder == queue[0].session.folder
    assert queue[0].name in shown(window)
    assert queue[0].session.id not in shown(window)
    assert "check" not in shown(window)
    close_window(window)
    recent = load_settings().recent[0]
    assert (recent.name, recent.coder) == (queue[0].name, "ana")


def test_rows_of_a_queue_and_of_recent_sessions_show_no_session(qtbot: QtBot, study: Path) -> None:
    window = build_window(qtbot, Settings(coder="ana"))
    window.open_path(study)
    wait_for_queue(window, qtbot)
    told = " ".join(f"{row.text()} {row.toolTip()} {row.accessibleName()}" for row in window.start.rows)
    assert "D0" not in told
    session = read_queue(study, "ana")[0].session.folder
    window.start.show_recent(Settings(coder="ana").opened(session, "ana", "", "A07"))
    assert [row.text() for row in window.start.rows] == ["A07"]
    assert "D0" not in window.start.rows[0].accessibleName() + window.start.rows[0].toolTip()


def test_what_is_submitted_says_so_and_nothing_else(qtbot: QtBot, study: Path) -> None:
    first = read_queue(study, "ana")[0]
    open_session(first.session.folder, "ana").close()
    submit_session(first.session.folder, "ana")
    window = build_window(qtbot, Settings(coder="ana"))
    window.open_path(study)
    wait_for_queue(window, qtbot)
    qtbot.waitUntil(lambda: all(row.far is not None for row in window.start.rows), timeout=OPENS_MS)
    last = window.start.rows[-1]
    assert (last.text(), last.far) == (first.name, Far("submitted"))
    assert window.start.rows[0].far == Far("not begun")


def test_who_codes_is_asked_before_a_queue_is_shown(qtbot: QtBot, study: Path) -> None:
    window = build_window(qtbot, Settings())
    window.open_path(study)
    qtbot.waitUntil(lambda: "Who codes" in window.start._asking.text(), timeout=OPENS_MS)
    window.start.coder.setText("ben")
    window.start._go.click()
    wait_for_queue(window, qtbot)
    assert len(window.start.rows) == len(read_queue(study, "ben"))


def test_a_session_of_another_coder_does_not_open(qtbot: QtBot, study: Path) -> None:
    mine = {one.session.id for one in read_queue(study, "ana")}
    other = next(one.session for one in read_queue(study, "ben") if one.session.id not in mine)
    window = build_window(qtbot, Settings(coder="ana"))
    window.open_session(other.folder, "ana")
    qtbot.waitUntil(lambda: "not assigned to ana" in window.bar.text, timeout=OPENS_MS)
    assert window.sitting is None


def test_submitting_asks_once_seals_and_leads_to_what_comes_next(qtbot: QtBot, study: Path) -> None:
    window = build_window(qtbot, Settings(coder="ana"))
    sitting = open_first(window, qtbot, study)
    session = sitting.opened.session
    press(window, Qt.Key.Key_W, "w")
    press(window, Qt.Key.Key_B, "b")
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    press(window, Qt.Key.Key_Return, held=modifiers)
    sheet = window.shows.sheet
    assert isinstance(sheet, SubmitSheet)
    assert "It has 2 events" in sheet.words.text()
    press_focused(Qt.Key.Key_Escape)
    assert window.sitting is sitting
    press(window, Qt.Key.Key_Return, held=modifiers)
    assert isinstance(window.shows.sheet, SubmitSheet)
    press_focused(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.bar.text.startswith("Submitted: 2 events."), timeout=OPENS_MS)
    found = read_seal(observation_path(session, "ana"))
    assert found is not None
    assert found.events == 2
    following = next(one for one in read_queue(study, "ana") if one.stage is not Stage.SUBMITTED)
    assert window.start.rows[0].text() == following.name
    qtbot.waitUntil(window.start.rows[0].hasFocus)
    press_focused(Qt.Key.Key_Return)
    assert wait_for_sitting(window, qtbot).opened.session.folder == following.session.folder


def test_a_submitted_observation_is_reopened_with_a_reason_only(qtbot: QtBot, study: Path) -> None:
    folder = read_queue(study, "ana")[0].session.folder
    window = build_window(qtbot, Settings(coder="ana"))
    open_first(window, qtbot, study)
    window.leave_session(lambda: None)
    window.departed.join(10)
    submit_session(folder, "ana")
    window.open_session(folder, "ana")
    before = wait_for_sitting(window, qtbot)
    assert before.opened.workspace.view_only.startswith("it was submitted")
    assert window.bar._buttons[0].text() == "Reopen…"
    window.bar._buttons[0].click()
    sheet = window.shows.sheet
    assert isinstance(sheet, ReopenSheet)
    press_focused(Qt.Key.Key_Return)
    assert isinstance(window.shows.sheet, ReopenSheet)
    sheet.field.setText("the end is missing")
    press_focused(Qt.Key.Key_Return)
    after = wait_for_sitting(window, qtbot, before)
    assert not after.opened.workspace.view_only
    acts = read_acts(observation_path(load_session(folder), "ana"))
    assert [(act.kind, act.reason) for act in acts] == [("submit", ""), ("reopen", "the end is missing")]


def test_what_is_not_submitted_needs_no_reopening(qtbot: QtBot, study: Path) -> None:
    window = build_window(qtbot, Settings(coder="ana"))
    open_first(window, qtbot, study)
    window.run("code.reopen")
    assert "is not submitted" in window.bar.text
    assert window.shows.sheet is None
    assert QApplication.focusWidget() is not None


def test_without_a_plan_what_was_submitted_is_shown_view_only(qtbot: QtBot, tmp_path: Path) -> None:
    session = create_study(tmp_path / "study", sessions=1, coders=("ana",)) / "D01"
    window = build_window(qtbot, Settings(coder="ana"))
    window.open_session(session, "ana")
    before = wait_for_sitting(window, qtbot)
    window.run("code.submit")
    assert isinstance(window.shows.sheet, SubmitSheet)
    window.shows.sheet.go.click()
    after = wait_for_sitting(window, qtbot, before)
    assert after.opened.workspace.view_only.startswith("it was submitted")
    window.run("code.submit")
    assert "view-only: it was submitted" in window.bar.text
    assert window.shows.sheet is None


def test_what_cannot_be_submitted_is_told_and_opens_again(
    qtbot: QtBot, study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, coder: str) -> None:
        raise CoderError("The disk is full.", "Make room.")

    window = build_window(qtbot, Settings(coder="ana"))
    before = open_first(window, qtbot, study)
    press(window, Qt.Key.Key_W, "w")
    monkeypatch.setattr(seal, "submit_observation", refuse)
    window.run("code.submit")
    press_focused(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.bar.text.startswith("The disk is full."), timeout=OPENS_MS)
    window.bar._buttons[0].click()
    after = wait_for_sitting(window, qtbot, before)
    assert not after.opened.workspace.view_only
    assert len(after.desk.workspace.observation) == 1
