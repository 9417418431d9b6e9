"""Interval sampling: which intervals a tier has, which one an instant lies in, and which are still uncoded.

They are counted from the onset of each phase, or from the start of the session where no phase is marked. The last
one is cut where its phase or the session ends, and counts all the same.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from coder.editing.codable import phase_stretches
from coder.editing.coverage import uncodable_spells
from coder.model.observation import Observation
from coder.model.scheme import Kind, Scheme, Tier
from coder.model.spans import Span, gaps_between

MOMENTARY = "momentary"


@dataclass(frozen=True, slots=True)
class Counted:
    """How many intervals of a tier have a code, of all that count: uncoded ones that nobody could judge do not."""

    coded: int
    intervals: int


@dataclass(frozen=True, slots=True)
class Sampled:
    """An observation up to where its session ends, as its interval tiers are looked at."""

    scheme: Scheme
    observation: Observation
    end_ms: int

    def tiers(self) -> tuple[Tier, ...]:
        """Return the interval tiers coded in the pass."""
        lanes = self.scheme.lanes_of_pass(self.observation.identity.pass_id)
        return tuple(tier for tier in lanes if tier.kind is Kind.INTERVAL)

    def intervals(self, tier: Tier, from_ms: int = 0, to_ms: int | None = None) -> Iterator[Span]:
        """Yield the intervals of a tier that touch ``[from_ms, to_ms)``, each whole, in order."""
        length_ms = length_of(tier)
        last_ms = self.end_ms if to_ms is None else to_ms
        for stretch in phase_stretches(self.scheme, self.observation, self.end_ms):
            if stretch.offset_ms <= from_ms:
                continue
            first_ms = stretch.onset_ms + max(0, from_ms - stretch.onset_ms) // length_ms * length_ms
            for onset_ms in range(first_ms, min(stretch.offset_ms, last_ms), length_ms):
                yield onset_ms, min(onset_ms + length_ms, stretch.offset_ms)

    def interval_at(self, tier: Tier, ms: int) -> Span | None:
        """Return the interval an instant lies in; None where nothing counts."""
        return next(self.intervals(tier, ms, ms + 1), None)

    def uncoded(self, tier: Tier, from_ms: int = 0, to_ms: int | None = None) -> Iterator[Span]:
        """Yield the intervals that touch ``[from_ms, to_ms)``, have no code and could be judged."""
        for span in self.intervals(tier, from_ms, to_ms):
            if not self.is_coded(tier, span) and self.can_judge(tier, span):
                yield span

    def uncoded_ending(self, tier: Tier, after_ms: int, until_ms: int) -> Iterator[Span]:
        """Yield the uncoded intervals whose end lies in ``(after_ms, until_ms]``."""
        return (span for span in self.uncoded(tier, after_ms, until_ms) if after_ms < span[1] <= until_ms)

    def is_coded(self, tier: Tier, span: Span) -> bool:
        """Tell whether an interval has a code: an event of its tier holds in its middle.

        So an event still belongs to one interval when a phase is marked anew and intervals are counted from there.
        """
        return any(not event.point for event in self.observation.lane(tier.id).covering(middle_of(span)))

    def can_judge(self, tier: Tier, span: Span) -> bool:
        """Tell whether an interval can be judged."""
        return can_judge(self.scheme, self.observation, tier, span)

    def count(self, tier: Tier) -> Counted:
        """Count the intervals of a tier."""
        coded = intervals = 0
        for span in self.intervals(tier):
            is_coded = self.is_coded(tier, span)
            coded += is_coded
            intervals += is_coded or self.can_judge(tier, span)
        return Counted(coded, intervals)


def can_judge(scheme: Scheme, observation: Observation, tier: Tier, span: Span) -> bool:
    """Tell whether an interval can be judged: its last instant where that is what counts, else some of it."""
    onset_ms, offset_ms = span
    judged_ms = offset_ms - 1 if tier.rule == MOMENTARY else onset_ms
    spells = uncodable_spells(scheme, observation, tier, judged_ms, offset_ms)
    return bool(gaps_between(spells, judged_ms, offset_ms))


def length_of(tier: Tier) -> int:
    """Return how long an interval of a tier is (ms)."""
    return max(1, round((tier.length_s or 1.0) * 1000))


def middle_of(span: Span) -> int:
    """Return the instant (ms) in the middle of an interval, which tells what is coded for it."""
    return (span[0] + span[1]) // 2
