"""From a key press to the chord that names it in the scheme and the keymap: ``g``, ``shift+a``, ``num4``."""

import sys

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_NAMED = {
    Qt.Key.Key_Space: "space",
    Qt.Key.Key_Return: "enter",
    Qt.Key.Key_Enter: "enter",
    Qt.Key.Key_Escape: "escape",
    Qt.Key.Key_Backspace: "backspace",
    Qt.Key.Key_Delete: "delete",
    Qt.Key.Key_Insert: "insert",
    Qt.Key.Key_Tab: "tab",
    Qt.Key.Key_Backtab: "tab",
    Qt.Key.Key_Home: "home",
    Qt.Key.Key_End: "end",
    Qt.Key.Key_PageUp: "pageup",
    Qt.Key.Key_PageDown: "pagedown",
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
}
_MODIFIER_KEYS = frozenset(
    {
        Qt.Key.Key_Shift,
        Qt.Key.Key_Control,
        Qt.Key.Key_Alt,
        Qt.Key.Key_Meta,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_ScrollLock,
        Qt.Key.Key_Super_L,
        Qt.Key.Key_Super_R,
    }
)
_PAD_SIGNS = "0123456789+-*/."
_ORDER = (
    ("ctrl", Qt.KeyboardModifier.ControlModifier),
    ("alt", Qt.KeyboardModifier.AltModifier),
    ("shift", Qt.KeyboardModifier.ShiftModifier),
    ("meta", Qt.KeyboardModifier.MetaModifier),
)

# Where the digits of the top row lie, by scan code: French, Czech and other layouts type other signs there.
_DIGITS_X11 = {10 + place: digit for place, digit in enumerate("1234567890")}
_DIGITS_WINDOWS = {2 + place: digit for place, digit in enumerate("1234567890")}
_DIGITS_MAC = {18: "1", 19: "2", 20: "3", 21: "4", 23: "5", 22: "6", 26: "7", 28: "8", 25: "9", 29: "0"}
# Where the letters of a Latin keyboard lie on X11, for ctrl+z on a keyboard that types Greek or Russian.
_LETTER_ROWS_X11 = ((24, "qwertyuiop"), (38, "asdfghjkl"), (52, "zxcvbnm"))
_LETTERS_X11 = {first + place: letter for first, row in _LETTER_ROWS_X11 for place, letter in enumerate(row)}


def chord_of(event: QKeyEvent, platform: str = sys.platform) -> str:
    """Return the chord of a key press, empty for a modifier alone or a key without a name.

    Digits go by the key, whatever sign the layout puts on it; other signs go by the text they type, so that ``?``
    needs no ``shift+``. On macOS ``ctrl`` is the Command key.
    """
    key, held = event.key(), event.modifiers()
    if key in _MODIFIER_KEYS:
        return ""
    name, sign = _name(event, key, held, platform)
    if not name:
        return ""
    wanted = [word for word, flag in _ORDER if held & flag and not (sign and word == "shift")]
    return "+".join([*wanted, name])


def _name(event: QKeyEvent, key: int, held: Qt.KeyboardModifier, platform: str) -> tuple[str, bool]:
    """Return the key's name, and whether it is a sign that shift helped to type."""
    if key in _NAMED:
        return _NAMED[Qt.Key(key)], False
    if Qt.Key.Key_F1 <= key <= Qt.Key.Key_F35:
        return f"f{key - Qt.Key.Key_F1 + 1}", False
    if held & Qt.KeyboardModifier.KeypadModifier and chr(key & 0xFFFF) in _PAD_SIGNS:
        return f"num{chr(key)}", False
    if digit := _digit(event, key, platform):
        return digit, event.text() == digit
    return _sign(event, key, held, platform)


def _digit(event: QKeyEvent, key: int, platform: str) -> str:
    places, code = _places(event, platform)
    if code in places:
        return places[code]
    return chr(key) if Qt.Key.Key_0 <= key <= Qt.Key.Key_9 else ""


def _places(event: QKeyEvent, platform: str) -> tuple[dict[int, str], int]:
    if platform == "darwin":
        return _DIGITS_MAC, event.nativeVirtualKey() or -1
    return (_DIGITS_WINDOWS if platform == "win32" else _DIGITS_X11), event.nativeScanCode() or -1


def _sign(event: QKeyEvent, key: int, held: Qt.KeyboardModifier, platform: str) -> tuple[str, bool]:
    text = event.text()
    typed = text if len(text) == 1 and text.isprintable() else ""
    command = bool(held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier))
    if command or not typed:
        typed = chr(key) if 0x20 < key < 0x110000 and chr(key).isprintable() else ""
        if not typed.isascii() and platform not in ("darwin", "win32"):
            typed = _LETTERS_X11.get(event.nativeScanCode(), typed)
    return typed.lower(), bool(typed) and not typed.isalpha()
