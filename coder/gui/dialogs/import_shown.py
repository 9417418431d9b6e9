"""What would be imported: the observations, the first events of the one that is chosen, and what was lost of it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from coder.app.import_log import ImportPlan
from coder.app.import_preview import EVENT_HEADS, FIRST, HEADS, Preview, preview

WIDEST = 220
"""No column but the last is wider (px); what is longer is told by its tool tip."""


class ImportShown(QWidget):
    """Shows a plan; the first observation is chosen until another is."""

    def __init__(self) -> None:
        super().__init__()
        self._previews: tuple[Preview, ...] = ()
        self.sessions = _table(HEADS, "What will be made")
        self.events = _table(EVENT_HEADS, "The first events")
        self.losses = QPlainTextEdit()
        self.losses.setReadOnly(True)
        self.losses.setTabChangesFocus(True)
        self.losses.setAccessibleName("What was dropped, guessed or changed")
        self.heading, self.first = QLabel(), QLabel(f"Its first {FIRST} events")
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        for part in (self.sessions, _under(self.first, self.events), _under(QLabel("What was lost"), self.losses)):
            parts.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.heading)
        column.addWidget(parts, 1)
        self.sessions.itemSelectionChanged.connect(self._choose)

    def wait(self) -> None:
        """Say that the files are being read."""
        self.clear()
        self.heading.setText("Reading…")

    def clear(self) -> None:
        """Show nothing."""
        self._previews = ()
        self.heading.setText("")
        self.losses.setPlainText("")
        for table in (self.sessions, self.events):
            table.setRowCount(0)

    def show_plan(self, plan: ImportPlan) -> None:
        """Show what would be made."""
        self._previews = preview(plan)
        events = "one event" if plan.events == 1 else f"{plan.events} events"
        made = "a scheme made from the files" if plan.scheme.made else f"the scheme {plan.scheme.name}"
        sessions = "one session" if len(plan.sessions) == 1 else f"{len(plan.sessions)} sessions"
        self.heading.setText(f"Will be made: {sessions} with {events}, under {made}.")
        fill_table(self.sessions, [one.line for one in self._previews])
        if self._previews:
            self.sessions.selectRow(0)

    def _choose(self) -> None:
        rows = sorted({index.row() for index in self.sessions.selectedIndexes()})
        if rows and rows[0] < len(self._previews):
            chosen = self._previews[rows[0]]
            fill_table(self.events, chosen.events)
            self.losses.setPlainText(chosen.losses)


def _table(heads: Sequence[str], name: str) -> QTableWidget:
    table = QTableWidget(0, len(heads))
    table.setHorizontalHeaderLabels(list(heads))
    table.verticalHeader().setVisible(False)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    table.horizontalHeader().setSectionResizeMode(len(heads) - 1, QHeaderView.ResizeMode.Stretch)
    table.setAccessibleName(name)
    return table


def fill_table(table: QTableWidget, lines: Sequence[Sequence[str]]) -> None:
    """Fill a table with lines, each column as wide as its words need."""
    table.setRowCount(len(lines))
    for row, line in enumerate(lines):
        for place, words in enumerate(line):
            item = QTableWidgetItem(words)
            item.setToolTip(words)
            table.setItem(row, place, item)
    for place in range(table.columnCount() - 1):
        table.resizeColumnToContents(place)
        table.setColumnWidth(place, min(table.columnWidth(place), WIDEST))


def _under(heading: QLabel, part: QWidget) -> QWidget:
    both = QWidget()
    column = QVBoxLayout(both)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(heading)
    column.addWidget(part, 1)
    return both
