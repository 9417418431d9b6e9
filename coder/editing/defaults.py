"""Answers that a modifier has unless another is given: stored in the same change that asks, and so undone with it."""

from dataclasses import replace

from coder.editing.answers import answered, applies
from coder.model.change import Change
from coder.model.event import Event
from coder.model.scheme import Ask, Modifier, Scheme


def with_defaults(scheme: Scheme, change: Change) -> Change:
    """Return a change whose events have the default answers that are due with it."""
    added = tuple(_filled(scheme, event, None) for event in change.added)
    replaced = tuple((before, _filled(scheme, after, before)) for before, after in change.replaced)
    filled = replace(change, added=added, replaced=replaced)
    return filled if filled != change else change


def _filled(scheme: Scheme, event: Event, before: Event | None) -> Event:
    code = scheme.code(event.tier, event.code)
    for modifier in code.modifiers if code else ():
        if modifier.default and _is_due(modifier, event, before) and applies(event, modifier.when):
            event = answered(scheme, event, modifier.id, modifier.default)
    return event


def _is_due(modifier: Modifier, event: Event, before: Event | None) -> bool:
    """Tell whether a modifier without an answer gets its default now: what was taken back by hand stays open."""
    if event.modifier(modifier.id) is not None or (before is not None and before.modifier(modifier.id) is not None):
        return False
    if before is None or before.code != event.code:
        return event.point or modifier.ask is not Ask.OFFSET
    if before.running and not event.running:
        return modifier.ask is not Ask.ONSET
    was_closed = modifier.when is not None and not applies(before, modifier.when)
    return was_closed and (event.point or modifier.ask is not Ask.OFFSET or not event.running)
