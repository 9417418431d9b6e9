"""What the form shows of the item that is asked: what it means, what it can be rated, and by which keys."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from coder.app.rating_words import range_words, value_words
from coder.app.ratings import Entry, RatingForm
from coder.editing.rating_keys import COMMENT_KEY, NOT_RATABLE_KEY, choices, is_typed
from coder.gui.palette.definitions import definition_parts
from coder.gui.palette.flow_layout import FlowLayout
from coder.gui.palette.rows import BAR_PX, LEFT_PX
from coder.gui.ratings.level_row import LevelRow
from coder.gui.style import SMALL_PX
from coder.gui.theme import Theme
from coder.model.rating import NOT_RATABLE, Item

Choice = tuple[str, str, str, str]
"""A value, its key, its words, and what it means."""


class ItemDetails(QWidget):
    """Lies below the row of the item that is asked."""

    def __init__(self, form: RatingForm, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form, self._theme, self._color = form, theme, theme.accent
        self._entry: Entry | None = None
        self.levels: dict[str, LevelRow] = {}
        self._lines: list[QWidget] = []
        self._flow: FlowLayout | None = None
        self.comment = LevelRow(COMMENT_KEY, "comment", theme, self)
        self.comment.clicked.connect(form.comment)
        self.words, self.typed = QLabel(self), QLabel(self)
        for label in (self.words, self.typed):
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
            label.setIndent(4)
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.typed.setTextFormat(Qt.TextFormat.PlainText)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(LEFT_PX + BAR_PX + 3, 4, 8, 8)
        self._column.setSpacing(1)
        for widget in (self.words, self.typed, self.comment):
            self._column.addWidget(widget)

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        self._theme = theme
        self._entry = None  # rows are built anew, in these colours

    def show_entry(self, entry: Entry, color: str) -> None:
        """Show an item; what belongs to the item itself is built only when it is another one."""
        before = self._entry
        self._entry, self._color = entry, color
        if before is None or (before.tier.id, before.item.id) != (entry.tier.id, entry.item.id):
            self._build(entry)
        value, event = self._form.value(entry), self._form.event(entry)
        for name, row in self.levels.items():
            row.set_light(name == value, color)
        self._show_typed(entry.item)
        said = event.comment if event is not None else ""
        self.comment.more = said
        self.comment.setAccessibleName(f"comment{f': {said}' if said else ''}, key {COMMENT_KEY}")
        self.comment.updateGeometry()
        self.comment.update()

    def _build(self, entry: Entry) -> None:
        for widget in (*self._lines, *self.levels.values(), self.comment):
            widget.hide()
            widget.deleteLater()
        self.levels, self._lines = {}, []
        code = entry.tier.code(entry.item.id)
        parts = definition_parts(code) if code is not None else []
        style = f"margin: 0 0 3px 0; color: {self._theme.text}; font-size: {SMALL_PX}px"
        self.words.setText("".join(f"<p style='{style}'>{part}</p>" for part in parts))
        self.words.setVisible(bool(parts))
        for value, key, words, more in _choices(entry.item):
            row = self._build_row(key, words, more, partial(self._form.rate, value))
            row.brief = not more and words in ("", value)
            row.setAccessibleName(f"{value_words(entry.item, value)}{f', key {key}' if key else ''}")
            self._place(row, alone=not row.brief or bool(entry.item.levels))
            self.levels[value] = row
        if entry.item.not_ratable:
            act = self._form.mark_not_ratable
            self.levels[NOT_RATABLE] = self._build_row(NOT_RATABLE_KEY, "not ratable", "", act)
            self._place(self.levels[NOT_RATABLE], alone=True)
        self.comment = self._build_row(COMMENT_KEY, "comment", "", self._form.comment)
        self._place(self.comment, alone=True)

    def _build_row(self, key: str, words: str, more: str, act: Callable[[], object]) -> LevelRow:
        row = LevelRow(key, words, self._theme, self, more=more)
        row.setAccessibleName(f"{words}{f', key {key}' if key else ''}")
        row.setAccessibleDescription(more)
        row.clicked.connect(act)
        return row

    def _place(self, row: LevelRow, *, alone: bool) -> None:
        """Put a row on a line of its own; keys without words that follow one another share a line."""
        if alone:
            self._column.addWidget(row)
            self._flow = None
        elif self._flow is None:
            self._lines.append(QWidget(self))
            self._flow = FlowLayout(self._lines[-1], gap=2)
            self._column.addWidget(self._lines[-1])
            self._lines[-1].show()
        if self._flow is not None:
            self._flow.addWidget(row)
        row.show()

    def _show_typed(self, item: Item) -> None:
        self.typed.setVisible(is_typed(item))
        typed = self._form.typed
        words = f"{typed}▏ Enter" if typed else f"type {range_words(item)}, then Enter"
        self.typed.setText(words)
        theme = self._theme
        color, edge = (theme.text, theme.accent) if typed else (theme.dim, theme.key_edge)
        self.typed.setStyleSheet(
            f"color: {color}; background: {theme.field}; border: 1px solid {edge}; border-radius: 4px;"
            f" font-size: {SMALL_PX}px; padding: 3px 2px;"
        )
        self.typed.setAccessibleName(f"typed {typed}" if typed else words)


def _choices(item: Item) -> list[Choice]:
    """Return the rows of an item; of a scale too fine for rows those that are anchored."""
    if item.levels:
        levels = [(level, value_words(item, level.id)) for level in item.levels]
        return [(level.id, level.key, words, _joined(item, level.id, level.definition)) for level, words in levels]
    found = choices(item)
    if not found:
        return [(value, "", f"{value}  {words}", "") for value, words in item.anchors]
    named = [level.key == level.id for level in found]
    return [
        (level.id, level.key, str(level.label) if named[place] else f"{level.id}  {level.label}".rstrip(), "")
        for place, level in enumerate(found)
    ]


def _joined(item: Item, value: str, definition: object) -> str:
    return " ".join(words for words in (str(item.anchor(value)), str(definition)) if words)
