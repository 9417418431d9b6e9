"""Moving onsets and offsets: a neighbour in the way gives way, but no event is ever swallowed."""

from dataclasses import replace

from coder.editing.edits import MoveEdge, Shift
from coder.editing.uncodable import rivals_of
from coder.errors import CoderError
from coder.model.change import Change
from coder.model.event import Event
from coder.model.lane import Lane
from coder.model.observation import Observation
from coder.model.scheme import Scheme


def edge_limits(scheme: Scheme, observation: Observation, event: Event, edge: str) -> tuple[int, int | None]:
    """Return the earliest and latest time (ms) an edge may move to; the latest is None where there is no limit."""
    previous, following = _neighbours(scheme, observation, event)
    if event.point:
        return 0, None
    if edge == "onset":
        followed_ms = None if following is None else following.onset_ms
        end_ms = followed_ms if event.offset_ms is None else event.offset_ms
        return previous.onset_ms + 1 if previous else 0, None if end_ms is None else end_ms - 1
    if following is None:
        return event.onset_ms + 1, None
    return event.onset_ms + 1, None if following.offset_ms is None else following.offset_ms - 1


def plan_move(scheme: Scheme, observation: Observation, edit: MoveEdge) -> Change:
    """Return what moving an edge changes; raise CoderError when it would swallow a neighbour or the event."""
    event = _event(observation, edit.event_id)
    if event.point and edit.edge == "offset":
        raise CoderError(f"{event.words} is a point and has no offset.", "Move its onset.")
    _refuse_outside(event, edit.to_ms, edge_limits(scheme, observation, event, edit.edge))
    title = f"Move {edit.edge} of {event.code}"
    if event.point:
        return _replaced(title, (event, replace(event, onset_ms=edit.to_ms)))
    previous, following = _neighbours(scheme, observation, event)
    if edit.edge == "onset":
        return _replaced(title, (event, replace(event, onset_ms=edit.to_ms)), *_pushed_back(previous, edit.to_ms))
    return _replaced(title, (event, replace(event, offset_ms=edit.to_ms)), *_pushed_on(following, edit.to_ms))


def plan_shift(scheme: Scheme, observation: Observation, edit: Shift) -> Change:
    """Return what moving a whole event changes; raise CoderError when there is no room."""
    event = _event(observation, edit.event_id)
    offset_ms = None if event.offset_ms is None else event.offset_ms + edit.by_ms
    after = replace(event, onset_ms=event.onset_ms + edit.by_ms, offset_ms=offset_ms)
    previous, following = _neighbours(scheme, observation, event)
    if not event.point and (_reaches(previous, after.onset_ms) or _reached(after, following)):
        raise CoderError(f"There is no room to move {event.words} there.", "Move the event beside it first.")
    if after.onset_ms < 0:
        raise CoderError(f"{event.words} cannot begin before the video does.", "Move it by less.")
    return _replaced(f"Move {event.code}", (event, after))


def _event(observation: Observation, event_id: int) -> Event:
    event = observation.find(event_id)
    if event is None:
        raise CoderError("That event is no longer there.", "Undo brings back what was deleted.")
    return event


def _neighbours(scheme: Scheme, observation: Observation, event: Event) -> tuple[Event | None, Event | None]:
    tier = scheme.tier(event.tier)
    if tier is None or event.point:
        return None, None
    lane: Lane = rivals_of(observation, tier, event)
    place = lane.place(event)
    return lane[place - 1] if place else None, lane[place + 1] if place + 1 < len(lane) else None


def _refuse_outside(event: Event, to_ms: int, limits: tuple[int, int | None]) -> None:
    earliest, latest = limits
    if to_ms < earliest or (latest is not None and to_ms > latest):
        raise CoderError(
            f"{event.words} cannot reach there: an event would be left without any time.",
            "Delete or shorten the other event first.",
        )


def _pushed_back(previous: Event | None, to_ms: int) -> tuple[tuple[Event, Event], ...]:
    if previous is None or not _reaches(previous, to_ms):
        return ()
    return ((previous, replace(previous, offset_ms=to_ms)),)


def _pushed_on(following: Event | None, to_ms: int) -> tuple[tuple[Event, Event], ...]:
    if following is None or following.onset_ms >= to_ms:
        return ()
    return ((following, replace(following, onset_ms=to_ms)),)


def _reaches(previous: Event | None, onset_ms: int) -> bool:
    return previous is not None and (previous.offset_ms is None or previous.offset_ms > onset_ms)


def _reached(event: Event, following: Event | None) -> bool:
    return following is not None and (event.offset_ms is None or event.offset_ms > following.onset_ms)


def _replaced(title: str, *pairs: tuple[Event, Event]) -> Change:
    return Change(title, replaced=tuple(pair for pair in pairs if pair[0] != pair[1]))
