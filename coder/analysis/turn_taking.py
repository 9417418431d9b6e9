"""Turn-taking of two partners who are heard: who follows whom, after what silence or overlap.

A turn is a stretch in which a partner is heard, as coded. Turns of both in order of onset: when the next turn is the
partner's and outlasts the one before, the floor passes; the time from the offset of the one to the onset of the other
is a *gap* (0 or more) or an *overlap* (less). A turn that ends within the partner's passes nothing (Jaffe et al. 2001;
Gratier et al. 2015); where both begin at once the longer turn has the floor, the first partner's of two alike. Response
rate: turns that the partner answers with an onset within a window of the offset, by turns whose window is codable.
Nothing reaches across an interruption of codable time or from one phase into the next: turns are cut there.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import pairwise

from coder.model.dyad import Turns, TurnTaking
from coder.model.spans import Span, intersection, length_of, runs_of, union

_Turn = tuple[int, int, int]
"""Onset, offset, and who: 0 or 1."""


def turn_taking(
    first: Iterable[Span], second: Iterable[Span], codable: Iterable[Span], window_ms: int = 3000
) -> TurnTaking:
    """Return how two partners take turns; times in ms. Raises ValueError for a window without length.

    ``codable``: runs, a phase or less each; what only touches is not joined.
    """
    if window_ms <= 0:
        raise ValueError("a window has some length")
    runs = runs_of(codable)
    whole = union(runs)
    borders = [begin for (_, end), (begin, _) in pairwise(runs) if end == begin]
    heard = _cut(intersection(first, whole), borders), _cut(intersection(second, whole), borders)
    passed: tuple[list[int], list[int]] = ([], [])
    for stretch in runs:
        _pass(_turns(heard, stretch), passed)
    ways = [_way(passed[who], heard[who], heard[1 - who], runs, window_ms) for who in (0, 1)]
    return TurnTaking(ways[0], ways[1], length_of(intersection(*heard)), length_of(whole))


def _cut(spans: list[Span], borders: list[int]) -> list[Span]:
    """Cut turns where one run ends and the next begins."""
    return [
        piece
        for onset, offset in spans
        for piece in pairwise([onset, *borders[bisect_right(borders, onset) : bisect_left(borders, offset)], offset])
    ]


def _turns(heard: tuple[list[Span], list[Span]], stretch: Span) -> list[_Turn]:
    found = [
        (onset, offset, who)
        for who, own in enumerate(heard)
        for onset, offset in own[bisect_left(own, (stretch[0],)) : bisect_left(own, (stretch[1],))]
    ]
    return sorted(found, key=lambda turn: (turn[0], -turn[1], turn[2]))


def _pass(turns: list[_Turn], passed: tuple[list[int], list[int]]) -> None:
    """Add the silence (or, below 0, the overlap) of each transfer to those of who gave the floor away."""
    floor: _Turn | None = None
    for turn in turns:
        if floor is None or turn[2] == floor[2]:
            floor = turn
        elif turn[1] > floor[1]:
            passed[floor[2]].append(turn[0] - floor[1])
            floor = turn


def _way(passed: list[int], own: list[Span], other: list[Span], whole: list[Span], window_ms: int) -> Turns:
    onsets = [onset for onset, _ in other]
    ends = [end for _, end in whole]
    seen = [offset for _, offset in own if offset + window_ms <= ends[bisect_left(ends, offset)]]
    answered = sum(1 for offset in seen if _begins(onsets, offset, offset + window_ms))
    return Turns(
        len(passed),
        tuple(ms for ms in passed if ms >= 0),
        tuple(-ms for ms in passed if ms < 0),
        len(own),
        answered / len(seen) if seen else None,
    )


def _begins(onsets: list[int], from_ms: int, to_ms: int) -> bool:
    at = bisect_left(onsets, from_ms)
    return at < len(onsets) and onsets[at] <= to_ms
