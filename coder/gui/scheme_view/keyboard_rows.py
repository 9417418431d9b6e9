"""Where the keys lie: the F keys, and below them a keyboard without number pad and arrows, as three lands have it."""

from dataclasses import dataclass

UNITS = 15.0
"""How wide every row is, in keys."""


@dataclass(frozen=True, slots=True)
class Place:
    """A key's place in its row: its chord, its chord with shift where that is another, how wide it is.

    One without a chord is a gap, or has a name and no meaning of its own.
    """

    chord: str = ""
    shifted: str = ""
    width: float = 1.0
    name: str = ""


_SIGNS = {
    "QWERTY": ("`~", "-_ =+", "[{ ]} \\|", ";: '\"", "", ",< .> /?"),
    "QWERTZ": ("^°", "ß? ´`", "ü +*", "ö ä #'", "<>", ",; .: -_"),
    "AZERTY": ("²", ")° =+", "^¨ $£", "ù% *µ", "<>", ",? ;. :/ !§"),
}
_LETTERS = {
    "QWERTY": ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
    "QWERTZ": ("qwertzuiop", "asdfghjkl", "yxcvbnm"),
    "AZERTY": ("azertyuiop", "qsdfghjklm", "wxcvbn"),
}
LAYOUTS = tuple(_LETTERS)


def build_rows(layout: str) -> tuple[tuple[Place, ...], ...]:
    """Return the places of a layout, row by row from the F keys down."""
    first, last, upper, middle, lower_left, lower_right = _SIGNS[layout]
    top, home, bottom = _LETTERS[layout]
    return (
        _function_row(),
        _row("", 0, (*_signs(first), *_letters("1234567890"), *_signs(last)), Place("backspace", width=2.0)),
        _row("tab", 1.5, (*_letters(top), *_signs(upper)), Place("enter" if layout != "QWERTY" else "")),
        _row("", 1.75, (*_letters(home), *_signs(middle)), Place("enter"), "Caps"),
        _row(
            "", 2.25 - bool(lower_left), (*_signs(lower_left), *_letters(bottom), *_signs(lower_right)), _SHIFT, "Shift"
        ),
        (
            Place(name="Ctrl", width=1.5),
            Place(width=1.0),
            Place(name="Alt", width=1.5),
            Place("space", "shift+space", 7.0),
            Place(name="AltGr", width=1.5),
            Place(width=1.0),
            Place(name="Ctrl", width=1.5),
        ),
    )


_SHIFT = Place(name="Shift")


def _function_row() -> tuple[Place, ...]:
    keys = [Place(f"f{number}", f"shift+f{number}") for number in range(1, 13)]
    gap = Place(width=2 / 3)
    return (Place("escape"), gap, *keys[:4], gap, *keys[4:8], gap, *keys[8:])


def _row(first: str, width: float, keys: tuple[Place, ...], last: Place, name: str = "") -> tuple[Place, ...]:
    """Return a row whose last key is as wide as is left."""
    before = (Place(first, width=width, name=name),) if width else ()
    left = UNITS - width - len(keys)
    if not last.chord and not last.name:
        *keys_before, widest = keys
        return (*before, *keys_before, Place(widest.chord, widest.shifted, 1.0 + left))
    return (*before, *keys, Place(last.chord, last.shifted, left, last.name))


def _letters(letters: str) -> tuple[Place, ...]:
    return tuple(Place(letter, f"shift+{letter}") for letter in letters)


def _signs(pairs: str) -> tuple[Place, ...]:
    """Return keys with signs; which sign shift types is known from the text, so it is a chord without shift."""
    return tuple(Place(pair[0], pair[1:]) for pair in pairs.split())
