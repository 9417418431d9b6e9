"""What a key means in the form for ratings: one key a level, and a few for the form itself."""

from dataclasses import dataclass
from string import ascii_lowercase

from coder.model.rating import NOT_RATABLE, Item, Level

NOT_RATABLE_KEY, COMMENT_KEY, PHASE_KEY = "n", "c", "p"
FORM_KEYS = {
    NOT_RATABLE_KEY: "not ratable",
    COMMENT_KEY: "comment",
    PHASE_KEY: "next phase",
    f"shift+{PHASE_KEY}": "previous phase",
}
"""The keys that the form needs for itself, whatever is rated."""
FREE_KEYS = (*"1234567890", *(letter for letter in ascii_lowercase if letter not in {*FORM_KEYS, *"ijklo"}))
"""The keys for levels that name none; the player needs i to o in the form, too."""
MOST_CHOICES = 10
_TYPED = "0123456789.-"


@dataclass(frozen=True, slots=True)
class FormKey:
    """What a key means for an item: it is rated ``value``, or more was ``typed`` towards a value."""

    value: str | None = None
    typed: str = ""


def choices(item: Item) -> tuple[Level, ...]:
    """Return what an item may be rated, each with its key; none where a scale is too fine for keys: it is typed."""
    scale = item.scale
    if scale is None:
        return item.levels
    if len(scale) > MOST_CHOICES:
        return ()
    return tuple(Level(value, _digit(value, scale.values), item.anchor(value)) for value in scale.values)


def is_typed(item: Item) -> bool:
    """Tell whether some value of an item has no key, so that numbers are typed and finished with Enter."""
    return item.scale is not None and not all(level.key for level in choices(item) or (Level(""),))


def read_key(item: Item, chord: str, typed: str = "") -> FormKey | None:
    """Return what a key means for an item after what was typed; None when it means nothing."""
    sign = chord.removeprefix("num") if len(chord) == len("num0") else chord
    if is_typed(item):
        return _typed(sign, typed)
    if sign == NOT_RATABLE_KEY:
        return FormKey(NOT_RATABLE)
    level = next((level for level in choices(item) if level.key == sign), None)
    return None if level is None else FormKey(level.id)


def _typed(sign: str, typed: str) -> FormKey | None:
    if sign == "enter":
        return FormKey(typed) if typed else None
    if sign == "backspace":
        return FormKey(typed=typed[:-1]) if typed else None
    if len(sign) == 1 and sign in _TYPED:
        return FormKey(typed=typed + sign)
    return FormKey(NOT_RATABLE) if sign == NOT_RATABLE_KEY else None


def _digit(value: str, values: tuple[str, ...]) -> str:
    """Return the key of a value on a scale: its digit, and 0 for 10; none where values are no digits."""
    plain = all(one in FREE_KEYS or (one == "10" and "0" not in values) for one in values)
    return ("0" if value == "10" else value) if plain else ""
