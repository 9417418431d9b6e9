"""The rule of pressing: a press holds from its frame to the next change on its lane.

The state it lands in is cut there: the part before stays as it was, the rest takes the new code. A press on the
very first frame of a state leaves no part before, so that state takes the new code itself. Pressing the code that
already holds does what the tier's ``repress`` says. Nothing else is touched, and one undo takes all of it back.
"""

import sys
from dataclasses import replace

from coder.editing.edits import Press
from coder.editing.intervals import length_of
from coder.editing.uncodable import plan_uncodable
from coder.errors import CoderError
from coder.model.change import Change
from coder.model.event import Event
from coder.model.lane import Lane
from coder.model.observation import Observation
from coder.model.scheme import PHASE, UNCODABLE, Code, Kind, Repress, Scheme, Tier


def plan_press(scheme: Scheme, observation: Observation, edit: Press) -> Change:
    """Return what a press changes; raise CoderError when it can change nothing."""
    tier, code = _find(scheme, edit)
    if tier.kind is Kind.POINT:
        return _point(observation, tier, code, edit.at_ms)
    if tier.kind is Kind.INTERVAL:
        return _interval(observation, tier, code, edit)
    if tier.kind is Kind.RATING:
        raise CoderError(f"{tier.id} is a rating, which is not coded by keys.", "Rate it in Code › Ratings.")
    if tier.id == UNCODABLE:
        return plan_uncodable(observation, code, edit)
    return _state(observation, tier, code, edit.at_ms)


def _find(scheme: Scheme, edit: Press) -> tuple[Tier, Code]:
    tier = scheme.tier(edit.tier)
    code = None if tier is None else tier.code(edit.code)
    if tier is None or code is None:
        raise CoderError(f"The scheme has no code {edit.tier}.{edit.code}.", "Open the session with its own scheme.")
    return tier, code


def _point(observation: Observation, tier: Tier, code: Code, at_ms: int) -> Change:
    event = Event(observation.next_id, tier.id, code.id, at_ms, point=True, target=code.sole_target)
    return Change(f"Code {code.id}", added=(event,))


def _interval(observation: Observation, tier: Tier, code: Code, edit: Press) -> Change:
    rivals = observation.rivals(tier, code.id)
    held = next(iter(rivals.covering(edit.at_ms)), None)
    if held is None:
        onset_ms, offset_ms = interval_at(tier, observation.lane(PHASE), rivals, edit.at_ms)
        if edit.end_ms is not None and edit.at_ms < edit.end_ms:
            offset_ms = min(offset_ms, edit.end_ms)
        return Change(f"Code {code.id}", added=(_new(observation, tier, code, onset_ms, offset_ms),))
    if held.code == code.id:
        return Change(f"{code.id} already holds")
    return Change(f"Code {code.id}", replaced=((held, _taken(held, code)),))


def interval_at(tier: Tier, phases: Lane, rivals: Lane, at_ms: int) -> tuple[int, int]:
    """Return the interval an instant lies in, counted from its phase, cut where a phase or a rival is in the way."""
    length_ms = length_of(tier)
    phase = next(iter(phases.covering(at_ms)), None)
    anchor_ms = phase.onset_ms if phase else 0
    onset_ms = anchor_ms + (at_ms - anchor_ms) // length_ms * length_ms
    earlier = [event for lane in (phases, rivals) if (event := lane.before(at_ms))]
    later = [event.onset_ms for lane in (phases, rivals) if (event := lane.after(at_ms))]
    ends = [event.end_ms(sys.maxsize) for event in (*earlier, *([phase] if phase else []))]
    return (
        max([onset_ms, *(ms for ms in ends if ms <= at_ms)]),
        min([onset_ms + length_ms, *later, *(ms for ms in ends if ms > at_ms)]),
    )


def _state(observation: Observation, tier: Tier, code: Code, at_ms: int) -> Change:
    lane = observation.rivals(tier, code.id)
    held = next(iter(lane.covering(at_ms)), None)
    if held is None:
        following = lane.after(at_ms)
        until = following.onset_ms if following else None
        return Change(f"Begin {code.id}", added=(_new(observation, tier, code, at_ms, until),))
    if held.code == code.id:
        return _repress(observation, tier, code, held, at_ms)
    return _cut(observation, tier, code, held, at_ms)


def _repress(observation: Observation, tier: Tier, code: Code, held: Event, at_ms: int) -> Change:
    if tier.repress is Repress.IGNORE:
        return Change(f"{code.id} already holds")
    if held.onset_ms == at_ms:
        return Change(f"{code.id} began on this frame")
    if tier.repress is Repress.RESTART:
        return _cut(observation, tier, code, held, at_ms)
    return Change(f"End {code.id}", replaced=((held, replace(held, offset_ms=at_ms)),))


def _cut(observation: Observation, tier: Tier, code: Code, held: Event, at_ms: int) -> Change:
    if held.onset_ms == at_ms:
        return Change(f"Replace {held.code} by {code.id}", replaced=((held, _taken(held, code)),))
    new = _new(observation, tier, code, at_ms, held.offset_ms)
    return Change(f"Begin {code.id}", added=(new,), replaced=((held, replace(held, offset_ms=at_ms)),))


def _new(observation: Observation, tier: Tier, code: Code, onset_ms: int, offset_ms: int | None) -> Event:
    return Event(observation.next_id, tier.id, code.id, onset_ms, offset_ms, target=code.sole_target)


def _taken(held: Event, code: Code) -> Event:
    return replace(held, code=code.id, modifiers=(), target=code.sole_target)
