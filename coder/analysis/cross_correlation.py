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
        turns = list(range(1, len(y)))
    else:
        turns = np.random.default_rng(seed).integers(1, len(y), permutations).tolist()
    beyond = 0
    for turn in turns:
        turned = np.roll(y, turn)
        beyond += max((abs(r) for lag in lags if (r := _at(x, turned, lag)) is not None), default=0.0) >= peak - 1e-12
    return (1 + beyond) / (1 + len(turns))
