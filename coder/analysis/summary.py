"""How often, how long and how soon each code was there, in each phase or window: codable time is the denominator.

For a tier in a place (a phase as marked, a window, all that counts), codable time = its length − uncodable spells.

- *count*: how many begin in codable time there. Rate = count / codable minutes.
- *total*: how long the code holds within codable time; share = total / codable time, never above 1. Time coded although
  the tier was uncodable is in neither, as it is not in the denominator.
- *truncated*: how many states are there of which not all was seen there: they go on over the place's border or the
  session's, or begin or end where the tier was uncodable, or as that began or ended. The others are *whole*.
- *mean, median, SD* (n − 1) are of the whole ones alone: a state that was cut short is longer than was seen.
- *latency*: from the beginning of the place to the first onset. There is none where the code was already there, where
  it never began, and where some of the time before it could not be judged: an earlier one may have been missed.

A place may be several stretches (a phase that was marked twice): they count as if laid end to end; those that touch are
one. Source: Bakeman & Quera 2011, ch. 7 (frequency, rate, duration, probability, mean duration of timed codes).
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from coder.editing.codable import Stretch
from coder.editing.occurrences import Occurrence
from coder.editing.reckoning import Lane, Reckoning
from coder.model.code_summary import CodeSummary, Judged, Lengths, NoLatency, NoLength, Place
from coder.model.scheme import Kind
from coder.model.spans import Span, difference, index_at, intersection, length_of, union


@dataclass(frozen=True, slots=True)
class _Seen:
    """A place on a lane: its stretches, what of them is codable, and when the lane could not be judged."""

    place: Place
    spans: list[Span]
    codable: list[Span]
    spells: list[Span]
    judged: Judged


def summarise(reckoning: Reckoning, windows: tuple[str, ...] = ()) -> Iterator[CodeSummary]:
    """Give every code of every tier and derived code in each phase as marked, or in each of some windows (ids)."""
    for one in reckoning.stretches(windows):
        yield from _summarise(reckoning, Place(one.phase, one.window, one.onset_ms), [one])


def summarise_together(reckoning: Reckoning, windows: tuple[str, ...] = ()) -> Iterator[CodeSummary]:
    """Give every code in all that counts (no phase), then in each phase, those marked several times put together."""
    for place, stretches in _together(reckoning.stretches(windows)).items():
        yield from _summarise(reckoning, place, stretches)


def _together(stretches: Iterable[Stretch]) -> Mapping[Place, Sequence[Stretch]]:
    found: dict[Place, list[Stretch]] = {}
    for one in stretches:
        found.setdefault(Place("", one.window), []).append(one)
        if one.phase:
            found.setdefault(Place(one.phase, one.window), []).append(one)
    return found


def _summarise(reckoning: Reckoning, place: Place, stretches: Sequence[Stretch]) -> Iterator[CodeSummary]:
    spans = union((one.onset_ms, one.offset_ms) for one in stretches)
    for lane in reckoning.lanes:
        seen = _look(reckoning, lane, place, spans)
        for code in reckoning.codes(lane):
            yield _of_code(lane, code.id, reckoning.by_code.get((lane.tier.id, code.id), ()), seen)


def _look(reckoning: Reckoning, lane: Lane, place: Place, spans: list[Span]) -> _Seen:
    spells = reckoning.spells(lane.rests_on)
    codable = difference(spans, spells) if spells else spans
    whole_ms, codable_ms = length_of(spans), length_of(codable)
    share = reckoning.scheme.uncodable.missing_share if reckoning.scheme.uncodable else None
    missing = None if share is None else whole_ms - codable_ms > share * whole_ms
    return _Seen(place, spans, codable, spells, Judged(whole_ms, codable_ms, missing))


def _of_code(lane: Lane, code: str, found: Sequence[Occurrence], seen: _Seen) -> CodeSummary:
    tier = lane.tier
    count = sum(index_at(seen.codable, what.onset_ms) is not None for what in found)
    latency, why = _latency(tier.kind, found, seen)
    total, truncated, lengths = None, None, Lengths(reason=NoLength.POINT)
    if tier.kind is not Kind.POINT:
        there = union((what.onset_ms, what.offset_ms) for what in found if what.offset_ms is not None)
        total = length_of(intersection(there, seen.codable)) if there else 0
        truncated, lengths = _lengths(tier.kind, found, seen)
    return CodeSummary(
        seen.place,
        tier.actor,
        tier.id,
        code,
        tier.kind.value,
        seen.judged,
        count,
        total,
        truncated,
        lengths,
        latency,
        why,
    )


def _lengths(kind: Kind, found: Sequence[Occurrence], seen: _Seen) -> tuple[int | None, Lengths]:
    if kind is Kind.INTERVAL:
        return None, Lengths(reason=NoLength.INTERVAL)
    truncated, lengths = 0, []
    for what in found:
        if what.offset_ms is None or not _overlaps(what.onset_ms, what.offset_ms, seen.codable):
            continue
        if _is_whole(what, what.offset_ms, seen):
            lengths.append(what.offset_ms - what.onset_ms)
        else:
            truncated += 1
    if not lengths:
        return truncated, Lengths(reason=NoLength.ONLY_TRUNCATED if truncated else NoLength.NEVER)
    return truncated, _describe(sorted(lengths))


def _describe(lengths: list[int]) -> Lengths:
    """Describe lengths in order; the sum of squared deviations is exact until its root is taken."""
    n, total = len(lengths), sum(lengths)
    twice_median = lengths[(n - 1) // 2] + lengths[n // 2]
    if n == 1:
        return Lengths(n, total, twice_median, None, NoLength.ONLY_ONE)
    squares = n * sum(length * length for length in lengths) - total * total
    return Lengths(n, total, twice_median, sqrt(squares / (n * (n - 1))))


def _is_whole(what: Occurrence, offset_ms: int, seen: _Seen) -> bool:
    if any(what.censored):
        return False
    at = index_at(seen.spans, what.onset_ms)
    if at is None or offset_ms > seen.spans[at][1]:
        return False
    return not _is_at_spell(what.onset_ms, seen.spells) and not _is_at_spell(offset_ms, seen.spells)


def _is_at_spell(ms: int, spells: Sequence[Span]) -> bool:
    """Tell whether an instant lies in a spell, or where one begins or ends."""
    at = bisect_right(spells, ms, key=_first) - 1
    return at >= 0 and ms <= spells[at][1]


def _overlaps(onset_ms: int, offset_ms: int, spans: Sequence[Span]) -> bool:
    at = bisect_right(spans, onset_ms, key=_last)
    return at < len(spans) and spans[at][0] < offset_ms


def _latency(kind: Kind, found: Sequence[Occurrence], seen: _Seen) -> tuple[int | None, NoLatency | None]:
    if kind is Kind.INTERVAL:
        return None, NoLatency.INTERVAL
    if not seen.codable:
        return None, NoLatency.NOT_SEEN
    begin_ms = seen.spans[0][0]
    for what in found:
        if what.onset_ms < begin_ms or (what.onset_ms == begin_ms and what.censored[0]):
            if what.offset_ms is not None and what.offset_ms > begin_ms:
                return None, NoLatency.ALREADY_THERE
        elif index_at(seen.spans, what.onset_ms) is not None:
            return _until(what, seen)
    return None, NoLatency.NEVER


def _until(what: Occurrence, seen: _Seen) -> tuple[int | None, NoLatency | None]:
    """Return how long it took until something began, if all of the time before it could be judged."""
    elapsed, judged = (_length_before(spans, what.onset_ms) for spans in (seen.spans, seen.codable))
    if elapsed > judged or what.censored[0] or index_at(seen.codable, what.onset_ms) is None:
        return None, NoLatency.NOT_SEEN
    return elapsed, None


def _length_before(spans: Sequence[Span], ms: int) -> int:
    return sum(min(offset, ms) - onset for onset, offset in spans if onset < ms)


def _first(span: Span) -> int:
    return span[0]


def _last(span: Span) -> int:
    return span[1]
