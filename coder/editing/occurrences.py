"""All that holds or happens in an observation, as tables list it: coded events, computed defaults, derived codes."""

from collections.abc import Iterator
from dataclasses import dataclass

from coder.editing.coverage import counted_spans, segments, uncodable_spells
from coder.editing.derived import derived_spans, derived_tiers
from coder.editing.intervals import Sampled
from coder.editing.rating import rating_span
from coder.model.event import Event
from coder.model.observation import Observation
from coder.model.scheme import PHASE, SESSION_ACTOR, Code, Kind, Scheme, Tier


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One row of a table of events; ``event`` is None for what is computed, ``offset_ms`` None for a point.

    ``censored`` tells of onset and offset whether the true one may lie further out.
    """

    onset_ms: int
    offset_ms: int | None
    tier: Tier
    code: Code
    event: Event | None
    source: str
    censored: tuple[bool, bool] = (False, False)


@dataclass(frozen=True, slots=True)
class _Log:
    scheme: Scheme
    observation: Observation
    end_ms: int
    first_ms: int
    last_ms: int
    edges: frozenset[int]


def occurrences(scheme: Scheme, observation: Observation, end_ms: int) -> list[Occurrence]:
    """Return everything up to the session's end, in order of onset, then of the scheme's tiers, then of event id.

    A rating has the time of what is rated. A state that was never ended ends with the last phase, and with the session
    where none is marked. Defaults and derived codes are left out where nothing counts; coded events never are. An
    interval that could be judged and has no code is there without one, and its source is what the tier's gap means.
    """
    counted = counted_spans(scheme, observation, 0, end_ms) or [(0, end_ms)]
    edges = frozenset(ms for span in counted for ms in span)
    log = _Log(scheme, observation, end_ms, counted[0][0], counted[-1][1], edges)
    lanes = scheme.lanes_of_pass(observation.identity.pass_id)
    place = {tier.id: number for number, tier in enumerate(lanes)}
    found = [one for tier in lanes for one in _of_tier(log, tier)]
    found += _derived(log, {tier.id for tier in lanes})
    last = len(place)
    return sorted(
        found,
        key=lambda one: (one.onset_ms, place.get(one.tier.id, last), one.event.id if one.event else 0, one.code.id),
    )


def _of_tier(log: _Log, tier: Tier) -> Iterator[Occurrence]:
    codes = {code.id: code for code in tier.codes}
    for event in log.observation.lane(tier.id):
        code = codes.get(event.code) or Code(event.code)
        if tier.kind is Kind.RATING:
            yield Occurrence(*rating_span(log.observation, event, log.end_ms), tier, code, event, "coder")
        elif event.point:
            yield Occurrence(event.onset_ms, None, tier, code, event, "coder")
        elif tier.kind is Kind.INTERVAL:
            yield Occurrence(event.onset_ms, event.end_ms(log.end_ms), tier, code, event, "coder")
        else:
            offset_ms = event.end_ms(_closing_ms(log, event))
            yield Occurrence(event.onset_ms, offset_ms, tier, code, event, "coder", _censored(log, event, offset_ms))
    if tier.exhaustive:
        yield from _defaults(log, tier, codes)
    if tier.kind is Kind.INTERVAL:
        for onset_ms, offset_ms in Sampled(log.scheme, log.observation, log.end_ms).uncoded(tier):
            yield Occurrence(onset_ms, offset_ms, tier, Code(""), None, tier.gap.value)


def _closing_ms(log: _Log, event: Event) -> int:
    """Return where a state ends that nobody ended."""
    return log.last_ms if event.onset_ms < log.last_ms and event.tier != PHASE else log.end_ms


def _censored(log: _Log, event: Event, offset_ms: int) -> tuple[bool, bool]:
    begun = event.onset_ms <= 0 or event.onset_ms < log.first_ms < offset_ms
    ended = event.running or offset_ms >= log.end_ms or event.onset_ms < log.last_ms < offset_ms
    return begun, ended


def _defaults(log: _Log, tier: Tier, codes: dict[str, Code]) -> Iterator[Occurrence]:
    begun, ended = _cuts(log, [tier])
    for part in segments(log.scheme, log.observation, tier, 0, log.end_ms):
        if part.event is None:
            censored = (part.onset_ms in begun, part.offset_ms in ended)
            yield Occurrence(part.onset_ms, part.offset_ms, tier, codes[part.code], None, "default", censored)


def _cuts(log: _Log, tiers: list[Tier]) -> tuple[frozenset[int], frozenset[int]]:
    """Return where what is computed of some tiers may have begun earlier, and where it may have ended later."""
    spells = [span for tier in tiers for span in uncodable_spells(log.scheme, log.observation, tier, 0, log.end_ms)]
    return log.edges.union(offset for _, offset in spells), log.edges.union(onset for onset, _ in spells)


def _derived(log: _Log, coded: set[str]) -> Iterator[Occurrence]:
    for derived in log.scheme.derived:
        if not coded.issuperset(derived_tiers(derived)):
            continue
        tier = Tier(derived.id, derived.actor or SESSION_ACTOR, Kind.STATE, derived.label)
        begun, ended = _cuts(log, [found for name in derived_tiers(derived) if (found := log.scheme.tier(name))])
        for onset_ms, offset_ms in derived_spans(log.scheme, log.observation, derived, 0, log.end_ms):
            censored = (onset_ms in begun, offset_ms in ended)
            code = Code(derived.id, label=derived.label)
            yield Occurrence(onset_ms, offset_ms, tier, code, None, "derived", censored)
