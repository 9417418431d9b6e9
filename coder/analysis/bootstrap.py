"""How much a figure would vary with other sessions, or with other stretches of the one session there is.

Sessions are drawn with replacement, as many as there are, and the figure is computed anew (Efron & Tibshirani 1993).
Percentile: the quantiles of what is drawn. BCa: corrected for bias z0 = Φ⁻¹(share below the estimate) and for
acceleration a = Σ d³/(6 (Σ d²)^1.5), d = mean − each of the estimates with one session left out.
With one session, blocks of neighbouring units are drawn around a circle (Politis & Romano 1992): units depend on those
before them, so drawing units alone would make intervals far too narrow. The same seed gives the same interval.
Imports numpy: import this module lazily.
"""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

from coder.model.agreement import Estimate

Drawn = NDArray[np.int64]
Statistic = Callable[[Drawn], float | None]
_MOST_MISSING = 0.1


@dataclass(frozen=True, slots=True)
class Draws:
    """How to draw: how often, from which seed, and which interval of what comes of it."""

    count: int = 2000
    seed: int = 1
    level: float = 0.95
    corrected: bool = False
    """Whether the interval is BCa; else percentile."""


PLAIN = Draws()


def bootstrap(size: int, statistic: Statistic, how: Draws = PLAIN) -> Estimate:
    """Return a figure of ``size`` sessions with its interval; ``statistic`` takes the numbers of those drawn."""
    every = np.arange(size, dtype=np.int64)
    value = statistic(every) if size else None
    if size < 2 or value is None:
        return Estimate(value, reason="an interval takes two sessions or more" if size < 2 else "there is no figure")
    chance = np.random.default_rng(how.seed)
    found = [statistic(chance.integers(0, size, size)) for _ in range(how.count)]
    shares = _tails(how.level)
    if how.corrected:
        left_out = [statistic(np.delete(every, one)) for one in range(size)]
        if None in left_out:
            return Estimate(value, reason="without one of the sessions there is no figure: not estimable")
        shares = _corrected(value, found, np.array(left_out, dtype=np.float64), shares)
    return _interval(value, found, shares)


def block_bootstrap(size: int, block: int, statistic: Statistic, how: Draws = PLAIN) -> Estimate:
    """Return a figure of ``size`` units of one session with its interval (percentile), drawing blocks of units."""
    value = statistic(np.arange(size, dtype=np.int64)) if size else None
    if value is None or not 0 < block <= size // 2:
        return Estimate(value, reason="the session is too short for blocks of this length: not estimable")
    chance, steps = np.random.default_rng(how.seed), np.arange(block, dtype=np.int64)
    found = []
    for _ in range(how.count):
        begins = chance.integers(0, size, -(-size // block))
        found.append(statistic(((begins[:, None] + steps).ravel() % size)[:size]))
    return _interval(value, found, _tails(how.level))


def _tails(level: float) -> tuple[float, float]:
    return (1 - level) / 2, (1 + level) / 2


def _interval(value: float, found: list[float | None], shares: tuple[float, float]) -> Estimate:
    there = np.array([one for one in found if one is not None], dtype=np.float64)
    if len(there) < (1 - _MOST_MISSING) * len(found):
        return Estimate(value, reason="in more than a tenth of the draws there is no figure: not estimable")
    low, high = np.quantile(there, shares)
    return Estimate(value, float(low), float(high))


def _corrected(
    value: float, found: list[float | None], left_out: NDArray[np.float64], shares: tuple[float, float]
) -> tuple[float, float]:
    """Return which quantiles the corrected interval takes."""
    normal, there = NormalDist(), [one for one in found if one is not None]
    below = sum(one < value for one in there) + sum(one == value for one in there) / 2
    bias = normal.inv_cdf(min(max(below / len(there), 1e-6), 1 - 1e-6)) if there else 0.0
    apart = left_out.mean() - left_out
    size = float((apart**2).sum())
    speed = float((apart**3).sum()) / (6 * size**1.5) if size > 0 else 0.0
    low, high = (bias + normal.inv_cdf(share) for share in shares)
    return _quantile(bias, speed, low), _quantile(bias, speed, high)


def _quantile(bias: float, speed: float, z: float) -> float:
    """Return the share that is corrected; where the formula has turned over, the end that it went to."""
    bent = 1 - speed * z
    return NormalDist().cdf(bias + z / bent) if bent > 0 else float(z > 0)
