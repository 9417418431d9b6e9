"""Motion of one region drawn at any zoom. Imports numpy: import this module lazily."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Curve = NDArray[np.float32]
SCALE_SHARE = 0.995


@dataclass(frozen=True, slots=True, eq=False)
class MotionCurve:
    """``times_ms`` when each frame begins, ``shares`` (0 to 1, NaN where unknown) of its changed pixels.

    ``full`` is the share that is drawn as the full height: nearly the greatest there is, so that little motion is seen.
    """

    times_ms: NDArray[np.int64]
    shares: Curve
    end_ms: int
    full: float

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


def build_curves(
    times_ms: Sequence[int], shares: Sequence[Sequence[float]], names: Sequence[str], end_ms: int
) -> dict[str, MotionCurve]:
    """Return a curve a region, of a table of frames × regions."""
    times, table = np.array(times_ms, np.int64), np.array(shares, np.float32).reshape(len(times_ms), len(names))
    return {
        name: MotionCurve(times, np.ascontiguousarray(table[:, place]), end_ms, _full(table[:, place]))
        for place, name in enumerate(names)
    }


def _full(shares: Curve) -> float:
    known = shares[np.isfinite(shares)]
    return max(float(np.quantile(known, SCALE_SHARE)) if len(known) else 0.0, 0.01)
