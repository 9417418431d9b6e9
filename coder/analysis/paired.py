"""Whether an index differs from 0 across dyads, and whether two directions go together.

Each dyad has one value, such as its log odds, or the difference of those of both directions. Mean, standard deviation,
and a test that needs no distribution: under no effect every sign might as well be the other, so
p = (1 + #{|mean with turned signs| ≥ |mean|})/(1 + number of turnings), two-sided, over all turnings but the observed
one where there are no more than were asked for, else over turnings drawn with a seed (Fisher 1935; Phipson & Smyth
2010). Correlation: Pearson's r over dyads that have both values. Imports numpy: import this module lazily.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_FEWEST = 3
_CLOSE = 1e-12


@dataclass(frozen=True, slots=True)
class AcrossDyads:
    """Mean and spread of a value over ``n`` dyads, and the p of its sign; None where ``reason`` says why."""

    n: int
    mean: float | None = None
    sd: float | None = None
    p: float | None = None
    reason: str = ""


def across_dyads(values: Sequence[float | None], permutations: int = 1000, seed: int = 1) -> AcrossDyads:
    """Return the mean over dyads that have a value, and whether it differs from 0."""
    known = np.array([value for value in values if value is not None], dtype=np.float64)
    if not len(known):
        return AcrossDyads(0, reason="no dyad has this index")
    mean = float(known.mean())
    if len(known) == 1:
        return AcrossDyads(1, mean, reason="one dyad has this index: nothing can be said across dyads")
    p = _p(known, permutations, seed) if permutations else None
    return AcrossDyads(len(known), mean, float(known.std(ddof=1)), p)


def correlation(first: Sequence[float | None], second: Sequence[float | None]) -> float | None:
    """Return r over dyads that have both; None below three dyads, or where one of both does not vary."""
    pairs = [(x, y) for x, y in zip(first, second, strict=True) if x is not None and y is not None]
    if len(pairs) < _FEWEST:
        return None
    x, y = np.array(pairs, dtype=np.float64).T
    if np.ptp(x) == 0 or np.ptp(y) == 0:
        return None
    x, y = x - x.mean(), y - y.mean()
    return float(np.clip(x @ y / sqrt(float(x @ x) * float(y @ y)), -1, 1))


def _p(values: Floats, permutations: int, seed: int) -> float:
    size = len(values)
    if size < 31 and 2**size - 1 <= permutations:
        bits = np.arange(1, 2**size)[:, None] >> np.arange(size)[None, :]
        signs = 1 - 2 * (bits & 1)
    else:
        signs = 1 - 2 * np.random.default_rng(seed).integers(0, 2, (permutations, size))
    turned = np.abs(signs @ values)
    return (1 + int((turned >= abs(float(values.sum())) - _CLOSE).sum())) / (1 + len(turned))
