"""Contingency per unit of time, as GSEQ tallies it (Bakeman & Quera 2011, ch. 11).

Unit k of a window that begins at t0 is [t0 + ku, t0 + (k + 1)u); a unit that the window cuts is left out, and so is one
whose midpoint is uncodable. A unit is *given* when a cue begins l units before it, l from the first lag to the last,
both included; it is *target* when a response begins in it. Each unit counts once. At lag 0 a response may lie before
the cue in the same unit, so lag 0 cannot tell which came first. Lags never reach from one window into another.
Imports numpy: import this module lazily.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coder.model.contingency import Tally, TwoByTwo
from coder.model.spans import Span

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """The codable units of a session, in order: which are given, which target, and the cues that were used."""

    given: Bools
    target: Bools
    cues: int
    usable: int

    def tally(self) -> Tally:
        """Return the 2 × 2 table of the units."""
        a = int((self.given & self.target).sum())
        b, c = int(self.given.sum()) - a, int(self.target.sum()) - a
        return Tally(TwoByTwo(a, b, c, len(self.given) - a - b - c), self.cues, self.usable)


def count_units(
    cues: Iterable[int],
    responses: Iterable[int],
    windows: Sequence[Span],
    codable: Sequence[Span],
    unit_ms: int,
    lags: tuple[int, int],
) -> Units:
    """Lay units over the windows of a session; onsets in ms, lags in units.

    Raises ValueError for a unit without length, or lags that are negative or the wrong way round.
    """
    if unit_ms <= 0 or not 0 <= lags[0] <= lags[1]:
        raise ValueError("a unit has some length, and lags go from 0 or more upwards")
    begun, answers = np.fromiter(cues, dtype=np.int64), np.fromiter(responses, dtype=np.int64)
    given, target, usable = [np.zeros(0, dtype=bool)], [np.zeros(0, dtype=bool)], 0
    for window in windows:
        counted = _codable_units(window, codable, unit_ms)
        at = _units_of(begun, window, unit_ms, len(counted))
        at = at[counted[at]]
        usable += len(at)
        given.append(_reach(at, lags, len(counted))[counted])
        here = np.zeros(len(counted), dtype=bool)
        here[_units_of(answers, window, unit_ms, len(counted))] = True
        target.append(here[counted])
    return Units(np.concatenate(given), np.concatenate(target), len(begun), usable)


def _codable_units(window: Span, codable: Sequence[Span], unit_ms: int) -> Bools:
    """Tell of each unit of a window whether its midpoint is codable; in half milliseconds, so that all is whole."""
    count = (window[1] - window[0]) // unit_ms
    middles = 2 * window[0] + unit_ms * (2 * np.arange(count, dtype=np.int64) + 1)
    if not codable:
        return np.zeros(count, dtype=bool)
    spans = 2 * np.asarray(codable, dtype=np.int64)
    at = np.searchsorted(spans[:, 0], middles, side="right") - 1
    return np.asarray((at >= 0) & (middles < spans[at, 1]), dtype=np.bool_)


def _units_of(onsets: Ints, window: Span, unit_ms: int, count: int) -> Ints:
    at = (onsets - window[0]) // unit_ms
    return at[(at >= 0) & (at < count)]


def _reach(at: Ints, lags: tuple[int, int], count: int) -> Bools:
    given = np.zeros(count, dtype=bool)
    for lag in range(lags[0], lags[1] + 1):
        given[at[at + lag < count] + lag] = True
    return given
