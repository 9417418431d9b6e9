"""Play the scenarios of a lab on the window: coders take turns at it, each with keys alone."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coder.app.settings import Settings
from coder.gui.agreement.agreement_sheet import AgreementSheet
from coder.gui.dialogs.submit import ReopenSheet, SubmitSheet
from coder.gui.main_window import MainWindow
from coder.gui.sitting import Sitting
from coder.gui.style import Appearance
from coder.gui.training.training_sheet import TrainingSheet
from coder.model.listing import Listing
from tests.closed import close_window
from tests.features.blind.lab import Keys

WAIT_MS = 20_000


class WindowLab:
    """One window; who codes names themselves on the start page."""

    def __init__(self, qtbot: QtBot) -> None:
        self.study = self.session = Path()
        self._qtbot, self._coder = qtbot, ""
        self.window = MainWindow(Settings(reduced_motion=True), Appearance())
        with qtbot.waitExposed(self.window):
            self.window.show()

    @property
    def sitting(self) -> Sitting:
        """What is open."""
        assert self.window.sitting is not None
        return self.window.sitting

    def _until(self, so: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(so, timeout=WAIT_MS)

    def _take_seat(self, coder: str) -> None:
        """Let a coder sit down at the start page."""
        if coder != self._coder or self.window.sitting is None:
            self.window.show_start()
            self._until(lambda: self.window.sitting is None)
            self.window.start.coder.setText(coder)
            self._coder = coder

    def _open(self, coder: str, session: Path | None) -> None:
        before = self.window.sitting
        if session is not None:
            self.window.open_session(session, coder)
        else:
            self.window.open_path(self.study)
            self._until(lambda: self.window.start._heading.text().startswith("Your assignments"))
            self._until(self.window.start.rows[0].hasFocus)
            QTest.keyClick(self.window.start.rows[0], Qt.Key.Key_Return)
        self._until(lambda: self.window.sitting not in (None, before))
        self.session = self.sitting.opened.session.folder

    def code(self, coder: str, session: Path | None, keys: Keys) -> None:
        """Let a coder press keys in a session."""
        self._take_seat(coder)
        self._open(coder, session)
        for chord, ms in keys:
            self._press(chord, ms)
        self.sitting.opened.flush()

    def _press(self, chord: str, ms: int) -> None:
        playback = self.sitting.playback
        playback.seek_ms(ms)
        self._until(lambda: playback.now_ms() == ms)
        QTest.keyClicks(QApplication.focusWidget() or self.window, chord)

    def submit(self, coder: str) -> None:
        """Submit what the coder codes: one key, and Enter."""
        if coder != self._coder or self.window.sitting is None:
            self._take_seat(coder)
            self._open(coder, self.session)
        before = self.sitting
        held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        QTest.keyClick(QApplication.focusWidget() or self.window, Qt.Key.Key_Return, held)
        sheet = self.window.shows.sheet
        assert isinstance(sheet, SubmitSheet)
        QTest.keyClick(sheet.go, Qt.Key.Key_Return)
        self._until(lambda: self.window.bar.text.startswith("Submitted:") or self.window.sitting not in (None, before))

    def reopen(self, coder: str, reason: str) -> None:
        """Open again what the coder submitted: a command, a reason, and Enter."""
        self._take_seat(coder)
        if self.window.sitting is None:
            self._open(coder, self.session)
        before = self.sitting
        self.window.run("code.reopen")
        sheet = self.window.shows.sheet
        assert isinstance(sheet, ReopenSheet)
        QTest.keyClicks(sheet.field, reason)
        QTest.keyClick(sheet.field, Qt.Key.Key_Return)
        self._until(lambda: self.window.sitting not in (None, before))

    def press(self, coder: str, chord: str, ms: int) -> None:
        """Press a key in what the coder submitted."""
        self._take_seat(coder)
        self._open(coder, self.session)
        self._press(chord, ms)

    def told(self) -> str:
        """Return what the message bar says."""
        return f"{self.window.bar.text} {self.window.bar.aside}"

    def compare(self, coder: str) -> Listing | str:
        """Return the figures that are shown, or why there are none."""
        self._take_seat(coder)
        self.window.shows.agreeing.show([(self.study.name, self.study)])
        sheet = self.window.shows.sheet
        assert isinstance(sheet, AgreementSheet)
        self._until(lambda: not sheet.running)
        figures = sheet.body.figures.listing
        seen: Listing | str = figures if sheet.look is not None else figures.reason
        self.window.shows.close_sheet()
        return seen

    def train(self, coder: str) -> tuple[Listing, Listing]:
        """Return the statuses and the gold sessions that are shown."""
        self._take_seat(coder)
        self.window.shows.training.show(self.study, coder)
        sheet = self.window.shows.sheet
        assert isinstance(sheet, TrainingSheet)
        self._until(lambda: not sheet.reading)
        seen = sheet.body.standings.listing, sheet.body.attempts.listing
        self.window.shows.close_sheet()
        return seen

    def end(self) -> None:
        """Close the window."""
        close_window(self.window)
