"""What regulation is looked at: of what, which link by which window, in which session and phase."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from coder.app.regulation_charts import method_words, pair_words
from coder.app.regulation_view import Asked, RegulationLook, methods_of, phases_of, sessions_of, tiers_of
from coder.gui.palette.flow_layout import FlowLayout
from coder.model.contingency import Method, Pair

OTHER = "Another folder…"
AS_IT_IS = "consensus or primary"
ALL_SESSIONS, ALL_PHASES = "All sessions together", "All phases together"
_AGAIN, _STOP = "Comp&ute again", "Stop"


class RegulationHead(QWidget):
    """``asked`` says that another folder is to be computed, ``turned`` that another part of it is to be shown."""

    asked = Signal()
    turned = Signal()

    def __init__(self, sources: Sequence[tuple[str, Path]], coder: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.what, self.link, self.window_of = QComboBox(), QComboBox(), QComboBox()
        self.coder, self.session, self.phase, self.tiers = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        self.state, self.progress = QLabel(), QProgressBar()
        self.again = QPushButton(_AGAIN)
        self.picture, self.done = QPushButton("Save picture…"), QPushButton("Close")
        self._look: RegulationLook | None = None
        self._lay_out()
        self.offer_sources(sources)
        self.offer_coders((coder,) if coder else ())
        self.coder.setCurrentIndex(self.coder.count() - 1)
        self.what.activated.connect(self._choose_what)
        self.coder.activated.connect(self.asked)
        for box in (self.link, self.window_of, self.session, self.phase, self.tiers):
            box.activated.connect(self._turn)

    def _lay_out(self) -> None:
        title = QLabel("Regulation")
        title.setStyleSheet("font-weight: bold;")
        self.progress.setRange(0, 100)
        self.progress.setTextVisible(False)
        self.progress.setFixedSize(80, 10)
        self.progress.hide()
        self.progress.setAccessibleName("How much is computed")
        top, fields = FlowLayout(gap=8, line_gap=4), FlowLayout(gap=12, line_gap=4)
        for part in (title, self.again, self.picture, self.done, self.progress):
            top.addWidget(part)
            if isinstance(part, QPushButton):
                part.setAutoDefault(False)
        self._named: dict[QComboBox, QWidget] = {}
        for words, box, told in (
            ("Of", self.what, "Of what"),
            ("Code&r", self.coder, "Whose events count"),
            ("&Link", self.link, "Which link: cue and response"),
            ("&Window", self.window_of, "By which window or lags"),
            ("Sessio&n", self.session, "In which session"),
            ("Phase", self.phase, "In which phase"),
            ("Grid of", self.tiers, "Which two tiers the grid is of"),
        ):
            box.setAccessibleName(told)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.setMaximumWidth(300)
            self._named[box] = _named(words, box)
            fields.addWidget(self._named[box])
        self._named[self.tiers].hide()
        self.state.setWordWrap(True)
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.state.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(top)
        column.addLayout(fields)
        column.addWidget(self.state)

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
        self.asked.emit()

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
        self._named[self.tiers].setVisible(len(tiers) > 1)

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
    box.updateGeometry()


def _named(words: str, field: QWidget) -> QWidget:
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    label = QLabel(words)
    label.setBuddy(field)
    row.addWidget(label)
    row.addWidget(field)
    return both
