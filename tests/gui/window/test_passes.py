"""Passes in the window: chosen at opening, changed while coding, gone on with where they were left."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coder.app.open_session import open_session
from coder.app.passes import PassChoice
from coder.app.settings import Recent, Settings, load_settings
from coder.app.shipped import shipped_folder
from coder.gui import how_far
from coder.gui.cards import Far
from coder.gui.dialogs.passes import PassesSheet
from coder.gui.how_far import sum_up
from coder.gui.main_window import MainWindow
from coder.gui.theme import LIGHT
from coder.model.scheme import Pass
from coder.model.viewing import Viewing
from tests.gui.desks import build_workspace, core_cues
from tests.gui.scheme_view.views import loaded
from tests.gui.stage import build_opened, build_window, of_scheme, press, press_focused, sit_down

OPENS_MS = 20_000


@pytest.fixture
def session(tmp_path: Path) -> Path:
    folder = tmp_path / "D01_v1"
    shutil.copytree(shipped_folder("sample_sessions") / "D01_v1", folder)
    return folder


def watch(session: Path, coder: str, pass_id: str, viewing: Viewing) -> None:
    with open_session(session, coder, pass_id) as opened:
        opened.keep_viewing(viewing)


def wait_for_rows(window: MainWindow, qtbot: QtBot, titles: list[str]) -> None:
    qtbot.waitUntil(lambda: [row.text() for row in window.start.rows] == titles, timeout=OPENS_MS)


def wait_for_session(window: MainWindow, qtbot: QtBot, pass_id: str) -> None:
    qtbot.waitUntil(
        lambda: window.sitting is not None and window.sitting.desk.workspace.pass_id == pass_id, timeout=OPENS_MS
    )


def said_of_sound(window: MainWindow) -> str:
    return window.sitting.transport.mute.toolTip() if window.sitting is not None else ""


def test_opening_a_session_with_passes_asks_which_tiers_are_coded(qtbot: QtBot, session: Path) -> None:
    window = build_window(qtbot, Settings(coder="zoe"))
    window.open_path(session)
    wait_for_rows(window, qtbot, ["All tiers at once", "Caregiver", "Infant face", "Infant signal"])
    row = window.start.rows[2]
    assert row.accessibleName() == (
        "Open Infant face, zoe, not begun, infant gaze, infant face · without sound · at 0.5×"
    )
    qtbot.waitUntil(window.start.rows[0].hasFocus)
    row.click()
    wait_for_session(window, qtbot, "infant_face")
    assert window.sitting is not None
    assert window.sitting.playback.rate == 0.5
    assert window.windowTitle().endswith("zoe · infant face · Attune")
    qtbot.waitUntil(lambda: "coded without sound" in said_of_sound(window), timeout=OPENS_MS)
    window.close()
    assert load_settings().recent[0] == Recent(str(session), "zoe", "infant_face")


def test_who_began_with_all_tiers_is_not_asked(qtbot: QtBot, session: Path) -> None:
    window = build_window(qtbot, Settings(coder="ana"))
    window.open_path(session)
    wait_for_session(window, qtbot, "")


def test_the_pass_that_comes_next_has_the_keys(qtbot: QtBot, session: Path) -> None:
    watch(session, "zoe", "caregiver", Viewing(9_000, (), 1.0))
    window = build_window(qtbot, Settings(coder="zoe"))
    window.open_path(session)
    qtbot.waitUntil(lambda: len(window.start.rows) == 4, timeout=OPENS_MS)
    assert window.start.rows[1].far == Far("100 % watched, stopped at 0:09", 1.0)
    qtbot.waitUntil(window.start.rows[2].hasFocus)
    window.start.set_theme(LIGHT)
    assert not window.start.grab().isNull()


def test_the_sessions_of_a_study_say_how_far_each_pass_is(
    qtbot: QtBot, session: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(how_far, "AFTER_MS", 0)
    watch(session, "zoe", "infant_face", Viewing(3_000, (), 0.5))
    watch(session, "zoe", "caregiver", Viewing(9_000, (), 1.0))
    window = build_window(qtbot, Settings(coder="zoe"))
    window.open_path(session.parent)
    qtbot.waitUntil(lambda: bool(window.start.rows) and window.start.rows[0].far is not None, timeout=OPENS_MS)
    assert window.start.rows[0].far == Far("caregiver ✓ · infant face 50 % · infant signal –", 0.5)
    assert "infant face 50 %" in window.start.rows[0].accessibleName()
    window.start.coder.setText("ana")
    window.start.coder.editingFinished.emit()
    assert window.start.rows[0].entry.coder == ""


def test_a_recent_pass_opens_where_it_was_left(qtbot: QtBot, session: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(how_far, "AFTER_MS", 0)
    watch(session, "zoe", "infant_face", Viewing(3_000, ((0, 3_040),), 0.25))
    recent = (Recent(str(session), "zoe", "infant_face"), Recent(str(session), "zoe", "caregiver"))
    window = build_window(qtbot, Settings(coder="zoe", recent=recent))
    assert [row.text() for row in window.start.rows] == ["D01_v1 · infant face", "D01_v1 · caregiver"]
    qtbot.waitUntil(lambda: all(row.far is not None for row in window.start.rows), timeout=OPENS_MS)
    assert [row.far for row in window.start.rows] == [
        Far("25 % watched, stopped at 0:03", 0.25),
        Far("not begun"),
    ]
    press(window.start.rows[0], Qt.Key.Key_Return)
    wait_for_session(window, qtbot, "infant_face")
    sitting = window.sitting
    assert sitting is not None
    assert "Goes on at 0:03, where it was left; 25 % watched." in window.bar.text
    assert "pass infant face · 25 % watched" in sitting.header.origin
    qtbot.waitUntil(lambda: sitting.playback.now_ms() == 3_000, timeout=OPENS_MS)


def test_another_pass_is_chosen_while_coding_and_the_first_goes_on_later(qtbot: QtBot, session: Path) -> None:
    window = build_window(qtbot, Settings(coder="zoe"))
    window.open_session(session, "zoe", "caregiver")
    wait_for_session(window, qtbot, "caregiver")
    assert window.sitting is not None
    first = window.sitting
    qtbot.waitUntil(lambda: not first.video.image.isNull(), timeout=OPENS_MS)
    first.playback.seek_ms(2_000)
    qtbot.waitUntil(lambda: first.playback.now_ms() == 2_000, timeout=OPENS_MS)
    window.run("code.pass")
    qtbot.waitUntil(lambda: isinstance(window.shows.sheet, PassesSheet), timeout=OPENS_MS)
    sheet = window.shows.sheet
    assert isinstance(sheet, PassesSheet)
    assert sheet.rows[1].far == Far("open now, 0 % watched, stopped at 0:02", 0.0)
    assert QApplication.focusWidget() is sheet.rows[2]
    press_focused(Qt.Key.Key_Down)
    assert QApplication.focusWidget() is sheet.rows[3]
    press_focused(Qt.Key.Key_Up)
    press_focused(Qt.Key.Key_Return)
    wait_for_session(window, qtbot, "infant_face")
    window.open_session(session, "zoe", "caregiver")
    wait_for_session(window, qtbot, "caregiver")
    again = window.sitting
    assert again is not None
    qtbot.waitUntil(lambda: again.playback.now_ms() == 2_000, timeout=OPENS_MS)


def test_the_pass_that_is_open_stays_open_when_it_is_chosen(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = sit_down(qtbot, monkeypatch, of_scheme(core_cues()))
    before = stage.sitting
    choices = tuple(PassChoice(core_cues(), one) for one in (None, *core_cues().passes))
    chosen: list[str] = []
    over, theme = stage.window.over, stage.window.theme
    sheet = PassesSheet(over, theme, Path("D01"), "ana", choices, "", chosen.append)
    sheet.open(sheet.first)
    sheet.rows[0].click()
    assert chosen == []
    assert stage.sitting is before


def test_a_scheme_without_passes_is_said_to_have_none(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    scheme = loaded(
        'format: 1\nscheme: {id: one, version: "1.0.0"}\nactors: [{id: a, role: infant}]\n'
        "tiers: [{id: t, actor: a, kind: point, codes: [{id: c, key: b}]}]\n"
    ).scheme
    stage = sit_down(qtbot, monkeypatch, of_scheme(scheme))
    stage.window.run("code.pass")
    assert "one has no passes" in stage.window.bar.text
    assert stage.window.shows.sheet is None


def test_the_header_counts_what_is_watched(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = sit_down(qtbot, monkeypatch, build_opened(build_workspace(core_cues(), frames=100)))
    assert "watched" not in stage.sitting.header.origin
    for number in range(1, 50):
        stage.show_frame(number)
    stage.sitting.desk.watched.settle()
    assert "coder ana · 50 % watched" in stage.sitting.header.origin
    assert "50 % watched" in stage.sitting.header.accessibleName()


def test_how_far_several_passes_are_is_summed_up_in_a_line() -> None:
    infant, caregiver = Pass("infant", ()), Pass("caregiver", ())
    begun = (PassChoice(one=infant, viewing=Viewing(9, (), 0.999)), PassChoice(one=caregiver))
    assert sum_up((PassChoice(), *begun)) == Far("infant ✓ · caregiver –", 0.4995)
    assert sum_up((PassChoice(viewing=Viewing(9, (), 0.2)), *begun)).words.startswith(
        "all tiers at once 20 % · infant ✓"
    )
    assert sum_up((PassChoice(), PassChoice(one=infant))) == Far("infant –")
