"""What the heads of the views of agreement and regulation share: of what, computed anew or stopped, how far it is."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QLabel, QProgressBar, QPushButton, QWidget

from coder.gui.sources import SourceBox, widen_list

ALL_SESSIONS = "All sessions together"
_STOP = "Stop"
_BAR_HEIGHT = 10


class AnalysisHead(QWidget):
    """``asked`` says that something else is to be computed, ``turned`` that another part of it is to be shown."""

    asked = Signal()
    turned = Signal()

    def __init__(self, name: str, again: str, box: SourceBox, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._again = again
        self.what, self.session = box, QComboBox()
        self.title, self.state, self.progress = QLabel(name), QLabel(), QProgressBar()
        self.again, self.picture, self.done = QPushButton(again), QPushButton("Save picture…"), QPushButton("Close")
        self.title.setStyleSheet("font-weight: bold;")
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.state.setWordWrap(True)
        self.progress.setRange(0, 100)
        self.progress.setTextVisible(False)
        self.progress.hide()
        self.progress.setAccessibleName("How much is computed")
        for button in (self.again, self.picture, self.done):
            button.setAutoDefault(False)
        self.what.turned.connect(self._ask)

    @property
    def folder(self) -> Path | None:
        """What is to be computed."""
        return self.what.folder

    def size_bar(self, width: int) -> None:
        """Give the bar that shows how far it is a width."""
        self.progress.setFixedSize(width, _BAR_HEIGHT)

    def _ask(self) -> None:
        with QSignalBlocker(self.session):
            self.session.clear()  # of something else all sessions come first
        self.asked.emit()

    def offer_sessions(self, sessions: Sequence[str]) -> None:
        """Offer sessions; the one that was chosen stays if it is there."""
        every = [(ALL_SESSIONS, "")] if len(sessions) != 1 else []
        offer(self.session, [*every, *((name, name) for name in sessions)])

    def show_running(self, running: bool) -> None:
        """Show whether something is being computed: then it can be stopped."""
        self.progress.setVisible(running)
        self.again.setText(_STOP if running else self._again)
        if running:
            self.progress.setValue(0)


def offer(box: QComboBox, entries: Sequence[tuple[str, object]]) -> None:
    """Offer words, each for a datum; the datum that was chosen stays if it is there, else the first is."""
    before = box.currentData()
    with QSignalBlocker(box):
        box.clear()
        for words, datum in entries:
            box.addItem(words, datum)
        same = (at for at, (_, datum) in enumerate(entries) if datum is not None and datum == before)
        box.setCurrentIndex(next(same, 0))
    box.updateGeometry()
    widen_list(box)
