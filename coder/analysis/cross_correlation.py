"""How two series move together, one of them some steps later: r(l) = cor(x_t, y_{t+l}), x leading where l > 0.

Pearson's r of the pairs that a lag leaves, pairs with a missing value left out; R's ccf(x, y) has the lags the other
way round. A series may be of several runs, such as what could be judged before and after a gap: no pair reaches from
one into the next. For ordinal or yes/no series only. Chance: y turned along itself, all runs as one, so that each keeps
its rhythm; the statistic is the largest |r| of all lags, p = (1 + #{turned ≥ observed})/(1 + number of turns), over all
turns where there are no more than were asked for, else drawn with a seed. Imports numpy: import this module lazily.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from coder.model.dyad import CrossCorrelation

Floats = NDArray[np.float64]
Complex = NDArray[np.complex128]
Ints = NDArray[np.int64]
_FEWEST = 3
_LARGEST = 100


def cross_correlation(
    x: Sequence[float | None],
    y: Sequence[float | None],
    most: int,
    permutations: int = 0,
    seed: int = 1,
    runs: Sequence[int] = (),
) -> CrossCorrelation:
    """Return r for lags from −most to most; None is missing; ``runs``: the lengths of the runs, without them one.

    Raises ValueError for series of unequal length, and for runs that are not as long as they are.
    """
    if len(x) != len(y) or most < 0 or (runs and sum(runs) != len(x)):
        raise ValueError("both series have the same length, that of their runs, and lags go to 0 or more")
    lags, places = range(-most, most + 1), _places(runs or (len(x),), most)
    first, second = _Series(_series(x), places, most), _series(y)
    r = first.against(second)
    known = [(abs(value), -abs(lag), lag, value) for lag, value in zip(lags, r, strict=True) if value is not None]
    if not known:
        return CrossCorrelation(
            tuple(lags), tuple(r), reason="one of the two does not vary, or there are too few pairs"
        )
    peak, _, lag, value = max(known)
    p = _p(first, second, peak, permutations, seed) if permutations else None
    return CrossCorrelation(tuple(lags), tuple(r), lag, value, p)


def _series(values: Sequence[float | None]) -> Floats:
    return np.array([np.nan if value is None else value for value in values], dtype=np.float64)


def _places(runs: Sequence[int], most: int) -> Ints:
    """Return where each value lies when runs are set so far apart that no lag reaches from one into the next."""
    number = np.repeat(np.arange(len(runs)), runs)
    return np.arange(len(number), dtype=np.int64) + number * most


class _Series:
    """The first series, to be correlated with others of its length.

    Small whole numbers, such as yes and no, are multiplied at all lags at once by the Fourier transform and rounded
    back, so that a session in frames takes no longer than one in seconds should. What lies between runs is 0 there,
    and counts for nothing because ``_held`` is 0 there, too.
    """

    def __init__(self, x: Floats, places: Ints, most: int) -> None:
        self._places, self._most, self._is_whole = places, most, _is_whole(x)
        self._long = int(places[-1]) + 1 if len(places) else 0
        self._size = 1 << (self._long + most).bit_length()
        self._x = self._apart(x)
        if self._is_whole:
            self._held = self._transform(np.ones(len(x)))
            self._turned = np.conj(self._transform(x))
            self._n = self._sums(np.conj(self._held), self._held)
            self._sx = self._sums(self._turned, self._held)
            self._sxx = self._sums(np.conj(self._transform(x**2)), self._held)

    def against(self, y: Floats) -> list[float | None]:
        """Return r at each lag."""
        if not (self._is_whole and _is_whole(y)):
            other = self._apart(y)
            return [_at(self._x, other, lag) for lag in range(-self._most, self._most + 1)]
        seen, there, n = np.conj(self._held), self._transform(y), self._n
        both, sy, syy = (
            self._sums(self._turned, there),
            self._sums(seen, there),
            self._sums(seen, self._transform(y**2)),
        )
        first, second = n * self._sxx - self._sx**2, n * syy - sy**2
        held = (n >= _FEWEST) & (first > 0) & (second > 0)
        spread = np.sqrt(np.where(held, first, 1).astype(np.float64)) * np.sqrt(np.where(held, second, 1))
        r = np.clip((n * both - self._sx * sy) / spread, -1, 1)
        return [float(value) if found else None for value, found in zip(r, held, strict=True)]

    def _apart(self, values: Floats) -> Floats:
        found = np.full(self._long, np.nan)
        found[self._places] = values
        return found

    def _transform(self, values: Floats) -> Complex:
        found = np.zeros(self._size)
        found[self._places] = values
        return np.fft.rfft(found)

    def _sums(self, one: Complex, other: Complex) -> Ints:
        """Return at each lag the sum of the products of two transformed series, which is whole."""
        lags = np.arange(-self._most, self._most + 1)
        return np.rint(np.fft.irfft(one * other, self._size)[lags]).astype(np.int64)


def _is_whole(values: Floats) -> bool:
    """Tell whether all are small whole numbers; the products of a series of them are exact."""
    return len(values) > 0 and bool((np.abs(values) <= _LARGEST).all() and (values == np.rint(values)).all())


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
