"""Krippendorff's alpha for any number of coders, with missing values.

alpha = 1 − (n − 1) Σ o_ck δ²_ck / Σ n_c n_k δ²_ck, sums over pairs of values c, k; o: the coincidences of values in
units that at least two coders judged, each unit weighted by 1/(values − 1); n_c = Σ_k o_ck (Krippendorff 2004, ch. 11;
2011).
δ² nominal: 1 where c ≠ k; ordinal: (Σ n_g from c to k − (n_c + n_k)/2)²; interval: (c − k)².
Imports numpy: import this module lazily.
"""

from collections.abc import Sequence
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from coder.model.agreement import Estimate


class Metric(StrEnum):
    """How far two values are apart."""

    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"


def alpha(coders: Sequence[Sequence[float | None]], metric: Metric) -> Estimate:
    """Return alpha of coders × units; None: a coder has no value there. Nominal codes are numbered."""
    units = [[value for value in unit if value is not None] for unit in zip(*coders, strict=True)]
    units = [unit for unit in units if len(unit) >= 2]
    values = sorted({value for unit in units for value in unit})
    if not units:
        return Estimate(None, reason="no unit was judged by two coders or more")
    if len(values) == 1:
        return Estimate(None, reason="one value only was given: nothing varies, so alpha is not defined")
    coincidences = _coincidences(units, values)
    counts = coincidences.sum(axis=1)
    apart = _distances(np.array(values, dtype=np.float64), counts, metric)
    observed = float((coincidences * apart).sum())
    expected = float((np.outer(counts, counts) * apart).sum()) / (counts.sum() - 1)
    return Estimate(1 - observed / expected)


def _coincidences(units: list[list[float]], values: list[float]) -> NDArray[np.float64]:
    place = {value: number for number, value in enumerate(values)}
    found = np.zeros((len(values), len(values)))
    for unit in units:
        given = np.bincount([place[value] for value in unit], minlength=len(values)).astype(np.float64)
        found += (np.outer(given, given) - np.diag(given)) / (len(unit) - 1)
    return found


def _distances(values: NDArray[np.float64], counts: NDArray[np.float64], metric: Metric) -> NDArray[np.float64]:
    match metric:
        case Metric.NOMINAL:
            return 1 - np.eye(len(values))
        case Metric.INTERVAL:
            return np.subtract.outer(values, values) ** 2
        case Metric.ORDINAL:
            middle = np.cumsum(counts) - counts / 2
            return np.subtract.outer(middle, middle) ** 2
