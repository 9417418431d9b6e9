"""What is compared: of what, which two coders, in which session, in which units, how far apart."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import (
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from coder.app.agreement_scope import Scope
from coder.gui.analysis_head import AnalysisHead, offer
from coder.gui.named_field import named_field
from coder.gui.palette.flow_layout import FlowLayout
from coder.gui.sources import Source, SourceBox

_SECONDS_PX = 92


class AgreementHead(AnalysisHead):
    """What is compared can be another folder, another unit or tolerance; which pair and session is only shown."""

    def __init__(self, sources: Sequence[Source], parent: QWidget | None = None) -> None:
        box = SourceBox(sources, "Compare the coders of a session or a study")
        super().__init__("Agreement", "Compare again", box, parent)
        self.pair = QComboBox()
        self.unit, self.tolerance = _field(1.0, 0.001), _field(1.0, 0.0)
        self.tables = QPushButton("Save tables…")
        self.tables.setAutoDefault(False)
        self.size_bar(120)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(self.title)
        top.addWidget(self.state, 1)
        for part in (self.progress, self.again, self.tables, self.picture, self.done):
            top.addWidget(part)
        fields = FlowLayout(gap=10, line_gap=6)
        for words, field, told in (
            ("&Of", self.what, "What is compared"),
            ("&Coders", self.pair, "Which two coders"),
            ("&Session", self.session, "In which session"),
            ("&Unit", self.unit, "Unit of time in seconds"),
            ("&Tolerance", self.tolerance, "Tolerance in seconds"),
        ):
            field.setAccessibleName(told)
            fields.addWidget(named_field(words, field))
        for box in (self.what, self.pair, self.session):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.setMaximumWidth(320)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(top)
        column.addLayout(fields)

    def _connect(self) -> None:
        self.unit.valueChanged.connect(self.asked)
        self.tolerance.valueChanged.connect(self.asked)
        self.pair.activated.connect(self.turned)
        self.session.activated.connect(self.turned)

    # ------------------------------------------------------------------ what is asked

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

    def choose_folder(self, folder: Path | None) -> bool:
        """Turn to a folder before anything is compared; tell whether it is offered."""
        at = next((at for at in range(self.what.count()) if folder and self.what.itemData(at) == folder), -1)
        if at >= 0:
            self.what.setCurrentIndex(at)
        return at >= 0

    # ------------------------------------------------------------------ what there is

    def offer_pairs(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Offer pairs of coders; the one that was chosen stays if it is there."""
        offer(self.pair, [(" and ".join(pair), pair) for pair in pairs])

    def go_to_session(self, session: str) -> None:
        """Turn to a session."""
        at = self.session.findData(session)
        if at >= 0:
            self.session.setCurrentIndex(at)
            self.turned.emit()


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
