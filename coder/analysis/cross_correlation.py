"""How two series move together, one of them some steps later: r(l) = cor(x_t, y_{t+l}), x leading where l > 0.

Pearson's r of the pairs that a lag leaves, pairs with a missing value left out; R's ccf(x, y) has the lags the other
way round. For ordinal or yes/no series only. Chance: y turned along itself, so that each keeps its rhythm; the
statistic is the largest |r| of all lags, p = (1 + #{turned ≥ observed})/(1 + number of turns), over all turns where
there are no more than were asked for, else drawn with a seed. Imports numpy: import this module lazily.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from coder.model.dyad import CrossCorrelation

Floats = NDArray[np.float64]
_FEWEST = 3
_MOST_VALUES = 4_000_000
"""How many values of turned series are held at once."""
_AS_LARGE, _NO_SPREAD = 1e-10, 1e-12
"""How much smaller an r may be and still count as equal; a variance, of the largest value's square, that is none."""


def cross_correlation(
    x: Sequence[float | None], y: Sequence[float | None], most: int, permutations: int = 0, seed: int = 1
) -> CrossCorrelation:
    """Return r for lags from −most to most; None is missing. Raises ValueError for series of unequal length."""
    if len(x) != len(y) or most < 0:
        raise ValueError("both series have the same length, and lags go to 0 or more")
    lags = range(-most, most + 1)
    first, second = _series(x), _series(y)
    r = [_at(first, second, lag) for lag in lags]
    known = [(abs(value), -abs(lag), lag, value) for lag, value in zip(lags, r, strict=True) if value is not None]
    if not known:
        return CrossCorrelation(
            tuple(lags), tuple(r), reason="one of the two does not vary, or there are too few pairs"
        )
    peak, _, lag, value = max(known)
    p = _p(first, second, lags, peak, permutations, seed) if permutations else None
    return CrossCorrelation(tuple(lags), tuple(r), lag, value, p)


def _series(values: Sequence[float | None]) -> Floats:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def _at(x: Floats, y: Floats, lag: int) -> float | None:
    if abs(lag) >= len(x):
        return None
    one, other = (x[: len(x) - lag], y[lag:]) if lag >= 0 else (x[-lag:], y[:lag])
    held = ~(np.isnan(one) | np.isnan(other))
    one, other = one[held], other[held]
    if len(one) < _FEWEST or np.ptp(one) == 0 or np.ptp(other) == 0:
        return None
    one, other = one - one.mean(), other - other.mean()
    return float(np.clip(one @ other / np.sqrt((one @ one) * (other @ other)), -1, 1))


def _p(x: Floats, y: Floats, lags: range, peak: float, permutations: int, seed: int) -> float:
    if len(y) - 1 <= permutations:
        turns = np.arange(1, len(y))
    else:
        turns = np.random.default_rng(seed).integers(1, len(y), permutations)
    at_once = max(1, _MOST_VALUES // len(y))
    beyond = 0
    for begin in range(0, len(turns), at_once):
        places = np.arange(len(y))[np.newaxis, :] - turns[begin : begin + at_once, np.newaxis]
        beyond += int((_largest(x, y[places % len(y)], lags) >= peak - _AS_LARGE).sum())
    return (1 + beyond) / (1 + len(turns))


def _largest(x: Floats, turned: Floats, lags: range) -> Floats:
    """Return the largest |r| of all lags for each turned series, 0 where no lag has any."""
    largest = np.zeros(len(turned))
    for lag in lags:
        if abs(lag) < len(x):
            one, others = (x[: len(x) - lag], turned[:, lag:]) if lag >= 0 else (x[-lag:], turned[:, :lag])
            largest = np.maximum(largest, np.abs(_r_of_each(one, others)))
    return largest


def _r_of_each(one: Floats, others: Floats) -> Floats:
    """Return r of one series with each of the others, 0 where there is none."""
    held, held_too = ~np.isnan(one) * 1.0, ~np.isnan(others) * 1.0
    shift = np.nanmean(one) if held.any() else 0.0  # sums of what is near 0 lose nothing
    x, y = np.where(held, one - shift, 0.0), np.where(held_too, others - shift, 0.0)
    n, sum_x, sum_y = held_too @ held, held_too @ x, y @ held
    spread_x, spread_y = n * (held_too @ x**2) - sum_x**2, n * (y**2 @ held) - sum_y**2
    least_x, least_y = (_NO_SPREAD * np.max(np.abs(side), initial=0.0) ** 2 * n**2 for side in (x, y))
    known = (n >= _FEWEST) & (spread_x > least_x) & (spread_y > least_y)
    below = np.sqrt(np.where(known, spread_x * spread_y, 1.0))
    return np.where(known, (n * (y @ x) - sum_x * sum_y) / below, 0.0)
