"""How a table of events is meant: which column is what, how times are written; the guess is shown and can be mended."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from coder.app.import_columns import read_heads
from coder.errors import CoderError
from coder.model.import_map import ROLES, Columns, TimeFormat

NOT_THERE = "—"
SIGNS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
TIMES = {
    TimeFormat.SECONDS: "seconds",
    TimeFormat.MILLISECONDS: "milliseconds",
    TimeFormat.CLOCK: "h:mm:ss.mmm",
    TimeFormat.FRAMES: "frames",
    TimeFormat.TIMECODE: "hh:mm:ss:frames",
}
_LABELS = {"edge": "Start or stop", "kind": "State or point"}


class ColumnsDialog(QDialog):
    """``chosen`` tells how the table is meant."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget, path: Path, columns: Columns | None) -> None:
        super().__init__(parent)
        self.setWindowTitle(f"The columns of {path.name}")
        self._path, self._begun = path, columns or Columns()
        self.sign, self.decimal, self.time = QComboBox(), QComboBox(), QComboBox()
        self.rate = QDoubleSpinBox()
        self.roles = {role: QComboBox() for role in ROLES}
        self.modifiers = QListWidget()
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self._lay_out()
        self._show(self._begun)
        self.sign.activated.connect(self._part_anew)
        self.buttons.accepted.connect(self._choose)
        self.buttons.rejected.connect(self.reject)

    def _lay_out(self) -> None:
        for sign, words in SIGNS.items():
            self.sign.addItem(words, sign)
        for sign in (".", ","):
            self.decimal.addItem(sign, sign)
        for time, words in TIMES.items():
            self.time.addItem(words, time)
        self.rate.setRange(1.0, 1000.0)
        self.rate.setDecimals(3)
        self.modifiers.setFixedHeight(96)
        self.modifiers.setAccessibleName("Modifiers")
        form = QFormLayout()
        form.addRow("Between columns", self.sign)
        form.addRow("Decimal sign", self.decimal)
        form.addRow("Times are", self.time)
        form.addRow("Frames a second", self.rate)
        for role, box in self.roles.items():
            box.setAccessibleName(role)
            form.addRow(_LABELS.get(role, role.capitalize()), box)
        form.addRow("Modifiers", self.modifiers)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self.message)
        column.addWidget(self.buttons)

    def _show(self, columns: Columns) -> None:
        self.sign.setCurrentIndex(self.sign.findData(columns.sign))
        self.decimal.setCurrentIndex(self.decimal.findData(columns.decimal))
        self.time.setCurrentIndex(self.time.findData(columns.time))
        self.rate.setValue(columns.frames_per_s)
        self._part_anew()

    def _part_anew(self) -> None:
        """Read the heads with the sign that is chosen, and keep what was said of those that are still there."""
        try:
            heads = read_heads(self._path, str(self.sign.currentData()), self._begun.head_line)
        except CoderError as error:
            self.message.setText(error.message)
            return
        for role, box in self.roles.items():
            held = box.currentText() if box.count() else str(getattr(self._begun, role))
            box.clear()
            box.addItems([NOT_THERE, *heads])
            box.setCurrentIndex(max(0, box.findText(held)))
        self.modifiers.clear()
        for head in heads:
            item = QListWidgetItem(head)
            ticked = head in self._begun.modifiers
            item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            self.modifiers.addItem(item)

    def columns(self) -> Columns:
        """Return how the table is meant, as it stands in the fields."""
        named = {role: box.currentText() if box.currentIndex() > 0 else "" for role, box in self.roles.items()}
        items = [self.modifiers.item(row) for row in range(self.modifiers.count())]
        return Columns(
            sign=str(self.sign.currentData()),
            decimal=str(self.decimal.currentData()),
            time=TimeFormat(self.time.currentData()),
            frames_per_s=self.rate.value(),
            head_line=self._begun.head_line,
            side_by_side=self._begun.side_by_side and not named["onset"],
            modifiers=tuple(item.text() for item in items if item.checkState() is Qt.CheckState.Checked),
            **named,
        )

    def _choose(self) -> None:
        found = self.columns()
        if not found.onset and not found.side_by_side:
            self.message.setText("Say which column holds the onset.")
            return
        self.accept()
        self.chosen.emit(found)
