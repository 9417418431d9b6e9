"""Codes computed from others: where all, any or none of them hold, or two ordinal tiers match."""

from collections.abc import Iterable

from coder.editing.coverage import Segment, gaps_between, segments, uncodable_spells
from coder.model.observation import Observation
from coder.model.scheme import Derived, Scheme, Tier

Span = tuple[int, int]


def derived_tiers(derived: Derived) -> tuple[str, ...]:
    """Return the ids of the tiers a derived code is computed from, each once."""
    sources = (*derived.all_of, *derived.any_of, *derived.none_of, *derived.match)
    return tuple(dict.fromkeys(source.partition(".")[0] for source in sources))


def derived_spans(scheme: Scheme, observation: Observation, derived: Derived, from_ms: int, to_ms: int) -> list[Span]:
    """Return the ``[onset, offset)`` stretches in which a derived code holds, in order.

    Time that is uncodable for any tier it is computed from is left out: nobody could judge it.
    """
    tiers = [tier for tier_id in derived_tiers(derived) if (tier := scheme.tier(tier_id)) is not None]
    parts = {tier.id: segments(scheme, observation, tier, from_ms, to_ms) for tier in tiers}
    blocked = [span for tier in tiers for span in uncodable_spells(scheme, observation, tier, from_ms, to_ms)]
    codable = gaps_between(blocked, from_ms, to_ms)
    return joined(_holding(derived, tiers, parts, codable)) if tiers else []


def _holding(derived: Derived, tiers: list[Tier], parts: dict[str, list[Segment]], codable: list[Span]) -> list[Span]:
    if derived.match:
        first, other = tiers[0], tiers[-1]
        pairs = [(_spans(parts[first.id], {a}), _spans(parts[other.id], {b})) for a, b in _equal_codes(first, other)]
        return sorted(span for mine, theirs in pairs for span in _both(_both(mine, theirs), codable))
    held = codable
    for source in derived.all_of:
        held = _both(held, _of(parts, source))
    if derived.any_of:
        held = _both(held, joined(sorted(span for source in derived.any_of for span in _of(parts, source))))
    for source in derived.none_of:
        held = _without(held, _of(parts, source))
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
    return joined(sorted((part.onset_ms, part.offset_ms) for part in parts if codes is None or part.code in codes))


def joined(spans: Iterable[Span]) -> list[Span]:
    """Return ordered spans with those that touch or overlap made one."""
    whole: list[Span] = []
    for onset, offset in spans:
        if whole and onset <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(whole[-1][1], offset))
        elif onset < offset:
            whole.append((onset, offset))
    return whole


def _both(mine: list[Span], theirs: list[Span]) -> list[Span]:
    shared: list[Span] = []
    left = right = 0
    while left < len(mine) and right < len(theirs):
        onset, offset = max(mine[left][0], theirs[right][0]), min(mine[left][1], theirs[right][1])
        if onset < offset:
            shared.append((onset, offset))
        if mine[left][1] < theirs[right][1]:
            left += 1
        else:
            right += 1
    return shared


def _without(mine: list[Span], theirs: list[Span]) -> list[Span]:
    if not mine:
        return []
    return _both(mine, gaps_between(theirs, mine[0][0], mine[-1][1]))
