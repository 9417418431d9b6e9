"""A tier that cannot be judged takes no events, unless the coder codes anyway: then the event says so."""

from dataclasses import replace

from coder.editing.edits import Press
from coder.editing.intervals import can_judge
from coder.editing.pressing import plan_press
from coder.errors import CoderError
from coder.model.change import Change
from coder.model.event import Event
from coder.model.observation import Observation
from coder.model.scheme import DESPITE_UNCODABLE, PHASE, REASON, UNCODABLE, Kind, Scheme

NO_REASON = "uncodable"


class UncodableError(CoderError):
    """The tier is uncodable at this instant; the same press is done when it is asked for ``anyway``."""


def blocking_at(scheme: Scheme, observation: Observation, tier_id: str, ms: int) -> Event | None:
    """Return the uncodable time that blocks a tier at an instant."""
    if scheme.uncodable is None or tier_id in (PHASE, UNCODABLE):
        return None
    held = observation.lane(UNCODABLE).covering(ms)
    blocks = scheme.uncodable.blocks_tier
    return next((event for event in held if blocks(event.modifier(REASON) or "", tier_id)), None)


def plan_judged_press(scheme: Scheme, observation: Observation, edit: Press) -> Change:
    """Return what a press changes; raise UncodableError when it would code what cannot be judged.

    A press that only ends a state is done: it claims nothing more.
    """
    change = plan_press(scheme, observation, edit)
    blocking = _blocking(scheme, observation, edit, change)
    if blocking is None or not _coded(change):
        return change
    reason = blocking.modifier(REASON) or ""
    if not edit.anyway:
        said = f": {reason.replace('_', ' ')}" if reason else ""
        raise UncodableError(f"{_tier_words(scheme, edit.tier)} is uncodable here{said}.", "Enter codes it anyway.")
    marked = {event.id: event.with_modifier(DESPITE_UNCODABLE, reason or NO_REASON) for event in _coded(change)}
    return replace(
        change,
        title=f"{change.title} despite uncodable",
        added=tuple(marked.get(event.id, event) for event in change.added),
        replaced=tuple((before, marked.get(after.id, after)) for before, after in change.replaced),
    )


def _blocking(scheme: Scheme, observation: Observation, edit: Press, change: Change) -> Event | None:
    """Return the uncodable time that blocks a press: at its instant, or where an interval as a whole is judged."""
    tier, coded = scheme.tier(edit.tier), _coded(change)
    if tier is None or tier.kind is not Kind.INTERVAL or not coded:
        return blocking_at(scheme, observation, edit.tier, edit.at_ms)
    onset_ms, offset_ms = coded[0].onset_ms, coded[0].end_ms(edit.at_ms + 1)
    if can_judge(scheme, observation, tier, (onset_ms, offset_ms)):
        return None
    return blocking_at(scheme, observation, edit.tier, offset_ms - 1)


def _coded(change: Change) -> tuple[Event, ...]:
    """Return the events that are there, or have their code, only since a change."""
    return (*change.added, *(after for before, after in change.replaced if before.code != after.code))


def _tier_words(scheme: Scheme, tier_id: str) -> str:
    tier = scheme.tier(tier_id)
    actor = tier.actor.replace("_", " ") if tier else ""
    name = tier_id if tier is None else str(tier.label) or tier.id
    return f"{actor} {name.replace('_', ' ')}".strip().capitalize()
