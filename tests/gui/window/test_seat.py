"""Sitting down and standing up are done in turns, so that the window answers; what must be written is waited for."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coder.gui.departed import Departed
from coder.gui.main_window import MainWindow
from coder.gui.opening import Wish
from coder.gui.saving import Saving
from coder.media.stopping import Stopped
from coder.store.writer import SaveState
from tests.gui.beat import Beat
from tests.gui.stage import FakeFile, FakeWriter, build_opened, build_window, press_focused, sit_down

WISH = Wish(Path("D01"), "ana")
SAVING = SaveState("saving", 3)


class SlowWriter(FakeWriter):
    """A writer whose disk takes its time: whoever waits only a moment is told that not all is on disk."""

    def __init__(self, *, safe: bool = True) -> None:
        super().__init__(safe=False, pending=2, state=SAVING)
        self.answers, self.asked = threading.Event(), threading.Event()
        self._safe_then = safe

    def flush(self, timeout_s: float) -> bool:
        """Wait for the test, unless there is no time to."""
        if timeout_s > 1:
            self.asked.set()
            assert self.answers.wait(20)
            self.safe = self._safe_then
        return self.safe


def is_sitting(window: MainWindow) -> bool:
    return window.sitting is not None


def test_a_session_is_made_in_turns_and_nothing_half_made_is_seen(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coder.gui.sitting.engine_of", lambda _opened: None)
    window, turns = build_window(qtbot), list[bool]()
    made = type(window.seat)._build

    def build(*args: object) -> None:
        turns.append(window.pages.currentWidget() is window.start and not is_sitting(window))
        made(*args)  # type: ignore[arg-type]

    monkeypatch.setattr(type(window.seat), "_build", build)
    window.opening.opened.emit(build_opened(), Saving(window), WISH)
    assert turns == [True], "the first part is made at once, the rest in other turns"
    beat = Beat(qtbot)
    qtbot.waitUntil(lambda: is_sitting(window))
    assert len(turns) > 3
    assert all(turns)
    beat.goes_on()


def test_a_session_that_is_left_before_it_is_seen_is_let_go(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coder.gui.sitting.engine_of", lambda _opened: None)
    window, opened = build_window(qtbot), build_opened()
    window.opening.opened.emit(opened, Saving(window), WISH)
    window.show_start()
    file = opened.file
    assert isinstance(file, FakeFile)
    qtbot.waitUntil(lambda: file.closed)
    Beat(qtbot).goes_on()
    assert not is_sitting(window)
    assert window.pages.currentWidget() is window.start


def test_a_slow_disk_is_waited_for_while_the_window_answers_and_codes(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = SlowWriter()
    stage = sit_down(qtbot, monkeypatch, build_opened(writer=writer))
    window, beat = stage.window, Beat(qtbot)
    window.show_start()
    assert writer.asked.wait(20)
    assert is_sitting(window)
    assert window.bar.text == "Writing what waits…"
    beat.goes_on()
    window.show_start()
    assert is_sitting(window), "asking twice waits once"
    press_focused(Qt.Key.Key_B, "b")
    assert len(stage.workspace.observation) == 1
    writer.answers.set()
    qtbot.waitUntil(lambda: not is_sitting(window))
    assert window.pages.currentWidget() is window.start


def test_a_disk_that_does_not_get_there_keeps_the_session_and_says_so(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = SlowWriter(safe=False)
    stage = sit_down(qtbot, monkeypatch, build_opened(writer=writer))
    stage.window.show_start()
    writer.answers.set()
    qtbot.waitUntil(lambda: "2 changes are not saved" in stage.window.bar.text)
    assert is_sitting(stage.window)
    stage.window.bar._buttons[1].click()
    assert not stage.window.isVisible(), "closed without saving, as it was asked"


def test_the_window_closes_by_itself_once_all_is_written(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    writer = SlowWriter()
    stage = sit_down(qtbot, monkeypatch, build_opened(writer=writer))
    stage.window.close()
    assert stage.window.isVisible()
    writer.answers.set()
    qtbot.waitUntil(lambda: not stage.window.isVisible())
    assert not is_sitting(stage.window)


def test_what_was_shown_goes_with_the_session(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = sit_down(qtbot, monkeypatch)
    gone: list[str] = []
    page = stage.sitting.page
    page.destroyed.connect(lambda: gone.append("page"))
    stage.sitting.header.destroyed.connect(lambda: gone.append("header"))
    stage.window.show_start()
    assert not page.isVisible()
    qtbot.waitUntil(lambda: sorted(gone) == ["header", "page"])


def test_who_opens_a_session_waits_for_whoever_still_holds_it_and_for_nobody_else() -> None:
    departed, let_go = Departed(), threading.Event()
    departed.close(Path("a"), lambda: let_go.wait(20))
    departed.wait(Path("b"), lambda: False)
    with pytest.raises(Stopped):
        departed.wait(Path("x/../a"), lambda: True)
    let_go.set()
    departed.wait(Path("a"), lambda: False)
    departed.join(20)


def test_nobody_is_waited_for_longer_than_was_said() -> None:
    departed, let_go = Departed(), threading.Event()
    departed.close(Path("a"), lambda: let_go.wait(20))
    departed.join(0.0)
    assert not let_go.is_set()
    let_go.set()
    departed.join(20)
