"""The events panel: a heading with a filter over the table, kept in step with the workspace's selection."""

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QSizePolicy, QVBoxLayout, QWidget

from coder.app.commands import BY_ID
from coder.app.keymap import Keymap
from coder.app.workspace import Workspace
from coder.gui.events.columns import Column
from coder.gui.events.events_model import HEADINGS, EventsModel
from coder.gui.events.events_table import EventsTable
from coder.gui.events.filtering import HELP
from coder.gui.style import SMALL_PX, tabular
from coder.gui.theme import Theme
from coder.gui.words import key_words

_MENU = (
    ("code.onset_here", "code.offset_here"),
    ("edit.code", "edit.comment", "code.modifiers"),
    ("edit.split", "edit.merge", "play.loop"),
    ("edit.delete",),
)
_NO_EVENTS = "No events yet. Press the key of a code."
_NO_MATCH = "No event matches the filter."


class FilterField(QLineEdit):
    """Where filter words are typed; Enter and Escape give the keys back to the codes."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave on Enter, clear and leave on Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class EventsView(QWidget):
    """All events of the workspace. Clicking one selects it and asks to go there."""

    seek_asked = Signal(int)
    focus_back = Signal()
    command_asked = Signal(str)

    def __init__(
        self, workspace: Workspace, theme: Theme, parent: QWidget | None = None, keymap: Keymap | None = None
    ) -> None:
        super().__init__(parent)
        self._workspace, self.keymap = workspace, keymap
        self.follows = True
        self.model = EventsModel(workspace, self)
        self.table = EventsTable(self.model, theme, self)
        self.filter = FilterField(self)
        self.count = QLabel(self)
        self._title = QLabel("Events", self)
        self._lay_out()
        self._connect()
        self.set_theme(theme)
        self._show_count()

    def _lay_out(self) -> None:
        self.filter.setPlaceholderText("filter…")
        self.filter.setToolTip(HELP)
        self.filter.setAccessibleName("Filter events")
        self.filter.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.filter.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.filter.setMinimumWidth(60)
        font = tabular(self.font(), SMALL_PX)
        self.count.setFont(font)
        self._title.setStyleSheet("font-weight: bold;")
        head = QHBoxLayout()
        head.setContentsMargins(12, 6, 12, 6)
        head.setSpacing(12)
        for widget in (self._title, self.filter, self.count):
            head.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.table, 1)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._filter_by)
        self.filter.left.connect(self.focus_back)
        self.model.counted.connect(self._show_count)
        self.table.pressed.connect(self._pressed)
        self.table.clicked.connect(self._clicked)
        self.table.edited.connect(self.focus_back)
        self.table.delete_asked.connect(lambda: self.command_asked.emit("edit.delete"))
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.table.horizontalHeader().customContextMenuRequested.connect(self._show_columns)
        stop_listening = self._workspace.selected_event.add(self._show_selected)
        stop_following = self.model.detach
        self.destroyed.connect(lambda: (stop_listening(), stop_following()))

    # -------------------------------------------------------------- selection

    def _pressed(self, index: QModelIndex) -> None:
        self._workspace.select(self.table.event_id_of(index))

    def _clicked(self, index: QModelIndex) -> None:
        self.seek_asked.emit(self.model.event_at(index.row()).onset_ms)
        if not self.table.editing:
            self.focus_back.emit()

    def _show_selected(self, _event_id: int | None = None) -> None:
        self.table.setCurrentRow(self.model.find_row(self._workspace.selection))

    def _filter_by(self, text: str) -> None:
        self.model.set_filter(text)
        self._show_selected()

    def _show_count(self) -> None:
        shown, total = self.model.rowCount(), self.model.total
        filtered = bool(self.filter.text().strip())
        self.count.setText(f"{shown} of {total}" if filtered else str(total))
        self.table.empty_words = (_NO_MATCH if filtered and total else _NO_EVENTS) if not shown else ""

    # -------------------------------------------------------------- play head

    def set_now(self, ms: int, playing: bool = False) -> None:
        """Mark the rows under the play head, and keep the newest in sight while it plays."""
        changed = self.model.set_now(ms)
        for row in changed:
            self.table.paint_again(row)
        if changed and playing and self.follows and not self._is_in_hand():
            latest = self.model.find_row(self.model.latest)
            if latest is not None:
                self.table.scrollTo(self.model.index(latest, Column.ONSET))

    def _is_in_hand(self) -> bool:
        return self.table.editing or self.table.underMouse()

    # ------------------------------------------------------------------ asked

    def focus_filter(self) -> None:
        """Type filter words."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def edit_selected(self, column: Column) -> bool:
        """Edit a column of the selected event in place; tell whether there is anything to edit."""
        row = self.model.find_row(self._workspace.selection)
        index = self.model.index(-1 if row is None else row, column)
        if not self.model.can_edit(index):
            return False
        self.table.lend_column(column)
        self.table.setCurrentIndex(index)
        self.table.scrollTo(index)
        self.table.edit(index)
        return True

    def edit_code(self) -> bool:
        """Choose another code for the selected event in place."""
        return self.edit_selected(Column.CODE)

    def edit_comment(self) -> bool:
        """Write the selected event's comment in place."""
        return self.edit_selected(Column.COMMENT)

    # ------------------------------------------------------------------ menus

    def _show_menu(self, place: QPoint) -> None:
        row = self.table.row_at(place.y())
        if row is None:
            return
        self._workspace.select(self.model.event_at(row).id)
        menu = self.build_menu()
        menu.exec(self.table.viewport().mapToGlobal(place))
        menu.deleteLater()

    def build_menu(self) -> QMenu:
        """Build the menu of what can be done with the selected event."""
        menu = QMenu(self)
        for group in _MENU:
            for command_id in group:
                command = BY_ID[command_id]
                keys = self.keymap.keys_of(command_id) if self.keymap else command.keys
                text = f"{command.title}\t{key_words(keys[0])}" if keys else command.title
                menu.addAction(text).triggered.connect(
                    lambda _checked=False, asked=command_id: self.command_asked.emit(asked)
                )
            menu.addSeparator()
        follow = menu.addAction("Follow the play head")
        follow.setCheckable(True)
        follow.setChecked(self.follows)
        follow.toggled.connect(self._set_follows)
        return menu

    def _set_follows(self, follows: bool) -> None:
        self.follows = follows

    def _show_columns(self, place: QPoint) -> None:
        menu = self.build_column_menu()
        menu.exec(self.table.horizontalHeader().mapToGlobal(place))
        menu.deleteLater()

    def build_column_menu(self) -> QMenu:
        """Build the menu that shows and hides columns."""
        menu = QMenu(self)
        for column in Column:
            action = menu.addAction(HEADINGS[column])
            action.setCheckable(True)
            action.setChecked(not self.table.isColumnHidden(column))
            action.setEnabled(column not in (Column.ONSET, Column.CODE))
            action.toggled.connect(lambda shown, chosen=column: self.table.show_column(chosen, shown))
        return menu

    # ------------------------------------------------------------------ looks

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        self.table.set_theme(theme)
        palette = self.count.palette()
        palette.setColor(palette.ColorRole.WindowText, theme.color("dim"))
        self.count.setPalette(palette)
        palette = self.palette()
        palette.setColor(palette.ColorRole.Window, theme.color("panel"))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
