"""The events as rows: a change inserts, removes, moves or repaints the rows concerned and never starts afresh."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from coder.app.workspace import Workspace
from coder.editing.phases import is_outside, phase_at
from coder.gui.events.columns import OUTSIDE, Column, RowWords, SortKey
from coder.gui.events.filtering import EventFilter
from coder.gui.events.order import EventOrder
from coder.model.change import Change
from coder.model.consensus import DISAGREEMENT
from coder.model.event import Event
from coder.model.observation import running_at
from coder.model.scheme import PHASE

Index = QModelIndex | QPersistentModelIndex
HEADINGS = {
    Column.ONSET: "onset",
    Column.ACTOR: "actor",
    Column.TIER: "tier",
    Column.CODE: "code",
    Column.MODIFIERS: "modifiers",
    Column.DURATION: "duration",
    Column.OFFSET: "offset",
    Column.COMMENT: "comment",
    Column.PHASE: "phase",
}
_NOWHERE = QModelIndex()


def _is_coded(event: Event) -> bool:
    """Tell whether an event is one, and no mark of a consensus."""
    return event.tier != DISAGREEMENT


class EventsModel(QAbstractTableModel):
    """A workspace's events, sorted and filtered here: a proxy would look at every row again."""

    counted = Signal()
    """How many rows there are may have changed."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.words = RowWords(workspace.scheme, self._phase_at)
        self._column, self._descending = Column.ONSET, False
        self._filter = EventFilter("", self.words)
        self._order = self._build_order()
        self._now_ms = 0
        self._held: dict[int, Event] = {}
        self.detach = workspace.changed.add(self._follow)

    # ------------------------------------------------------------------ rows

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many events the filter lets through."""
        return 0 if parent.isValid() else len(self._order)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(Column)

    @property
    def total(self) -> int:
        """How many events there are, filtered or not."""
        observation = self.workspace.observation
        return len(observation) - len(observation.lane(DISAGREEMENT))

    def event_at(self, row: int) -> Event:
        """Return the event of a row."""
        return self._order[row]

    def find_row(self, event: Event | None) -> int | None:
        """Find the row of an event; None when it is not shown."""
        if event is None or not self._filter.accepts(event):
            return None
        return self._order.find_row(event)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a cell's words."""
        if not index.isValid():
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.words.text(self._order[index.row()], index.column())
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return self.words.sentence(self._order[index.row()])
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a column's heading."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole and section == Column.DURATION:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return HEADINGS[Column(section)] if role == Qt.ItemDataRole.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Tell what can be done with a cell."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemNeverHasChildren
        return flags | Qt.ItemFlag.ItemIsEditable if self.can_edit(index) else flags

    def can_edit(self, index: Index) -> bool:
        """Tell whether a cell can be edited in place."""
        if self.workspace.view_only or not index.isValid():
            return False
        event, column = self._order[index.row()], index.column()
        if column in (Column.ACTOR, Column.TIER, Column.PHASE):
            return False
        if column in (Column.OFFSET, Column.DURATION):
            return not event.point
        code = self.words.kin(event).definition
        return column != Column.MODIFIERS or (code is not None and bool(code.modifiers))

    # -------------------------------------------------------------- ordering

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort the rows by a column; events that are equal there stay in order of onset."""
        descending = order is Qt.SortOrder.DescendingOrder
        if (column, descending) == (self._column, self._descending):
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        events = [(self._order[index.row()], index.column()) for index in before]
        self._column, self._descending = Column(column), descending
        self._order = EventOrder(self._key, (self._order[row] for row in range(len(self._order))), descending)
        after = [self.index(self._order.find_row(event) or 0, column) for event, column in events]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def set_filter(self, text: str) -> None:
        """Show only the events that a few words ask for."""
        self._filter = EventFilter(text, self.words)
        kept = self._build_order()
        self._drop(0, len(self._order) - 1)
        if len(kept):
            self.beginInsertRows(_NOWHERE, 0, len(kept) - 1)
            self._order = kept
            self.endInsertRows()
        self.counted.emit()

    def _build_order(self) -> EventOrder:
        events: Iterable[Event] = filter(_is_coded, self.workspace.observation)
        if self._filter:
            events = filter(self._filter.accepts, events)
        return EventOrder(self._key, events, self._descending)

    def _key(self, event: Event) -> SortKey:
        return self.words.sort_key(event, self._column)

    def _phase_at(self, ms: int) -> str:
        observation = self.workspace.observation
        phase = phase_at(observation, ms)
        return phase.words if phase is not None else OUTSIDE if is_outside(observation, ms) else ""

    # --------------------------------------------------------------- changes

    def _follow(self, change: Change) -> None:
        self._take([event for event in filter(_is_coded, change.removed) if self._filter.accepts(event)])
        for before, after in change.replaced:
            if _is_coded(after):
                self._swap(before, after)
        self._put([event for event in filter(_is_coded, change.added) if self._filter.accepts(event)])
        self._held = self._holding(self._now_ms)
        if any(event.tier == PHASE for event in (*change.gone, *change.come)):
            self._follow_phases()
        self.counted.emit()

    def _follow_phases(self) -> None:
        """Every event may be in another phase now."""
        if self._filter.asks_for_phases:
            self.set_filter(self._filter.text)
        elif len(self._order):
            last = self.index(len(self._order) - 1, Column.PHASE)
            self.dataChanged.emit(self.index(0, Column.PHASE), last)

    def _take(self, events: Iterable[Event]) -> None:
        rows = sorted(row for event in events if (row := self._order.find_row(event)) is not None)
        while rows:
            last = first = rows.pop()
            while rows and rows[-1] == first - 1:
                first = rows.pop()
            self._drop(first, last)

    def _drop(self, first: int, last: int) -> None:
        if first <= last:
            self.beginRemoveRows(_NOWHERE, first, last)
            self._order.remove(first, last)
            self.endRemoveRows()

    def _put(self, events: Iterable[Event]) -> None:
        """Insert events, those that lie between the same two rows together."""
        waiting = self._order.sort(events)
        while waiting:
            row = self._order.row_for(waiting[-1])
            start = len(waiting) - 1
            while start and self._order.row_for(waiting[start - 1]) == row:
                start -= 1
            self._add(row, waiting[start:])
            del waiting[start:]

    def _add(self, row: int, events: list[Event]) -> None:
        self.beginInsertRows(_NOWHERE, row, row + len(events) - 1)
        self._order.insert(row, events)
        self.endInsertRows()

    def _swap(self, before: Event, after: Event) -> None:
        row, stays = self.find_row(before), self._filter.accepts(after)
        if row is None or not stays:
            self._take([before] if row is not None else [])
            self._put([after] if stays else [])
            return
        target = self._order.row_for(after)
        if target not in (row, row + 1):
            self.beginMoveRows(_NOWHERE, row, row, _NOWHERE, target)
            self._order.remove(row, row)
            row = target - 1 if target > row else target
            self._order.insert(row, [after])
            self.endMoveRows()
        self._order.replace(row, after)
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(Column) - 1))

    # -------------------------------------------------------------- play head

    def set_now(self, ms: int) -> list[int]:
        """Mark what holds at an instant and return the rows that must be painted again."""
        self._now_ms = ms
        before, self._held = self._held, self._holding(ms)
        if before.keys() == self._held.keys():
            return []
        observation = self.workspace.observation
        rows = (self.find_row(observation.find(event_id)) for event_id in before.keys() ^ self._held.keys())
        return [row for row in rows if row is not None]

    def holds(self, event: Event) -> bool:
        """Tell whether the event lies under the play head."""
        return event.id in self._held

    @property
    def latest(self) -> Event | None:
        """The event under the play head that began last."""
        return max(self._held.values(), key=lambda event: (event.onset_ms, event.id), default=None)

    def _holding(self, ms: int) -> dict[int, Event]:
        held = running_at(self.workspace.scheme, self.workspace.observation, ms)
        return {event.id: event for events in held.values() for event in events}
