"""A cue and a response that are chosen from all codes, and within how long one answers the other."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QHBoxLayout, QLabel, QWidget

from coder.app.regulation_named import Named
from coder.gui.sources import widen_list
from coder.model.contingency import Pair

_FIRST_S, _LEAST_S, _MOST_S, _STEP_S = 5.0, 0.1, 3600.0, 0.5

_WITHIN_PX = 84


class PairFields(QWidget):
    """``named`` tells a cue and a response, once both are chosen and whenever one of them or the window changes."""

    named = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cue, self.response, self.within = QComboBox(), QComboBox(), QDoubleSpinBox()
        self._told: Named | None = None
        self._lay_out()
        for box in (self.cue, self.response):
            box.activated.connect(self._tell)
        self.within.valueChanged.connect(self._tell)

    def _lay_out(self) -> None:
        self.within.setRange(_LEAST_S, _MOST_S)
        self.within.setSingleStep(_STEP_S)
        self.within.setDecimals(1)
        self.within.setSuffix(" s")
        self.within.setValue(_FIRST_S)
        self.within.setKeyboardTracking(False)
        self.within.setFixedWidth(_WITHIN_PX)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for words, field, told in (
            ("Cue", self.cue, "Cue: whose code comes first"),
            ("→", self.response, "Response: whose code may answer"),
            ("within", self.within, "Within how many seconds"),
        ):
            label = QLabel(words)
            label.setBuddy(field)
            field.setAccessibleName(told)
            row.addWidget(label)
            row.addWidget(field, 0 if field is self.within else 1)
        for box in (self.cue, self.response):
            box.setPlaceholderText("choose…")
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(5)
            box.setMaxVisibleItems(20)

    @property
    def chosen(self) -> Named | None:
        """What is chosen; None while a cue or a response is not."""
        cue, response = self.cue.currentText(), self.response.currentText()
        return Named(cue, response, round(self.within.value() * 1000)) if cue and response else None

    def offer(self, codes: Sequence[str]) -> None:
        """Offer codes; what was chosen stays where it is there."""
        for box in (self.cue, self.response):
            before = box.currentText()
            with QSignalBlocker(box):
                box.clear()
                box.addItems(list(codes))
                box.setCurrentIndex(box.findText(before) if before else -1)
            widen_list(box)

    def show_pair(self, pair: Pair) -> None:
        """Show a pair that was named before."""
        for box, code in ((self.cue, pair.cue), (self.response, pair.response)):
            with QSignalBlocker(box):
                box.setCurrentIndex(box.findText(code))
        self._told = self.chosen

    def _tell(self) -> None:
        chosen = self.chosen
        if chosen is not None and chosen != self._told:
            self._told = chosen
            self.named.emit(chosen)
