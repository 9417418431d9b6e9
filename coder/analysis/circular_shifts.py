"""How often chance alone answers as many cues: one partner's train turned against the other's.

The responses of a session are shifted along its codable time, what leaves at the end coming in at the beginning, so
that each partner keeps its own rhythm and only the relation between the two is broken. The statistic s is how many
cues (or given units) are answered; p = (1 + #{shifted s ≥ s}) / (1 + number of shifts) (Phipson & Smyth 2010), over all
shifts where there are no more than were asked for, else over shifts drawn with a seed. Shuffling events freely would
find too much.
Imports numpy: import this module lazily.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from coder.model.spans import Span, length_of

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]
Seed = int | list[int]
_AT_ONCE = 1 << 21
"""How many pairs of cue and shift are worked on together, to bound memory."""


def p_value(observed: int, shifted: Ints) -> float:
    """Return the share of shifts that answer at least as many, the observation counted as one of them."""
    return (1 + int((shifted >= observed).sum())) / (1 + len(shifted))


def unit_shifts(given: Bools, target: Bools) -> Ints:
    """Return how many given units are target for every shift of the target by 1 to N − 1 units.

    Σ_i given_i target_(i − s), for all s at once by the Fourier transform, rounded back to whole numbers.
    """
    count = len(given)
    if count < 2:
        return np.zeros(0, dtype=np.int64)
    product = np.fft.rfft(given.astype(np.float64)) * np.conj(np.fft.rfft(target.astype(np.float64)))
    return np.rint(np.fft.irfft(product, count)[1:]).astype(np.int64)


def onset_shifts(
    usable: Ints, responses: Ints, codable: Sequence[Span], window: tuple[int, int], permutations: int, seed: Seed
) -> Ints:
    """Return how many usable cues are answered for shifts of the responses, in ms of codable time.

    ``usable``: cues whose windows lie within codable time; responses outside it are left out. ``window``: its first and
    its last instant after the cue, in whole ms.
    """
    whole_ms = length_of(codable)
    if whole_ms < 2:
        return np.zeros(0, dtype=np.int64)
    shifts = _shifts(whole_ms, permutations, seed)
    cues, answers = _places(usable, codable), _places(responses, codable)
    if not len(cues) or not len(answers):
        return np.zeros(len(shifts), dtype=np.int64)
    step = max(1, _AT_ONCE // len(cues))
    parts = [_answered(cues, answers, shifts[at : at + step], whole_ms, window) for at in range(0, len(shifts), step)]
    return np.concatenate(parts)


def draw(shifted: Ints, count: int, seed: Seed) -> Ints:
    """Return a number of shifts drawn from those of one session, to be added to those of other sessions."""
    if not len(shifted):
        return np.zeros(count, dtype=np.int64)
    return np.random.default_rng(seed).choice(shifted, count)


def _shifts(whole_ms: int, permutations: int, seed: Seed) -> Ints:
    if whole_ms - 1 <= permutations:
        return np.arange(1, whole_ms, dtype=np.int64)
    return np.random.default_rng(seed).integers(1, whole_ms, permutations)


def _places(onsets: Ints, codable: Sequence[Span]) -> Ints:
    """Return where onsets lie in codable time laid end to end, its ends included; those outside it are left out."""
    spans = np.asarray(codable, dtype=np.int64)
    before = np.concatenate([[0], np.cumsum(spans[:, 1] - spans[:, 0])[:-1]])
    at = np.searchsorted(spans[:, 0], onsets, side="right") - 1
    held = (at >= 0) & (onsets <= spans[at, 1])  # a window may end with codable time: an answer there counts
    return np.sort((onsets - spans[at, 0] + before[at])[held])


def _answered(cues: Ints, answers: Ints, shifts: Ints, whole_ms: int, window: tuple[int, int]) -> Ints:
    """Count answered cues for each shift: the cues are moved back instead of the responses forward."""
    around = np.concatenate([answers - whole_ms, answers, answers + whole_ms])
    moved = (cues[None, :] - shifts[:, None]) % whole_ms
    first = np.searchsorted(around, moved + (window[0] - 1), side="right")
    last = np.searchsorted(around, moved + window[1], side="right")
    return np.asarray((first < last).sum(axis=1), dtype=np.int64)
