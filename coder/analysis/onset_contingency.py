"""Contingency per onset: is a cue answered within a window more often than a window without a cue?

A cue at c is usable when (c, c + w] lies within codable time; it is answered when a response begins in (c, c + w].
a = answered, b = usable and not answered. Control windows of the same length lie end to end in codable time in which
no cue's window runs, from the beginning of each such stretch; what is left at its end is too short and left out.
c = control windows in which a response begins, d = those without (compare Watson 1979; Van Egeren,
Barratt & Roach 2001). Cues that overlap may share a response.

A link's window may open later, or at the cue itself: [c + from, c + w] in whole ms, of which (c, c + w] is the one from
1. All of [c, c + w] must be codable then, none of it is control time, and control windows are as long as the window.
Stretches of codable time that only touch (two phases) are not joined: no window reaches from one into the next.
Imports numpy: import this module lazily.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from coder.model.contingency import Tally, TwoByTwo
from coder.model.spans import Span, difference

Ints = NDArray[np.int64]


def onset_contingency(
    cues: Iterable[int], responses: Iterable[int], codable: Sequence[Span], window_ms: int, from_ms: int = 1
) -> Tally:
    """Tally the cues of a session; onsets in ms, ``codable`` in order and apart.

    Raises ValueError for a window without length, or one that closes before it opens or opens before the cue.
    """
    if window_ms <= 0 or not 0 <= from_ms <= window_ms:
        raise ValueError("a window has some length, and opens at the cue or later")
    begun, answers = _sorted(cues), _sorted(responses)
    usable = usable_onsets(begun, codable, window_ms)
    answered = count_answered(usable, answers, window_ms, from_ms)
    controls = control_onsets(begun, codable, window_ms, from_ms)
    also = count_answered(controls, answers, window_ms, from_ms)
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


def control_onsets(cues: Ints, codable: Sequence[Span], window_ms: int, from_ms: int = 1) -> Ints:
    """Return the instants whose windows are control windows; a window's first instant is ``from_ms`` after its own."""
    before, length = min(0, from_ms - 1), window_ms - from_ms + 1
    free = difference(codable, [(cue + before, cue + window_ms) for cue in cues.tolist()])
    spans = _apart(free, codable)
    starts = [np.arange(onset, offset - length + 1, length, dtype=np.int64) for onset, offset in spans]
    return np.concatenate(starts) - (from_ms - 1) if starts else cues[:0]


def _apart(free: Sequence[Span], codable: Sequence[Span]) -> Iterator[Span]:
    """Give free time cut where two stretches of codable time touch, for their border was joined."""
    borders = [begin for (_, end), (begin, _) in pairwise(codable) if end == begin]
    for onset, offset in free:
        edges = [onset, *(border for border in borders if onset < border < offset), offset]
        yield from pairwise(edges)


def count_answered(onsets: Ints, responses: Ints, window_ms: int, from_ms: int = 1) -> int:
    """Count the onsets after which a response begins, no later than the window's end."""
    first = np.searchsorted(responses, onsets + (from_ms - 1), side="right")
    return int((first < np.searchsorted(responses, onsets + window_ms, side="right")).sum())


def _sorted(onsets: Iterable[int]) -> Ints:
    return np.sort(np.fromiter(onsets, dtype=np.int64))
