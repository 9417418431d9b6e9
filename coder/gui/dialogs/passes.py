"""Which viewing of the session comes next: every pass of the scheme, and how far its coder is in each."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from coder.app.passes import PassChoice
from coder.gui.cards import SessionRow
from coder.gui.how_far import far_of
from coder.gui.pass_words import pass_entry
from coder.gui.sheet import Sheet
from coder.gui.theme import Theme

_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class PassesSheet(Sheet):
    """Arrows go from row to row, Enter opens one; the pass that is open is named and goes on."""

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        session: Path,
        coder: str,
        choices: Sequence[PassChoice],
        open_now: str,
        choose: Callable[[str], object],
    ) -> None:
        super().__init__(parent, theme, "Code another pass", 820)
        self._open_now, self._choose = open_now, choose
        self.rows = [SessionRow(theme, pass_entry(session, "", choice)) for choice in choices]
        for row, choice in zip(self.rows, choices, strict=True):
            far = far_of(choice.viewing)
            row.show_far(replace(far, words=f"open now, {far.words}") if choice.pass_id == open_now else far)
            row.clicked.connect(partial(self._take, choice.pass_id))
            self.column.addWidget(row)
        hint = QLabel(
            f"Each pass is an observation of its own by {coder}. Enter opens it where it was left, Esc goes on."
        )
        hint.setWordWrap(True)
        hint.setStyleSheet(f"color: {theme.dim};")
        self.column.addWidget(hint)
        waiting = [place for place, one in enumerate(choices) if one.pass_id not in ("", open_now) and not one.done]
        self.first = self.rows[waiting[0] if waiting else 0]

    def _take(self, pass_id: str, _checked: bool = False) -> None:
        self.close_sheet()
        if pass_id != self._open_now:
            self._choose(pass_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from row to row."""
        step = _STEPS.get(Qt.Key(event.key()))
        focused = QApplication.focusWidget()
        if step is not None and focused in self.rows:
            place = self.rows.index(focused) + step
            self.rows[max(0, min(len(self.rows) - 1, place))].setFocus(Qt.FocusReason.OtherFocusReason)
        super().keyPressEvent(event)
