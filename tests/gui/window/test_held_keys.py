"""A key is the same key when it comes up, whatever shift has become meanwhile."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from coder.gui.held_keys import HeldKeys

pytestmark = pytest.mark.usefixtures("qapp")
SHIFT, NONE = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
DOWN, UP = QEvent.Type.KeyPress, QEvent.Type.KeyRelease


def sent(kind: QEvent.Type, key: Qt.Key, held: Qt.KeyboardModifier, scan: int, virtual: int, at_ms: int) -> QKeyEvent:
    event = QKeyEvent(kind, key, held, scan, virtual, 0, "")
    event.setTimestamp(at_ms)
    return event


@pytest.mark.parametrize(
    ("scan", "virtual_down", "virtual_up"), [(11, 33, 49), (0, 49, 49), (1, 19, 19)], ids=["X11", "virtual", "macOS"]
)
def test_a_digit_held_with_shift_is_let_go_also_when_shift_comes_up_first(
    scan: int, virtual_down: int, virtual_up: int
) -> None:
    told: list[tuple[str, int, int]] = []
    keys = HeldKeys(lambda *what: told.append(what))
    keys.press(sent(DOWN, Qt.Key.Key_Exclam, SHIFT, scan, virtual_down, 1000), "shift+1")
    keys.release(sent(UP, Qt.Key.Key_1, NONE, scan, virtual_up, 3000), 500)
    keys.press(sent(DOWN, Qt.Key.Key_B, NONE, 56, 98, 3100), "b")
    assert told == [("shift+1", 500, 2000)]


def test_a_repetition_after_shift_has_come_up_is_no_press() -> None:
    keys = HeldKeys(lambda *_: None)
    keys.press(sent(DOWN, Qt.Key.Key_Exclam, SHIFT, 11, 33, 1000), "shift+1")
    keys.release(sent(UP, Qt.Key.Key_Exclam, SHIFT, 11, 33, 1700), 500)
    assert keys.repeats(sent(DOWN, Qt.Key.Key_1, NONE, 11, 49, 1700))


def test_a_key_without_codes_of_the_system_goes_by_its_name() -> None:
    told: list[tuple[str, int, int]] = []
    keys = HeldKeys(lambda *what: told.append(what))
    keys.press(sent(DOWN, Qt.Key.Key_A, NONE, 0, 0, 1000), "a")
    keys.press(sent(DOWN, Qt.Key.Key_B, NONE, 0, 0, 1100), "b")
    keys.release(sent(UP, Qt.Key.Key_A, NONE, 0, 0, 1500), 40)
    keys.press(sent(DOWN, Qt.Key.Key_C, NONE, 0, 0, 1600), "c")
    assert told == [("a", 40, 500)]
