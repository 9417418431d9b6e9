"""Which part of the time that counts in a pass has been watched."""

from collections.abc import Sequence

from coder.editing.codable import Stretch, judged_tiers, phase_stretches
from coder.editing.coverage import uncodable_spells
from coder.model.observation import Observation
from coder.model.scheme import Scheme
from coder.model.spans import Span, gaps_between, length_of


def watched_share(scheme: Scheme, observation: Observation, seen: Sequence[Span], end_ms: int) -> float:
    """Return how much of the codable time was watched, from 0 to 1; 0 where there is none.

    Time counts in which some tier of the pass can be judged, and that lies in a phase where any is marked. Uncodable
    time that runs is known as far as was watched.
    """
    reached_ms = max((to_ms for _, to_ms in seen), default=0)
    counted = codable_spans(scheme, observation, end_ms, running_to_ms=reached_ms)
    whole_ms = length_of(counted)
    both_ms = sum(
        max(0, min(offset, to_ms) - max(onset, from_ms)) for onset, offset in counted for from_ms, to_ms in seen
    )
    return both_ms / whole_ms if whole_ms else 0.0


def codable_spans(
    scheme: Scheme, observation: Observation, end_ms: int, *, running_to_ms: int | None = None
) -> list[Span]:
    """Return the time that counts in the observation's pass, in order and apart.

    ``running_to_ms``: how far uncodable time lasts that still runs; to the end when left out.
    """
    blocked = _blocked(scheme, observation, end_ms, end_ms if running_to_ms is None else running_to_ms)
    return [
        span
        for stretch in phase_stretches(scheme, observation, end_ms)
        for span in gaps_between(_within(blocked, stretch), stretch.onset_ms, stretch.offset_ms)
    ]


def _within(spans: list[Span], stretch: Stretch) -> list[Span]:
    return [span for span in spans if span[0] < stretch.offset_ms and stretch.onset_ms < span[1]]


def _blocked(scheme: Scheme, observation: Observation, end_ms: int, running_to_ms: int) -> list[Span]:
    """Return the time in which no tier of the pass can be judged."""
    tiers = judged_tiers(scheme, observation.identity.pass_id)
    if scheme.uncodable is None or not tiers:
        return []
    judged: list[Span] = []
    for tier in tiers:
        blocked = uncodable_spells(scheme, observation, tier, 0, end_ms, running=False)
        blocked += uncodable_spells(scheme, observation, tier, 0, running_to_ms)
        judged += gaps_between(blocked, 0, end_ms)
    return gaps_between(judged, 0, end_ms)
