"""What a new version of a scheme no longer knows, although events were coded with it. Pure."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from coder.editing.answers import allows
from coder.editing.migration_fit import kind_before
from coder.editing.migration_steps import Draft
from coder.editing.rating import checked
from coder.errors import CoderError
from coder.model.event import Event
from coder.model.rating import RATED_PHASE, VALUE, Item
from coder.model.scheme import DESPITE_UNCODABLE, PHASE, Code, Kind, Scheme, Tier

_CODE, _KIND, _MODIFIER, _VALUE, _TORN, _OVERLAP = range(6)
_MENDS = {
    _CODE: "Say what becomes of it: rename, merge, move or retire.",
    _KIND: "Add change_kind for the tier.",
    _MODIFIER: "Say what becomes of it: map_modifier, or retire with tier.code.modifier.",
    _VALUE: "Say what becomes of it: map_modifier with values.",
    _TORN: "Retire one of the two modifiers.",
    _OVERLAP: "Add change_kind for the tier, so that its events are looked at again.",
}


@dataclass(frozen=True, slots=True)
class Misfit:
    """What the new scheme has no place for: in words, how to mend it, and how many events it concerns."""

    words: str
    mend: str
    events: int


def find_misfits(draft: Draft, old: Scheme) -> tuple[Misfit, ...]:
    """Return what is left that the new scheme does not know, once all steps are done."""
    found = Counter(fault for event in draft.events.values() for fault in _faults(draft, old, event))
    for name, count in draft.torn.items():
        found[(_TORN, f"{name} would have two answers")] += count
    found += Counter(_overlaps(draft, old))
    return tuple(Misfit(words, _MENDS[kind], count) for (kind, words), count in sorted(found.items()))


def _faults(draft: Draft, old: Scheme, event: Event) -> Iterator[tuple[int, str]]:
    found = draft.find(event)
    if found is None:
        yield _CODE, f"{event.tier}.{event.code} is not in the new version"
        return
    tier, code = found
    if event.id not in draft.touched and tier.kind is not (before := kind_before(old, draft.was[event.id])):
        yield _KIND, f"{event.tier} was of the kind {before.value} and is of the kind {tier.kind.value}"
    if event.modifiers:
        yield from _answer_faults(draft, event, tier, code)


def _answer_faults(draft: Draft, event: Event, tier: Tier, code: Code) -> Iterator[tuple[int, str]]:
    name, rated = f"{event.tier}.{event.code}", _rated(draft.new, tier, event)
    for modifier_id, value in event.modifiers:
        if modifier_id == DESPITE_UNCODABLE or rated.get(modifier_id):
            continue
        modifier = code.modifier(modifier_id)
        if modifier is None and modifier_id not in rated:
            yield _MODIFIER, f"{name} has no modifier {modifier_id}"
        elif modifier is None or not allows(modifier, value):
            yield _VALUE, f"{name}: {modifier_id} cannot be “{value}”"


def _rated(new: Scheme, tier: Tier, event: Event) -> dict[str, bool]:
    """Return whether what a rating says is said so under the new scheme, by the modifier that says it."""
    item = tier.rating.item(event.code) if tier.rating is not None else None
    if item is None:
        return {}
    value, phase = event.modifier(VALUE) or "", event.modifier(RATED_PHASE) or ""
    return {VALUE: _is_value(item, value), RATED_PHASE: not phase or new.code(PHASE, phase) is not None}


def _is_value(item: Item, value: str) -> bool:
    try:
        checked(item, value)
    except CoderError:
        return False
    return True


def _overlaps(draft: Draft, old: Scheme) -> Iterator[tuple[int, str]]:
    """Yield each event that no step concerned and that overlaps another on a tier that has become exclusive."""
    for tier in draft.new.tiers:
        before = old.tier(tier.id)
        if before is None or before.exclusive or not tier.exclusive or tier.kind not in (Kind.STATE, Kind.INTERVAL):
            continue
        lane = [event for event in draft.events.values() if event.tier == tier.id and event.id not in draft.touched]
        reach_ms = -1
        for event in sorted(lane, key=lambda event: (event.onset_ms, event.id)):
            if event.onset_ms < reach_ms:
                yield _OVERLAP, f"{tier.id} is exclusive, and events overlap on it"
            reach_ms = max(reach_ms, event.end_ms(1 << 62))
