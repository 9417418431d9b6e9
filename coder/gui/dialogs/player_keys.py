"""Choose a preset of player keys, and give single commands other keys; a clash is said at once."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from coder.app.commands import BY_ID, COMMANDS
from coder.app.keymap import PRESETS, Keymap, build_keymap
from coder.errors import CoderError
from coder.gui.keys import chord_of
from coder.gui.sheet import Sheet
from coder.gui.theme import Theme
from coder.gui.words import key_words
from coder.model.scheme import Scheme

ROW = 24
Keep = Callable[[str, Mapping[str, tuple[str, ...]]], object]


class KeyTable(QTableWidget):
    """Commands and their keys; the next key pressed becomes the key of the row."""

    pressed_chord = Signal(str, str)

    def __init__(self) -> None:
        super().__init__(len(COMMANDS), 3)
        self.setHorizontalHeaderLabels(["Action", "Keys", "Menu"])
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        self.setShowGrid(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.setColumnWidth(1, 170)
        self.setColumnWidth(2, 64)
        self.setAccessibleName("Player keys")
        for row, command in enumerate(COMMANDS):
            for column, words in enumerate((command.title, "", command.menu)):
                self.setItem(row, column, QTableWidgetItem(words))
        self.setCurrentCell(0, 0)

    def show_keys(self, keymap: Keymap) -> None:
        """Write the keys beside the commands."""
        for row, command in enumerate(COMMANDS):
            item = self.item(row, 1)
            if item is not None:
                item.setText("   ".join(key_words(chord) for chord in keymap.keys_of(command.id)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the key for the row; arrows move, and Escape closes the sheet."""
        plain_arrow = event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and not event.modifiers()
        chord = chord_of(event)
        if plain_arrow or event.key() == Qt.Key.Key_Escape or not chord:
            super().keyPressEvent(event)
            return
        event.accept()
        self.pressed_chord.emit(COMMANDS[self.currentRow()].id, chord)


class PlayerKeysSheet(Sheet):
    """Nothing changes until “Use these keys”; a key that is taken is refused with who has it."""

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        preset: str,
        remapped: Mapping[str, tuple[str, ...]],
        keep: Keep,
        scheme: Scheme | None = None,
    ) -> None:
        super().__init__(parent, theme, "Player keys", 600)
        self._remapped, self._keep, self._scheme = dict(remapped), keep, scheme
        self.presets, self.table, self.message = QComboBox(), KeyTable(), QLabel()
        self.presets.addItems(list(PRESETS))
        self.presets.setCurrentText(preset)
        self.presets.setAccessibleName("Preset")
        self.message.setWordWrap(True)
        self.message.setStyleSheet(f"color: {theme.warning};")
        self.table.setMinimumHeight(320)
        self.use, self.reset = QPushButton("Use these keys"), QPushButton("Forget my changes")
        self.table.pressed_chord.connect(self._give)
        self.presets.currentTextChanged.connect(self._show)
        self.reset.clicked.connect(self._forget)
        self.use.clicked.connect(self._done)
        self._lay_out()
        self._show()

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.addWidget(QLabel("Preset"))
        top.addWidget(self.presets, 1)
        self.column.addLayout(top)
        self.column.addWidget(QLabel("Choose an action, then press the key it should have."))
        self.column.addWidget(self.table, 1)
        self.column.addWidget(self.message)
        foot = QHBoxLayout()
        foot.addWidget(self.reset)
        foot.addStretch(1)
        foot.addWidget(self.use)
        self.column.addLayout(foot)

    def _keymap(self) -> Keymap:
        return build_keymap(self.presets.currentText(), self._remapped)

    def _show(self) -> None:
        try:
            keymap = self._keymap()
        except CoderError as error:
            self.message.setText(str(error))
            self.use.setEnabled(False)
            return
        self.table.show_keys(keymap)
        self.message.setText(self._clash(keymap))
        self.use.setEnabled(True)

    def _give(self, command_id: str, chord: str) -> None:
        before = dict(self._remapped)
        self._remapped[command_id] = (chord,)
        try:
            keymap = self._keymap()
        except CoderError as error:
            self._remapped = before
            self.message.setText(str(error))
            return
        self.table.show_keys(keymap)
        self.message.setText(self._clash(keymap) or f"{BY_ID[command_id].title} is now {key_words(chord)}.")
        self.use.setEnabled(True)

    def _clash(self, keymap: Keymap) -> str:
        """Name the codes whose keys the player would take."""
        if self._scheme is None:
            return ""
        titles = keymap.titles()
        taken = [
            f"{key_words(code.key)} is the key of {tier.id}.{code.id} and of “{titles[code.key]}”; the player’s wins."
            for tier in self._scheme.lanes
            for code in tier.codes
            if code.key in titles
        ]
        return " ".join(taken)

    def _forget(self) -> None:
        self._remapped = {}
        self._show()

    def _done(self) -> None:
        preset, remapped = self.presets.currentText(), dict(self._remapped)
        self.close_sheet()
        self._keep(preset, remapped)
