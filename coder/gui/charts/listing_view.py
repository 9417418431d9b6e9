"""A ``Listing`` as a table that is gone through with the arrows; Enter or a click tells where a row leads."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from coder.gui.style import SMALL_PX, tabular
from coder.gui.theme import Theme
from coder.model.listing import Listing, ListingRow

_Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_ROW_PX, _WIDEST_PX, _NARROWEST_PX = 24, 320, 40
EMPTY = Listing("", (), ())


class ListingModel(QAbstractTableModel):
    """The cells of a listing; a screen reader gets a row's words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.listing = EMPTY

    def show_listing(self, listing: Listing) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.listing = listing
        self.endResetModel()

    def rowCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.listing.rows)

    def columnCount(self, parent: _Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.listing.heads)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the head of a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(section)
        return self.listing.heads[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's text, its place, and the words of its row."""
        row = self.listing.rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return row.cells[index.column()]
            case Qt.ItemDataRole.TextAlignmentRole:
                return self._alignment(index.column())
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleDescriptionRole:
                return row.words
            case _:
                return None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column in self.listing.numbers else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter


class ListingView(QTableView):
    """``gone`` tells the datum of the row that the keys come to, ``chosen`` that of one entered or clicked twice.

    ``pointed`` tells the words of the row that the keys come to. With ``fits`` the last column takes what the others
    leave, and is cut short where that is little: nothing has to be scrolled sideways.
    """

    gone = Signal(object)
    chosen = Signal(object)
    pointed = Signal(str)

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, widest: int = _WIDEST_PX, fits: bool = False
    ) -> None:
        super().__init__(parent)
        self._rows, self._widest, self._fits = ListingModel(self), widest, fits
        self._theme = theme
        self.setModel(self._rows)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(_ROW_PX)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setStyleSheet("QTableView::item { padding: 0 4px; }")
        self.setFont(tabular(self.font(), SMALL_PX))
        self.selectionModel().currentRowChanged.connect(self._go)
        self.doubleClicked.connect(lambda _index: self._choose())

    @property
    def listing(self) -> Listing:
        """What is shown."""
        return self._rows.listing

    @property
    def current(self) -> ListingRow | None:
        """The row that the keys are on."""
        row = self.currentIndex().row()
        return self.listing.rows[row] if 0 <= row < len(self.listing.rows) else None

    def show_listing(self, listing: Listing, datum: object = None) -> None:
        """Show other rows, with the keys on the one that leads to ``datum``, else on none."""
        self.setAccessibleName(listing.title)
        place = next((at for at, row in enumerate(listing.rows) if datum is not None and row.datum == datum), -1)
        with _Quiet(self):
            self._rows.show_listing(listing)
            self._fit()
            if place >= 0:
                self._put(place)
        self.viewport().update()

    def go_to(self, row: int) -> None:
        """Put the keys on a row."""
        self._put(row)

    def set_theme(self, theme: Theme) -> None:
        """Change colours; the palette sees to the rest."""
        self._theme = theme
        self.viewport().update()

    def _put(self, row: int) -> None:
        flag = QItemSelectionModel.SelectionFlag
        index = self._rows.index(row, 0)
        self.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)

    def _fit(self) -> None:
        """Make columns as wide as what stands in them; the last one takes the rest."""
        self.resizeColumnsToContents()
        for column in range(self._rows.columnCount()):
            wide = min(self._widest, max(_NARROWEST_PX, self.columnWidth(column)))
            self.setColumnWidth(column, wide)
        if self._fits:
            self._fit_last()
        else:
            self.horizontalHeader().setStretchLastSection(True)

    def _fit_last(self) -> None:
        """Give the last column what the others leave; a header's own stretching never makes it narrower."""
        last = self._rows.columnCount() - 1
        if last > 0:
            taken = sum(self.columnWidth(column) for column in range(last))
            self.setColumnWidth(last, max(_NARROWEST_PX, self.viewport().width() - taken))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the last column anew."""
        super().resizeEvent(event)
        if self._fits:
            self._fit_last()

    def _go(self, index: QModelIndex, _before: QModelIndex) -> None:
        if self.signalsBlocked() or not index.isValid():
            return
        row = self.listing.rows[index.row()]
        self.pointed.emit(row.words)
        self.gone.emit(row.datum)

    def _choose(self) -> None:
        row = self.current
        if row is not None and row.datum is not None:
            self.chosen.emit(row.datum)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose with Enter; a letter is not searched for here."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        elif event.text().isprintable() and event.text() and event.key() != Qt.Key.Key_Space:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, or in words why there is none."""
        super().paintEvent(event)
        if not self.listing.rows and self.listing.reason:
            painter = QPainter(self.viewport())
            painter.setPen(self._theme.color("dim"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.viewport().rect().adjusted(16, 0, -16, 0), flags, self.listing.reason)


class _Quiet:
    """While rows are exchanged, nobody is told where the keys are."""

    def __init__(self, view: ListingView) -> None:
        self._view = view

    def __enter__(self) -> None:
        self._view.blockSignals(True)

    def __exit__(self, *_what: object) -> None:
        self._view.blockSignals(False)
