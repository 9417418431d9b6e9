"""From key presses to chords, on several keyboards."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from coder.gui.keys import chord_of

K, M = Qt.Key, Qt.KeyboardModifier
NONE = M.NoModifier


def event(
    key: Qt.Key | int, text: str = "", held: Qt.KeyboardModifier = NONE, scan: int = 0, virtual: int = 0
) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, int(key), held, scan, virtual, 0, text)


@pytest.mark.parametrize(
    ("key", "text", "held", "chord"),
    [
        (K.Key_G, "g", NONE, "g"),
        (K.Key_1, "1", NONE, "1"),
        (K.Key_A, "A", M.ShiftModifier, "shift+a"),
        (K.Key_Z, "\x1a", M.ControlModifier, "ctrl+z"),
        (K.Key_Z, "\x1a", M.ControlModifier | M.ShiftModifier, "ctrl+shift+z"),
        (K.Key_Left, "", M.AltModifier | M.ShiftModifier, "alt+shift+left"),
        (K.Key_F5, "", NONE, "f5"),
        (K.Key_F13, "", NONE, "f13"),
        (K.Key_4, "4", M.KeypadModifier, "num4"),
        (K.Key_Minus, "-", M.KeypadModifier, "num-"),
        (K.Key_Enter, "\r", M.KeypadModifier, "enter"),
        (K.Key_Question, "?", M.ShiftModifier, "?"),
        (K.Key_BracketLeft, "[", NONE, "["),
        (K.Key_Backslash, "\\", NONE, "\\"),
        (K.Key_Comma, ",", NONE, ","),
        (K.Key_Delete, "\x7f", NONE, "delete"),
        (K.Key_Space, " ", NONE, "space"),
        (K.Key_Equal, "=", M.ControlModifier, "ctrl+="),
        (K.Key_Minus, "-", M.ControlModifier, "ctrl+-"),
        (K.Key_0, "0", M.ControlModifier, "ctrl+0"),
        (K.Key_Exclam, "!", M.ShiftModifier, "!"),
        (K.Key_Shift, "", M.ShiftModifier, ""),
        (K.Key_Control, "", M.ControlModifier, ""),
    ],
)
def test_a_key_press_becomes_its_chord(key: Qt.Key, text: str, held: Qt.KeyboardModifier, chord: str) -> None:
    assert chord_of(event(key, text, held), "linux") == chord


def test_the_top_row_types_digits_on_a_french_keyboard() -> None:
    assert chord_of(event(K.Key_Ampersand, "&", scan=10), "linux") == "1"
    assert chord_of(event(K.Key_Eacute, "é", scan=3), "win32") == "2"
    assert chord_of(event(K.Key_1, "1", M.ShiftModifier, scan=10), "linux") == "1"


def test_shift_with_a_digit_is_a_chord_of_its_own_on_an_english_keyboard() -> None:
    assert chord_of(event(K.Key_Exclam, "!", M.ShiftModifier, scan=10), "linux") == "shift+1"
    assert chord_of(event(K.Key_Exclam, "!", M.ShiftModifier, virtual=18), "darwin") == "shift+1"


def test_undo_works_on_a_keyboard_that_types_russian() -> None:
    assert chord_of(event(0x042F, "я", M.ControlModifier, scan=52), "linux") == "ctrl+z"
    assert chord_of(event(0x042F, "я", scan=52), "linux") == "я"


def test_arrows_of_a_mac_are_no_number_pad() -> None:
    assert chord_of(event(K.Key_Left, "", M.KeypadModifier), "darwin") == "left"
