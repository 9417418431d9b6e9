"""Motion of one region drawn at any zoom. Imports numpy: import this module lazily."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

Curve = NDArray[np.float32]
SCALE_SHARE = 0.995


@dataclass(frozen=True, slots=True, eq=False)
class MotionCurve:
    """``times_ms`` when each frame begins, ``shares`` (0 to 1, NaN where unknown) of its changed pixels.

    ``full`` is the share that is drawn as the full height: nearly the greatest there is, so that little motion is seen.
    ``known_ms`` is how far it is measured.
    """

    times_ms: NDArray[np.int64]
    shares: Curve
    end_ms: int
    full: float
    known_ms: int

    def slice(self, from_ms: float, to_ms: float, columns: int) -> Curve:
        """Return the greatest height (0 to 1) in each of ``columns`` equal parts; 0 where nothing is known.

        A part that no frame begins in has the value of the frame that is shown then.
        """
        edges = np.linspace(from_ms, to_ms, columns + 1)
        begin = np.searchsorted(self.times_ms, edges[:-1], "right") - 1
        after = np.searchsorted(self.times_ms, edges[1:], "left")
        begin = begin.clip(0)
        pairs = np.column_stack([begin, np.maximum(after, begin + 1)]).ravel()
        padded = np.append(self.shares, np.float32(np.nan))
        greatest = np.nan_to_num(np.fmax.reduceat(padded, pairs)[::2], nan=0.0) / np.float32(self.full)
        known = (edges[1:] > self.times_ms[0]) & (edges[:-1] < self.end_ms)
        drawn: Curve = np.where(known, greatest, 0.0).clip(0, 1).astype(np.float32)
        return drawn


def build_curves(times_ms: ArrayLike, shares: ArrayLike, names: Sequence[str]) -> dict[str, MotionCurve]:
    """Return a curve a region, of a table of frames × regions; the last frame lasts as long as the one before it."""
    times = np.array(times_ms, np.int64)
    table = np.array(shares, np.float32).reshape(len(times), len(names))
    ends = np.append(times[1:], times[-1] + (times[-1] - times[-2] if len(times) > 1 else 1))
    return {name: _build_curve(times, ends, np.ascontiguousarray(table[:, place])) for place, name in enumerate(names)}


def _build_curve(times: NDArray[np.int64], ends: NDArray[np.int64], shares: Curve) -> MotionCurve:
    known = np.flatnonzero(np.isfinite(shares))
    known_ms = int(ends[known[-1]]) if len(known) else int(times[0])
    return MotionCurve(times, shares, int(ends[-1]), _full(shares), known_ms)


def _full(shares: Curve) -> float:
    known = shares[np.isfinite(shares)]
    return max(float(np.quantile(known, SCALE_SHARE)) if len(known) else 0.0, 0.01)
