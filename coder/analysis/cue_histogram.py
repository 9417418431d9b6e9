"""Responses around their cues: how often one begins at each distance from a cue, and how often by chance alone.

A peristimulus time histogram (Perkel, Gerstein & Moore 1967). A bin [t, t + b) of a cue at c is [c + t, c + t + b); it
counts where all of it lies in the stretch of codable time that holds the cue, never across a gap. The rate of a bin is
the responses that begin in it by the time of the bins that count, over all sessions. Chance: the responses of each
session turned along its codable time, by one shift for each turn, sessions added up turn by turn (see
``circular_shifts``); the band holds the middle 95 % of the turns of each bin by itself, so that of 20 bins one is
outside it by chance.
Imports numpy: import this module lazily.
"""

from collections.abc import Sequence
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from coder.model.cue_histogram import CueBin, CueHistogram
from coder.model.regulation import Trains

Ints = NDArray[np.int64]
NO_CUE = "there is no cue in codable time"
NO_RESPONSE = "there is no response in codable time"
_BAND = (2.5, 97.5)


def cue_histogram(
    trains: Sequence[Trains], reach_ms: int, bin_ms: int, turns: int = 200, seed: int = 1
) -> CueHistogram:
    """Return the responses around the cues of some sessions, ``reach_ms`` before and after, in bins of ``bin_ms``.

    Raises ValueError for bins without length, or that do not fill the reach.
    """
    if bin_ms <= 0 or reach_ms <= 0 or reach_ms % bin_ms:
        raise ValueError("bins have some length and fill the reach")
    edges = np.arange(-reach_ms, reach_ms + 1, bin_ms, dtype=np.int64)
    found = np.zeros(len(edges) - 1, dtype=np.int64)
    usable = np.zeros_like(found)
    turned = np.zeros((turns, len(found)), dtype=np.int64)
    cues = responses = sessions = 0
    for one in trains:
        around = _Around(one, edges)
        sessions += bool(len(around.cues))
        cues, responses = cues + len(around.cues), responses + len(around.responses)
        found += around.count(around.responses)
        usable += around.counted.sum(axis=0)
        turned += around.turn(turns, [seed, crc32(f"{one.place.session_id} {one.place.phase}".encode())])
    reason = "" if cues and responses else NO_RESPONSE if cues else NO_CUE
    bins = tuple(_bins(edges, found, usable, turned, bin_ms))
    return CueHistogram(bins, bin_ms, cues, responses, sessions, turns, reason)


class _Around:
    """The cues of one session with the bins of each that count."""

    def __init__(self, trains: Trains, edges: Ints) -> None:
        self._spans = np.array(trains.codable, dtype=np.int64).reshape(-1, 2)
        self._edges = edges
        cues, at = _inside(np.array(sorted(trains.cues), dtype=np.int64), self._spans)
        self.cues = cues
        self.responses, _ = _inside(np.array(sorted(trains.responses), dtype=np.int64), self._spans)
        low, high = cues[:, None] + edges[:-1], cues[:, None] + edges[1:]
        self.counted = (low >= self._spans[at, :1]) & (high <= self._spans[at, 1:])

    def count(self, responses: Ints) -> Ints:
        """Return how many responses begin in each bin that counts."""
        reached = np.searchsorted(responses, self.cues[:, None] + self._edges)
        return np.asarray((np.diff(reached, axis=1) * self.counted).sum(axis=0), dtype=np.int64)

    def turn(self, turns: int, seed: list[int]) -> Ints:
        """Return the same for responses turned along codable time, a row for each turn."""
        lengths = self._spans[:, 1] - self._spans[:, 0]
        whole = int(lengths.sum())
        rows = np.zeros((turns, self.counted.shape[1]), dtype=np.int64)
        if whole < 2 or not len(self.responses) or not len(self.cues):
            return rows
        ends = np.cumsum(lengths)
        before = ends - lengths
        at = np.searchsorted(self._spans[:, 0], self.responses, side="right") - 1
        places = self.responses - self._spans[at, 0] + before[at]
        for row, shift in enumerate(np.random.default_rng(seed).integers(1, whole, turns)):
            moved = np.sort((places + shift) % whole)
            span = np.searchsorted(ends, moved, side="right")
            rows[row] = self.count(moved - before[span] + self._spans[span, 0])
        return rows


def _inside(onsets: Ints, spans: Ints) -> tuple[Ints, Ints]:
    """Return the onsets in codable time, and in which stretch each lies."""
    if not len(spans) or not len(onsets):
        return onsets[:0], onsets[:0]
    at = np.searchsorted(spans[:, 0], onsets, side="right") - 1
    held = (at >= 0) & (onsets < spans[at, 1])
    return onsets[held], at[held]


def _bins(edges: Ints, found: Ints, usable: Ints, turned: Ints, bin_ms: int) -> list[CueBin]:
    bins = []
    for number in range(len(found)):
        low, high, cues = int(edges[number]), int(edges[number + 1]), int(usable[number])
        minutes = cues * bin_ms / 60_000
        if not cues:
            bins.append(CueBin(low, high, 0, 0))
            continue
        here = turned[:, number] / minutes
        chance = (
            (float(here.mean()), *(float(one) for one in np.percentile(here, _BAND)))
            if len(here)
            else (None, None, None)
        )
        bins.append(CueBin(low, high, int(found[number]), cues, int(found[number]) / minutes, *chance))
    return bins
