"""Move the events of an observation to a new version of their scheme: pure, and no event is lost.

Each event of the old version is afterwards one of these: kept or changed (it has its id still), retired or joined
with another (the log tells it whole), or waiting in the recode queue because it found no place.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from coder.editing.migration_fit import fit_kinds, fit_targets, make_room
from coder.editing.migration_path import find_path
from coder.editing.migration_steps import Draft, Pairs, take_step
from coder.editing.misfits import Misfit, find_misfits
from coder.model.change import Change
from coder.model.consensus import DISAGREEMENT
from coder.model.event import Event
from coder.model.migration import describe_step
from coder.model.recode import Reason, Recode
from coder.model.scheme import Scheme

FIT_KIND = "fit the kind of the tier"
FIT_TARGET = "fit the target"
JOIN = "join a code that overlaps itself"
NO_ROOM = "take out what has no room"
UNASKED = (FIT_KIND, FIT_TARGET, JOIN, NO_ROOM)
"""What no step names, but the moving brings about, in the words of the table."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A step as it was carried out on one observation.

    ``events`` is how many it concerns, ``again`` how many of them are to be looked at again because of it; ``change``
    is what it did, for the log.
    """

    source: str
    to: str
    words: str
    events: int
    again: int
    change: Change


@dataclass(frozen=True, slots=True)
class Migrated:
    """An observation under the new scheme; it may only be stored when there are no ``misfits``."""

    events: tuple[Event, ...]
    taken: tuple[Taken, ...]
    queue: tuple[Recode, ...]
    misfits: tuple[Misfit, ...]

    @property
    def open(self) -> int:
        """How many events are to be looked at again."""
        return sum(waiting.open for waiting in self.queue)


def migrate(old: Scheme, new: Scheme, events: Iterable[Event], queue: Sequence[Recode] = ()) -> Migrated:
    """Return what becomes of events coded under ``old``; ``queue`` is what still waits from an earlier migration.

    Raises CoderError when no migration leads from the one version to the other.
    """
    path = find_path(new, old.version)
    waiting = {found.id: found for found in queue if found.open}
    events = tuple(events)
    marks = tuple(event for event in events if event.tier == DISAGREEMENT)  # of no scheme: they stay as they are
    draft = Draft(new, {event.id: event for event in events if event.tier != DISAGREEMENT}, dict(waiting))
    taken = [
        _take(draft, (migration.source, migration.to), describe_step(step), partial(take_step, draft, step))
        for migration in path
        for step in migration.steps
    ]
    taken += _fit(draft, old)
    return Migrated(
        (*draft.events.values(), *marks),
        tuple(taken),
        (*(done for done in queue if not done.open), *_queue(draft)),
        find_misfits(draft, old),
    )


def _take(draft: Draft, versions: tuple[str, str], words: str, step: Callable[[], Pairs]) -> Taken:
    waiting = set(draft.queue)
    return _told(draft, versions, words, step(), len(set(draft.queue) - waiting))


def _fit(draft: Draft, old: Scheme) -> list[Taken]:
    """Do what no step names, but its moving brings about; what nothing came of is not told."""
    versions = (old.version, draft.new.version)
    taken = [
        _take(draft, versions, FIT_KIND, partial(fit_kinds, draft, old)),
        _take(draft, versions, FIT_TARGET, partial(fit_targets, draft)),
    ]
    before = len(draft.queue)
    joined, without = make_room(draft)
    taken.append(_told(draft, versions, JOIN, joined, 0))
    taken.append(_told(draft, versions, NO_ROOM, without, len(draft.queue) - before))
    return [done for done in taken if done.events]


def _told(draft: Draft, versions: tuple[str, str], words: str, pairs: Pairs, again: int) -> Taken:
    change = Change(
        f"Migrate {draft.new.id} {versions[0]} → {versions[1]}: {words}",
        removed=tuple(before for before, after in pairs if after is None),
        replaced=tuple((before, after) for before, after in pairs if after is not None and before != after),
    )
    return Taken(*versions, words, len(pairs), again, change)


def _queue(draft: Draft) -> list[Recode]:
    """Return what waits, in order of onset, each as it stands now and with the codes it may become."""
    found = [
        replace(waiting, now=draft.events.get(waiting.id), codes=_codes(draft, waiting))
        for waiting in draft.queue.values()
    ]
    return sorted(found, key=lambda waiting: (waiting.onset_ms, waiting.id))


def _codes(draft: Draft, waiting: Recode) -> tuple[str, ...]:
    """Return the codes that a split names; otherwise all of the tier, the event's own first."""
    codes = [name for name in waiting.codes if draft.new.code(*name.split("."))]
    tier = draft.new.tier(codes[0].partition(".")[0]) if codes else None
    if tier is not None and waiting.reason is not Reason.SPLIT:
        codes += [f"{tier.id}.{code.id}" for code in tier.codes]
    return tuple(dict.fromkeys(codes))
