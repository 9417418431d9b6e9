"""The recode queue as a list over the events: where the video stands, what the event was, what it may become."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from coder.app.commands import BY_ID
from coder.app.desk import Desk
from coder.app.keymap import Keymap
from coder.app.recode import RecodeQueue
from coder.gui.command_keys import first_key
from coder.gui.theme import Theme
from coder.gui.words import code_words, key_words, plain_words
from coder.model.recode import Outcome, Reason, Recode
from coder.model.scheme import Scheme
from coder.model.time import format_short_time

_SIGNS = {Outcome.OPEN: "○", Outcome.KEPT: "✓", Outcome.RECODED: "✓", Outcome.LEFT_OUT: "–"}
_ASKS = {
    Reason.SPLIT: "which one is it?",
    Reason.CHANGE_KIND: "is it right as it stands?",
    Reason.NO_ROOM: "there is no room for it here.",
}
HIGH_PX = 220
NO_BREAK = "\u00a0"


class RecodePanel(QFrame):
    """Shows a RecodeQueue as it is, and decides nothing; ``command_asked`` tells a command's id."""

    command_asked = Signal(str)

    def __init__(self, desk: Desk, keymap: Keymap, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("recode_panel")
        self._queue, self._scheme = desk.recode, desk.workspace.scheme
        self.head, self.asked, self.list = QLabel(), QLabel(), QListWidget()
        self.keep, self.next, self.leave = QPushButton("Keep"), QPushButton("Next"), QPushButton("Close")
        self._commands = {
            self.keep: "code.recode_keep",
            self.next: "code.recode_next",
            self.leave: "code.recode",
        }
        self._lay_out()
        self.name_keys(keymap)
        self.set_theme(theme)
        self.list.itemClicked.connect(lambda row: self._queue.go_to(self.list.row(row)))
        stop_following = desk.recode.changed.add(self.show_queue)
        self.destroyed.connect(stop_following)
        self.hide()

    def _lay_out(self) -> None:
        self.asked.setWordWrap(True)
        self.asked.setTextFormat(Qt.TextFormat.PlainText)
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName("Events to look at again")
        self.setFixedHeight(HIGH_PX)
        row = QHBoxLayout()
        for button, command_id in self._commands.items():
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(lambda *_, command=command_id: self._run(command))
            row.addWidget(button, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 6, 8, 6)
        column.setSpacing(4)
        column.addWidget(self.head)
        column.addWidget(self.asked)
        column.addWidget(self.list, 1)
        column.addLayout(row)

    def _run(self, command_id: str) -> None:
        queue = self._queue
        if command_id == "code.recode_keep" and queue.place is not None and not queue.items[queue.place].open:
            queue.reopen(queue.place)
        else:
            self.command_asked.emit(command_id)

    def name_keys(self, keymap: Keymap) -> None:
        """Name the keys in tool tips."""
        for button, command_id in self._commands.items():
            key = first_key(keymap, command_id)
            title = BY_ID[command_id].title
            button.setAccessibleName(title)
            button.setToolTip(f"{title} ({key})" if key else title)

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        self.setStyleSheet(
            f"QFrame#recode_panel {{ background: {theme.panel}; border-bottom: 1px solid {theme.line}; }}"
        )
        self.head.setStyleSheet("font-weight: bold;")

    def show_queue(self, queue: RecodeQueue) -> None:
        """Show the queue while it is open."""
        self.setVisible(queue.is_open)
        if not queue.is_open:
            return
        items, current = queue.items, queue.current
        self.head.setText(f"Look again · {len(items) - queue.left} of {len(items)} done")
        self._fill([self._line(item) for item in items])
        self.list.setCurrentRow(-1 if queue.place is None else queue.place)
        self.asked.setText("" if current is None else self._question(current))
        outside = current is not None and queue.stands(current) is None
        ticked = current is not None and not current.open
        self.keep.setText("Look again" if ticked else "Leave out" if outside else "Keep")

    def _fill(self, lines: list[str]) -> None:
        if self.list.count() != len(lines):
            self.list.clear()
            self.list.addItems(lines)
        for place, words in enumerate(lines):
            row: QListWidgetItem | None = self.list.item(place)
            if row is not None and row.text() != words:
                row.setText(words)

    def _line(self, item: Recode) -> str:
        event = self._queue.stands(item)
        was = plain_words(item.was.code)
        now = "waits outside" if event is None else code_words(self._scheme.code(event.tier, event.code), event.code)
        now = "left out" if item.outcome is Outcome.LEFT_OUT else now
        return f"{_SIGNS[item.outcome]}  {format_short_time(item.onset_ms)}  {was}" + (
            f" → {now}" if now != was else ""
        )

    def _question(self, item: Recode) -> str:
        choices = " · ".join(words for name in item.codes if (words := _choice(self._scheme, name)))
        return f"{plain_words(item.was.code)} in the older version: {_ASKS[item.reason]}  {choices}"


def _choice(scheme: Scheme, name: str) -> str:
    """Return a code with its key, which stay on one line: ``f face``."""
    tier_id, _, code_id = name.partition(".")
    code = scheme.code(tier_id, code_id)
    key = "" if code is None or not code.key else f"{key_words(code.key)} "
    return f"{key}{code_words(code, code_id)}".replace(" ", NO_BREAK)
