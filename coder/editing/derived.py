"""Codes computed from others: where all, any or none of them hold, or two ordinal tiers match."""

from collections.abc import Callable, Iterable

from coder.editing.coverage import Segment, outside_phases, segments, uncodable_spells
from coder.model.lane import Lane
from coder.model.observation import Observation
from coder.model.scheme import PHASE, UNCODABLE, Derived, Scheme, Tier
from coder.model.spans import Span, difference, gaps_between, intersection, union


def derived_tiers(derived: Derived) -> tuple[str, ...]:
    """Return the ids of the tiers a derived code is computed from, each once."""
    sources = (*derived.all_of, *derived.any_of, *derived.none_of, *derived.match)
    return tuple(dict.fromkeys(source.partition(".")[0] for source in sources))


def derived_spans(scheme: Scheme, observation: Observation, derived: Derived, from_ms: int, to_ms: int) -> list[Span]:
    """Return the ``[onset, offset)`` stretches in which a derived code holds, in order.

    Time that is uncodable for any tier it is computed from is left out, for nobody could judge it, and so is time
    outside the phases.
    """
    tiers = [tier for tier_id in derived_tiers(derived) if (tier := scheme.tier(tier_id)) is not None]
    parts = {tier.id: segments(scheme, observation, tier, from_ms, to_ms) for tier in tiers}
    blocked = [span for tier in tiers for span in uncodable_spells(scheme, observation, tier, from_ms, to_ms)]
    blocked += outside_phases(scheme, observation, from_ms, to_ms)
    codable = gaps_between(blocked, from_ms, to_ms)
    return union(_holding(derived, tiers, parts, codable)) if tiers else []


def derived_test(scheme: Scheme, observation: Observation, derived: Derived) -> Callable[[int], bool]:
    """Return a function that tells whether a derived code holds at an instant (ms), in O(log n).

    It is for where only samples of a session are seen, and holds until the observation changes.
    """
    tiers = [tier for tier_id in derived_tiers(derived) if (tier := scheme.tier(tier_id)) is not None]
    if not tiers:
        return lambda _: False
    tests = [_match_test(observation, tiers[0], tiers[-1])] if derived.match else []
    tests += [_source_test(scheme, observation, source) for source in derived.all_of]
    if derived.any_of:
        tests.append(_any([_source_test(scheme, observation, source) for source in derived.any_of]))
    if derived.none_of:
        tests.append(_not(_any([_source_test(scheme, observation, source) for source in derived.none_of])))
    if len(observation.lane(UNCODABLE)):
        tests.append(lambda ms: not any(uncodable_spells(scheme, observation, tier, ms, ms + 1) for tier in tiers))
    if len(observation.lane(PHASE)):
        tests.append(lambda ms: not outside_phases(scheme, observation, ms, ms + 1))
    return lambda ms: all(test(ms) for test in tests)


def derived_holds(scheme: Scheme, observation: Observation, derived: Derived, ms: int) -> bool:
    """Tell whether a derived code holds at an instant, in O(log n)."""
    return derived_test(scheme, observation, derived)(ms)


def _source_test(scheme: Scheme, observation: Observation, source: str) -> Callable[[int], bool]:
    tier_id, _, code = source.partition(".")
    tier = scheme.tier(tier_id)
    if tier is None:
        return lambda _: False
    if not code:
        return lambda ms: bool(_codes_at(observation, tier, ms))
    if code == tier.default:
        return lambda ms: code in _codes_at(observation, tier, ms)
    lane = observation.code_lane(tier_id, code)
    return lambda ms: _is_held(lane, ms)


def _match_test(observation: Observation, first: Tier, other: Tier) -> Callable[[int], bool]:
    pairs = _equal_codes(first, other)

    def holds(ms: int) -> bool:
        mine, theirs = _codes_at(observation, first, ms), _codes_at(observation, other, ms)
        return any(a in mine and b in theirs for a, b in pairs)

    return holds


def _any(tests: list[Callable[[int], bool]]) -> Callable[[int], bool]:
    return lambda ms: any(test(ms) for test in tests)


def _not(test: Callable[[int], bool]) -> Callable[[int], bool]:
    return lambda ms: not test(ms)


def _is_held(lane: Lane, ms: int) -> bool:
    """Tell whether a state of a lane without overlaps holds: only the last to begin can."""
    last = lane.before(ms + 1)
    return last is not None and not last.point and (last.offset_ms is None or ms < last.offset_ms)


def _codes_at(observation: Observation, tier: Tier, ms: int) -> set[str]:
    """Return the codes that hold on a codable instant, the default where there is one and no other holds."""
    codes = {code.id for code in tier.codes if _is_held(observation.code_lane(tier.id, code.id), ms)}
    return codes or ({tier.default} if tier.exhaustive else set())


def _holding(derived: Derived, tiers: list[Tier], parts: dict[str, list[Segment]], codable: list[Span]) -> list[Span]:
    if derived.match:
        first, other = tiers[0], tiers[-1]
        pairs = [(_spans(parts[first.id], {a}), _spans(parts[other.id], {b})) for a, b in _equal_codes(first, other)]
        return union(span for mine, theirs in pairs for span in intersection(intersection(mine, theirs), codable))
    held = codable
    for source in derived.all_of:
        held = intersection(held, _of(parts, source))
    if derived.any_of:
        held = intersection(held, union(span for source in derived.any_of for span in _of(parts, source)))
    for source in derived.none_of:
        held = difference(held, _of(parts, source))
    return held


def _equal_codes(first: Tier, other: Tier) -> list[tuple[str, str]]:
    """Pair the codes of equal value, or of equal id where neither has a value."""
    return [
        (mine.id, theirs.id)
        for mine in first.codes
        for theirs in other.codes
        if (mine.value, mine.id if mine.value is None else "")
        == (theirs.value, theirs.id if theirs.value is None else "")
    ]


def _of(parts: dict[str, list[Segment]], source: str) -> list[Span]:
    tier_id, _, code = source.partition(".")
    return _spans(parts.get(tier_id, []), {code} if code else None)


def _spans(parts: Iterable[Segment], codes: set[str] | None) -> list[Span]:
    return union((part.onset_ms, part.offset_ms) for part in parts if codes is None or part.code in codes)
