"""Uncodable time: different reasons may hold at once, the same one never twice.

A press ends what holds, the one that began last, or begins it where nothing holds. A press ``beside`` begins another
whatever holds. A reason that holds already is ended by being given again: key and reason switch a reason on and off.
"""

import sys
from dataclasses import replace

from coder.editing.edits import Press
from coder.errors import CoderError
from coder.model.change import Change
from coder.model.event import Event
from coder.model.lane import Lane
from coder.model.observation import Observation
from coder.model.scheme import REASON, UNCODABLE, Code, Tier


def rivals_of(observation: Observation, tier: Tier, event: Event) -> Lane:
    """Return the events that a state may not overlap: of uncodable time, those with the same reason."""
    if tier.id != UNCODABLE:
        return observation.rivals(tier, event.code)
    reason = event.modifier(REASON)
    return Lane(other for other in observation.lane(UNCODABLE) if other.modifier(REASON) == reason)


def lane_key(tier: Tier, event: Event) -> tuple[str, str]:
    """Return what states that may not overlap each other have in common: tier, and code or reason."""
    if tier.id == UNCODABLE:
        return tier.id, event.modifier(REASON) or ""
    return tier.id, "" if tier.exclusive else event.code


def levels_of(lane: Lane) -> list[Lane]:
    """Return the events of a lane on as few levels as there are events at once, so that none overlap on a level."""
    levels: list[list[Event]] = [[]]
    for event in lane:
        free = (level for level in levels if not level or level[-1].end_ms(sys.maxsize) <= event.onset_ms)
        level = next(free, None)
        if level is None:
            levels.append([event])
        else:
            level.append(event)
    return [lane] if len(levels) == 1 else [Lane(level) for level in levels]


def plan_uncodable(observation: Observation, code: Code, edit: Press) -> Change:
    """Return what a press of the key of uncodable time changes; raise CoderError when it can change nothing."""
    lane = observation.lane(UNCODABLE)
    held = lane.covering(edit.at_ms)
    if held and not edit.beside:
        return _ended(held, edit)
    if any(event.modifier(REASON) is None for event in held):
        raise CoderError(
            "Uncodable time without a reason holds here.", "Give its reason first, then mark another beside it."
        )
    following = None if edit.beside else lane.after(edit.at_ms)
    until = following.onset_ms if following else None
    new = Event(observation.next_id, UNCODABLE, code.id, edit.at_ms, until, target=code.sole_target)
    return Change(f"Begin {code.id}", added=(new,))


def _ended(held: list[Event], edit: Press) -> Change:
    """End the one that is named, else the last one that runs, else the last one there is."""
    named = [event for event in held if event.id == edit.ends]
    event = (named or [event for event in held if event.running] or held)[-1]
    title = event.code if len(held) == 1 else event.modifier(REASON) or event.code
    if event.onset_ms == edit.at_ms:
        return Change(f"{title} began on this frame")
    return Change(f"End {title}", replaced=((event, replace(event, offset_ms=edit.at_ms)),))


def plan_reason(observation: Observation, before: Event, after: Event) -> Change:
    """Return what giving uncodable time a reason changes; raise CoderError where that reason is marked already.

    What has just begun ends the same reason that holds there, and is itself not needed then; it gives way to the same
    reason that follows.
    """
    reason = after.modifier(REASON)
    there = observation.lane(UNCODABLE).between(before.onset_ms, before.end_ms(sys.maxsize))
    rivals = (event for event in there if event.id != before.id and event.modifier(REASON) == reason)
    other = next(rivals, None)
    if other is None:
        return Change("Set reason", replaced=((before, after),)) if after != before else Change("Set reason")
    if before.running and before.modifier(REASON) is None and other.onset_ms < before.onset_ms:
        ended = replace(other, offset_ms=before.onset_ms)
        return Change(f"End {reason}", removed=(before,), replaced=((other, ended),))
    if before.running and before.onset_ms < other.onset_ms:
        return Change("Set reason", replaced=((before, replace(after, offset_ms=other.onset_ms)),))
    words = (reason or "uncodable time without a reason").replace("_", " ")
    raise CoderError(
        f"{words.capitalize()} is marked here already.",
        "Code › Answer modifiers again gives it another reason; undo takes it out.",
    )
