"""Two coders' codes against each other in units of time, with and without tolerance.

Unit k of a window is ``[t0 + k u, t0 + (k + 1) u)``; a rest shorter than a unit is dropped. A unit has the state that
is there at its midpoint, else the first point whose onset falls in it, else no code; it does not count where its
midpoint cannot be judged. Without tolerance this is time-unit kappa (Bakeman & Quera 2011).
With a tolerance of t seconds (as in GSEQ: Bakeman, Deckner & Quera 2005), a unit of the *reference* coder agrees when
the other coder has its code anywhere within T = ⌊t/u⌋ units, in the same window; else the two codes at that unit are
tallied. That depends on who is the reference: compute both. Imports numpy: import this module lazily.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coder.analysis.tracks import Ints, Spans, Track, code_at, contains, tally


@dataclass(frozen=True, slots=True, eq=False)
class Units:
    """The units that count: their onsets, and their places, which are far apart for different windows."""

    onset: Ints
    place: Ints
    unit_ms: int


def make_units(windows: Spans, codable: Spans, unit_ms: int, reach: int = 0) -> Units:
    """Return the units of some windows whose midpoints are codable; ``reach``: the most units a tolerance may span."""
    counts = (windows[:, 1] - windows[:, 0]) // unit_ms
    window = np.repeat(np.arange(len(windows), dtype=np.int64), counts)
    place = np.arange(int(counts.sum()), dtype=np.int64)
    onset = windows[window, 0] + (place - (np.cumsum(counts) - counts)[window]) * unit_ms
    inside = contains(codable, onset + unit_ms // 2)  # a half millisecond cannot tell: edges are whole ones
    return Units(onset[inside], (place + window * (reach + 1))[inside], unit_ms)


def label_units(units: Units, track: Track, none: int) -> Ints:
    """Return each unit's code; ``none`` where it has no code. States of the track exclude each other."""
    found = code_at(track.states(), units.onset + units.unit_ms // 2, none)
    points = track.points()
    if not len(points):
        return found
    place = np.searchsorted(points.onset, units.onset, side="left")
    there = np.append(points.onset, np.iinfo(np.int64).max)[place] < units.onset + units.unit_ms
    return np.where(there & (found == none), np.append(points.code, none)[place], found)


def tally_units(first: Ints, second: Ints, codes: int) -> NDArray[np.float64]:
    """Return in how many units the coders had each two codes; the last row and column stand for no code."""
    return tally(first, second, codes + 1)


def tally_tolerant(units: Units, reference: Ints, other: Ints, codes: int, reach: int) -> NDArray[np.float64]:
    """Return the tallies with agreement within ``reach`` units; rows are the reference coder's."""
    met = other.copy()
    for code in np.unique(reference).tolist():
        walked = np.flatnonzero(reference == code)
        there = units.place[other == code]
        if len(there):
            met[walked[_near(units.place[walked], there, reach)]] = code
    return tally(reference, met, codes + 1)


def _near(places: Ints, there: Ints, reach: int) -> NDArray[np.bool_]:
    begin = np.searchsorted(there, places - reach, side="left")
    end = np.searchsorted(there, places + reach, side="right")
    near: NDArray[np.bool_] = end > begin
    return near
