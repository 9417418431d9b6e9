"""Weighted kappa: some disagreements are worse than others (Cohen 1968).

kappa_w = 1 − Σ v_ij m_ij / Σ v_ij r_i c_j / N, with weights of disagreement v: for levels in order |i − j| (linear) or
(i − j)² (quadratic), over all levels that the scale has, observed or not. Imports numpy: import this module lazily.
"""

from collections.abc import Sequence
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from coder.model.agreement import Estimate


class Weights(StrEnum):
    """How a disagreement grows with how many levels it is."""

    LINEAR = "linear"
    QUADRATIC = "quadratic"


def weighted_kappa(tallies: ArrayLike, weights: Weights | ArrayLike) -> Estimate:
    """Return weighted kappa of a square matrix; ``weights``: by levels, or a matrix that is 0 where coders agree."""
    m = np.asarray(tallies, dtype=np.float64)
    apart = _by_level(len(m), weights) if isinstance(weights, Weights) else np.asarray(weights, dtype=np.float64)
    n = float(m.sum())
    if n <= 0:
        return Estimate(None, reason="nothing was rated by both coders")
    chance = float((apart * np.outer(m.sum(axis=1), m.sum(axis=0))).sum()) / n
    if chance <= 0:
        return Estimate(None, reason="both coders gave one level only, so weighted kappa is not defined")
    return Estimate(1 - float((apart * m).sum()) / chance)


def tally_levels(pairs: Sequence[tuple[float, float]], levels: Sequence[float]) -> NDArray[np.float64]:
    """Return how often two coders gave each two levels of a scale; raise KeyError for one that it has not."""
    place = {level: number for number, level in enumerate(levels)}
    m = np.zeros((len(levels), len(levels)))
    for one, other in pairs:
        m[place[one], place[other]] += 1
    return m


def _by_level(size: int, weights: Weights) -> NDArray[np.float64]:
    apart = np.abs(np.subtract.outer(np.arange(size), np.arange(size))).astype(np.float64)
    return apart if weights is Weights.LINEAR else apart**2
