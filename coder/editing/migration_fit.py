"""What becomes of moved events where they come to lie: their kind, their target, their room. Pure."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from coder.editing.answers import in_order
from coder.editing.migration_steps import Draft, Pairs
from coder.editing.pressing import interval_at
from coder.editing.uncodable import lane_key
from coder.model.event import Event
from coder.model.lane import Lane
from coder.model.rating import RATED_PHASE
from coder.model.recode import Reason
from coder.model.scheme import PHASE, Kind, Scheme, Tier

LEAST_MS = 1
"""How long a state is that was a point: no coder takes it for a measured one."""
_FOR_EVER_MS = 1 << 62


def fit_kinds(draft: Draft, old: Scheme) -> Pairs:
    """Give events that came to a tier of another kind its form; each of them is to be looked at again.

    What has no form there (a rating is no event) is taken out and waits.
    """
    phases = Lane(event for event in draft.events.values() if event.tier == PHASE)
    pairs: list[tuple[Event, Event]] = []
    out: list[Event] = []
    for event in _touched(draft):
        found, kind = draft.find(event), kind_before(old, draft.was[event.id])
        if found is None or found[0].kind is kind:
            continue
        draft.ask(event, Reason.CHANGE_KIND, (f"{event.tier}.{event.code}",))
        after = with_form(event, found[0], kind, phases)
        if after is None:
            out.append(event)
        else:
            pairs.append((event, after))
    return [*draft.put(pairs), *draft.take_out(out)]


def kind_before(old: Scheme, event: Event) -> Kind:
    """Return of what kind an event was under the old scheme; what that does not know is told by its form."""
    tier = old.tier(event.tier)
    if tier is not None:
        return tier.kind
    return Kind.POINT if event.point else Kind.STATE


def with_form(event: Event, tier: Tier, kind: Kind, phases: Lane) -> Event | None:
    """Return an event of one kind in the form that events of a tier have; None where it can have none.

    A state that was a point lasts ``LEAST_MS``; an interval is the one that holds the onset.
    """
    if tier.kind is kind:
        return event
    if Kind.RATING in (kind, tier.kind):
        return None
    if tier.kind is Kind.POINT:
        return replace(event, point=True, offset_ms=None)
    if tier.kind is Kind.INTERVAL:
        onset_ms, offset_ms = interval_at(tier, phases, Lane(), event.onset_ms)
        return replace(event, point=False, onset_ms=onset_ms, offset_ms=offset_ms)
    return replace(event, point=False, offset_ms=event.onset_ms + LEAST_MS) if event.point else event


def fit_targets(draft: Draft) -> Pairs:
    """Let events keep a target that their code may have, else give them the only one it can have, or none."""
    pairs = []
    for event in _touched(draft):
        found = draft.find(event)
        if event.target and found is not None and event.target not in found[1].target:
            pairs.append((event, replace(event, target=found[1].sole_target)))
    return draft.put(pairs)


def make_room(draft: Draft) -> tuple[Pairs, Pairs]:
    """Return the events that were joined where one code would overlap itself, and those for which there is no room.

    What no step concerned is never taken out. What finds no room is, and waits in the queue.
    """
    joined: dict[int, Event] = {}
    without: list[Event] = []
    for tier, staying, coming in _groups(draft):
        lane = Lane(staying)
        for event in sorted(coming, key=lambda event: (event.onset_ms, event.id)):
            parts = [*lane.between(event.onset_ms, event.end_ms(_FOR_EVER_MS)), event]
            if len(parts) == 1:
                lane.add(event)
            elif _are_one(draft, tier, parts):
                joined = {part.id: part for part in parts} | joined
                _join(draft, lane, parts)
            else:
                without.append(event)
    without += _second_ratings(draft)
    for event in without:
        draft.ask(event, Reason.NO_ROOM, (f"{event.tier}.{event.code}",))
    return [(before, draft.events.get(number)) for number, before in joined.items()], draft.take_out(without)


def _second_ratings(draft: Draft) -> list[Event]:
    """Return ratings that came to an item of a session or phase that is rated already."""
    held: set[tuple[str, str, str | None]] = set()
    second: list[Event] = []
    for event in sorted(draft.events.values(), key=lambda event: (event.id in draft.touched, event.id)):
        found = draft.find(event)
        if found is not None and found[0].kind is Kind.RATING:
            rated = (event.tier, event.code, event.modifier(RATED_PHASE))
            if rated in held and event.id in draft.touched:
                second.append(event)
            held.add(rated)
    return second


def _groups(draft: Draft) -> Iterator[tuple[Tier, list[Event], list[Event]]]:
    """Yield the events that may not overlap each other, those that stay and those that come."""
    groups: dict[tuple[str, str], tuple[Tier, list[Event], list[Event]]] = {}
    for event in draft.events.values():
        found = draft.find(event)
        if found is None or event.point or found[0].kind not in (Kind.STATE, Kind.INTERVAL):
            continue
        tier = found[0]
        key = lane_key(tier, event)
        _, staying, coming = groups.setdefault(key, (tier, [], []))
        (coming if event.id in draft.touched else staying).append(event)
    return (group for group in groups.values() if group[2] and _are_crowded([*group[1], *group[2]]))


def _are_crowded(events: list[Event]) -> bool:
    """Tell whether any two events overlap; most of the time none do, and this is quick."""
    ordered = sorted(events, key=lambda event: event.onset_ms)
    return any(one.end_ms(_FOR_EVER_MS) > other.onset_ms for one, other in pairwise(ordered))


def _are_one(draft: Draft, tier: Tier, parts: list[Event]) -> bool:
    """Tell whether states that overlap can be one without losing anything that was said of any of them."""
    if tier.kind is not Kind.STATE or len({(part.code, part.target) for part in parts}) > 1:
        return False
    if any(part.id in draft.queue for part in parts):
        return False
    answers = {pair for part in parts for pair in part.modifiers}
    return len({name for name, _ in answers}) == len(answers)


def _join(draft: Draft, lane: Lane, parts: list[Event]) -> None:
    """Let the first of the parts last as long as all of them together; the last one given is not in the lane yet."""
    for part in parts[:-1]:
        lane.discard(part)
    first, *others = sorted(parts, key=lambda part: (part.onset_ms, part.id))
    ends = [part.offset_ms for part in parts]
    whole = replace(first, offset_ms=None if None in ends else max(end for end in ends if end is not None))
    for part in others:
        whole = replace(whole, comment=_both(whole.comment, part.comment))
        for name, value in part.modifiers:
            whole = whole.with_modifier(name, value)
    found = draft.find(whole)
    whole = whole if found is None else in_order(found[1], whole)
    lane.add(whole)
    draft.put([(first, whole)])
    draft.take_out(others)


def _both(first: str, second: str) -> str:
    return "; ".join(dict.fromkeys(text for text in (first, second) if text))


def _touched(draft: Draft) -> list[Event]:
    return [event for number, event in draft.events.items() if number in draft.touched]
