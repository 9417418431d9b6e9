"""From an edit to the change it makes: pure, and the same for window, command line and tests."""

import sys
from dataclasses import replace

from coder.editing.answers import answered
from coder.editing.blocking import plan_judged_press
from coder.editing.defaults import with_defaults
from coder.editing.edges import plan_move, plan_shift
from coder.editing.edits import (
    Delete,
    Edit,
    Merge,
    MoveEdge,
    Press,
    SetCode,
    SetComment,
    SetModifier,
    SetRating,
    Shift,
    Split,
)
from coder.editing.migration_fit import with_form
from coder.editing.rating import plan_rating, refuse_rating
from coder.editing.targets import TARGET, directed
from coder.editing.uncodable import plan_reason, rivals_of
from coder.errors import CoderError
from coder.model.change import Change
from coder.model.event import Event
from coder.model.observation import Observation
from coder.model.scheme import DESPITE_UNCODABLE, PHASE, REASON, UNCODABLE, Scheme, Tier


def plan(scheme: Scheme, observation: Observation, edit: Edit) -> Change:
    """Return what an edit changes, empty when it changes nothing; raise CoderError when it cannot be done."""
    change = _plan(scheme, observation, edit)
    return with_defaults(scheme, change) if isinstance(edit, Press | MoveEdge | SetCode | SetModifier) else change


def _plan(scheme: Scheme, observation: Observation, edit: Edit) -> Change:
    refuse_rating(scheme, observation, edit)
    match edit:
        case SetRating():
            return plan_rating(scheme, observation, edit)
        case Press():
            return plan_judged_press(scheme, observation, edit)
        case MoveEdge():
            return plan_move(scheme, observation, edit)
        case Shift():
            return plan_shift(scheme, observation, edit)
        case Delete(event_ids):
            return _delete(observation, event_ids)
        case Split():
            return _split(observation, edit)
        case Merge():
            return _merge(scheme, observation, edit)
        case SetCode() | SetModifier() | SetComment():
            return _set(scheme, observation, edit)


def _event(observation: Observation, event_id: int) -> Event:
    event = observation.find(event_id)
    if event is None:
        raise CoderError("That event is no longer there.", "Undo brings back what was deleted.")
    return event


def _delete(observation: Observation, event_ids: tuple[int, ...]) -> Change:
    events = tuple(_event(observation, event_id) for event_id in dict.fromkeys(event_ids))
    return Change(f"Delete {events[0].code}" if len(events) == 1 else f"Delete {len(events)} events", removed=events)


def _set(scheme: Scheme, observation: Observation, edit: SetCode | SetModifier | SetComment) -> Change:
    before = _event(observation, edit.event_id)
    match edit:
        case SetCode(_, code, tier):
            after = _recoded(scheme, observation, before, tier or before.tier, code)
            title = f"Change {before.code} to {code}"
        case SetModifier(_, modifier, value) if modifier == TARGET:
            title, after = "Set target", directed(scheme, before, value)
        case SetModifier(_, modifier, value):
            after = answered(scheme, before, modifier, value)
            if (before.tier, modifier) == (UNCODABLE, REASON):
                return plan_reason(observation, before, after)
            title = f"Set {modifier}{_taken_out(before, after, modifier)}"
        case SetComment(_, comment):
            title, after = "Comment", replace(before, comment=comment)
    return Change(title, replaced=((before, after),)) if after != before else Change(title)


def _taken_out(before: Event, after: Event, modifier_id: str) -> str:
    """Say which other answers go with a change of one."""
    gone = [name for name, _ in before.modifiers if name != modifier_id and after.modifier(name) is None]
    return f", take out {' and '.join(gone)}" if gone else ""


def _recoded(scheme: Scheme, observation: Observation, before: Event, tier_id: str, code_id: str) -> Event:
    tier = scheme.tier(tier_id)
    code = None if tier is None else tier.code(code_id)
    if tier is None or code is None:
        raise CoderError(f"{tier_id} has no code {code_id}.", "Choose a code of the event's own tier.")
    if (tier_id, code_id) == (before.tier, before.code):
        return before
    stays = DESPITE_UNCODABLE
    kept = tuple(pair for pair in before.modifiers if pair[0] == stays or code.modifier(pair[0]) is not None)
    target = before.target if before.target in code.target else code.sole_target
    after = replace(_moved(scheme, observation, before, tier), code=code_id, modifiers=kept, target=target)
    rivals = rivals_of(observation, tier, after).between(after.onset_ms, after.end_ms(sys.maxsize))
    if not after.point and any(event.id != before.id for event in rivals):
        raise CoderError(f"{code_id} already holds there.", "Move or merge the other event first.")
    return after


def _moved(scheme: Scheme, observation: Observation, before: Event, tier: Tier) -> Event:
    """Return the event on another tier, in the form that events have there."""
    old = scheme.tier(before.tier)
    if old is None or tier.id == before.tier:
        return replace(before, tier=tier.id)
    after = with_form(before, tier, old.kind, observation.lane(PHASE))
    if after is None:
        raise CoderError(f"{tier.id} is a rating, which no event can become.", "Rate it in Code › Ratings.")
    return replace(after, tier=tier.id)


def _split(observation: Observation, edit: Split) -> Change:
    before = _event(observation, edit.event_id)
    if before.point or not before.covers(edit.at_ms) or before.onset_ms == edit.at_ms:
        raise CoderError(
            f"There is nothing of {before.code} to split at this frame.", "Go to a frame inside the event."
        )
    second = replace(before, id=observation.next_id, onset_ms=edit.at_ms)
    return Change(f"Split {before.code}", added=(second,), replaced=((before, replace(before, offset_ms=edit.at_ms)),))


def _merge(scheme: Scheme, observation: Observation, edit: Merge) -> Change:
    first = _event(observation, edit.event_id)
    tier = scheme.tier(first.tier)
    second = None
    if tier is not None and not first.point:
        second = rivals_of(observation, tier, first).after(first.onset_ms)
    if second is None or second.code != first.code:
        raise CoderError(f"The next event on the tier is not {first.code}.", "Select the first of two equal events.")
    joined = replace(first, offset_ms=second.offset_ms, comment=_joined(first.comment, second.comment))
    for name, value in second.modifiers:
        joined = joined if joined.modifier(name) is not None else joined.with_modifier(name, value)
    return Change(f"Merge {first.code}", removed=(second,), replaced=((first, joined),))


def _joined(first: str, second: str) -> str:
    return "; ".join(dict.fromkeys(text for text in (first, second) if text))
