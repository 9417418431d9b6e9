"""One coder's events of a tier in one session as arrays, and spans of time: what every comparison begins with.

Whole milliseconds; a state is ``[onset, offset)``, a point has its onset as its offset. A base of the comparisons: the
one module that several analyses may import. Imports numpy: import this module lazily.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Spans = Ints
"""Stretches of time, n × 2, in order, that do not touch."""


@dataclass(frozen=True, slots=True, eq=False)
class Track:
    """Events in the order of their onsets; ``code``: a number for each code, from 0."""

    onset: Ints
    offset: Ints
    code: Ints

    def __len__(self) -> int:
        return len(self.onset)

    @property
    def is_point(self) -> Bools:
        """Tell of each event whether it is a point."""
        return self.onset >= self.offset

    def where(self, chosen: Bools | Ints) -> "Track":
        """Return some of the events."""
        return Track(self.onset[chosen], self.offset[chosen], self.code[chosen])

    def states(self) -> "Track":
        """Return the events that last."""
        return self.where(~self.is_point)

    def points(self) -> "Track":
        """Return the events that do not."""
        return self.where(self.is_point)


def make_track(onset: Iterable[int] | Ints, offset: Iterable[int] | Ints, code: Iterable[int] | Ints) -> Track:
    """Return events in order; times in ms, the offset of a point is its onset."""
    columns = [
        np.asarray(one if isinstance(one, np.ndarray) else list(one), dtype=np.int64) for one in (onset, offset, code)
    ]
    order = np.lexsort((columns[2], columns[1], columns[0]))
    return Track(columns[0][order], columns[1][order], columns[2][order])


def is_exclusive(track: Track) -> bool:
    """Tell whether no two events are there at the same time; a point is there at its onset."""
    last = np.maximum(track.offset, track.onset + 1)
    return bool((last[:-1] <= track.onset[1:]).all())


def end_at_next(track: Track) -> Track:
    """Return events of which each ends where the next begins at the latest: codes then exclude each other."""
    following = np.append(track.onset[1:], np.iinfo(np.int64).max)
    return Track(track.onset, np.minimum(track.offset, following), track.code)


def make_spans(spans: Iterable[tuple[int, int]]) -> Spans:
    """Return the union of stretches of time, in order; those without length are left out."""
    found: list[list[int]] = []
    for onset, offset in sorted(span for span in spans if span[0] < span[1]):
        if found and onset <= found[-1][1]:
            found[-1][1] = max(found[-1][1], offset)
        else:
            found.append([onset, offset])
    return np.array(found, dtype=np.int64).reshape(-1, 2)


def intersect(one: Spans, other: Spans) -> Spans:
    """Return the time that is in both."""
    first, last = _met(one, other)
    index, place = spread(first, last)
    pieces = zip(
        np.maximum(one[index, 0], other[place, 0]).tolist(),
        np.minimum(one[index, 1], other[place, 1]).tolist(),
        strict=True,
    )
    return make_spans(pieces)


def subtract(whole: Spans, taken: Spans) -> Spans:
    """Return the time of ``whole`` that is not in ``taken``."""
    if not len(whole):
        return whole
    edges = [int(whole[0, 0]), *taken.ravel().tolist(), int(whole[-1, 1])]
    return intersect(whole, make_spans(zip(edges[::2], edges[1::2], strict=True)))


def total(spans: Spans) -> int:
    """Return how long spans are together, in ms."""
    return int((spans[:, 1] - spans[:, 0]).sum())


def contains(spans: Spans, instants: Ints) -> Bools:
    """Tell of each instant whether it is in one of the spans."""
    if not len(spans):
        return np.zeros(len(instants), dtype=np.bool_)
    place = np.searchsorted(spans[:, 0], instants, side="right") - 1
    inside: Bools = (place >= 0) & (instants < spans[np.maximum(place, 0), 1])
    return inside


def cut(track: Track, spans: Spans, closing_ms: int | None = None) -> Track:
    """Return what of the events is in the spans: a state that goes on over a break becomes two.

    A point at ``closing_ms`` is in the span that ends there: nothing says that a session ended before its last point.
    """
    if not len(spans):
        return track.where(np.zeros(len(track), dtype=np.bool_))
    begins = np.where(track.is_point & (track.onset == closing_ms), track.onset - 1, track.onset)
    ends = np.where(track.is_point, begins + 1, track.offset)
    first, last = _met(np.stack([begins, ends], axis=1), spans)
    index, place = spread(first, last)
    onset = np.maximum(track.onset[index], spans[place, 0])
    offset = np.minimum(track.offset[index], spans[place, 1])
    return make_track(onset, offset, track.code[index])


def close_up(track: Track, spans: Spans) -> Track:
    """Return events that lie within spans as if there were no time between the spans."""
    if not len(track):
        return track
    before = np.cumsum(spans[:, 1] - spans[:, 0]) - (spans[:, 1] - spans[:, 0])
    place = np.searchsorted(spans[:, 0], track.onset, side="right") - 1
    shift = before[place] - spans[place, 0]
    return Track(track.onset + shift, track.offset + shift, track.code)


def event_at(track: Track, instants: Ints) -> Ints:
    """Return which state of a track is there at each instant, −1 where none is; the codes must exclude each other."""
    if not len(track):
        return np.full(len(instants), -1, dtype=np.int64)
    place = np.searchsorted(track.onset, instants, side="right") - 1
    there = (place >= 0) & (instants < track.offset[np.maximum(place, 0)])
    return np.where(there, place, -1)


def code_at(track: Track, instants: Ints, none: int) -> Ints:
    """Return the code of the state that is there at each instant, ``none`` where none is."""
    place = event_at(track, instants)
    return np.where(place < 0, none, track.code[place]) if len(track) else np.full(len(instants), none, dtype=np.int64)


def tally(first: Ints, second: Ints, size: int, weights: Ints | None = None) -> NDArray[np.float64]:
    """Return a matrix of how often (or how long) two coders had two codes; rows are the first coder's."""
    counts = np.bincount(first * size + second, weights=weights, minlength=size * size)
    return counts.astype(np.float64).reshape(size, size)


def spread(first: Ints, last: Ints) -> tuple[Ints, Ints]:
    """Write out ranges ``first[i] … last[i]`` (``last`` excluded): of each number the i, and the number."""
    count = np.maximum(last - first, 0)
    index = np.repeat(np.arange(len(first), dtype=np.int64), count)
    begin = np.cumsum(count) - count
    return index, np.arange(len(index), dtype=np.int64) - begin[index] + first[index]


def _met(one: Ints, spans: Spans) -> tuple[Ints, Ints]:
    """Return for each stretch which spans it has time in common with: from, and up to."""
    first = np.searchsorted(spans[:, 1], one[:, 0], side="right").astype(np.int64)
    last = np.searchsorted(spans[:, 0], one[:, 1], side="left").astype(np.int64)
    return first, last
