"""Ctrl+Shift+P: find any action by a few of its letters, and do it."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from coder.app.commands import COMMANDS, Command
from coder.app.keymap import Keymap
from coder.gui.command_keys import every_key
from coder.gui.fuzzy import find_best
from coder.gui.sheet import Sheet
from coder.gui.theme import Theme

ROW = 26
ROWS = 12
KEYS_ROLE = Qt.ItemDataRole.UserRole + 1
_TO_LIST = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
Index = QModelIndex | QPersistentModelIndex


class _Found(QAbstractListModel):
    """The commands that fit what was typed, best first."""

    def __init__(self, commands: tuple[Command, ...], keymap: Keymap) -> None:
        super().__init__()
        self._commands, self._keymap = commands, keymap
        self._titles = [f"{command.menu}: {command.title}" for command in commands]
        self._order = list(range(len(commands)))

    def find(self, query: str) -> None:
        self.beginResetModel()
        self._order = find_best(query, self._titles)
        self.endResetModel()

    def command(self, row: int) -> Command:
        return self._commands[self._order[row]]

    def rowCount(self, parent: Index | None = None) -> int:
        return len(self._order) if parent is None or not parent.isValid() else 0

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._titles[self._order[index.row()]]
        if role == KEYS_ROLE:
            return every_key(self._keymap, self.command(index.row()).id)
        return None


class _Row(QStyledItemDelegate):
    """A title on the left, its keys on the right."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(option.rect.width(), ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(option.rect, self._theme.color("accent"))
        rect: QRect = option.rect.adjusted(10, 0, -10, 0)
        painter.setPen(self._theme.color("accent_text" if chosen else "text"))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, str(index.data()))
        painter.setPen(self._theme.color("accent_text" if chosen else "dim"))
        keys = str(index.data(KEYS_ROLE))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, keys)


class CommandPalette(Sheet):
    """A field and a list: type, arrow, Enter."""

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        keymap: Keymap,
        run: Callable[[str], object],
        allowed: Callable[[str], bool] = lambda _command_id: True,
    ) -> None:
        super().__init__(parent, theme, "", 520)
        self.setAccessibleName("Find an action")
        self._run = run
        self._found = _Found(tuple(command for command in COMMANDS if allowed(command.id)), keymap)
        self.field, self.list = QLineEdit(), QListView()
        self.field.setPlaceholderText("Find an action…")
        self.field.setAccessibleName("Find an action")
        self.list.setModel(self._found)
        self.list.setItemDelegate(_Row(theme, self.list))
        self.list.setFixedHeight(ROW * ROWS + 4)
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.column.addWidget(self.field)
        self.column.addWidget(self.list)
        self.field.textChanged.connect(self._narrow)
        self.field.installEventFilter(self)
        self.list.clicked.connect(self._do)
        self._narrow("")

    def titles(self) -> list[str]:
        """Return what is listed, in order."""
        return [self._found.command(row).title for row in range(self._found.rowCount())]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move in the list and Enter do what is chosen, while the field has the keys."""
        if watched is not self.field or not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() in _TO_LIST:
            self.list.keyPressEvent(event)
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._do(self.list.currentIndex())
            return True
        return False

    def _narrow(self, query: str) -> None:
        self._found.find(query)
        if self._found.rowCount():
            self.list.setCurrentIndex(self._found.index(0, 0))

    def _do(self, index: QModelIndex) -> None:
        if index.isValid():
            command_id = self._found.command(index.row()).id
            self.close_sheet()
            self._run(command_id)
