"""What a decision changes in a consensus: the disagreement's mark, and the tiers that it bears on. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from coder.editing.consensus import plan_tier, plan_uncodable
from coder.editing.consensus_piece import Piece
from coder.editing.consensus_ratings import plan_ratings
from coder.model.change import Change
from coder.model.consensus import (
    DISAGREEMENT,
    MADE,
    Dispute,
    Made,
    Ruled,
    Ruling,
    mark_of,
    mark_of_made,
    read_made,
    read_mark,
)
from coder.model.event import Event
from coder.model.observation import Observation
from coder.model.scheme import PHASE, Scheme, Tier


@dataclass(frozen=True, slots=True)
class Ground:
    """What two coders have: pieces of codable time by tier, uncodable time, phases, and where they differ."""

    tiers: tuple[Tier, ...]
    pieces: Mapping[str, Sequence[Piece]]
    disputes: tuple[Dispute, ...]
    uncodable: tuple[Event, ...] = ()
    phases: tuple[Event, ...] = ()

    def piece(self, dispute: Dispute) -> Piece | None:
        """Find the piece that a disagreement is of; None where the coders' observations have changed since."""
        return next((one for one in self.pieces.get(dispute.tier, ()) if one.key == dispute.key), None)


def disputes_of(observation: Observation) -> list[Dispute]:
    """Return the disagreements that a consensus was begun with, in order; raise ValueError for what makes no sense."""
    return [read_mark(event) for event in observation.lane(DISAGREEMENT) if event.code != MADE]


def in_order(scheme: Scheme, disputes: Iterable[Dispute]) -> list[Dispute]:
    """Return disagreements in the order in which they are gone through: by time and tier, ratings last."""
    places = {tier.id: place for place, tier in enumerate(scheme.lanes)}
    return sorted(disputes, key=lambda one: (one.is_rating, one.onset_ms, places.get(one.tier, 0), one.id))


def made_of(observation: Observation) -> Made | None:
    """Return whose observations a consensus was made of; None where it is none."""
    found = next(iter(observation.code_lane(DISAGREEMENT, MADE)), None)
    return None if found is None else read_made(found)


def plan_beginning(observation: Observation, ground: Ground, made: Made, title: str) -> Change:
    """Return what makes a consensus that of two coders as they are now; what was decided before stays where it can."""
    old = {one.key: one for one in disputes_of(observation)}
    ids = _Ids(observation.next_id)
    now = [_again(one, old.get(one.key)) or replace(one, id=ids.next()) for one in ground.disputes]
    kept = {one.key for one in now}
    gone = [mark_of(one) for key, one in old.items() if key not in kept]
    added = [mark_of(one) for one in now if one.key not in old]
    moved = [(mark_of(old[one.key]), mark_of(one)) for one in now if one.key in old and old[one.key] != one]
    before = list(observation.code_lane(DISAGREEMENT, MADE))
    mark = mark_of_made(made, before[0].id if before else ids.next())
    marks = Change(
        title,
        tuple(added) if before else (mark, *added),
        tuple(gone),
        (*(((before[0], mark),) if before and before[0] != mark else ()), *moved),
    )
    phases = _phases(observation, ground.phases, ids)
    return _together(title, [marks, phases, *_replanned(observation, ground, now, {*ground.pieces}, ids)])


def plan_rulings(observation: Observation, ground: Ground, ruled: Mapping[int, Ruled], title: str) -> Change:
    """Return what deciding disagreements, by their ids, changes; one that is decided so already changes nothing."""
    before = disputes_of(observation)
    after = [replace(one, ruled=ruled[one.id]) if one.id in ruled else one for one in before]
    moved = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    marks = Change(title, replaced=tuple((mark_of(old), mark_of(new)) for old, new in moved))
    tiers = {new.tier for _, new in moved}
    touched = {Ruling.UNCODABLE} & {one.ruled.ruling for pair in moved for one in pair}
    ids = _Ids(observation.next_id)
    return _together(title, [marks, *_replanned(observation, ground, after, tiers, ids, uncodable=bool(touched))])


def _again(one: Dispute, before: Dispute | None) -> Dispute | None:
    """Return a disagreement as it was decided before; None where it is a new one."""
    return None if before is None else replace(one, id=before.id, ruled=before.ruled)


class _Ids:
    def __init__(self, first: int) -> None:
        self.free = first

    def next(self) -> int:
        """Return an id that nothing has."""
        self.free += 1
        return self.free - 1

    def after(self, change: Change) -> Change:
        """Leave out the ids that a change uses."""
        self.free += len(change.added)
        return change


def _replanned(
    observation: Observation,
    ground: Ground,
    disputes: Sequence[Dispute],
    tiers: Iterable[str],
    ids: _Ids,
    *,
    uncodable: bool = True,
) -> Iterator[Change]:
    by_key = {one.key: one for one in disputes}
    wanted = set(tiers)
    for tier in ground.tiers:
        if tier.id in wanted:
            pieces = ground.pieces.get(tier.id, ())
            plan = plan_tier if tier.rating is None else plan_ratings
            yield ids.after(plan(observation, tier, pieces, by_key, ids.free))
    if uncodable:
        yield ids.after(plan_uncodable(observation, ground.uncodable, disputes, ids.free))


def _phases(observation: Observation, phases: Iterable[Event], ids: _Ids) -> Change:
    there = {replace(event, id=0) for event in observation.lane(PHASE)}
    wanted = {replace(event, id=0) for event in phases}
    gone = tuple(event for event in observation.lane(PHASE) if replace(event, id=0) not in wanted)
    come = sorted(wanted - there, key=lambda event: (event.onset_ms, event.code))
    return Change("", tuple(replace(event, id=ids.next()) for event in come), gone)


def _together(title: str, changes: Sequence[Change]) -> Change:
    return Change(
        title,
        tuple(event for one in changes for event in one.added),
        tuple(event for one in changes for event in one.removed),
        tuple(pair for one in changes for pair in one.replaced),
    )
