"""While a session takes long to open its first picture is seen, and there is a way back that leaves nothing behind."""

import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coder.app.open_session import open_session
from coder.gui import opening
from coder.gui.main_window import MainWindow
from coder.gui.theme import LIGHT
from coder.gui.video.look import Look, keep_look
from coder.gui.waiting_page import WaitingPage
from coder.model.session import Medium, Session
from coder.store.session_folder import save_session
from tests.gui.beat import Beat
from tests.gui.cameras.filmed import number_in
from tests.gui.stage import build_window, press_focused
from tests.unit.media.clips import Recipe, draw_clip
from tests.unit.media.hanging import LongRead, Share

WAIT_MS = 20_000


@pytest.fixture(scope="module")
def clip(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return draw_clip(tmp_path_factory.mktemp("clip") / "visit.mkv", Recipe(suffix=".mkv", frames=30))


@pytest.fixture
def session(tmp_path: Path, clip: Path) -> Path:
    """A session whose video was never read."""
    folder = tmp_path / "L01"
    folder.mkdir()
    shutil.copy(clip, folder / clip.name)
    save_session(Session("L01", folder, (Medium(clip.name),), "core-cues"))
    return folder


def waiting(window: MainWindow) -> WaitingPage | None:
    page = window.pages.currentWidget()
    return page if isinstance(page, WaitingPage) else None


def wait_long(qtbot: QtBot, session: Path, window: MainWindow | None = None) -> tuple[MainWindow, WaitingPage]:
    """Open a session and wait until its first picture is seen."""
    window = window or build_window(qtbot)
    window.open_session(session, "ana")
    qtbot.waitUntil(lambda: (page := waiting(window)) is not None and not page.video.image.isNull(), timeout=WAIT_MS)
    page = waiting(window)
    assert page is not None
    return window, page


def opens(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: window.sitting is not None, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: window.sitting is not None and window.sitting.video.has_time, timeout=WAIT_MS)


def nothing_is_left(session: Path) -> bool:
    return not list(session.glob("observations/*"))


def test_the_first_picture_is_seen_while_the_times_of_the_frames_are_read(
    qtbot: QtBot, session: Path, long_read: LongRead
) -> None:
    window, page = wait_long(qtbot, session)
    assert number_in(page.video.image) == 0
    assert page.title.text() == "Opening L01…"
    qtbot.waitUntil(lambda: page.words.text() == "Reading the times of its frames… 43 %")
    assert page.bar.value() == 43
    window._appearance.use(LIGHT)
    page.grab()
    long_read.go_on.set()
    opens(qtbot, window)
    assert window.sitting is not None
    assert window.pages.currentWidget() is window.sitting.page
    assert page.video.image.isNull(), "it is kept nowhere"
    window.close()


def test_the_first_picture_stays_until_the_first_frame_comes(
    qtbot: QtBot, session: Path, long_read: LongRead, share: Share
) -> None:
    window, _ = wait_long(qtbot, session)
    share.answers.clear()
    long_read.go_on.set()
    qtbot.waitUntil(lambda: window.sitting is not None, timeout=WAIT_MS)
    assert window.sitting is not None
    video = window.sitting.video
    assert number_in(video.preview) == 0
    video.grab()
    assert video.image.isNull(), "no frame was shown yet"
    assert not video.has_time, "and none is named"
    share.answers.set()
    opens(qtbot, window)
    assert video.preview.isNull()
    window.close()


def test_the_first_picture_is_turned_as_the_session_was_looked_at(
    qtbot: QtBot, session: Path, long_read: LongRead
) -> None:
    window = build_window(qtbot)
    window.remember(window=keep_look(window.settings.window, session, Look(turns=1)))
    _, page = wait_long(qtbot, session, window)
    assert page.video.image.height() > page.video.image.width()
    window.close()


@pytest.mark.parametrize("how", ["esc", "button", "start page"])
def test_giving_up_leads_back_to_the_start_page_and_leaves_nothing_behind(
    how: str, qtbot: QtBot, session: Path, long_read: LongRead
) -> None:
    window, page = wait_long(qtbot, session)
    ways: dict[str, Callable[[], object]] = {
        "esc": lambda: press_focused(Qt.Key.Key_Escape),
        "button": lambda: QTest.mouseClick(page.cancel, Qt.MouseButton.LeftButton),
        "start page": lambda: window.run("file.start"),
    }
    ways[how]()
    assert window.pages.currentWidget() is window.start
    assert not window.opening.busy
    assert window.bar.text == ""
    qtbot.waitUntil(lambda: not any(thread.name == "opening" for thread in threading.enumerate()), timeout=WAIT_MS)
    assert nothing_is_left(session)
    assert window.settings.recent == ()
    long_read.go_on.set()
    window.open_session(session, "ana")
    opens(qtbot, window)
    window.close()


def test_an_observation_that_was_given_up_can_be_opened_at_once(
    qtbot: QtBot, session: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with open_session(session, "ana") as opened:
        opened.workspace.press("g", 400)
    monkeypatch.setenv("ATTUNE_CACHE", str(tmp_path / "another cache"))
    held = LongRead(monkeypatch)
    window, _ = wait_long(qtbot, session)
    press_focused(Qt.Key.Key_Escape)
    held.go_on.set()
    window.open_session(session, "ana")
    opens(qtbot, window)
    assert window.sitting is not None
    assert window.sitting.header.light.words == "saved"
    assert len(window.sitting.desk.workspace.observation) == 1
    window.close()


def test_a_quick_session_opens_without_a_page_in_between(
    qtbot: QtBot, session: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "PATIENCE_MS", 20_000)
    window, seen = build_window(qtbot), list[object]()
    window.pages.currentChanged.connect(lambda _place: seen.append(window.pages.currentWidget()))
    window.open_session(session, "ana")
    opens(qtbot, window)
    assert window.sitting is not None
    assert seen == [window.sitting.page]
    window.close()


def test_what_cannot_be_opened_after_all_leads_back_with_the_reason(
    qtbot: QtBot, session: Path, long_read: LongRead
) -> None:
    window, _ = wait_long(qtbot, session)
    (session / "visit.mkv").unlink()
    long_read.go_on.set()
    qtbot.waitUntil(lambda: "visit.mkv" in window.bar.text, timeout=WAIT_MS)
    assert window.pages.currentWidget() is window.start
    assert window.sitting is None


def test_a_session_that_is_chosen_while_another_is_read_opens_instead(
    qtbot: QtBot, session: Path, long_read: LongRead, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    shutil.copytree(session, other)
    (other / "visit.mkv").unlink()
    draw_clip(other / "visit.mp4", Recipe(frames=30))
    save_session(Session("other", other, (Medium("visit.mp4"),), "core-cues"))
    window, page = wait_long(qtbot, session)
    window.open_session(session, "ana")
    assert window.pages.currentWidget() is page, "a double click changes nothing"
    window.open_session(other, "ana")
    opens(qtbot, window)
    assert window.sitting is not None
    assert window.sitting.opened.session.id == "other"
    assert nothing_is_left(session)
    window.close()


def test_closing_the_window_gives_up_what_is_read(qtbot: QtBot, session: Path, long_read: LongRead) -> None:
    window, _ = wait_long(qtbot, session)
    window.close()
    assert not window.isVisible()
    assert not any(thread.name == "opening" for thread in threading.enumerate())
    assert nothing_is_left(session)


def test_a_disk_that_hangs_while_opening_does_not_keep_the_window_from_answering(
    qtbot: QtBot, session: Path, share: Share
) -> None:
    window, beat = build_window(qtbot), Beat(qtbot)
    share.also_open()
    share.answers.clear()
    window.open_session(session, "ana")
    qtbot.waitUntil(lambda: waiting(window) is not None and share.hanging.is_set(), timeout=WAIT_MS)
    beat.goes_on()
    press_focused(Qt.Key.Key_Escape)
    assert window.pages.currentWidget() is window.start
    assert not share.answers.is_set(), "nobody waited for the share"
    beat.goes_on()
    window.open_session(session, "ana")
    qtbot.waitUntil(lambda: waiting(window) is not None, timeout=WAIT_MS)
    beat.goes_on()
    share.answers.set()
    opens(qtbot, window)
    window.close()


def test_the_focus_is_where_esc_is_heard(qtbot: QtBot, session: Path, long_read: LongRead) -> None:
    _, page = wait_long(qtbot, session)
    assert QApplication.focusWidget() is page
