"""Which states of two coders are the same event, by how much they overlap (EasyDIAg: Holle & Rein 2015).

overlap = (min(offsets) − max(onsets)) / max(durations). Pairs are linked from the largest overlap down, each event
once, as long as the overlap reaches the share asked for (60 % by default; above half, no event can have two partners
where one coder's events do not overlap). A linked pair counts 2 – one for each coder's event – and an event without a
partner 1, with *nil*; so all that is tallied is the events of both. Imports numpy: import this module lazily.
"""

import numpy as np
from numpy.typing import NDArray

from coder.analysis.tracks import Ints, Track, spread, tally

SHARE = 0.6
_ROUNDING = 1e-9


def link(first: Track, second: Track, share: float = SHARE) -> tuple[Ints, Ints]:
    """Return the linked pairs as places in two tracks of states, in the order of the first."""
    one, other = _candidates(first, second)
    shared = np.minimum(first.offset[one], second.offset[other]) - np.maximum(first.onset[one], second.onset[other])
    longer = np.maximum((first.offset - first.onset)[one], (second.offset - second.onset)[other])
    ratio = shared / np.maximum(longer, 1)
    kept = (shared > 0) & (ratio >= share - _ROUNDING)
    one, other, ratio = one[kept], other[kept], ratio[kept]
    if len(np.unique(one)) < len(one) or len(np.unique(other)) < len(other):
        one, other = _greedily(one, other, ratio)
    return one, other


def tally_pairs(first: Track, second: Track, pairs: tuple[Ints, Ints], codes: int) -> NDArray[np.float64]:
    """Return the tallies of linked pairs (2 each) and of events alone (1 each), which are last row and column."""
    one, other = pairs
    counts = 2 * tally(first.code[one], second.code[other], codes + 1)
    counts[:, codes] += np.bincount(np.delete(first.code, one), minlength=codes + 1)
    counts[codes] += np.bincount(np.delete(second.code, other), minlength=codes + 1)
    return counts


def _candidates(first: Track, second: Track) -> tuple[Ints, Ints]:
    """Return all pairs that may share time: a few more where one coder's events overlap."""
    ends = np.maximum.accumulate(second.offset)
    begin = np.searchsorted(ends, first.onset, side="right").astype(np.int64)
    end = np.searchsorted(second.onset, first.offset, side="left").astype(np.int64)
    return spread(begin, end)


def _greedily(one: Ints, other: Ints, ratio: NDArray[np.float64]) -> tuple[Ints, Ints]:
    """Take pairs from the largest overlap down; of equal ones the earlier."""
    taken, given = set[int](), set[int]()
    pairs: list[tuple[int, int]] = []
    order = np.lexsort((other, one, -ratio))
    for a, b in zip(one[order].tolist(), other[order].tolist(), strict=True):
        if a not in taken and b not in given:
            taken.add(a)
            given.add(b)
            pairs.append((a, b))
    found = np.array(sorted(pairs), dtype=np.int64).reshape(-1, 2)
    return found[:, 0], found[:, 1]
