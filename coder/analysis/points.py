"""Which points of two coders are the same event, by how near they are.

First, code by code: as many pairs as can be within the tolerance (inclusive), and of those the pairing with the least
sum of |Δt|. Pairs that cross can always be uncrossed at no cost, so the best pairing is a chain in order, and it is
found without an assignment of all to all. Then, the same with what is left, across codes: confusions. The rest is
missed. A pair counts 2 and a point alone 1, so that po is Dice's 2 · matched/(n_A + n_B) (Dice 1945).
Imports numpy: import this module lazily.
"""

from dataclasses import dataclass

import numpy as np

from coder.analysis.chains import Bands, best_chain
from coder.analysis.tracks import Ints, Track


@dataclass(frozen=True, slots=True)
class OnsetError:
    """How far the second coder's onsets of agreed points are from the first's, in ms: on average, and in size."""

    bias_ms: float | None
    mean_absolute_ms: float | None


def match_points(first: Track, second: Track, tolerance_ms: int) -> tuple[Ints, Ints]:
    """Return the pairs as places in two tracks of points, in the order of the first."""
    one, other = _by_code(first, second, tolerance_ms)
    left, right = _rest(len(first), one), _rest(len(second), other)
    more, others = _nearest(first.onset[left], second.onset[right], tolerance_ms)
    one, other = np.concatenate([one, left[more]]), np.concatenate([other, right[others]])
    order = np.argsort(one)
    return one[order], other[order]


def onset_error(first: Track, second: Track, pairs: tuple[Ints, Ints]) -> OnsetError:
    """Return the bias and mean size of the differences in onset of pairs with the same code."""
    one, other = pairs
    same = first.code[one] == second.code[other]
    apart = (second.onset[other] - first.onset[one])[same]
    return OnsetError(float(apart.mean()), float(np.abs(apart).mean())) if len(apart) else OnsetError(None, None)


def _by_code(first: Track, second: Track, tolerance_ms: int) -> tuple[Ints, Ints]:
    ones, others = [np.zeros(0, dtype=np.int64)], [np.zeros(0, dtype=np.int64)]
    for code in np.intersect1d(first.code, second.code).tolist():
        mine, theirs = np.flatnonzero(first.code == code), np.flatnonzero(second.code == code)
        one, other = _nearest(first.onset[mine], second.onset[theirs], tolerance_ms)
        ones.append(mine[one])
        others.append(theirs[other])
    return np.concatenate(ones), np.concatenate(others)


def _nearest(first: Ints, second: Ints, tolerance_ms: int) -> tuple[Ints, Ints]:
    """Pair sorted onsets: most pairs, then least sum of distances."""
    begin = np.searchsorted(second, first - tolerance_ms, side="left").astype(np.int64)
    end = np.searchsorted(second, first + tolerance_ms, side="right").astype(np.int64)
    bands = Bands(begin, end)
    one, other = bands.cells()
    pair = (min(len(first), len(second)) + 1) * (tolerance_ms + 1)  # more than all distances can add up to
    return best_chain(bands, pair - np.abs(first[one] - second[other]), len(second))


def _rest(count: int, paired: Ints) -> Ints:
    return np.delete(np.arange(count, dtype=np.int64), paired)
