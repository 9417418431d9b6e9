"""Intraclass correlations of ratings or of session scores: n sessions (or children) rated by the same k coders.

From the two-way analysis of variance, with mean squares of rows R, coders C and the rest E:
ICC(2,1) = (R − E)/(R + (k − 1)E + k(C − E)/n): agreement of a single coder, coders being a sample (McGraw & Wong's
A,1); ICC(3,k) = (R − E)/R: consistency of the mean of these k coders (C,k).
Intervals by F (Shrout & Fleiss 1979; McGraw & Wong 1996). Rows with a missing value are left out.
Imports numpy: import this module lazily.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from coder.analysis.quantiles import f_quantile
from coder.model.agreement import Estimate

_ROUNDING = 1e-25  # of the largest number, squared: what is left of exact numbers


@dataclass(frozen=True, slots=True)
class _Squares:
    rows: float
    coders: float
    rest: float
    n: int
    k: int


def icc_single(ratings: Sequence[Sequence[float | None]], level: float = 0.95) -> Estimate:
    """Return ICC(2,1), absolute agreement of one coder, with its interval; ``ratings``: rows × coders."""
    found = _squares(ratings)
    if isinstance(found, str):
        return Estimate(None, reason=found)
    r, c, e, n, k = found.rows, found.coders, found.rest, found.n, found.k
    spread = r + (k - 1) * e + k * (c - e) / n
    if spread <= 0:
        return Estimate(None, reason="the means of both rows and of both coders are the same, so it is not defined")
    value = (r - e) / spread
    if e <= 0:
        return Estimate(value, reason="the coders differ by a constant only, so there is no interval")
    if r <= 0:
        return Estimate(value, reason="the means of all rows are the same, so there is no interval")
    low, high = _interval(found, value, level)
    return Estimate(value, low, high)


def _interval(found: _Squares, value: float, level: float) -> tuple[float, float]:
    r, c, e, n, k = found.rows, found.coders, found.rest, found.n, found.k
    ratio = k * value * c / e
    shift = n * (1 + (k - 1) * value) - k * value
    freedom = (k - 1) * (n - 1) * (ratio + shift) ** 2 / ((n - 1) * ratio**2 + shift**2)
    upper = f_quantile((1 + level) / 2, n - 1, freedom)
    lower = f_quantile((1 + level) / 2, freedom, n - 1)
    spread = k * c + (k * n - k - n) * e
    return n * (r - upper * e) / (upper * spread + n * r), n * (lower * r - e) / (spread + n * lower * r)


def icc_mean(ratings: Sequence[Sequence[float | None]], level: float = 0.95) -> Estimate:
    """Return ICC(3,k), consistency of the mean of the coders, with its interval; ``ratings``: rows × coders."""
    found = _squares(ratings)
    if isinstance(found, str):
        return Estimate(None, reason=found)
    if found.rows <= 0:
        return Estimate(None, reason="the means of all rows are the same, so it is not defined")
    if found.rest <= 0:
        return Estimate(1.0, reason="the coders differ by a constant only, so there is no interval")
    f, d1, d2 = found.rows / found.rest, found.n - 1, (found.n - 1) * (found.k - 1)
    low = f / f_quantile((1 + level) / 2, d1, d2)
    high = f * f_quantile((1 + level) / 2, d2, d1)
    return Estimate(1 - 1 / f, 1 - 1 / low, 1 - 1 / high)


def _squares(ratings: Sequence[Sequence[float | None]]) -> _Squares | str:
    """Return the mean squares, or why there are none."""
    whole = [list(row) for row in ratings if None not in row]
    if len(whole) < 2:
        return "fewer than two rows were rated by every coder"
    y = np.array(whole, dtype=np.float64)
    n, k = y.shape
    if k < 2:
        return "there is one coder only"
    if y.min() == y.max():
        return "one value only was given: nothing varies, so it is not defined"
    rows, coders = y.mean(axis=1), y.mean(axis=0)
    rest = y - rows[:, None] - coders + y.mean()
    squares = (
        k * float(((rows - y.mean()) ** 2).sum()) / (n - 1),
        n * float(((coders - y.mean()) ** 2).sum()) / (k - 1),
        float((rest**2).sum()) / ((n - 1) * (k - 1)),
    )
    noise = float(np.abs(y).max()) ** 2 * _ROUNDING
    between, coder, left = (square if square > noise else 0.0 for square in squares)
    return _Squares(between, coder, left, n, k)
