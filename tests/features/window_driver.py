"""Play scenarios on the window: a real session on disk, a real video, real key events."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coder.app.agreement_scope import Pick
from coder.app.desk import Desk
from coder.app.holding import HOLD_MS
from coder.app.open_session import open_session
from coder.app.settings import Settings
from coder.gui.agreement.agreement_sheet import AgreementSheet
from coder.gui.held_keys import SURE_MS
from coder.gui.main_window import MainWindow
from coder.gui.sitting import Sitting
from coder.gui.style import Appearance
from coder.model.consensus import CONSENSUS, DISAGREEMENT
from coder.model.listing import Listing
from coder.model.phase_mark import Marks, PhaseMark
from coder.store.phase_file import change_phases, load_phases
from tests.closed import close_window
from tests.doubles import Ear
from tests.features.driver import FRAME_MS, command_of

_NAMED = {
    "enter": Qt.Key.Key_Return,
    "escape": Qt.Key.Key_Escape,
    "space": Qt.Key.Key_Space,
    "backspace": Qt.Key.Key_Backspace,
    "up": Qt.Key.Key_Up,
    "down": Qt.Key.Key_Down,
}
_FUNCTION = {f"f{number}": Qt.Key(Qt.Key.Key_F1 + number - 1) for number in range(1, 13)}
_KEYS = _NAMED | _FUNCTION
WAIT_MS = 20_000


class WindowDriver:
    """The whole window; keys go to the widget that has the focus."""

    def __init__(self, qtbot: QtBot, session: Path) -> None:
        self._qtbot, self._session, self._coder = qtbot, session, "ana"
        self.window = MainWindow(Settings(coder="ana", reduced_motion=True), Appearance())
        with qtbot.waitExposed(self.window):
            self.window.show()
        self.window.open_session(session, "ana")
        qtbot.waitUntil(lambda: self.window.sitting is not None, timeout=WAIT_MS)
        self.desk: Desk = self.sitting.desk
        self.ear = Ear.at(self.desk.workspace)
        self.took_over = False
        self.go_to(FRAME_MS)
        self.go_to(0)

    @property
    def sitting(self) -> Sitting:
        """What is being coded."""
        assert self.window.sitting is not None
        return self.window.sitting

    def press(self, chord: str) -> None:
        """Press a key at the frame on the screen."""
        target = QApplication.focusWidget() or self.window
        if chord in _KEYS or chord.startswith("shift+"):
            QTest.keyClick(target, *_key_of(chord))
        else:
            QTest.keyClicks(target, chord)

    def hold(self, chord: str, until_ms: int) -> None:
        """Press a key at the frame on the screen and let it go at another, more than a moment later."""
        target = QApplication.focusWidget() or self.window
        QTest.keyPress(target, *_key_of(chord))
        self.go_to(until_ms)
        QTest.qWait(HOLD_MS)
        QTest.keyRelease(target, *_key_of(chord))
        QTest.qWait(2 * SURE_MS)

    def go_to(self, ms: int) -> None:
        """Show the frame at an instant, and wait until it is seen, or one after it while the video plays."""
        frames, playback = self.desk.workspace.frames, self.sitting.playback
        before_ms, shown_ms = playback.now_ms(), frames.time_ms(frames.at(ms))
        plays = playback.playing
        playback.seek_ms(ms)

        def seen() -> bool:
            now_ms = playback.now_ms()
            has_left = shown_ms >= before_ms or now_ms < before_ms
            return now_ms == shown_ms or (plays and now_ms > shown_ms and has_left)  # a busy computer skips frames

        self._qtbot.waitUntil(seen, timeout=WAIT_MS)

    def play_on(self, ms: int) -> None:
        """Let the video play for some time."""
        playback = self.sitting.playback
        from_ms = playback.now_ms()
        self._qtbot.waitUntil(lambda: playback.now_ms() >= from_ms + ms, timeout=WAIT_MS)

    def play_until_it_pauses(self) -> None:
        """Let the video play until it pauses by itself, and wait for the frame it pauses on."""
        playback = self.sitting.playback
        self._qtbot.waitUntil(lambda: not playback.playing, timeout=WAIT_MS)
        wanted_ms = self.desk.workspace.frames.time_ms(playback.core.wanted())
        self._qtbot.waitUntil(lambda: playback.now_ms() == wanted_ms, timeout=WAIT_MS)

    def choose(self, title: str) -> None:
        """Carry out a command as its menu does, and wait for the frame it leads to."""
        self.window.run(command_of(title).id)
        playback = self.sitting.playback
        wanted_ms = self.desk.workspace.frames.time_ms(playback.core.wanted())
        self._qtbot.waitUntil(lambda: playback.playing or playback.now_ms() == wanted_ms, timeout=WAIT_MS)

    def mark_elsewhere(self, mark: PhaseMark) -> None:
        """Let another coder mark a phase of the session on another computer, after what is marked here is shared."""
        self.share()
        change_phases(self._session, lambda marks: (*marks, mark))
        self.took_over = True

    def share(self) -> None:
        """Wait until what is marked here is the session's, and what others marked is here."""
        for _ in range(2):  # what comes from others is written as well
            self.sitting.opened.flush()
            QApplication.processEvents()

    def marks(self) -> Marks:
        """Return the phases of the session."""
        return load_phases(self._session)

    def holds(self, derived_id: str) -> bool:
        """Tell whether the palette shows a derived code as holding."""
        rows = {row.accessibleName().split(",")[0]: row for _, row in self.sitting.codes.derived}
        return rows[derived_id.replace("_", " ")].holds

    def open_pass(self, pass_id: str) -> None:
        """Leave what is coded, and open a pass of the same session."""
        before = self.sitting
        self.window.open_session(self._session, "ana", pass_id)
        self._qtbot.waitUntil(lambda: self.window.sitting not in (None, before), timeout=WAIT_MS)
        self.desk = self.sitting.desk
        self.ear = Ear.at(self.desk.workspace)
        playback = self.sitting.playback
        wanted_ms = self.desk.workspace.frames.time_ms(playback.core.wanted())
        seen = self.sitting.video
        self._qtbot.waitUntil(lambda: not seen.image.isNull() and playback.now_ms() == wanted_ms, timeout=WAIT_MS)

    def review(self, session: Path) -> None:
        """Leave what is coded, and decide where ana and ben differ in another session."""
        before = self.sitting
        self.window.review(session, ("ana", "ben"))
        self._qtbot.waitUntil(lambda: self.window.sitting not in (None, before), timeout=WAIT_MS)
        self._session, self._coder, self.desk = session, CONSENSUS, self.sitting.desk
        self.ear = Ear.at(self.desk.workspace)

    def compare(self, session: Path) -> None:
        """Ask how far ana and ben agree in another session."""
        self.window.shows.agreeing.show([(session.name, session)])
        self._qtbot.waitUntil(lambda: not self._agreement.running, timeout=WAIT_MS)

    @property
    def _agreement(self) -> AgreementSheet:
        sheet = self.window.shows.sheet
        assert isinstance(sheet, AgreementSheet)
        return sheet

    def agreement(self) -> Listing:
        """Return the figures that are shown."""
        return self._agreement.body.figures.listing

    def differ(self, pick: Pick) -> Listing:
        """Choose a cell of the matrix with the keys; return the disagreements that are shown."""
        body = self._agreement.body
        rows = [row.datum for row in body.figures.listing.rows]
        body.figures.go_to(rows.index(pick.stream))
        cell = next(mark for mark in body.matrix.marks if mark.datum == pick)
        body.matrix.setFocus()
        body.matrix.go_to(cell.column, cell.row)
        QTest.keyClick(body.matrix, Qt.Key.Key_Return)
        return body.spots.listing

    def watched(self) -> str:
        """Return what the header says of how much is watched."""
        self.desk.watched.settle()
        return next((part for part in self.sitting.header.origin.split(" · ") if part.endswith("watched")), "")

    def told(self) -> str:
        """Return what the message bar says."""
        return f"{self.window.bar.text} {self.window.bar.aside}"

    def check(self) -> None:
        """Hold that the table has a row for every event, as it is."""
        model, observation = self.sitting.events.model, self.desk.workspace.observation
        coded = [event for event in observation if event.tier != DISAGREEMENT]
        assert [model.event_at(row) for row in range(model.rowCount())] == coded

    def end(self) -> None:
        """Close the window, and hold that the disk has all that was coded."""
        coded = list(self.desk.workspace.observation)
        close_window(self.window)
        pass_id = self.desk.workspace.pass_id
        with open_session(self._session, self._coder, pass_id, view_only=True) as again:
            assert list(again.workspace.observation) == coded


def _key_of(chord: str) -> tuple[Qt.Key, Qt.KeyboardModifier]:
    shift, _, name = chord.rpartition("+")
    held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    return _KEYS.get(name) or Qt.Key[f"Key_{name.upper()}"], held
