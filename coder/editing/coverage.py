"""What holds on a tier over a stretch of time: computed defaults, uncodable time, and which time counts at all.

Where phases are marked, nothing outside them counts: no default fills it and no derived code holds there.
"""

from dataclasses import dataclass

from coder.model.event import Event
from coder.model.observation import Observation
from coder.model.scheme import PHASE, REASON, UNCODABLE, Scheme, Tier
from coder.model.spans import Span, gaps_between, union


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a tier: ``event`` is the coded event, or None for a computed default."""

    onset_ms: int
    offset_ms: int
    code: str
    event: Event | None


def outside_phases(scheme: Scheme, observation: Observation, from_ms: int, to_ms: int) -> list[Span]:
    """Return the stretches of ``[from_ms, to_ms)`` in no phase, in order; none where no phase is marked.

    Where only blocks of the session are coded, nothing outside them counts either.
    """
    phases = observation.lane(PHASE)
    apart = gaps_between(observation.blocks, from_ms, to_ms) if observation.blocks else []
    if not scheme.procedure.phases or not len(phases):
        return apart
    held = [(event.onset_ms, event.end_ms(to_ms)) for event in phases.between(from_ms, to_ms)]
    unmarked = gaps_between(held, from_ms, to_ms)
    return union([*apart, *unmarked]) if apart else unmarked


def counted_spans(scheme: Scheme, observation: Observation, from_ms: int, to_ms: int) -> list[Span]:
    """Return the stretches of ``[from_ms, to_ms)`` that count: its phases, or all of it where none is marked."""
    return gaps_between(outside_phases(scheme, observation, from_ms, to_ms), from_ms, to_ms)


def uncodable_spells(
    scheme: Scheme, observation: Observation, tier: Tier, from_ms: int, to_ms: int, *, running: bool = True
) -> list[Span]:
    """Return the ``[onset, offset)`` stretches in which a tier cannot be judged, in order, clipped to the window.

    Where several reasons block the tier at once they are one stretch. What still runs lasts to the end of the window;
    without ``running`` it is left out.
    """
    if scheme.uncodable is None:
        return []
    spells: list[Span] = []
    for event in observation.lane(UNCODABLE).between(from_ms, to_ms):
        if (running or not event.running) and scheme.uncodable.blocks_tier(event.modifier(REASON) or "", tier.id):
            onset, offset = max(from_ms, event.onset_ms), min(to_ms, event.end_ms(to_ms))
            if spells and onset < spells[-1][1]:
                spells[-1] = (spells[-1][0], max(offset, spells[-1][1]))
            elif onset < offset:
                spells.append((onset, offset))
    return spells


def segments(scheme: Scheme, observation: Observation, tier: Tier, from_ms: int, to_ms: int) -> list[Segment]:
    """Return the states of a tier clipped to ``[from_ms, to_ms)``; an exhaustive tier's gaps hold its default.

    Neither uncodable time nor time outside the phases is filled by the default; coded events are given as they are.
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
    taken += outside_phases(scheme, observation, from_ms, to_ms)
    gaps = [Segment(onset, offset, tier.default, None) for onset, offset in gaps_between(taken, from_ms, to_ms)]
    return sorted([*coded, *gaps], key=lambda part: part.onset_ms)
