"""How often, how long and how soon each code was there, in each phase or window: codable time is the denominator.

For a tier in a place (a phase as marked, a window, all that counts), codable time = its length − uncodable spells.

- *count*: how many begin in codable time there. Rate = count / codable minutes.
- *total*: how long the code holds within codable time; share = total / codable time, never above 1. Time coded although
  the tier was uncodable is in neither, as it is not in the denominator.
- *truncated*: how many states are there of which not all was seen there: they go on over the place's border or the
  session's, or some of their time was uncodable, or they begin or end as uncodable time ends or begins. The others are
  *whole*.
- *mean, median, SD* (n − 1) are of the whole ones alone: a state that was cut short is longer than was seen.
- *latency*: from the beginning of the place to the first onset. There is none where the code was already there, where
  it never began, and where some of the time before it could not be judged: an earlier one may have been missed.

A place may be several stretches (a phase that was marked twice): they count as if laid end to end; those that touch are
one. Source: Bakeman & Quera 2011, ch. 8 (frequency, rate, duration, probability, mean duration of timed codes).
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import sqrt

from coder.editing.codable import Stretch
from coder.editing.occurrences import Occurrence
from coder.editing.reckoning import Lane, Reckoning
from coder.model.code_summary import CodeSummary, Judged, Lengths, NoLatency, NoLength, Place
from coder.model.scheme import Kind
from coder.model.spans import Span, difference, length_of, union


@dataclass(frozen=True, slots=True)
class _Seen:
    """A place on a lane. Its stretches, its codable time and the lane's spells are edges: onset, offset, onset …"""

    place: Place
    spans: list[int]
    codable: list[int]
    spells: list[int]
    judged: Judged


@dataclass(slots=True)
class _Tally:
    """What was counted of a code in a place, in ms; ``reached``: up to where its time was."""

    count: int = 0
    total: int = 0
    truncated: int = 0
    reached: int = 0
    lengths: list[int] = field(default_factory=list)


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
    return _Seen(place, _edges(spans), _edges(codable), _edges(spells), Judged(whole_ms, codable_ms, missing))


def _of_code(lane: Lane, code: str, found: Sequence[Occurrence], seen: _Seen) -> CodeSummary:
    tier = lane.tier
    tally = _tally(found, seen)
    total, truncated, lengths = None if tier.kind is Kind.POINT else tally.total, None, Lengths(reason=NoLength.POINT)
    if tier.kind is Kind.STATE:
        truncated, lengths = tally.truncated, _describe(sorted(tally.lengths), tally.truncated)
    elif tier.kind is Kind.INTERVAL:
        lengths = Lengths(reason=NoLength.INTERVAL)
    latency, why = _latency(tier.kind, found, seen)
    return CodeSummary(
        *(seen.place, tier.actor, tier.id, code, tier.kind.value, seen.judged),
        *(tally.count, total, truncated, lengths, latency, why),
    )


def _tally(found: Sequence[Occurrence], seen: _Seen) -> _Tally:
    tally = _Tally()
    if not seen.codable:
        return tally
    first_ms, last_ms = seen.codable[0], seen.codable[-1]
    for what in found:
        onset_ms, offset_ms = what.onset_ms, what.offset_ms
        if onset_ms >= last_ms:
            break
        if offset_ms is not None and offset_ms <= first_ms and onset_ms < first_ms:
            continue
        tally.count += _holds(seen.codable, onset_ms)
        if offset_ms is not None and _shared(seen.codable, onset_ms, offset_ms):
            tally.total += _shared(seen.codable, max(onset_ms, tally.reached), offset_ms)
            tally.reached = max(tally.reached, offset_ms)
            if _is_whole(what, offset_ms, seen):
                tally.lengths.append(offset_ms - onset_ms)
            else:
                tally.truncated += 1
    return tally


def _describe(lengths: list[int], truncated: int) -> Lengths:
    """Describe lengths in order; the sum of squared deviations is exact until its root is taken."""
    n, total = len(lengths), sum(lengths)
    if not n:
        return Lengths(reason=NoLength.ONLY_TRUNCATED if truncated else NoLength.NEVER)
    twice_median = lengths[(n - 1) // 2] + lengths[n // 2]
    if n == 1:
        return Lengths(n, total, twice_median, None, NoLength.ONLY_ONE)
    squares = n * sum(length * length for length in lengths) - total * total
    return Lengths(n, total, twice_median, sqrt(squares / (n * (n - 1))))


def _is_whole(what: Occurrence, offset_ms: int, seen: _Seen) -> bool:
    if what.censored[0] or what.censored[1]:
        return False
    after = bisect_right(seen.spans, what.onset_ms)
    if not after % 2 or offset_ms > seen.spans[after]:
        return False
    if _shared(seen.codable, what.onset_ms, offset_ms) < offset_ms - what.onset_ms:
        return False
    return not seen.spells or not (_touches(seen.spells, what.onset_ms) or _touches(seen.spells, offset_ms))


def _latency(kind: Kind, found: Sequence[Occurrence], seen: _Seen) -> tuple[int | None, NoLatency | None]:
    if kind is Kind.INTERVAL:
        return None, NoLatency.INTERVAL
    if not seen.codable:
        return None, NoLatency.NOT_SEEN
    begin_ms = seen.spans[0]
    for what in found:
        if what.onset_ms < begin_ms or (what.onset_ms == begin_ms and what.censored[0]):
            if what.offset_ms is not None and what.offset_ms > begin_ms:
                return None, NoLatency.ALREADY_THERE
        elif _holds(seen.spans, what.onset_ms):
            return _until(what, seen)
    return None, NoLatency.NEVER


def _until(what: Occurrence, seen: _Seen) -> tuple[int | None, NoLatency | None]:
    """Return how long it took until something began, if all of the time before it could be judged."""
    begin_ms = seen.spans[0]
    elapsed, judged = (_shared(edges, begin_ms, what.onset_ms) for edges in (seen.spans, seen.codable))
    if elapsed > judged or what.censored[0] or not _holds(seen.codable, what.onset_ms):
        return None, NoLatency.NOT_SEEN
    return elapsed, None


def _edges(spans: Sequence[Span]) -> list[int]:
    return [ms for span in spans for ms in span]


def _holds(edges: Sequence[int], ms: int) -> bool:
    """Tell whether an instant lies in one of the stretches."""
    return bool(bisect_right(edges, ms) % 2)


def _touches(edges: Sequence[int], ms: int) -> bool:
    """Tell whether an instant lies in one of the stretches, or where one ends."""
    after = bisect_right(edges, ms)
    return bool(after % 2) or (after > 0 and edges[after - 1] == ms)


def _shared(edges: Sequence[int], onset_ms: int, offset_ms: int) -> int:
    """Return how much of a span lies in the stretches."""
    at, shared = bisect_right(edges, onset_ms), 0
    if at % 2:
        shared = min(offset_ms, edges[at]) - onset_ms
        at += 1
    while at < len(edges) and edges[at] < offset_ms:
        shared += min(offset_ms, edges[at + 1]) - edges[at]
        at += 2
    return max(shared, 0)
