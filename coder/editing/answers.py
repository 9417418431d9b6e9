"""Answers to modifiers: whether the scheme allows them, and where they stand on the event."""

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from coder.errors import CoderError
from coder.model.event import Event
from coder.model.scheme import Ask, Code, Condition, Modifier, ModifierType, Scheme

_NUMBER = re.compile(r"-?(?:\d+\.?\d*|\.\d+)", re.ASCII)


def answered(scheme: Scheme, event: Event, modifier_id: str, value: str | None) -> Event:
    """Return the event with a modifier answered, or taken back; raise CoderError when the scheme does not allow it.

    The answers stand in the scheme's order, whichever was given first. Answers whose condition no longer holds are
    taken out: nobody would have asked for them.
    """
    code = scheme.code(event.tier, event.code)
    if value is None:
        return _without_unasked(code, event.with_modifier(modifier_id, None))
    modifier = code.modifier(modifier_id) if code else None
    if code is None or modifier is None:
        raise CoderError(
            f"{event.words} has no modifier {modifier_id}.", "Choose one that the scheme gives to the code."
        )
    if not allows(modifier, value):
        raise CoderError(f"{value} is no answer to {modifier.id}.", what_fits(modifier))
    if modifier.when is not None and not applies(event, modifier.when):
        asked = " or ".join(modifier.when.values)
        raise CoderError(
            f"{modifier.id} is not asked of this {event.words}.",
            f"It goes with {modifier.when.modifier}: {asked}. Answer that first.",
        )
    value = plain_number(value) if modifier.type is ModifierType.NUMBER else value
    return in_order(code, _without_unasked(code, event.with_modifier(modifier_id, value)))


def applies(event: Event, condition: Condition | None) -> bool:
    """Tell whether a modifier with a condition is asked of an event."""
    if condition is None:
        return True
    given = event.modifier(condition.modifier) or ""
    return any(value in (given, *given.split("+")) for value in condition.values)


def as_asked(code: Code | None, event: Event) -> Event:
    """Return the event with its answers in the scheme's order, without those that are not asked of it."""
    return event if code is None else in_order(code, _without_unasked(code, event))


def _without_unasked(code: Code | None, event: Event) -> Event:
    """Return the event without answers whose condition does not hold; a condition is on an earlier modifier."""
    for modifier in code.modifiers if code else ():
        if event.modifier(modifier.id) is not None and not applies(event, modifier.when):
            event = event.with_modifier(modifier.id, None)
    return event


def unanswered(code: Code, event: Event) -> Iterator[Modifier]:
    """Yield the required modifiers that should be answered by now and are not."""
    for modifier in code.modifiers:
        is_early = modifier.ask is Ask.OFFSET and event.running
        if modifier.required and not is_early and event.modifier(modifier.id) is None and applies(event, modifier.when):
            yield modifier


def is_number(text: str) -> bool:
    """Tell whether a text is a number as it may be typed."""
    return _NUMBER.fullmatch(text) is not None


def plain_number(text: str) -> str:
    """Return a number as it is stored, however it was typed: ``4.50`` and ``4.5`` are one answer."""
    number = Decimal(text)
    return format(number.normalize(), "f") if number else "0"


def allows(modifier: Modifier, value: str) -> bool:
    """Tell whether a modifier can have a value."""
    match modifier.type:
        case ModifierType.TEXT:
            return True
        case ModifierType.NUMBER:
            return is_number(value) and _fits(float(value), modifier)
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


def what_fits(modifier: Modifier) -> str:
    """Say what a modifier can be answered."""
    if modifier.type is not ModifierType.NUMBER:
        return f"Choose from {', '.join(option.id for option in modifier.options)}."
    parts = (("from", modifier.minimum), ("to", modifier.maximum), ("in steps of", modifier.step))
    return f"Give a number{''.join(f' {words} {number:g}' for words, number in parts if number is not None)}."


def in_order(code: Code, event: Event) -> Event:
    """Return the event with its answers in the scheme's order."""
    places = {modifier.id: place for place, modifier in enumerate(code.modifiers)}
    pairs = sorted(event.modifiers, key=lambda pair: places.get(pair[0], len(places)))
    return replace(event, modifiers=tuple(pairs))
