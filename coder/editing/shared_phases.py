"""Phases that all coders of a session share: merged without losing anybody's, and taken over into an observation."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from coder.model.change import Change
from coder.model.event import Event
from coder.model.observation import Observation
from coder.model.phase_mark import Marks, PhaseMark
from coder.model.scheme import EARLY_END, PHASE

_NEVER_MS = 1 << 62


@dataclass(frozen=True, slots=True)
class Merged:
    """The phases that hold now, and those of ours that gave way because somebody else had changed the same phase."""

    marks: Marks
    given_way: Marks = ()


def marks_of(observation: Observation) -> Marks:
    """Return the phases that an observation has marked."""
    return tuple(
        PhaseMark(event.code, event.onset_ms, event.offset_ms, event.modifier(EARLY_END) or "")
        for event in observation.lane(PHASE)
    )


def says(marks: Iterable[PhaseMark]) -> list[tuple[str, int | None, int | None, str]]:
    """Return what some marks say, whoever said it."""
    return [mark.says for mark in marks]


def merge_marks(base: Marks, ours: Marks, theirs: Marks) -> Merged:
    """Put together what we and others have changed since all knew ``base``, phase by phase.

    Where others changed the same phase as we did, theirs stands; so it does as a whole where ours and theirs would
    overlap. A phase that runs is ended by the next, as a press would end it.
    """
    merged: list[PhaseMark] = []
    given_way: list[PhaseMark] = []
    for phase in dict.fromkeys(mark.phase for mark in (*theirs, *ours)):
        before, mine, other = (_of(marks, phase) for marks in (base, ours, theirs))
        if says(other) == says(before) != says(mine):
            merged += mine
        else:
            merged += other
            given_way += [] if says(mine) in (says(other), says(before)) else mine
    merged = _ended_by_the_next(sorted(merged, key=_order))
    if _overlap(merged):
        return Merged(theirs, tuple(mark for mark in ours if mark.says not in says(theirs)))
    return Merged(tuple(merged), tuple(sorted(given_way, key=_order)))


def in_order(marks: Iterable[PhaseMark]) -> Marks:
    """Return marks in order of onset, phases that did not take place last."""
    return tuple(sorted(marks, key=_order))


def signed(marks: Marks, known: Iterable[PhaseMark], coder: str, time: str) -> Marks:
    """Return marks with who said so and when: as is known, else ``coder`` at ``time``."""
    authors = {mark.says: mark for mark in known if mark.coder}
    return tuple(authors.get(mark.says) or replace(mark, coder=coder, time=time) for mark in marks)


def plan_taking(observation: Observation, marks: Marks) -> Change:
    """Return the change that gives an observation the phases of the session; empty where it has them."""
    lane = list(observation.lane(PHASE))
    wanted = [mark for mark in marks if mark.took_place]
    added, replaced, kept = list[Event](), list[tuple[Event, Event]](), set[int]()
    next_id = observation.next_id
    for mark in wanted:
        held = next((event for event in lane if event.code == mark.phase and event.id not in kept), None)
        if held is None:
            added.append(_told(Event(next_id, PHASE, mark.phase, 0), mark))
            next_id += 1
            continue
        kept.add(held.id)
        if (told := _told(held, mark)) != held:
            replaced.append((held, told))
    removed = tuple(event for event in lane if event.id not in kept)
    return Change("Take the session's phases", tuple(added), removed, tuple(replaced))


def _told(event: Event, mark: PhaseMark) -> Event:
    moved = replace(event, onset_ms=mark.onset_ms or 0, offset_ms=mark.offset_ms)
    return moved.with_modifier(EARLY_END, mark.reason or None)


def _of(marks: Marks, phase: str) -> list[PhaseMark]:
    return [mark for mark in marks if mark.phase == phase]


def _order(mark: PhaseMark) -> tuple[bool, int]:
    return (not mark.took_place, mark.onset_ms or 0)


def _ended_by_the_next(marks: list[PhaseMark]) -> list[PhaseMark]:
    ended: list[PhaseMark] = []
    for mark, following in pairwise([*marks, None]):
        if mark is not None:
            cut = following is not None and following.took_place and mark.took_place and mark.offset_ms is None
            ended.append(replace(mark, offset_ms=following.onset_ms) if cut and following is not None else mark)
    return ended


def _overlap(marks: list[PhaseMark]) -> bool:
    there = [mark for mark in marks if mark.took_place]
    ends = [(mark.onset_ms or 0, _NEVER_MS if mark.offset_ms is None else mark.offset_ms) for mark in there]
    return any(offset > following for (_, offset), (following, _) in pairwise(ends))
