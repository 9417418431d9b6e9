"""Ratings are events: the item is the code, the session or a phase is the time, what it is rated is a modifier."""

from dataclasses import replace

from coder.editing.edits import Edit, Merge, MoveEdge, SetCode, SetModifier, SetRating, Shift, Split
from coder.errors import CoderError
from coder.model.change import Change
from coder.model.event import Event
from coder.model.observation import Observation
from coder.model.rating import NOT_RATABLE, RATED_PHASE, VALUE, Item, Scope, write_number
from coder.model.scheme import PHASE, Kind, Scheme, Tier
from coder.model.spans import Span


def plan_rating(scheme: Scheme, observation: Observation, edit: SetRating) -> Change:
    """Return what rating an item changes; raise CoderError when it cannot be rated so.

    One item has one rating a session or phase: another value takes the place of the one before, None takes it back.
    """
    item = _find_item(scheme, edit)
    held = find_ratings(observation, edit.tier, edit.item, edit.phase)
    if edit.value is None:
        return Change(f"Clear {item.id}", removed=tuple(held))
    value, title = checked(item, edit.value), f"Rate {item.id}"
    onset_ms, offset_ms = _span_of(scheme, observation, edit, held)
    said = ((VALUE, value), (RATED_PHASE, edit.phase)) if edit.phase else ((VALUE, value),)
    if not held:
        event = Event(observation.next_id, edit.tier, item.id, onset_ms, offset_ms, modifiers=said)
        return Change(title, added=(event,))
    after = replace(held[0], onset_ms=onset_ms, offset_ms=offset_ms, modifiers=said)
    replaced = ((held[0], after),) if after != held[0] else ()
    return Change(title, removed=tuple(held[1:]), replaced=replaced)


def find_ratings(observation: Observation, tier: str, item: str, phase: str = "") -> list[Event]:
    """Return the events that rate an item of the session (phase empty) or of a phase: one, or none if missing."""
    return [event for event in observation.code_lane(tier, item) if (event.modifier(RATED_PHASE) or "") == phase]


def values_of(observation: Observation, tier: Tier, phase: str = "") -> dict[str, str]:
    """Return what the items of a tier are rated, by item id; missing ones are left out."""
    found: dict[str, str] = {}
    for event in observation.lane(tier.id):
        value = event.modifier(VALUE)
        if value is not None and (event.modifier(RATED_PHASE) or "") == phase:
            found.setdefault(event.code, value)
    return found


def rated_phases(scheme: Scheme, observation: Observation, tier: Tier) -> tuple[str, ...]:
    """Return the phases a tier is rated for: those marked, and those rated before; the empty one for the session."""
    if tier.rating is None or tier.rating.scope is Scope.SESSION:
        return ("",)
    marked = {event.code for event in observation.lane(PHASE)}
    rated = {event.modifier(RATED_PHASE) or "" for event in observation.lane(tier.id)}
    planned = [phase.id for phase in scheme.procedure.phases if phase.id in marked | rated]
    return tuple(dict.fromkeys((*planned, *sorted(rated - {""}))))


def phase_span(observation: Observation, phase: str, end_ms: int) -> Span | None:
    """Return from where to where a phase is marked, all its stretches together; None when it is not marked."""
    events = list(observation.code_lane(PHASE, phase))
    if not events:
        return None
    return events[0].onset_ms, max(event.end_ms(end_ms) for event in events)


def rating_span(observation: Observation, event: Event, end_ms: int) -> Span:
    """Return the time that a rating is of: the session, or its phase as it is marked now."""
    phase = event.modifier(RATED_PHASE)
    if not phase:
        return 0, end_ms
    return phase_span(observation, phase, end_ms) or (event.onset_ms, event.end_ms(end_ms))


def checked(item: Item, value: str) -> str:
    """Return a value as it is stored; raise CoderError when the item cannot be rated so."""
    words = item.id.replace("_", " ")
    if value == NOT_RATABLE:
        if not item.not_ratable:
            raise CoderError(f"{words} cannot be “not ratable” in this scheme.", what_fits(item))
        return value
    number = item.number(value)
    if item.scale is not None and number is not None:
        return write_number(number)
    if item.level(value) is None:
        raise CoderError(f"{value} is no value of {words}.", what_fits(item))
    return value


def what_fits(item: Item) -> str:
    """Say what an item can be rated."""
    if item.scale is None:
        return f"Choose from {', '.join(level.id for level in item.levels)}."
    steps = "" if item.scale.step == 1 else f" in steps of {item.scale.step:g}"
    return f"Give a number from {item.scale.minimum:g} to {item.scale.maximum:g}{steps}."


def refuse_rating(scheme: Scheme, observation: Observation, edit: Edit) -> None:
    """Raise CoderError when an edit would move, cut or recode a rating: its time is that of what is rated."""
    if not isinstance(edit, MoveEdge | Shift | SetCode | SetModifier | Split | Merge):
        return
    event = observation.find(edit.event_id)
    tier = None if event is None else scheme.tier(event.tier)
    if event is not None and tier is not None and tier.kind is Kind.RATING:
        of = event.modifier(RATED_PHASE) or "the whole session"
        raise CoderError(
            f"{event.words} is a rating of {of.replace('_', ' ')}.", "Rate it otherwise in Code › Ratings."
        )


def _find_item(scheme: Scheme, edit: SetRating) -> Item:
    tier = scheme.tier(edit.tier)
    rating = None if tier is None else tier.rating
    item = None if rating is None else rating.item(edit.item)
    if rating is None or item is None:
        raise CoderError(f"The scheme has no rating {edit.tier}.{edit.item}.", _ratings_of(scheme))
    if rating.scope is Scope.SESSION and edit.phase:
        raise CoderError(f"{edit.tier} is rated for the session as a whole.", "Leave the phase out.")
    if rating.scope is Scope.PHASE and not edit.phase:
        raise CoderError(f"{edit.tier} is rated for each phase.", f"Name one of {_phases_of(scheme)}.")
    return item


def _span_of(scheme: Scheme, observation: Observation, edit: SetRating, held: list[Event]) -> Span:
    """Return the time that is rated; a phase that is no longer marked keeps the time it was rated for."""
    if not edit.phase:
        return 0, edit.end_ms
    span = phase_span(observation, edit.phase, edit.end_ms)
    if span is None and held:
        return held[0].onset_ms, held[0].end_ms(edit.end_ms)
    if span is None:
        phase = scheme.procedure.phase(edit.phase)
        if phase is None:
            raise CoderError(f"{edit.phase} is no phase of this scheme.", f"Name one of {_phases_of(scheme)}.")
        key = f", with its key {phase.key.upper()}" if phase.key else ""
        raise CoderError(f"The phase {edit.phase} is not marked yet.", f"Mark it where it begins{key}; then rate it.")
    return span


def _phases_of(scheme: Scheme) -> str:
    return ", ".join(phase.id for phase in scheme.procedure.phases) or "its phases"


def _ratings_of(scheme: Scheme) -> str:
    names = [f"{tier.id}.{item.id}" for tier in scheme.tiers if tier.rating for item in tier.rating.items]
    if not names:
        return "It rates nothing."
    return f"It has {', '.join(names[:6])}{', …' if len(names) > 6 else ''}."
