"""Which code of a scheme each code of a file is; what leads to nothing is left out and kept in a table."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from coder.app.import_log import ImportPlan, guess_codes
from coder.model.import_map import MappedTier

NOTHING = "nothing: left out"


class CodesDialog(QDialog):
    """``chosen`` tells the mapping of tiers, which begins as it was said, else by the same names."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget, plan: ImportPlan) -> None:
        super().__init__(parent)
        scheme = plan.scheme.loaded.scheme
        self.setWindowTitle(f"Which codes of {scheme.id} they are")
        self.resize(640, 480)
        self._tiers = plan.wish.mapping.tiers or guess_codes(plan)
        names = [f"{tier.id}.{code.id}" for tier in scheme.lanes for code in tier.codes]
        pairs = [(tier, code, to) for tier in self._tiers for code, to in tier.codes]
        self.table = QTableWidget(len(pairs), 3)
        self.table.setHorizontalHeaderLabels(["Tier in the file", "Code in the file", f"Code of {scheme.id}"])
        self.table.verticalHeader().setVisible(False)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.table.setAccessibleName("Codes")
        self.boxes: list[QComboBox] = []
        for row, (tier, code, to) in enumerate(pairs):
            self._add(row, tier, code, to, names)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self._choose)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        hint = QLabel("Modifiers of the same name go with their codes; others are kept in the comment.")
        hint.setWordWrap(True)
        for part in (hint, self.table, buttons):
            column.addWidget(part)

    def _add(self, row: int, tier: MappedTier, code: str, to: str, names: list[str]) -> None:
        box = QComboBox()
        box.addItems([NOTHING, *names])
        whole = to if "." in to or not to else f"{tier.to}.{to}"
        box.setCurrentIndex(max(0, box.findText(whole)))
        box.setAccessibleName(f"{tier.tier}, {code}")
        self.table.setItem(row, 0, QTableWidgetItem(tier.tier))
        self.table.setItem(row, 1, QTableWidgetItem(code))
        self.table.setCellWidget(row, 2, box)
        self.boxes.append(box)

    def tiers(self) -> tuple[MappedTier, ...]:
        """Return the mapping as it stands in the table."""
        boxes = iter(self.boxes)
        found = []
        for tier in self._tiers:
            codes = tuple((code, _named(next(boxes))) for code, _ in tier.codes)
            found.append(MappedTier(tier.tier, tier.to, codes, tier.modifiers))
        return tuple(found)

    def _choose(self) -> None:
        self.accept()
        self.chosen.emit(self.tiers())


def _named(box: QComboBox) -> str:
    return box.currentText() if box.currentIndex() > 0 else ""
