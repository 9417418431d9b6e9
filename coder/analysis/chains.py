"""The best pairing of two ordered lists in which pairs never cross: a base of the analyses that pair events.

With S(i, j) the most that the first i of one list and the first j of the other can gain,
S(i, j) = max(S(i − 1, j), S(i, j − 1), S(i − 1, j − 1) + gain(i, j)) (Needleman & Wunsch 1970, gaps free). Only a band
of j may pair with each i, and neither end of it ever goes back; outside the band S does not change, so one pass costs
the size of the bands: near-linear where few events are near each other. Ties are resolved from the end: a pair before
the first list's event alone, that before the second's. Imports numpy: import this module lazily.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coder.analysis.tracks import Ints, spread

MOST_CELLS = 20_000_000


class TooManyPairsError(ValueError):
    """So many events are near each other that pairing them would fill the memory."""


@dataclass(frozen=True, slots=True, eq=False)
class Bands:
    """For each event of one list, in order, which of the other may pair with it: ``first[i] … last[i]``, last excluded.

    ``first`` and ``last`` never go back; an empty band has its ``last`` at its ``first`` or before.
    """

    first: Ints
    last: Ints

    def cells(self) -> tuple[Ints, Ints]:
        """Return every pair that may be, band after band: its place in the one list and in the other.

        Raises TooManyPairsError where they are more than ``MOST_CELLS``.
        """
        if int(np.maximum(self.last - self.first, 0).sum()) > MOST_CELLS:
            raise TooManyPairsError
        return spread(self.first, self.last)


def monotone(first: Ints, last: Ints) -> Bands:
    """Widen bands until neither end goes back; those that are empty stay so."""
    full = last > first
    far = np.iinfo(np.int64).max
    begin = np.minimum.accumulate(np.where(full, first, far)[::-1])[::-1]
    end = np.maximum.accumulate(np.where(full, last, 0))
    return Bands(np.where(full, begin, 0), np.where(full, end, 0))


def best_chain(bands: Bands, gains: Ints, width: int) -> tuple[Ints, Ints]:
    """Return the pairs of the chain that gains most, in order; ``width``: how many events the other list has.

    ``gains``: what each cell of ``bands.cells()`` gains, whole numbers; below 1: it may not be paired.
    """
    rows = np.flatnonzero(bands.last > bands.first).tolist()
    begin, end = bands.first[rows].tolist(), bands.last[rows].tolist()
    saved = _fill(begin, end, np.where(gains > 0, gains, np.iinfo(np.int64).min // 4), width)
    pairs = _walk_back(begin, end, saved, gains, width)
    one = np.array([rows[place] for place, _ in pairs], dtype=np.int64)
    return one, np.array([other for _, other in pairs], dtype=np.int64)


def _fill(begin: list[int], end: list[int], gains: Ints, width: int) -> list[Ints]:
    """Return of each row S from the column before its band to the band's end."""
    best = np.zeros(width + 1, dtype=np.int64)
    saved: list[NDArray[np.int64]] = []
    known, at = 0, 0
    for first, last in zip(begin, end, strict=True):
        if last > known:
            best[known + 1 : last + 1] = best[known]
            known = last
        here = best[first + 1 : last + 1]
        paired = best[first:last] + gains[at : at + last - first]
        np.maximum(paired, here, out=paired)
        np.maximum.accumulate(paired, out=here)
        saved.append(best[first : last + 1].copy())
        at += last - first
    return saved


def _walk_back(begin: list[int], end: list[int], saved: list[Ints], gains: Ints, width: int) -> list[tuple[int, int]]:
    """Return the pairs as row and column, in order."""
    pairs: list[tuple[int, int]] = []
    row, column, at = len(begin) - 1, width, len(gains)
    at -= end[-1] - begin[-1] if end else 0
    while row >= 0 and column > 0:
        first, last = begin[row], end[row]
        if column > first:
            before = _Row(begin[row - 1], saved[row - 1]) if row else None
            value = _Row(first, saved[row]).at(column)
            gain = int(gains[at + column - 1 - first]) if column <= last else 0
            if gain > 0 and value == (before.at(column - 1) if before else 0) + gain:
                pairs.append((row, column - 1))
                column -= 1
            elif value != (before.at(column) if before else 0):
                column = min(column - 1, last)
                continue
        row -= 1
        at -= end[row] - begin[row] if row >= 0 else 0
    return pairs[::-1]


@dataclass(frozen=True, slots=True, eq=False)
class _Row:
    begin: int
    saved: Ints

    def at(self, column: int) -> int:
        """Return S at a column of the band, just before it, or anywhere beyond, where it does not change."""
        return int(self.saved[min(column - self.begin, len(self.saved) - 1)])
