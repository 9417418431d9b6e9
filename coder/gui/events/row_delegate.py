"""Paints a row straight from its event, without asking the model for a role a cell, and edits it in place."""

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, QTimer
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from coder.gui.events.columns import RUNNING, Column
from coder.gui.events.events_model import EventsModel
from coder.gui.events.lettering import RIGHT, Lettering
from coder.gui.events.row_editors import (
    CodeBox,
    ModifiersEditor,
    write_answers,
    write_code,
    write_comment,
    write_time,
)
from coder.gui.style import SMALL_PX, tabular
from coder.gui.theme import Theme
from coder.gui.words import key_words
from coder.model.event import Event
from coder.model.scheme import PHASE, UNCODABLE

Index = QModelIndex | QPersistentModelIndex
ROW_PX = 22
BAR_PX = 3
PAD_PX = 6
KEY_PX = 8
FIRST_PAD_PX = 10
_PIECE = " · "
_TIMES = (Column.ONSET, Column.OFFSET, Column.DURATION)


class RowDelegate(QStyledItemDelegate):
    """Bar, time, dim names, code with its key, and what is special about the event in words and colour."""

    def __init__(self, model: EventsModel, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model, self.terse, self.initials = model, True, False
        self.usual = self.small = Lettering(QFont())
        self.set_theme(theme)
        self.set_font(QFont())

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        self._text, self._dim = theme.color("text"), theme.color("dim")
        self._running, self._warning = theme.color("running"), theme.color("warning")
        self._selected, self._heading = theme.color("selected"), theme.color("field")
        self._held = QColor(theme.accent)
        self._held.setAlphaF(0.16 if theme.dark else 0.09)

    def set_font(self, font: QFont) -> None:
        """Paint with a font, its figures all of one width."""
        self.usual, self.small = Lettering(tabular(font, SMALL_PX)), Lettering(tabular(font, SMALL_PX - 1))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a cell's size."""
        text = self._model.words.text(self._model.event_at(index.row()), index.column())
        return QSize(self.usual.width(text) + 2 * PAD_PX, ROW_PX)

    # ------------------------------------------------------------------ paint

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one cell."""
        model, column = self._model, index.column()
        event = model.event_at(index.row())
        rect: QRect = option.rect
        held = model.holds(event)
        if event.id == model.workspace.selected:
            painter.fillRect(rect, self._selected)
        elif held:
            painter.fillRect(rect, self._held)
        elif event.tier == PHASE:
            painter.fillRect(rect, self._heading)
        if column == Column.ONSET:
            width = BAR_PX * 2 if held else BAR_PX
            painter.fillRect(rect.x(), rect.y() + 2, width, ROW_PX - 4, QColor(model.words.kin(event).color))
            text = model.words.text(event, column)
            self.usual.write(painter, rect.adjusted(FIRST_PAD_PX, 0, 0, 0), text, self._text)
        elif column == Column.CODE:
            self._paint_code(painter, rect.adjusted(PAD_PX, 0, -2, 0), event)
        else:
            self._paint_words(painter, rect, event, column)

    def _paint_words(self, painter: QPainter, rect: QRect, event: Event, column: int) -> None:
        text = self._model.words.text(event, column)
        if column == Column.DURATION:
            running = text == RUNNING
            color, lettering = (self._running, self.usual) if running else (self._dim, self.small)
            lettering.write(painter, rect.adjusted(0, 0, -PAD_PX, 0), text, color, RIGHT)
            return
        rect = rect.adjusted(PAD_PX, 0, -2, 0)
        if column == Column.MODIFIERS and (asked := self._model.words.open_question(event)):
            self.usual.write(painter, rect, f"{text}, {asked}" if text else asked, self._warning)
        elif column in (Column.MODIFIERS, Column.COMMENT):
            self.usual.write(painter, rect, text, self._text)
        elif column == Column.TIER and self.initials:
            self.small.write(painter, rect, f"{self._model.words.kin(event).initial} {text}".strip(), self._dim)
        else:
            self.small.write(painter, rect, text, self._dim)

    def _paint_code(self, painter: QPainter, rect: QRect, event: Event) -> None:
        kin = self._model.words.kin(event)
        pieces = [(kin.code, self._text), *(self._terse_pieces(event) if self.terse else ())]
        if event.tier == UNCODABLE and len(pieces) > 1:  # the tier's name says that already, the reason is the news
            pieces = [(pieces[1][0].removeprefix(_PIECE), pieces[1][1]), *pieces[2:]]
        width, key = self.usual.width, key_words(kin.key)
        taken = max(width(key), KEY_PX) + 5 if key else 0
        if key and taken + sum(width(text) for text, _ in pieces) <= rect.width():
            self.usual.write(painter, rect, key, self._dim)
            rect = rect.adjusted(taken, 0, 0, 0)
        for text, color in pieces:
            self.usual.write(painter, rect, text, color)
            rect = rect.adjusted(width(text), 0, 0, 0)

    def _terse_pieces(self, event: Event) -> list[tuple[str, QColor]]:
        """Return what has no column of its own while there is little room."""
        words = self._model.words
        asked, answers = words.open_question(event), words.text(event, Column.MODIFIERS)
        pieces = [(f"{_PIECE}{asked}", self._warning)] if asked else []
        pieces += [(f"{_PIECE}{answers}", self._dim)] if answers else []
        return [*pieces, (" ✎", self._dim)] if event.comment else pieces

    # ------------------------------------------------------------------- edit

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        """Build what the cell is edited with."""
        event = self._model.event_at(index.row())
        kin = self._model.words.kin(event)
        if index.column() == Column.CODE and kin.lane is not None:
            box = CodeBox(kin.lane, event, parent)
            box.activated.connect(lambda: self._finish(box))
            box.left.connect(lambda: self._leave(box))
            QTimer.singleShot(0, box, box.showPopup)
            return box
        if index.column() == Column.MODIFIERS and kin.definition is not None:
            return ModifiersEditor(kin.definition, event, parent)
        line = QLineEdit(parent)
        line.setStyleSheet("padding: 0 4px; border-radius: 0;")
        line.setFont(self.usual.font)
        return line

    def _finish(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)

    def _leave(self, editor: QWidget) -> None:
        """Close an editor whose list was left without a choice, so that the next key codes."""
        if editor.isVisible():
            self.closeEditor.emit(editor)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Show what is there."""
        if isinstance(editor, QLineEdit):
            event = self._model.event_at(index.row())
            text = self._model.words.text(event, index.column())
            editor.setText("" if text == RUNNING and event.running else text)
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Ask the workspace for the edit; an untouched field asks for nothing."""
        event, workspace = self._model.event_at(index.row()), self._model.workspace
        code = self._model.words.kin(event).definition
        if isinstance(editor, CodeBox):
            write_code(workspace, event, editor.code_id)
        elif isinstance(editor, ModifiersEditor) and code is not None:
            write_answers(workspace, event, code, editor.answers())
        elif isinstance(editor, QLineEdit) and editor.isModified():
            if index.column() in _TIMES:
                write_time(workspace, event, index.column(), editor.text())
            else:
                write_comment(workspace, event, editor.text())

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        """Place the editor over its cell, larger where it needs room, and inside the table."""
        rect: QRect = QRect(option.rect)
        parent = editor.parentWidget()
        room = rect if parent is None else parent.rect()
        hint = editor.sizeHint()
        if isinstance(editor, ModifiersEditor):
            rect.setSize(hint)
        elif isinstance(editor, CodeBox):
            rect.setSize(QSize(max(rect.width(), hint.width()), max(rect.height(), hint.height())))
        else:
            least = 160 if index.column() == Column.COMMENT else 84
            rect.setWidth(max(rect.width(), least))
        rect.moveRight(min(rect.right(), room.right()))
        rect.moveBottom(min(rect.bottom(), room.bottom()))
        rect.moveLeft(max(0, rect.left()))
        rect.moveTop(max(0, rect.top()))
        editor.setGeometry(rect)
