"""What may be decided instead of what two coders have: another code, another value of a rating, another answer."""

from collections.abc import Iterator
from dataclasses import dataclass

from coder.app.rating_words import value_words
from coder.editing import rating_keys
from coder.editing.answers import allows, plain_number, what_fits
from coder.editing.rating import checked
from coder.editing.rating import what_fits as what_fits_item
from coder.editing.targets import TARGET, target_question
from coder.errors import CoderError
from coder.model.consensus import Dispute
from coder.model.rating import Item
from coder.model.scheme import Modifier, ModifierType, Scheme

SIGNS = frozenset("0123456789.-")
"""What numbers are typed with."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A code or a value that may be decided, with its key in the scheme and its name."""

    key: str
    value: str
    words: str


def choices_of(scheme: Scheme, one: Dispute) -> tuple[Choice, ...]:
    """Return what may be decided of a disagreement by one key; nothing where they differ only on the instant."""
    if one.is_when:
        return ()
    if one.asked:
        return tuple(_values(question_of(scheme, one)))
    tier = scheme.tier(one.tier)
    return tuple(Choice(code.key, code.id, _words(code.id)) for code in (tier.codes if tier is not None else ()))


def question_of(scheme: Scheme, one: Dispute) -> Item | Modifier | None:
    """Return the item that they rate differently, or the modifier that they answer differently."""
    tier, code = scheme.tier(one.tier), scheme.code(one.tier, one.stream)
    if one.is_rating:
        return None if tier is None or tier.rating is None else tier.rating.item(one.stream)
    if one.asked == TARGET:
        return target_question(scheme, code)
    return None if code is None else code.modifier(one.asked)


def is_typed(scheme: Scheme, one: Dispute) -> bool:
    """Tell whether a value is typed as a number, and finished with Enter."""
    asked = question_of(scheme, one) if one.asked else None
    if isinstance(asked, Item):
        return rating_keys.is_typed(asked)
    return asked is not None and asked.type is ModifierType.NUMBER


def typed_words(scheme: Scheme, one: Dispute) -> str:
    """Say which number may be typed; empty where none is."""
    asked = question_of(scheme, one) if is_typed(scheme, one) else None
    if isinstance(asked, Item):
        return what_fits_item(asked)
    return "" if asked is None else what_fits(asked)


def checked_value(scheme: Scheme, one: Dispute, value: str) -> str:
    """Return a value as it is stored; raise CoderError when it is none of the item or modifier."""
    asked = question_of(scheme, one)
    if isinstance(asked, Item):
        return checked(asked, value)
    if asked is None:
        raise CoderError(f"The scheme does not ask {_words(one.asked)} any more.", "Accept one of the two coders.")
    if not allows(asked, value):
        raise CoderError(f"{_words(value)} is no answer to {_words(one.asked)}.", what_fits(asked))
    return plain_number(value) if asked.type is ModifierType.NUMBER else value


def _values(asked: Item | Modifier | None) -> Iterator[Choice]:
    if isinstance(asked, Item):
        for level in rating_keys.choices(asked):
            yield Choice(level.key, level.id, value_words(asked, level.id))
    elif asked is not None:
        for option in asked.options:
            yield Choice(option.key, option.id, str(option.label) or _words(option.id))


def _words(text: str) -> str:
    return text.replace("_", " ").removeprefix("@")
