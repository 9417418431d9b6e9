"""Give the selected event another code of its tier: by the code's own key, the arrows, or a click."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from coder.gui.keys import chord_of
from coder.gui.sheet import Sheet
from coder.gui.theme import Theme
from coder.gui.words import code_words, key_words, tier_words
from coder.model.event import Event
from coder.model.scheme import Code, Tier
from coder.model.time import format_short_time


class ChangeCodeSheet(Sheet):
    """The codes of one tier, each with its key; a click does the same."""

    def __init__(
        self, parent: QWidget, theme: Theme, tier: Tier, event: Event, choose: Callable[[int, str], object]
    ) -> None:
        held = code_words(tier.code(event.code), event.code)
        title = f"{tier_words(tier)}: {held} at {format_short_time(event.onset_ms)} should be…"
        super().__init__(parent, theme, title, 360)
        self._event, self._choose = event, choose
        self._by_key = {code.key: code for code in tier.codes if code.key}
        self.buttons = {code.id: self._button(code, event.code) for code in tier.codes}
        hint = QLabel("Press its key, or choose with ↑ ↓ and Enter. Esc leaves it as it is.")
        hint.setStyleSheet(f"color: {theme.dim};")
        self.column.addWidget(hint)

    @property
    def first(self) -> QPushButton:
        """The code that the event has now, or else the first."""
        held = self.buttons.get(self._event.code)
        return held if held is not None else next(iter(self.buttons.values()))

    def _button(self, code: Code, held: str) -> QPushButton:
        key = f"{key_words(code.key)}    " if code.key else ""
        button = QPushButton(f"{key}{code_words(code)}{'   (now)' if code.id == held else ''}")
        button.setStyleSheet("text-align: left;")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAutoDefault(True)  # Enter chooses as Space does
        button.setToolTip(str(code.definition))
        button.clicked.connect(partial(self._chosen, code.id))
        self.column.addWidget(button)
        return button

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose by the code's key."""
        code = self._by_key.get(chord_of(event))
        if code is not None and not event.isAutoRepeat():
            event.accept()
            self._chosen(code.id)
            return
        super().keyPressEvent(event)

    def _chosen(self, code_id: str, _checked: bool = False) -> None:
        self.close_sheet()
        self._choose(self._event.id, code_id)
