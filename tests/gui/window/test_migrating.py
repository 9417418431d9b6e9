"""An observation is moved to the session's new scheme in the window, and its events are looked at again."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coder.gui.dialogs.migration import MigrationSheet
from coder.gui.main_window import MainWindow
from coder.gui.recode.recode_panel import NO_BREAK
from coder.gui.sitting import Sitting
from coder.store.observation_file import open_observation
from tests.gui.stage import build_window, press_focused
from tests.moving import SECOND, THIRD, create_study

OPENS_MS = 20_000


@pytest.fixture
def session(tmp_path: Path) -> Path:
    folder = create_study(tmp_path / "study", 1, ("ana",), count=15) / "D01"
    (folder / "small.yaml").write_text(THIRD, encoding="utf-8")
    return folder


def open_in(window: MainWindow, qtbot: QtBot, session: Path, *, view_only: bool = False) -> Sitting:
    window.open_session(session, "ana", view_only=view_only)
    qtbot.waitUntil(lambda: window.sitting is not None, timeout=OPENS_MS)
    assert window.sitting is not None
    return window.sitting


def ask(window: MainWindow, qtbot: QtBot) -> MigrationSheet:
    """Press the notice's button and wait for the table."""
    assert window.bar._buttons[0].text() == "Migrate…"
    window.bar._buttons[0].click()
    qtbot.waitUntil(lambda: isinstance(window.shows.sheet, MigrationSheet), timeout=OPENS_MS)
    sheet = window.shows.sheet
    assert isinstance(sheet, MigrationSheet)
    return sheet


def migrate(window: MainWindow, qtbot: QtBot, session: Path) -> Sitting:
    """Open the session, migrate the observation, and return the sitting that is opened again."""
    before = open_in(window, qtbot, session)
    ask(window, qtbot).go.click()
    qtbot.waitUntil(lambda: window.sitting is not None and window.sitting is not before, timeout=OPENS_MS)
    assert window.sitting is not None
    return window.sitting


def test_the_notice_shows_the_table_and_not_now_changes_nothing(qtbot: QtBot, session: Path) -> None:
    window = build_window(qtbot)
    sitting = open_in(window, qtbot, session)
    sheet = ask(window, qtbot)
    assert sheet.words.text() == "small 1.0.0 → 2.0.0: 15 events in 1 observation."
    cells = [[str(sheet.table.model().index(row, column).data() or "") for column in range(4)] for row in range(3)]
    assert cells == [
        ["rename touch.pat → touch.stroke", "1.0.0 → 1.1.0", "3", ""],
        ["split gaze.mother → gaze.face, gaze.body", "1.1.0 → 2.0.0", "3", "3"],
        ["retire signal.fuss", "1.1.0 → 2.0.0", "3", ""],
    ]
    assert sheet.go.hasFocus()
    sheet.leave.click()
    assert window.sitting is sitting
    assert sitting.opened.scheme.scheme.version == "1.0.0"
    assert not (session / "observations" / "before-2.0.0").exists()


def test_migrating_opens_the_observation_again_under_the_new_scheme(qtbot: QtBot, session: Path) -> None:
    window = build_window(qtbot)
    sitting = migrate(window, qtbot, session)
    assert sitting.opened.scheme.scheme.version == "2.0.0"
    assert len(sitting.desk.workspace.observation) == 12
    assert "3 events are to be looked at again" in window.bar.text
    assert (session / "observations" / "before-2.0.0" / "ana.attune").is_file()


def test_the_list_opens_the_video_at_each_event_and_a_key_ticks_it_off(qtbot: QtBot, session: Path) -> None:
    window = build_window(qtbot)
    sitting = migrate(window, qtbot, session)
    panel = sitting.recode
    assert not panel.isVisible()
    window.bar._buttons[0].click()
    assert panel.isVisible()
    assert panel.head.text() == "Look again · 0 of 3 done"
    asked = panel.asked.text().replace(NO_BREAK, " ")
    assert asked == "mother in the older version: which one is it?  f face · d body"
    lines = [panel.list.item(row).text() for row in range(3)]
    assert lines == ["○  0:00.000  mother → face", "○  0:01.000  mother → face", "○  0:02.000  mother → face"]
    press_focused(Qt.Key.Key_D, "d")
    assert panel.list.item(0).text() == "✓  0:00.000  mother → body"
    assert (panel.list.currentRow(), sitting.playback.now_ms()) == (1, 1_000)
    panel.keep.click()
    press_focused(Qt.Key.Key_Return, "", Qt.KeyboardModifier.ControlModifier)
    assert panel.head.text() == "Look again · 3 of 3 done"
    assert "All have been looked at again." in window.bar.text
    window.close()
    with open_observation(session / "observations" / "ana.attune", read_only=True) as file:
        assert [item.outcome for item in file.load_queue()] == ["recoded", "kept", "kept"]


def test_a_row_that_is_clicked_is_gone_to_and_its_tick_can_be_taken_back(qtbot: QtBot, session: Path) -> None:
    window = build_window(qtbot)
    sitting = migrate(window, qtbot, session)
    panel = sitting.recode
    window.run("code.recode")
    panel.keep.click()
    panel.list.itemClicked.emit(panel.list.item(0))
    assert (sitting.playback.now_ms(), panel.keep.text()) == (0, "Look again")
    panel.keep.click()
    assert panel.head.text() == "Look again · 0 of 3 done"
    panel.next.click()
    assert sitting.playback.now_ms() == 1_000
    sitting.desk.press("delete")
    assert panel.keep.text() == "Leave out"
    assert panel.list.item(1).text() == "○  0:01.000  mother → waits outside"
    panel.keep.click()
    assert panel.list.item(1).text() == "–  0:01.000  mother → left out"
    panel.leave.click()
    assert not panel.isVisible()


def test_what_stands_in_the_way_is_said_and_nothing_can_be_done(qtbot: QtBot, session: Path) -> None:
    (session / "small.yaml").write_text(SECOND, encoding="utf-8")
    window = build_window(qtbot)
    open_in(window, qtbot, session)
    sheet = ask(window, qtbot)
    assert sheet.obstacles.text().startswith("small 2.0.0 does not say how observations of 1.0.0 become observations")
    assert not sheet.go.isEnabled()
    assert sheet.leave.hasFocus()


def test_an_observation_that_is_only_looked_at_is_not_migrated(qtbot: QtBot, session: Path) -> None:
    window = build_window(qtbot)
    open_in(window, qtbot, session, view_only=True)
    window.bar._buttons[0].click()
    assert "open view-only, and cannot be migrated so" in window.bar.text


def test_where_the_scheme_is_the_same_it_is_said(qtbot: QtBot, session: Path) -> None:
    window = build_window(qtbot)
    migrate(window, qtbot, session)
    window.bar.clear()
    window.run("file.migrate")
    qtbot.waitUntil(lambda: "under the session's scheme already" in window.bar.text, timeout=OPENS_MS)


def test_a_migration_that_fails_leaves_the_observation_to_be_opened_again(qtbot: QtBot, session: Path) -> None:
    (session / "observations" / "before-2.0.0").write_text("in the way", encoding="utf-8")
    window = build_window(qtbot)
    open_in(window, qtbot, session)
    ask(window, qtbot).go.click()
    qtbot.waitUntil(lambda: window.bar._buttons[0].text() == "Open again", timeout=OPENS_MS)
    assert "before-2.0.0" in window.bar.text
    window.bar._buttons[0].click()
    qtbot.waitUntil(lambda: window.sitting is not None, timeout=OPENS_MS)
    assert window.sitting is not None
    assert window.sitting.opened.scheme.scheme.version == "1.0.0"
