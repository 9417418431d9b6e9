"""The tables of an export in a list, and beside it the first rows of the one that is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from coder.app.export_preview import TablePreview

NAMES, WIDEST, ROW = 148, 120, 24
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class ExportShown(QWidget):
    """Shows what would be written; the table that was looked at stays in front when the options change."""

    def __init__(self) -> None:
        super().__init__()
        self._models: list[_Rows] = []
        self.heading = QLabel()
        self.names, self.pages = QListWidget(), QStackedWidget()
        self.names.setAccessibleName("The tables")
        self.names.setFixedWidth(NAMES)
        self.names.setSpacing(1)
        row = QHBoxLayout()
        row.addWidget(self.names)
        row.addWidget(self.pages, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.heading)
        column.addLayout(row, 1)
        self.names.currentRowChanged.connect(self.pages.setCurrentIndex)

    @property
    def files(self) -> list[str]:
        """The names of the tables that are shown."""
        return [self.names.item(place).text() for place in range(self.names.count())]

    def wait(self) -> None:
        """Say that the observations are being read; what was shown stays until then."""
        self.heading.setText("Reading…")

    def clear(self) -> None:
        """Show nothing."""
        self.heading.setText("")
        self._empty()

    def show_tables(self, tables: Sequence[TablePreview], heading: str) -> None:
        """Show the first rows of each table."""
        chosen = self.names.currentItem()
        before = chosen.text() if chosen is not None else ""
        self._empty()
        self.heading.setText(heading)
        for table in tables:
            self._models.append(_Rows(table, self))
            self.pages.addWidget(_page(table, self._models[-1]))
            self.names.addItem(table.file)
        files = self.files
        self.names.setCurrentRow(files.index(before) if before in files else 0)

    def rows_of(self, file: str) -> QAbstractItemModel:
        """Return the rows of a table."""
        return self._models[self.files.index(file)]

    def _empty(self) -> None:
        self.names.clear()
        while (page := self.pages.currentWidget()) is not None:
            self.pages.removeWidget(page)
            page.deleteLater()
        for model in self._models:
            model.deleteLater()
        self._models = []


class _Rows(QAbstractTableModel):
    """The rows as they will be written; a column's heading tells what it means when the pointer rests on it."""

    def __init__(self, table: TablePreview, parent: QWidget) -> None:
        super().__init__(parent)
        self._table = table

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._table.rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._table.heads)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role != Qt.ItemDataRole.DisplayRole or not index.isValid():
            return None
        return self._table.rows[index.row()][index.column()]

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> str | None:
        if orientation != Qt.Orientation.Horizontal:
            return str(section + 1) if role == Qt.ItemDataRole.DisplayRole else None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._table.heads[section]
        return self._table.meanings[section] if role == Qt.ItemDataRole.ToolTipRole else None


def _page(table: TablePreview, model: _Rows) -> QWidget:
    page = QWidget()
    rows = QTableView()
    rows.setModel(model)
    rows.setAccessibleName(f"The first rows of {table.file}")
    rows.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    rows.setTabKeyNavigation(False)
    rows.setWordWrap(False)
    rows.verticalHeader().setVisible(False)
    rows.verticalHeader().setDefaultSectionSize(ROW)
    rows.horizontalHeader().setMaximumSectionSize(WIDEST)
    rows.resizeColumnsToContents()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(QLabel(f"One row {table.row}; {len(table.heads)} columns"))
    column.addWidget(rows, 1)
    return page
