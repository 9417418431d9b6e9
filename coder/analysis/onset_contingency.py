"""Contingency per onset: is a cue answered within a window more often than a window without a cue?

A cue at c is usable when (c, c + w] lies within codable time; it is answered when a response begins in (c, c + w].
a = answered, b = usable and not answered. Control windows of the same length lie end to end in codable time in which
no cue's window runs, from the beginning of each such stretch; what is left at its end is too short and left out.
c = control windows in which a response begins, d = those without (compare Watson 1979; Van Egeren,
Barratt & Roach 2001). Cues that overlap may share a response. Imports numpy: import this module lazily.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from coder.model.contingency import Tally, TwoByTwo
from coder.model.spans import Span, difference

Ints = NDArray[np.int64]


def onset_contingency(cues: Iterable[int], responses: Iterable[int], codable: Sequence[Span], window_ms: int) -> Tally:
    """Tally the cues of a session; onsets in ms, ``codable`` in order and apart. Raises ValueError for no window."""
    if window_ms <= 0:
        raise ValueError("a window has some length")
    begun, answers = _sorted(cues), _sorted(responses)
    usable = usable_onsets(begun, codable, window_ms)
    answered = count_answered(usable, answers, window_ms)
    controls = control_onsets(begun, codable, window_ms)
    also = count_answered(controls, answers, window_ms)
    table = TwoByTwo(answered, len(usable) - answered, also, len(controls) - also)
    return Tally(table, len(begun), len(usable))


def usable_onsets(cues: Ints, codable: Sequence[Span], window_ms: int) -> Ints:
    """Return the cues whose windows lie within codable time; onsets in order."""
    if not codable:
        return cues[:0]
    spans = np.asarray(codable, dtype=np.int64)
    at = np.searchsorted(spans[:, 0], cues, side="right") - 1
    inside: Ints = cues[(at >= 0) & (cues + window_ms <= spans[at, 1])]
    return inside


def control_onsets(cues: Ints, codable: Sequence[Span], window_ms: int) -> Ints:
    """Return where the control windows begin."""
    free = difference(codable, [(cue, cue + window_ms) for cue in cues.tolist()])
    starts = [np.arange(onset, offset - window_ms + 1, window_ms, dtype=np.int64) for onset, offset in free]
    return np.concatenate(starts) if starts else cues[:0]


def count_answered(onsets: Ints, responses: Ints, window_ms: int) -> int:
    """Count the onsets after which a response begins, no later than the window's length."""
    first = np.searchsorted(responses, onsets, side="right")
    return int((first < np.searchsorted(responses, onsets + window_ms, side="right")).sum())


def _sorted(onsets: Iterable[int]) -> Ints:
    return np.sort(np.fromiter(onsets, dtype=np.int64))
