"""What is compared: of what, which two coders, in which session, in which units, how far apart."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from coder.app.agreement_scope import Scope
from coder.gui.palette.flow_layout import FlowLayout

OTHER = "Another folder…"
_FIELD_PX, _SECONDS_PX = 28, 92
ALL_SESSIONS = "All sessions together"


class AgreementHead(QWidget):
    """``asked`` says that something else is to be compared, ``turned`` that another part of it is to be shown."""

    asked = Signal()
    turned = Signal()

    def __init__(self, sources: Sequence[tuple[str, Path]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.what, self.pair, self.session = QComboBox(), QComboBox(), QComboBox()
        self.unit, self.tolerance = _field(1.0, 0.001), _field(1.0, 0.0)
        self.state, self.progress = QLabel(), QProgressBar()
        self.again = QPushButton("Compare again")
        self.tables, self.picture, self.done = (
            QPushButton("Save tables…"),
            QPushButton("Save picture…"),
            QPushButton("Close"),
        )
        for name, folder in sources:
            self.what.addItem(name, folder)
        self.what.addItem(OTHER)
        self.progress.setRange(0, 100)
        self.progress.setTextVisible(False)
        self.progress.setFixedSize(120, 10)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        title = QLabel("Agreement")
        title.setStyleSheet("font-weight: bold;")
        top = QHBoxLayout()
        top.addWidget(title)
        top.addWidget(self.state, 1)
        for part in (self.progress, self.again, self.tables, self.picture, self.done):
            top.addWidget(part)
            if isinstance(part, QPushButton):
                part.setAutoDefault(False)
        fields = FlowLayout(gap=10, line_gap=6)
        for words, field, told in (
            ("&Of", self.what, "What is compared"),
            ("&Coders", self.pair, "Which two coders"),
            ("&Session", self.session, "In which session"),
            ("&Unit", self.unit, "Unit of time in seconds"),
            ("&Tolerance", self.tolerance, "Tolerance in seconds"),
        ):
            field.setAccessibleName(told)
            fields.addWidget(_named(words, field))
        for box in (self.what, self.pair, self.session):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.setMaximumWidth(320)
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.state.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        column.addLayout(fields)

    def _connect(self) -> None:
        self.what.activated.connect(self._choose_what)
        self.unit.valueChanged.connect(self.asked)
        self.tolerance.valueChanged.connect(self.asked)
        self.pair.activated.connect(self.turned)
        self.session.activated.connect(self.turned)

    # ------------------------------------------------------------------ what is asked

    @property
    def folder(self) -> Path | None:
        """What is to be compared."""
        found = self.what.currentData()
        return found if isinstance(found, Path) else None

    @property
    def unit_ms(self) -> int:
        """The unit of time."""
        return round(self.unit.value() * 1000)

    @property
    def tolerance_ms(self) -> int:
        """How far apart what is the same may be."""
        return round(self.tolerance.value() * 1000)

    def scope(self) -> Scope | None:
        """Return which coders in which session are to be shown; None before anything is known."""
        pair = self.pair.currentData()
        return Scope((pair[0], pair[1]), self.session.currentData() or "") if pair is not None else None

    def _choose_what(self) -> None:
        if self.folder is None:
            near = str(self.what.itemData(0) or "")
            name = QFileDialog.getExistingDirectory(self, "Compare the coders of a session or a study", near)
            if not name:
                self.what.setCurrentIndex(0)
                return
            self.what.insertItem(self.what.count() - 1, Path(name).name, Path(name))
            self.what.setCurrentIndex(self.what.count() - 2)
        with QSignalBlocker(self.session):
            self.session.clear()  # of something else all sessions come first
        self.asked.emit()

    def choose_folder(self, folder: Path | None) -> bool:
        """Turn to a folder before anything is compared; tell whether it is offered."""
        at = next((at for at in range(self.what.count()) if folder and self.what.itemData(at) == folder), -1)
        if at >= 0:
            self.what.setCurrentIndex(at)
        return at >= 0

    # ------------------------------------------------------------------ what there is

    def offer_pairs(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Offer pairs of coders; the one that was chosen stays if it is there."""
        _offer(self.pair, [(" and ".join(pair), pair) for pair in pairs])

    def offer_sessions(self, sessions: Sequence[str]) -> None:
        """Offer sessions; the one that was chosen stays if it is there."""
        every = [(ALL_SESSIONS, "")] if len(sessions) != 1 else []
        _offer(self.session, [*every, *((name, name) for name in sessions)])

    def go_to_session(self, session: str) -> None:
        """Turn to a session."""
        at = self.session.findData(session)
        if at >= 0:
            self.session.setCurrentIndex(at)
            self.turned.emit()

    def show_running(self, running: bool) -> None:
        """Show whether something is being compared: then it can be stopped."""
        self.progress.setVisible(running)
        self.again.setText("Stop" if running else "Compare again")
        if running:
            self.progress.setValue(0)


def _offer(box: QComboBox, entries: Sequence[tuple[str, object]]) -> None:
    before = box.currentData()
    with QSignalBlocker(box):
        box.clear()
        for words, datum in entries:
            box.addItem(words, datum)
        at = next((place for place, (_, datum) in enumerate(entries) if datum == before), 0)
        box.setCurrentIndex(at)
    box.updateGeometry()


def _named(words: str, field: QWidget) -> QWidget:
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    label = QLabel(words)
    label.setBuddy(field)
    label.setMinimumWidth(label.sizeHint().width() + 6)
    field.setMinimumHeight(_FIELD_PX)
    row.addWidget(label)
    row.addWidget(field)
    return both


def _field(value: float, least: float) -> QDoubleSpinBox:
    field = QDoubleSpinBox()
    field.setRange(least, 3600.0)
    field.setDecimals(3)
    field.setSingleStep(0.1)
    field.setValue(value)
    field.setSuffix(" s")
    field.setKeyboardTracking(False)
    field.setFixedWidth(_SECONDS_PX)
    return field
