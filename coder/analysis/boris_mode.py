"""Agreement as BORIS computes it (9.12), to compare with figures that a lab has: not advised otherwise.

Instants are sampled every Δ from the first onset of either coder to the last offset. A state is there at both its
ends, a point within Δ/2 of its onset (so one halfway between two instants counts at both); all codes that are there at
an instant make one combined label. Windows and uncodable time do not count. Kappa of one label only is 1 there.
Imports numpy: import this module lazily.
"""

import numpy as np
from numpy.typing import NDArray

from coder.analysis.tracks import Ints, Track, tally

_FULL = 30  # so many codes fit into a number before it has to be made small again


def tally_instants(first: Track, second: Track, step_ms: int) -> NDArray[np.float64]:
    """Return at how many instants the coders had each two labels; empty where neither has events."""
    both = [track for track in (first, second) if len(track)]
    if not both:
        return np.zeros((0, 0))
    begin = min(int(track.onset.min()) for track in both)
    end = max(int(track.offset.max()) for track in both)
    instants = np.arange(begin, end + 1, step_ms, dtype=np.int64)
    codes = np.unique(np.concatenate([track.code for track in both])).tolist()
    labels = _labels(first, second, instants, codes, step_ms)
    return tally(labels[: len(instants)], labels[len(instants) :], int(labels.max()) + 1)


def _labels(first: Track, second: Track, instants: Ints, codes: list[int], step_ms: int) -> Ints:
    """Number the combinations of codes at each instant, first for the first coder, then for the second."""
    labels = np.zeros(2 * len(instants), dtype=np.int64)
    for place, code in enumerate(codes, 1):
        there = [_there(track.where(track.code == code), instants, step_ms) for track in (first, second)]
        labels = 2 * labels + np.concatenate(there)
        if place % _FULL == 0:
            labels = np.unique(labels, return_inverse=True)[1].astype(np.int64)
    return np.unique(labels, return_inverse=True)[1].astype(np.int64)


def _there(track: Track, instants: Ints, step_ms: int) -> NDArray[np.bool_]:
    states, points = track.states(), track.points()
    running = np.searchsorted(states.onset, instants, side="right") - np.searchsorted(
        np.sort(states.offset), instants, side="left"
    )
    near = np.searchsorted(2 * points.onset, 2 * instants + step_ms, side="right") - np.searchsorted(
        2 * points.onset, 2 * instants - step_ms, side="left"
    )
    there: NDArray[np.bool_] = (running > 0) | (near > 0)
    return there
