"""The first rows of every table of an export, a page a table."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractItemModel, QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QTableView, QTabWidget, QVBoxLayout, QWidget

from coder.app.export_preview import TablePreview

WIDEST, ROW = 120, 24
_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()


class ExportShown(QWidget):
    """Shows what would be written; the table that was looked at stays in front when the options change."""

    def __init__(self) -> None:
        super().__init__()
        self._models: list[_Rows] = []
        self.heading = QLabel()
        self.pages = QTabWidget()
        self.pages.setAccessibleName("The first rows of each table")
        self.pages.setDocumentMode(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.heading)
        column.addWidget(self.pages, 1)

    def wait(self) -> None:
        """Say that the observations are being read; what was shown stays until then."""
        self.heading.setText("Reading…")

    def clear(self) -> None:
        """Show nothing."""
        self.heading.setText("")
        self._empty()

    def show_tables(self, tables: Sequence[TablePreview], heading: str) -> None:
        """Show the first rows of each table."""
        before = self.pages.tabText(self.pages.currentIndex())
        self._empty()
        self.heading.setText(heading)
        for table in tables:
            self._models.append(_Rows(table, self))
            self.pages.addTab(_page(table, self._models[-1]), table.file)
            if table.file == before:
                self.pages.setCurrentIndex(self.pages.count() - 1)

    def rows_of(self, place: int) -> QAbstractItemModel:
        """Return the rows of a page."""
        return self._models[place]

    def _empty(self) -> None:
        while self.pages.count():
            page = self.pages.widget(0)
            self.pages.removeTab(0)
            if page is not None:
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
    column.setContentsMargins(0, 6, 0, 0)
    column.addWidget(QLabel(f"One row {table.row}; {len(table.heads)} columns"))
    column.addWidget(rows, 1)
    return page
