"""What regulation is looked at: of what, which link by which window, in which session and phase."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from coder.app.regulation_charts import method_words, pair_words
from coder.app.regulation_view import Asked, RegulationLook, methods_of, phases_of, sessions_of, tiers_of
from coder.model.contingency import Method, Pair

OTHER = "Another folder…"
AS_IT_IS = "consensus or primary"
ALL_SESSIONS, ALL_PHASES = "All sessions together", "All phases together"
_ROOM_FOR_TITLE, _ROOM_FOR_BAR = 500, 24
_AGAIN, _STOP = "Comp&ute again", "Stop"


class RegulationHead(QWidget):
    """``asked`` says that another folder is to be computed, ``turned`` that another part of it is to be shown."""

    asked = Signal()
    turned = Signal()

    def __init__(self, sources: Sequence[tuple[str, Path]], coder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.what, self.link, self.window_of = QComboBox(), QComboBox(), QComboBox()
        self.coder, self.session, self.phase, self.tiers = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        self.title, self.state, self.progress = QLabel("Regulation"), QLabel(), QProgressBar()
        self.again = QPushButton(_AGAIN)
        self.picture, self.done = QPushButton("Save picture…"), QPushButton("Close")
        self._look: RegulationLook | None = None
        self._lay_out()
        self.offer_sources(sources)
        self.offer_coders((coder,) if coder else ())
        self.coder.setCurrentIndex(self.coder.count() - 1)
        self.what.activated.connect(self._choose_what)
        self.coder.activated.connect(self.asked)
        self.link.activated.connect(self._turn_link)
        for box in (self.window_of, self.session, self.phase, self.tiers):
            box.activated.connect(self._turn)

    def _lay_out(self) -> None:
        self.title.setStyleSheet("font-weight: bold;")
        self.progress.setRange(0, 100)
        self.progress.setTextVisible(False)
        self.progress.setFixedSize(60, 10)
        self.progress.hide()
        self.progress.setAccessibleName("How much is computed")
        top = QHBoxLayout()
        top.addWidget(self.title)
        top.addStretch(1)
        for part in (self.progress, self.again, self.picture, self.done):
            top.addWidget(part)
        for button in (self.again, self.picture, self.done):
            button.setAutoDefault(False)
        self.state.setWordWrap(True)
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.state.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(top)
        column.addLayout(self._fields())
        column.addWidget(self.state)

    def _fields(self) -> QGridLayout:
        """Lay the fields two in a row; a link has a row of its own, for its name is long."""
        fields = QGridLayout()
        fields.setHorizontalSpacing(8)
        fields.setVerticalSpacing(4)
        for row, column, words, box, told in (
            (0, 0, "Of", self.what, "Of what"),
            (0, 2, "Code&r", self.coder, "Whose events count"),
            (1, 0, "&Link", self.link, "Which link: cue and response"),
            (2, 0, "&Window", self.window_of, "By which window or lags"),
            (2, 2, "Sessio&n", self.session, "In which session"),
            (3, 0, "Phase", self.phase, "In which phase"),
            (3, 2, "Grid of", self.tiers, "Which two tiers the grid is of"),
        ):
            label = QLabel(words)
            label.setBuddy(box)
            box.setAccessibleName(told)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
            fields.addWidget(label, row, column)
            fields.addWidget(box, row, column + 1, 1, 3 if box is self.link else 1)
        fields.setColumnStretch(1, 1)
        fields.setColumnStretch(3, 1)
        return fields

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the title out where the buttons need its room."""
        super().resizeEvent(event)
        self.title.setVisible(event.size().width() >= _ROOM_FOR_TITLE)

    # ------------------------------------------------------------------ what is asked

    @property
    def folder(self) -> Path | None:
        """What is to be computed."""
        found = self.what.currentData()
        return found if isinstance(found, Path) else None

    @property
    def coder_id(self) -> str:
        """Whose events count first; empty: as the study has it."""
        return str(self.coder.currentData() or "")

    def shown(self) -> Asked | None:
        """Return what is to be shown; None before anything is known."""
        pair, method, tiers = self.link.currentData(), self.window_of.currentData(), self.tiers.currentData()
        if not isinstance(pair, Pair):
            return None
        two = (tiers[0], tiers[1]) if tiers else None
        known = method if isinstance(method, Method) else None
        return Asked(pair, known, self.session.currentData() or "", self.phase.currentData() or "", two)

    def _choose_what(self) -> None:
        if self.folder is None:
            near = str(self.what.itemData(0) or "")
            name = QFileDialog.getExistingDirectory(self, "Regulation in a session or a study", near)
            if not name:
                self.what.setCurrentIndex(0)
                return
            self.what.insertItem(self.what.count() - 1, Path(name).name, Path(name))
            self.what.setCurrentIndex(self.what.count() - 2)
        self.session.clear()  # of another folder all sessions are looked at first
        self.asked.emit()

    def _turn_link(self) -> None:
        self.window_of.clear()  # each link begins with its own window
        self._turn()

    def _turn(self) -> None:
        self._offer_parts()
        self.turned.emit()

    # ------------------------------------------------------------------ what there is

    def offer_sources(self, sources: Sequence[tuple[str, Path]]) -> None:
        """Offer folders; the one that was chosen stays if it is there."""
        _offer(self.what, [*sources, (OTHER, None)])

    def offer_coders(self, coders: Sequence[str]) -> None:
        """Offer coders; the one that was chosen stays if it is there."""
        _offer(self.coder, [(AS_IT_IS, ""), *((name, name) for name in coders)])

    def offer(self, look: RegulationLook) -> None:
        """Offer what was found; what was chosen stays where it is there."""
        self._look = look
        _offer(self.link, [(pair_words(pair), pair) for pair in look.pairs])
        self._offer_parts()

    def _offer_parts(self) -> None:
        look, pair = self._look, self.link.currentData()
        if look is None or not isinstance(pair, Pair):
            return
        sessions = sessions_of(look)
        every = [(ALL_SESSIONS, "")] if len(sessions) != 1 else []
        _offer(self.session, [*every, *((name, name) for name in sessions)])
        session = self.session.currentData() or ""
        _offer(self.window_of, [(method_words(method), method) for method in methods_of(look, pair)])
        _offer(self.phase, [(ALL_PHASES, ""), *((name, name) for name in phases_of(look, pair, session))])
        tiers = tiers_of(look, session)
        own: list[tuple[str, object]] = [("cue and response", None)]
        _offer(self.tiers, [*own, *((" and ".join(two), two) for two in tiers)])
        self.tiers.setEnabled(len(tiers) > 1)

    def show_running(self, running: bool) -> None:
        """Show whether something is being computed: then it can be stopped."""
        self.progress.setVisible(running)
        self.again.setText(_STOP if running else _AGAIN)
        if running:
            self.progress.setValue(0)

    def say(self, words: str) -> None:
        """Say how it stands, in no room where there is nothing to say."""
        self.state.setText(words)
        self.state.setVisible(bool(words))


def _offer(box: QComboBox, entries: Sequence[tuple[str, object]]) -> None:
    before = box.currentData()
    with QSignalBlocker(box):
        box.clear()
        for words, datum in entries:
            box.addItem(words, datum)
        same = (at for at, (_, datum) in enumerate(entries) if datum is not None and datum == before)
        box.setCurrentIndex(next(same, 0))
    box.view().setMinimumWidth(box.view().sizeHintForColumn(0) + _ROOM_FOR_BAR)
