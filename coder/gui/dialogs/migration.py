"""What migrating does to this observation, a row a step, and the wish to do it."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from coder.app.migration_table import Row, Table
from coder.gui.sheet import Sheet
from coder.gui.theme import Theme

HEADINGS = ("Step", "Versions", "Events", "Look again")
_ROW_PX = 24
_MOST_ROWS = 10


class MigrationSheet(Sheet):
    """A table, what stands in the way, and two buttons; nothing is done before “Migrate” is pressed."""

    def __init__(self, parent: QWidget, theme: Theme, table: Table, migrate: Callable[[], object]) -> None:
        super().__init__(parent, theme, "Migrate to the session's scheme", 720)
        self._migrate = migrate
        self.words = QLabel(table.title)
        self.table = _build_table(table.rows)
        self.obstacles = QLabel("\n".join(str(obstacle) for obstacle in table.obstacles))
        self.obstacles.setStyleSheet(f"color: {theme.error};")
        if not table.obstacles:
            self.obstacles.hide()
        kept = QLabel(
            "The observation as it is now is kept beside it. What was done before cannot be undone step by step "
            "afterwards." + (" Events to look at again come into a list." if table.again else "")
        )
        kept.setStyleSheet(f"color: {theme.dim};")
        for label in (self.words, self.obstacles, kept):
            label.setWordWrap(True)
        self.go, self.leave = QPushButton("Migrate"), QPushButton("Not now")
        self.go.setEnabled(not table.obstacles)
        self.go.clicked.connect(self._do)
        self.leave.clicked.connect(self.close_sheet)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.leave)
        row.addWidget(self.go)
        for part in (self.words, self.table, self.obstacles, kept):
            self.column.addWidget(part)
        self.column.addLayout(row)

    @property
    def first(self) -> QPushButton:
        """The button that gets the keys."""
        return self.go if self.go.isEnabled() else self.leave

    def _do(self) -> None:
        self.close_sheet()
        self._migrate()


def _build_table(rows: tuple[Row, ...]) -> QTableWidget:
    table = QTableWidget(len(rows), len(HEADINGS))
    table.setHorizontalHeaderLabels(list(HEADINGS))
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    table.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    table.setAccessibleName("What happens to how many events")
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(_ROW_PX)
    table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    for place, row in enumerate(rows):
        cells = (row.words, f"{row.source} → {row.to}", f"{row.events:,}", f"{row.again:,}" if row.again else "")
        for column, words in enumerate(cells):
            cell = QTableWidgetItem(words)
            cell.setToolTip(words)
            if column >= 2:
                cell.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            table.setItem(place, column, cell)
    table.setFixedHeight(_ROW_PX * (min(len(rows), _MOST_ROWS) + 1) + 6)
    if not rows:
        table.hide()
    return table
