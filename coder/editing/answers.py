"""Answers to modifiers: whether the scheme allows them, and where they stand on the event."""

import re
from dataclasses import replace

from coder.errors import CoderError
from coder.model.event import Event
from coder.model.scheme import Code, Modifier, ModifierType, Scheme

_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)", re.ASCII)


def answered(scheme: Scheme, event: Event, modifier_id: str, value: str | None) -> Event:
    """Return the event with a modifier answered, or taken back; raise CoderError when the scheme does not allow it.

    The answers stand in the scheme's order, whichever was given first.
    """
    if value is None:
        return event.with_modifier(modifier_id, None)
    code = scheme.code(event.tier, event.code)
    modifier = code.modifier(modifier_id) if code else None
    if code is None or modifier is None:
        raise CoderError(
            f"{event.words} has no modifier {modifier_id}.", "Choose one that the scheme gives to the code."
        )
    if not allows(modifier, value):
        raise CoderError(f"{value} is no answer to {modifier.id}.", _what_fits(modifier))
    return in_order(code, event.with_modifier(modifier_id, value))


def allows(modifier: Modifier, value: str) -> bool:
    """Tell whether a modifier can have a value."""
    match modifier.type:
        case ModifierType.TEXT:
            return True
        case ModifierType.NUMBER:
            return _NUMBER.fullmatch(value) is not None and _fits(float(value), modifier)
        case ModifierType.CHOICE:
            return any(option.id == value for option in modifier.options)
        case ModifierType.CHOICES:
            chosen = value.split("+")
            return len(set(chosen)) == len(chosen) and set(chosen) <= {option.id for option in modifier.options}


def _fits(number: float, modifier: Modifier) -> bool:
    low = number if modifier.minimum is None else modifier.minimum
    high = number if modifier.maximum is None else modifier.maximum
    if not low <= number <= high:
        return False
    steps = (number - (modifier.minimum or 0.0)) / modifier.step if modifier.step else 0.0
    return abs(steps - round(steps)) < 1e-6


def _what_fits(modifier: Modifier) -> str:
    if modifier.type is not ModifierType.NUMBER:
        return f"Choose from {', '.join(option.id for option in modifier.options)}."
    parts = (("from", modifier.minimum), ("to", modifier.maximum), ("in steps of", modifier.step))
    return f"Give a number{''.join(f' {words} {number:g}' for words, number in parts if number is not None)}."


def in_order(code: Code, event: Event) -> Event:
    """Return the event with its answers in the scheme's order."""
    places = {modifier.id: place for place, modifier in enumerate(code.modifiers)}
    pairs = sorted(event.modifiers, key=lambda pair: places.get(pair[0], len(places)))
    return replace(event, modifiers=tuple(pairs))
