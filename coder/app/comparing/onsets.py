"""Whether one coder's onsets are all later than the other's: a hint at another file, or at another offset of it.

Imports numpy: import this module lazily.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from coder.analysis.tracks import Ints
from coder.app.agreement_wish import LEAST_SHIFT_MS
from coder.model.agreement import SessionPair

LEAST_PAIRED = 8


def describe_onsets(one: SessionPair, shifts: Sequence[Ints]) -> SessionPair:
    """Return what two coders of a session come to, with the median difference of onsets over all tiers."""
    every = np.concatenate(shifts) if shifts else np.empty(0, dtype=np.int64)
    if not len(every):
        return one
    low, middle, high = (float(value) for value in np.quantile(every, (0.25, 0.5, 0.75)))
    return replace(one, paired=len(every), shift_ms=middle, quartiles_ms=(low, high))


def tell_shift(one: SessionPair) -> Iterator[str]:
    """Say that the onsets of one are shifted against those of the other, where it is so."""
    if one.shift_ms is None or one.quartiles_ms is None or one.paired < LEAST_PAIRED:
        return
    early = min(one.quartiles_ms) > 0 or max(one.quartiles_ms) < 0
    if abs(one.shift_ms) < LEAST_SHIFT_MS or not early:
        return
    first, second = one.pair if one.shift_ms < 0 else one.pair[::-1]
    yield (
        f"Session {one.session}: what {first} coded is {abs(one.shift_ms) / 1000:.3f} s later than by {second} "
        f"(median of {one.paired} paired onsets). Check that both coded the same file with the same offset."
    )
