"""How much of a stretch of time a tier could be judged in: every denominator."""

from dataclasses import dataclass, replace

from coder.editing.phases import phase_spans
from coder.editing.windows import window_spans
from coder.model.observation import Observation
from coder.model.scheme import REASON, UNCODABLE, Kind, Scheme, Tier
from coder.model.spans import gaps_between, intersection, length_of


@dataclass(frozen=True, slots=True)
class Stretch:
    """Time that counts, ``[onset_ms, offset_ms)``: a phase, a window in it, or the whole session (no name)."""

    onset_ms: int
    offset_ms: int
    phase: str = ""
    window: str = ""


@dataclass(frozen=True, slots=True)
class Codable:
    """How long a tier could be judged in a stretch, and how long not, by reason; empty where none was given.

    No time is counted twice: where several reasons block the tier at once, it is counted for the one that began first.
    """

    whole_ms: int
    by_reason: tuple[tuple[str, int], ...] = ()

    @property
    def uncodable_ms(self) -> int:
        """How long it could not be judged."""
        return sum(ms for _, ms in self.by_reason)

    @property
    def codable_ms(self) -> int:
        """How long it could be judged: the rest."""
        return self.whole_ms - self.uncodable_ms

    def is_missing(self, share: float | None) -> bool:
        """Tell whether more than a share of the stretch could not be judged, so that the tier is missing there."""
        return share is not None and self.uncodable_ms > share * self.whole_ms


def phase_stretches(scheme: Scheme, observation: Observation, end_ms: int) -> list[Stretch]:
    """Return the phases as marked; the whole session where the scheme has none or none is marked."""
    phases = phase_spans(observation, end_ms) if scheme.procedure.phases else []
    whole = [Stretch(span.onset_ms, span.offset_ms, span.phase) for span in phases] or [Stretch(0, end_ms)]
    return _in_blocks(observation, whole)


def window_stretches(scheme: Scheme, observation: Observation, end_ms: int, windows: tuple[str, ...]) -> list[Stretch]:
    """Return the named windows as they really lie in the session."""
    found = window_spans(scheme.procedure, observation, end_ms)
    whole = [
        Stretch(span.onset_ms, span.offset_ms, span.phase.phase, span.window)
        for span in found
        if span.window in windows
    ]
    return _in_blocks(observation, whole)


def _in_blocks(observation: Observation, whole: list[Stretch]) -> list[Stretch]:
    """Cut stretches to what of the session is coded at all."""
    if not observation.blocks:
        return whole
    return [
        replace(one, onset_ms=onset_ms, offset_ms=offset_ms)
        for one in whole
        for onset_ms, offset_ms in intersection([(one.onset_ms, one.offset_ms)], observation.blocks)
    ]


def judged_tiers(scheme: Scheme, pass_id: str = "") -> list[Tier]:
    """Return the tiers of a pass whose time is counted: those with an actor, ratings left out."""
    own = {tier.id for tier in scheme.tiers if tier.kind is not Kind.RATING}
    return [tier for tier in scheme.lanes_of_pass(pass_id) if tier.id in own]


def codable_time(
    scheme: Scheme, observation: Observation, tier: Tier, stretches: list[Stretch], *, running: bool = True
) -> Codable:
    """Return how long a tier could be judged in all of some stretches that do not overlap.

    Uncodable time that still runs lasts to the end of its stretch; without ``running`` it is left out.
    """
    whole_ms, by_reason = 0, dict[str, int]()
    for stretch in stretches:
        whole_ms += stretch.offset_ms - stretch.onset_ms
        for reason, ms in _uncodable(scheme, observation, tier, stretch, running=running):
            by_reason[reason] = by_reason.get(reason, 0) + ms
    return Codable(whole_ms, tuple(sorted(by_reason.items())))


def _uncodable(
    scheme: Scheme, observation: Observation, tier: Tier, stretch: Stretch, *, running: bool
) -> list[tuple[str, int]]:
    if scheme.uncodable is None:
        return []
    reached_ms, to_ms = stretch.onset_ms, stretch.offset_ms
    found: list[tuple[str, int]] = []
    for event in observation.lane(UNCODABLE).between(reached_ms, to_ms):
        reason, until_ms = event.modifier(REASON) or "", min(to_ms, event.end_ms(to_ms))
        ms = until_ms - max(reached_ms, event.onset_ms)
        if ms > 0 and (running or not event.running) and scheme.uncodable.blocks_tier(reason, tier.id):
            found.append((reason, ms))
            reached_ms = until_ms
    return found


def unmarked_ms(scheme: Scheme, observation: Observation, stretches: list[Stretch]) -> int:
    """Return how much of some stretches has no uncodable mark at all, whichever tiers it blocks."""
    free_ms = 0
    for stretch in stretches:
        from_ms, to_ms = stretch.onset_ms, stretch.offset_ms
        marks = observation.lane(UNCODABLE).between(from_ms, to_ms) if scheme.uncodable else []
        taken = [(event.onset_ms, event.end_ms(to_ms)) for event in marks]
        free_ms += length_of(gaps_between(taken, from_ms, to_ms))
    return free_ms
