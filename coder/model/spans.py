"""Stretches of time as a set: joined, shared, taken away. All are half-open ``[onset_ms, offset_ms)``."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence

Span = tuple[int, int]


def union(spans: Iterable[Span]) -> list[Span]:
    """Return the time that any of some stretches covers, in order; those that touch become one."""
    joined: list[Span] = []
    for onset, offset in sorted(span for span in spans if span[0] < span[1]):
        if joined and onset <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], offset))
        else:
            joined.append((onset, offset))
    return joined


def runs_of(spans: Iterable[Span]) -> list[Span]:
    """Return the time that any of some stretches covers, in order; what only touches (two phases) stays apart."""
    runs: list[Span] = []
    for span in sorted(spans):
        if runs and span[0] < runs[-1][1]:
            runs[-1:] = union([runs[-1], span])
        elif span[0] < span[1]:
            runs.append(span)
    return runs


def intersection(first: Iterable[Span], second: Iterable[Span]) -> list[Span]:
    """Return the time that is in both."""
    left, right = union(first), union(second)
    shared: list[Span] = []
    at = other = 0
    while at < len(left) and other < len(right):
        onset, offset = max(left[at][0], right[other][0]), min(left[at][1], right[other][1])
        if onset < offset:
            shared.append((onset, offset))
        if left[at][1] <= right[other][1]:
            at += 1
        else:
            other += 1
    return shared


def difference(whole: Iterable[Span], taken: Iterable[Span]) -> list[Span]:
    """Return the time of the whole that is not taken."""
    left = union(whole)
    return intersection(left, gaps_between(taken, left[0][0], left[-1][1])) if left else []


def gaps_between(taken: Iterable[Span], from_ms: int, to_ms: int) -> list[Span]:
    """Return the stretches of ``[from_ms, to_ms)`` that none of the given stretches covers."""
    gaps: list[Span] = []
    reached = from_ms
    for onset, offset in sorted(taken):
        if reached < min(onset, to_ms):
            gaps.append((reached, min(onset, to_ms)))
        reached = max(reached, offset)
    if reached < to_ms:
        gaps.append((reached, to_ms))
    return gaps


def length_of(spans: Iterable[Span]) -> int:
    """Return how long some stretches are that do not overlap, in ms."""
    return sum(offset - onset for onset, offset in spans)


def index_at(spans: Sequence[Span], ms: int) -> int | None:
    """Return which of some stretches in order, apart from one another, holds an instant; None where none does."""
    at = bisect_right(spans, ms, key=lambda span: span[0]) - 1
    return at if at >= 0 and ms < spans[at][1] else None
