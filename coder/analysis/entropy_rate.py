"""How unpredictable the next state is: the entropy rate of a first-order Markov chain, in bits.

H = −Σ_i π_i Σ_j p_ij log2 p_ij, p_ij = n_ij/n_i. over transitions inside runs (Davis et al. 2017); π is how often each
state is there (empirical, the default), or the left eigenvector of p with eigenvalue 1. A state that nothing follows
adds nothing. Not estimated where a tenth or more is missing. Short sequences make H too small, so the number of
transitions belongs beside it. Its standard error comes from chains simulated with the estimated p.
Imports numpy: import this module lazily.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from coder.model.dyad import EntropyRate

Floats = NDArray[np.float64]
MOST_MISSING = 0.1


def entropy_rate(
    runs: Iterable[Sequence[str]], *, eigen: bool = False, missing: float = 0.0, simulations: int = 0, seed: int = 1
) -> EntropyRate:
    """Return the entropy rate of some runs of states; ``missing``: the share of time that could not be judged."""
    if missing >= MOST_MISSING:
        return EntropyRate(None, 0, reason="a tenth or more of the time is missing")
    runs = [run for run in runs if run]
    states = sorted({state for run in runs for state in run})
    place = {state: at for at, state in enumerate(states)}
    series = [np.array([place[state] for state in run], dtype=np.int64) for run in runs]
    counts = _counts(series, len(states))
    total = int(counts.sum())
    if not total:
        return EntropyRate(None, 0, reason="no state is followed by another")
    chain = _chain(counts)
    often = np.bincount(np.concatenate(series), minlength=len(states)).astype(np.float64)
    weights = _eigen(chain) if eigen else often / often.sum()
    if weights is None:
        return EntropyRate(None, total, reason="the chain has no single stationary distribution")
    error = _error(series, chain, simulations, seed) if simulations and not eigen else None
    return EntropyRate(_rate(chain, weights), total, error)


def _counts(series: Sequence[NDArray[np.int64]], size: int) -> Floats:
    counts = np.zeros((size, size))
    for run in series:
        np.add.at(counts, (run[:-1], run[1:]), 1)
    return counts


def _chain(counts: Floats) -> Floats:
    rows = counts.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(counts, rows, out=np.zeros_like(counts), where=rows > 0), dtype=np.float64)


def _rate(chain: Floats, weights: Floats) -> float:
    logs = np.log2(chain, out=np.zeros_like(chain), where=chain > 0)
    return float(-(weights @ (chain * logs).sum(axis=1))) + 0.0


def _eigen(chain: Floats) -> Floats | None:
    """Return π with π p = π and Σπ = 1, None where there is none or more than one."""
    size = len(chain)
    if (chain.sum(axis=1) < 0.5).any():
        return None
    system = np.vstack([chain.T - np.eye(size), np.ones(size)])
    if np.linalg.matrix_rank(system) < size:
        return None
    found = np.linalg.lstsq(system, np.append(np.zeros(size), 1.0), rcond=None)[0]
    return np.asarray(found, dtype=np.float64)


def _error(series: Sequence[NDArray[np.int64]], chain: Floats, simulations: int, seed: int) -> float:
    """Return the spread of H over simulated runs as long as the observed ones, beginning where those begin."""
    random = np.random.default_rng(seed)
    ladder = np.cumsum(chain, axis=1)
    found = []
    for _ in range(simulations):
        runs = [_walk(ladder, int(run[0]), len(run), random) for run in series]
        often = np.bincount(np.concatenate(runs), minlength=len(chain)).astype(np.float64)
        found.append(_rate(_chain(_counts(runs, len(chain))), often / often.sum()))
    return float(np.std(found, ddof=1)) if simulations > 1 else 0.0


def _walk(ladder: Floats, state: int, steps: int, random: np.random.Generator) -> NDArray[np.int64]:
    """Walk along a chain; where nothing follows the walk ends early."""
    run = [state]
    for share in random.random(steps - 1).tolist():
        if ladder[state, -1] == 0:
            break
        state = min(int(np.searchsorted(ladder[state], share * ladder[state, -1], side="right")), len(ladder) - 1)
        run.append(state)
    return np.array(run, dtype=np.int64)
