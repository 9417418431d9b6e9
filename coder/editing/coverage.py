"""What holds on a tier over a stretch of time, computed defaults and uncodable time included."""

from dataclasses import dataclass

from coder.model.event import Event
from coder.model.observation import Observation
from coder.model.scheme import REASON, UNCODABLE, Scheme, Tier


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a tier: ``event`` is the coded event, or None for a computed default."""

    onset_ms: int
    offset_ms: int
    code: str
    event: Event | None


def uncodable_spells(
    scheme: Scheme, observation: Observation, tier: Tier, from_ms: int, to_ms: int
) -> list[tuple[int, int]]:
    """Return the ``[onset, offset)`` stretches in which a tier cannot be judged, in order, clipped to the window."""
    if scheme.uncodable is None:
        return []
    spells: list[tuple[int, int]] = []
    for event in observation.lane(UNCODABLE).between(from_ms, to_ms):
        if scheme.uncodable.blocks_tier(event.modifier(REASON) or "", tier.id):
            onset, offset = max(from_ms, event.onset_ms), min(to_ms, event.end_ms(to_ms))
            if onset < offset:
                spells.append((onset, offset))
    return spells


def segments(scheme: Scheme, observation: Observation, tier: Tier, from_ms: int, to_ms: int) -> list[Segment]:
    """Return the states of a tier clipped to ``[from_ms, to_ms)``; an exhaustive tier's gaps hold its default.

    Uncodable time is never filled by the default; coded events are given as they are coded.
    """
    coded = [
        Segment(max(from_ms, event.onset_ms), min(to_ms, event.end_ms(to_ms)), event.code, event)
        for event in observation.lane(tier.id).between(from_ms, to_ms)
        if not event.point
    ]
    if not tier.exhaustive:
        return coded
    taken = [(part.onset_ms, part.offset_ms) for part in coded]
    taken += uncodable_spells(scheme, observation, tier, from_ms, to_ms)
    gaps = [Segment(onset, offset, tier.default, None) for onset, offset in gaps_between(taken, from_ms, to_ms)]
    return sorted([*coded, *gaps], key=lambda part: part.onset_ms)


def gaps_between(taken: list[tuple[int, int]], from_ms: int, to_ms: int) -> list[tuple[int, int]]:
    """Return the stretches of ``[from_ms, to_ms)`` that none of the given stretches covers."""
    gaps: list[tuple[int, int]] = []
    reached = from_ms
    for onset, offset in sorted(taken):
        if onset > reached:
            gaps.append((reached, min(onset, to_ms)))
        reached = max(reached, offset)
    if reached < to_ms:
        gaps.append((reached, to_ms))
    return gaps
