"""Who plays the scenarios of regulation on the window: a real session on disk, real keys in its charts."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coder.app.regulation_named import Named
from coder.app.regulation_view import Figure
from coder.app.settings import Settings
from coder.gui.main_window import MainWindow
from coder.gui.regulation.regulation_panel import RegulationPanel
from coder.gui.sitting import Sitting
from coder.gui.style import Appearance
from tests.closed import close_window

WAIT_MS = 20_000
_SOON_MS = 10_000
"""Before that much more has played, it is looked where it began."""


class WindowLooker:
    """The whole window, with the panel of regulation over the study."""

    def __init__(self, qtbot: QtBot, study: Path) -> None:
        self._qtbot = qtbot
        self._begun: list[tuple[str, int]] = []
        self.window = MainWindow(Settings(coder="ana", reduced_motion=True), Appearance())
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.open_session(study / "D01", "ana")
        self._wait_for("D01")
        self.window.run("analyse.regulation")
        qtbot.waitUntil(lambda: self.window.shows.regulating.panel is not None, timeout=WAIT_MS)
        self._settle()
        what = self.panel.head.what
        what.setCurrentIndex(what.findText("The whole study", Qt.MatchFlag.MatchStartsWith))
        what.activated.emit(what.currentIndex())
        self._settle()

    @property
    def panel(self) -> RegulationPanel:
        """The panel."""
        found = self.window.shows.regulating.panel
        assert found is not None
        return found

    def _settle(self) -> None:
        self._qtbot.waitUntil(lambda: not self.panel.running and self.panel.look is not None, timeout=WAIT_MS)

    def _wait_for(self, session: str) -> Sitting:
        def there() -> bool:
            sitting = self.window.sitting
            return sitting is not None and sitting.opened.session.id == session

        self._qtbot.waitUntil(there, timeout=WAIT_MS)
        assert self.window.sitting is not None
        return self.window.sitting

    def look(self, link: str) -> None:
        """Choose a link."""
        box = self.panel.head.link
        box.setCurrentIndex(box.findText(f"{link}:", Qt.MatchFlag.MatchStartsWith))
        box.activated.emit(box.currentIndex())
        self._settle()

    def ask(self, named: Named) -> None:
        """Choose a cue and a response that no link has."""
        head = self.panel.head
        head.link.setCurrentIndex(head.link.count() - 1)
        head.link.activated.emit(head.link.currentIndex())
        head.pair.within.setValue(named.window_ms / 1000)
        for box, name in ((head.pair.cue, named.cue), (head.pair.response, named.response)):
            box.setCurrentIndex(box.findText(name))
            box.activated.emit(box.currentIndex())
        self._settle()

    @property
    def figure(self) -> Figure:
        """What is shown around the cue."""
        found = self.panel.body.figure
        assert found is not None
        return found if found.chart is not None else replace(found, reason=self.panel.body.view.reason)

    def choose(self, words: str) -> None:
        """Go to a bar, and press Enter there; a session that opens for it is waited for."""
        view = self.panel.body.view
        bar = next(mark for mark in view.marks if mark.words.partition(":")[0] == words)
        view.setFocus()
        view.go_to(bar.column, bar.row)
        QTest.keyClick(view, Qt.Key.Key_Return)
        chosen = self.panel.body.moments.current
        assert chosen is not None
        self._wait_for(chosen.cells[0])

    def playing(self) -> tuple[str, int]:
        """Return which session plays, and from when (ms): the list tells when, the video that it does."""
        chosen = self.panel.body.moments.current
        assert chosen is not None
        sitting = self._wait_for(chosen.cells[0])
        begins = chosen.datum.ms - 1_000  # type: ignore[attr-defined]
        self._qtbot.waitUntil(lambda: begins <= sitting.playback.now_ms() < begins + _SOON_MS, timeout=WAIT_MS)
        assert sitting.playback.playing
        sitting.playback.pause()
        return sitting.opened.session.id, begins

    def end(self) -> None:
        """Close the window."""
        close_window(self.window)
