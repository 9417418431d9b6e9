"""The table itself: it shows, it is clicked, and it leaves the keys to whoever codes."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView, QWidget

from coder.gui.events.columns import Column
from coder.gui.events.events_model import EventsModel
from coder.gui.events.row_delegate import FIRST_PAD_PX, PAD_PX, ROW_PX, RowDelegate
from coder.gui.style import SMALL_PX
from coder.gui.theme import Theme
from coder.gui.words import plain_words, tier_words
from coder.model.scheme import UNCODABLE
from coder.model.time import format_short_time

_ALWAYS = (Column.ONSET, Column.ACTOR, Column.TIER, Column.CODE, Column.DURATION)
_CODE_PX = 110
"""Where a code has less room than this, the actor is told by bar and initial alone."""
_WIDE_PX = 460
_LEAST_PX = 28
_WIDEST_PX = 620


class EventsTable(QTableView):
    """Rows of one height, columns that fit the room there is."""

    edited = Signal()
    """A cell's editor has closed."""
    delete_asked = Signal()

    def __init__(self, model: EventsModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._events, self.empty_words = model, ""
        self._chosen: dict[int, bool] = {}
        self._lent = False
        self.delegate = RowDelegate(model, theme, self)
        self.setModel(model)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName("Events")
        self._set_up_behaviour()
        self._set_up_headers()
        self.set_theme(theme)

    def _set_up_behaviour(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.DoubleClicked | QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setMouseTracking(False)

    def _set_up_headers(self) -> None:
        rows = self.verticalHeader()
        rows.hide()
        rows.setMinimumSectionSize(ROW_PX)
        rows.setDefaultSectionSize(ROW_PX)
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setMinimumSectionSize(_LEAST_PX)
        head.setFixedHeight(ROW_PX)
        head.setStyleSheet(f"QHeaderView::section {{ font-size: {SMALL_PX - 1}px; padding: 0 2px 0 {PAD_PX}px; }}")
        head.setSortIndicator(Column.ONSET, Qt.SortOrder.AscendingOrder)
        head.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setSortingEnabled(True)
        self._size_columns()
        head.setSectionResizeMode(Column.CODE, QHeaderView.ResizeMode.Stretch)
        self._choose_columns()

    def _size_columns(self) -> None:
        """Give the columns the width of the words that the scheme can put there; no row is looked at."""
        usual, small, scheme = self.delegate.usual, self.delegate.small, self._events.workspace.scheme
        lanes = [lane for lane in scheme.lanes if lane.id != UNCODABLE]
        time = usual.width("0" * max(6, len(format_short_time(self._events.workspace.end_ms)) - 2) + ".:")
        actors = max((small.width(plain_words(lane.actor)) for lane in lanes), default=40)
        tiers = max((small.width(f"M {tier_words(lane)}") for lane in lanes), default=40)
        phases = max((small.width(plain_words(phase.id)) for phase in scheme.procedure.phases), default=40)
        self._widths = {
            Column.ONSET: time + FIRST_PAD_PX,
            Column.OFFSET: time + 2 * PAD_PX,
            Column.ACTOR: min(max(actors, 36), 84) + PAD_PX + 2,
            Column.TIER: min(max(tiers, 30), 96) + PAD_PX + 2,
            Column.DURATION: usual.width("running") + PAD_PX + 4,
            Column.MODIFIERS: 110,
            Column.COMMENT: 140,
            Column.PHASE: min(max(phases, 36), 96) + PAD_PX + 4,
        }
        for column, width in self._widths.items():
            self.setColumnWidth(column, width)

    # ---------------------------------------------------------------- columns

    def show_column(self, column: int, shown: bool) -> None:
        """Show or hide a column for good, whatever the room."""
        self._chosen[column] = shown
        self._choose_columns()

    def lend_column(self, column: int) -> None:
        """Show a hidden column, as narrow as can be, until its editor closes."""
        if self.isColumnHidden(column):
            self._lent = True
            self.setColumnHidden(column, False)
            self.setColumnWidth(column, _LEAST_PX)

    def _take_back_columns(self) -> None:
        if self._lent:
            self._lent = False
            self._size_columns()
            self._choose_columns()

    def _choose_columns(self) -> None:
        width = self.viewport().width()
        fits = {Column.MODIFIERS: width >= _WIDE_PX, Column.COMMENT: width >= _WIDEST_PX, Column.OFFSET: False}
        fits[Column.PHASE] = bool(self._events.workspace.scheme.procedure.phases)
        others = [*_ALWAYS, *(column for column, shown in fits.items() if shown)]
        taken = sum(self._widths[column] for column in others if column != Column.CODE)
        fits[Column.ACTOR] = width - taken >= _CODE_PX
        for column in Column:
            shown = self._chosen.get(column, fits.get(column, True))
            if self.isColumnHidden(column) == shown:
                self.setColumnHidden(column, not shown)
        self.delegate.terse = self.isColumnHidden(Column.MODIFIERS)
        self.delegate.initials = self.isColumnHidden(Column.ACTOR)

    def resizeEvent(self, event: object) -> None:
        """Fit the columns to the room."""
        super().resizeEvent(event)  # type: ignore[arg-type]
        self._choose_columns()

    # ------------------------------------------------------------------- keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the keys to the player and the codes; only Delete, F2 and an open editor's keys are the table's."""
        if event.key() == Qt.Key.Key_Delete:
            self.delete_asked.emit()
        elif event.key() == Qt.Key.Key_F2 or self.state() is QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def keyboardSearch(self, search: str) -> None:
        """Search nothing: letters are codes."""

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Close the editor and say so; the next cell is never opened by itself."""
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self._take_back_columns()
        self.edited.emit()

    @property
    def editing(self) -> bool:
        """Tell whether a cell is being edited."""
        return self.state() is QAbstractItemView.State.EditingState

    # ------------------------------------------------------------------ paint

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        self._dim = theme.color("dim")
        palette = self.palette()
        for role in (palette.ColorRole.Base, palette.ColorRole.Highlight):
            palette.setColor(role, theme.color("window"))
        self.setPalette(palette)
        self.delegate.set_theme(theme)
        self.viewport().update()

    def set_font(self, font: QFont) -> None:
        """Change the font."""
        self.delegate.set_font(font)
        self._size_columns()

    def paint_again(self, row: int) -> None:
        """Paint one row again, if it is in sight."""
        top = self.rowViewportPosition(row)
        if -ROW_PX < top < self.viewport().height():
            self.viewport().update(0, top, self.viewport().width(), ROW_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows in sight, or why there are none."""
        super().paintEvent(event)
        if self.empty_words and not self._events.rowCount():
            painter = QPainter(self.viewport())
            font = self.font()
            font.setPixelSize(SMALL_PX)
            painter.setFont(font)
            painter.setPen(self._dim)
            flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap)
            painter.drawText(self.viewport().rect().adjusted(16, 24, -16, 0), flags, self.empty_words)

    def sizeHintForRow(self, row: int) -> int:
        """Return the one height."""
        return ROW_PX

    def setCurrentRow(self, row: int | None) -> None:
        """Select a row and bring it in sight, or select none."""
        if row is None:
            self.selectionModel().clear()
            return
        column = max(0, self.currentIndex().column()) if self.currentIndex().isValid() else Column.CODE
        index = self.model().index(row, column)
        if index != self.currentIndex():
            self.setCurrentIndex(index)
        elif not self.selectionModel().isSelected(index):
            self.selectRow(row)

    def row_at(self, y: int) -> int | None:
        """Find the row at a height of the viewport."""
        row = self.rowAt(y)
        return None if row < 0 else row

    def event_id_of(self, index: QModelIndex | QPersistentModelIndex) -> int | None:
        """Find the id of the event of a cell."""
        return self._events.event_at(index.row()).id if index.isValid() else None
