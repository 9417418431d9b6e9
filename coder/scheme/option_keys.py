"""Keys for answers that name none: 1 to 9, 0, then letters, then both with shift."""

from collections.abc import Iterator, Sequence
from string import ascii_lowercase

from coder.model.scheme import Option, Text
from coder.scheme.coding_parts import OptionPart

_SINGLE = (*"1234567890", *ascii_lowercase)
ORDER = (*_SINGLE, *(f"shift+{sign}" for sign in _SINGLE))


def build_options(options: Sequence[OptionPart]) -> tuple[Option, ...]:
    """Return the options, each with its own key or the first that is free."""
    keys = _free_keys({option.key for option in options})
    return tuple(Option(option.id, option.key or next(keys, ""), text_of(option.label)) for option in options)


def text_of(words: dict[str, str]) -> Text:
    """Return words by language as the model holds them."""
    return Text(tuple(words.items()))


def _free_keys(taken: set[str]) -> Iterator[str]:
    return (key for key in ORDER if key not in taken)
