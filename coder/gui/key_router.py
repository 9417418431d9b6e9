"""Every key press of the window goes one way: stamp, chord, desk; and so does every release."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QAbstractSlider, QComboBox, QWidget

from coder.app.commands import BY_ID
from coder.gui.held_keys import HeldKeys
from coder.gui.keys import chord_of

if TYPE_CHECKING:
    from coder.app.desk import Desk

_STEPS = ("play.next_frame", "play.previous_frame", "play.next_second", "play.previous_second")
_LOOKS = ("picture.larger", "picture.smaller", "picture.left", "picture.right", "picture.up", "picture.down")
REPEATED = tuple(BY_ID[step] for step in (*_STEPS, *_LOOKS, "play.jump_back", "play.jump_on"))
"""The commands that a held key repeats; every other repetition is no press."""


class KeyRouter(QObject):
    """Hands key presses to the desk. Views that would eat them are guarded; fields one types in keep theirs."""

    def __init__(self, parent: QObject, without_desk: Callable[[str], bool]) -> None:
        super().__init__(parent)
        self._desk: Desk | None = None
        self._without_desk = without_desk
        self._held = HeldKeys(self._let_go, self)

    def serve(self, desk: "Desk | None") -> None:
        """Hand presses to another desk, or to none."""
        self._desk = desk
        self._held.forget()

    def guard(self, page: QWidget) -> None:
        """Take the keys before the lists and views of a page do, except while something is edited in them."""
        for view in page.findChildren(QAbstractItemView):
            if view.window() is page.window() and _owner(view) is None:
                view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take a key press from a guarded view when it means something to the desk."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return False
        if isinstance(watched, QAbstractItemView) and watched.state() == QAbstractItemView.State.EditingState:
            return False
        return self.means_something(chord_of(event)) and self.press(event)

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key press means; tell whether it was taken."""
        desk = self._desk
        at_ms = desk.player.now_ms() if desk is not None else 0
        chord = chord_of(event)
        if not chord:
            return False
        if self._held.repeats(event) and not self._may_repeat(chord):
            return True
        if desk is None:
            return self._without_desk(chord)
        self._held.press(event, chord)
        if not self.means_something(chord) and not _is_sign(chord):
            return False
        desk.press(chord, at_ms)
        return True

    def release(self, event: QKeyEvent) -> None:
        """Take note of a key that is let go."""
        self._held.release(event, self._desk.player.now_ms() if self._desk is not None else 0)

    def _let_go(self, chord: str, at_ms: int, held_ms: int) -> None:
        if self._desk is not None:
            self._desk.release(chord, at_ms, held_ms)

    def means_something(self, chord: str) -> bool:
        """Tell whether a chord is an answer, a rating, a command or a code now."""
        desk = self._desk
        if desk is None or not chord:
            return False
        workspace = desk.workspace
        return (
            desk.keymap.find(chord) is not None
            or workspace.answers(chord)
            or desk.ratings.takes(chord)
            or desk.feedback.takes(chord)
            or (desk.deciding is not None and desk.deciding.takes(chord))
            or workspace.scheme.find_key(chord.removeprefix("num"), workspace.pass_id) is not None
        )

    def _may_repeat(self, chord: str) -> bool:
        command = self._desk.keymap.find(chord) if self._desk is not None else None
        return command is not None and command in REPEATED


def _is_sign(chord: str) -> bool:
    """Tell whether a chord is a plain key that a person may have meant as a code."""
    return len(chord.removeprefix("shift+").removeprefix("num")) == 1


def _owner(view: QAbstractItemView) -> QWidget | None:
    """Return the combo box or popup a view belongs to."""
    parent = view.parentWidget()
    while parent is not None:
        if isinstance(parent, QComboBox | QAbstractSlider) or parent.objectName() == "sheet":
            return parent
        parent = parent.parentWidget()
    return None
