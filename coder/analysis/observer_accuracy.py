"""How accurate two equally good coders must be for a kappa: what a kappa means for these codes.

Each coder codes the true code with accuracy a, and errs evenly over the K − 1 others: A_ti = a for i = t, else
(1 − a)/(K − 1). Then P_ij = Σ_t p_t A_ti A_tj with base rates p, and kappa of P is what to expect (Gardner 1995;
Bakeman, McArthur, Quera & Robinson 1997; KappaAcc: Bakeman 2022). It grows with a from a = 1/K, where coders only
guess.
Base rates are the mean margins of both coders. Imports numpy: import this module lazily.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from coder.model.agreement import Estimate

_ROUNDS = 60


def expected_kappa(accuracy: float, base_rates: Sequence[float]) -> float | None:
    """Return the kappa to expect of two coders of one accuracy; None where nothing can differ."""
    rates = np.asarray(base_rates, dtype=np.float64) / sum(base_rates)
    size = len(rates)
    if size < 2:
        return None
    given = np.full((size, size), (1 - accuracy) / (size - 1))
    np.fill_diagonal(given, accuracy)
    joint = given.T @ np.diag(rates) @ given
    margin = joint.sum(axis=1)
    chance = float(margin @ margin)
    return (float(np.trace(joint)) - chance) / (1 - chance) if chance < 1 else None


def base_rates(tallies: ArrayLike) -> list[float]:
    """Return how frequent each code is in the margins of both coders, together."""
    m: NDArray[np.float64] = np.asarray(tallies, dtype=np.float64)
    both = m.sum(axis=0) + m.sum(axis=1)
    return [float(share) for share in both / both.sum()] if both.sum() > 0 else []


def estimated_accuracy(kappa: float | None, rates: Sequence[float]) -> Estimate:
    """Return the accuracy of coders whose kappa is to be expected to be as observed.

    Codes that never occurred are no choice that coders had: they are left out.
    """
    rates = [rate for rate in rates if rate > 0]
    if kappa is None or len(rates) < 2:
        return Estimate(None, reason="without a kappa of two codes or more there is no accuracy to estimate")
    if kappa < 0:
        return Estimate(None, reason="the coders agree less than by chance, which no accuracy explains")
    low, high = 1 / len(rates), 1.0
    for _ in range(_ROUNDS):
        middle = (low + high) / 2
        found = expected_kappa(middle, rates)
        if found is not None and found < kappa:
            low = middle
        else:
            high = middle
    return Estimate(high)
