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
Ints = NDArray[np.int64]
_FEWEST = 3
_LARGEST = 100
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
    r = _Series(_series(x), most).against(_series(y))
    known = [(abs(value), -abs(lag), lag, value) for lag, value in zip(lags, r, strict=True) if value is not None]
    if not known:
        return CrossCorrelation(
            tuple(lags), tuple(r), reason="one of the two does not vary, or there are too few pairs"
        )
    peak, _, lag, value = max(known)
    p = _p(_Series(_series(x), most), _series(y), peak, permutations, seed) if permutations else None
    return CrossCorrelation(tuple(lags), tuple(r), lag, value, p)


def _series(values: Sequence[float | None]) -> Floats:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


class _Series:
    """The first series, to be correlated with others of its length.

    Small whole numbers, such as yes and no, are multiplied at all lags at once by the Fourier transform and rounded
    back, so that a session in frames takes no longer than one in seconds should.
    """

    def __init__(self, x: Floats, most: int) -> None:
        self._x, self._most = x, most
        self._size = 1 << (len(x) + most).bit_length()
        self._turned = np.conj(np.fft.rfft(x, self._size)) if _is_whole(x) else None

    def against(self, y: Floats) -> list[float | None]:
        """Return r at each lag."""
        if self._turned is None or not _is_whole(y):
            return [_at(self._x, y, lag) for lag in range(-self._most, self._most + 1)]
        lags = np.arange(-self._most, self._most + 1)
        both = np.rint(np.fft.irfft(self._turned * np.fft.rfft(y, self._size), self._size)[lags]).astype(np.int64)
        n = np.maximum(len(y) - np.abs(lags), 0)
        (sx, sxx), (sy, syy) = _sums(self._x, lags, n), _sums(y, -lags, n)
        first, second = n * sxx - sx**2, n * syy - sy**2
        held = (n >= _FEWEST) & (first > 0) & (second > 0)
        spread = np.sqrt(np.where(held, first, 1).astype(np.float64)) * np.sqrt(np.where(held, second, 1))
        r = np.clip((n * both - sx * sy) / spread, -1, 1)
        return [float(value) if there else None for value, there in zip(r, held, strict=True)]


def _is_whole(values: Floats) -> bool:
    """Tell whether all are small whole numbers; the products of a series of them are exact."""
    return len(values) > 0 and bool((np.abs(values) <= _LARGEST).all() and (values == np.rint(values)).all())


def _sums(values: Floats, lags: Ints, n: Ints) -> tuple[Ints, Ints]:
    """Return at each lag the sum of the values that have a pair, and of their squares."""
    whole = values.astype(np.int64)
    begin = np.clip(-lags, 0, len(whole))
    sums = [np.concatenate([[0], np.cumsum(powers)]) for powers in (whole, whole**2)]
    first, second = (one[np.minimum(begin + n, len(whole))] - one[begin] for one in sums)
    return first, second


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


def _p(x: _Series, y: Floats, peak: float, permutations: int, seed: int) -> float:
    if len(y) - 1 <= permutations:
        turns = list(range(1, len(y)))
    else:
        turns = np.random.default_rng(seed).integers(1, len(y), permutations).tolist()
    beyond = 0
    for turn in turns:
        found = x.against(np.roll(y, turn))
        beyond += max((abs(r) for r in found if r is not None), default=0.0) >= peak - 1e-12
    return (1 + beyond) / (1 + len(turns))
