"""Two partners' states as one: a stretch for each pair of codes that holds, and the pair at each unit of time.

A state is [onset, offset); what no code of a partner fills holds ``none``. Stretches begin and end with codable time
and follow one another inside each of its runs. Unit k of a window that begins at t0 is [t0 + ku, t0 + (k + 1)u); it is
told by what holds at its midpoint, left out where that is uncodable or where the window cuts it.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from coder.model.spans import Span

Held = tuple[int, int, str]
"""A state: onset and offset in ms, and its code."""
Pair = tuple[str, str]
Entry = tuple[Pair, int, int]
NONE = "none"


def has_overlaps(states: Iterable[Held]) -> bool:
    """Tell whether two states of one partner hold at the same time."""
    reached = None
    for onset, offset, _ in sorted(states):
        if reached is not None and onset < reached:
            return True
        reached = offset if reached is None else max(reached, offset)
    return False


def joint_runs(first: Iterable[Held], second: Iterable[Held], codable: Sequence[Span]) -> list[list[Entry]]:
    """Return the stretches of each codable run, in order; a new one where either partner's code changes or begins anew.

    Raises ValueError where states of one partner overlap.
    """
    one, other = (_partner(states) for states in (first, second))
    return [_run(one, other, run) for run in codable]


def joint_units(runs: Sequence[Sequence[Entry]], windows: Iterable[Span], unit_ms: int) -> list[list[Pair]]:
    """Return the pair of codes at each codable unit, a list for each run; windows in order and apart.

    Raises ValueError for a unit without length.
    """
    if unit_ms <= 0:
        raise ValueError("a unit has some length")
    entries = [(number, *entry) for number, run in enumerate(runs) for entry in run]
    found: list[list[Pair]] = [[] for _ in runs]
    at = 0
    for begin, end in windows:
        for unit in range((end - begin) // unit_ms):
            middle = 2 * begin + unit_ms * (2 * unit + 1)
            while at < len(entries) and 2 * entries[at][3] <= middle:
                at += 1
            if at < len(entries) and 2 * entries[at][2] <= middle:
                found[entries[at][0]].append(entries[at][1])
    return found


def _partner(states: Iterable[Held]) -> list[Held]:
    held = sorted(state for state in states if state[0] < state[1])
    if has_overlaps(held):
        raise ValueError("states of one partner overlap")
    return held


def _run(first: Sequence[Held], second: Sequence[Held], run: Span) -> list[Entry]:
    edges = sorted({*run, *(ms for side in (first, second) for ms in _edges(side, run))})
    begun, starts = ([onset for onset, _, _ in side] for side in (first, second))
    return [
        ((_code(first, begun, onset), _code(second, starts, onset)), onset, offset) for onset, offset in pairwise(edges)
    ]


def _edges(states: Sequence[Held], run: Span) -> Iterable[int]:
    for onset, offset, _ in states:
        for ms in (onset, offset):
            if run[0] < ms < run[1]:
                yield ms


def _code(states: Sequence[Held], onsets: Sequence[int], ms: int) -> str:
    at = bisect_right(onsets, ms) - 1
    return states[at][2] if at >= 0 and ms < states[at][1] else NONE
