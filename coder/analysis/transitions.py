"""Lag sequential analysis: which code follows which, a number of events later, more often than chance.

Counts f_ij of pairs (x_t, x_{t+lag}) inside runs that nothing interrupts; rows r, columns c, N = Σf. Probability
f_ij/r_i. Expected e_ij = r_i c_j/N; where a code cannot follow itself at lag 1 its cell is a structural zero, and e is
fitted to both margins proportionally with that cell at 0 (Deming & Stephan 1940; Bakeman & Quera 2011), up to
lag 1 only: after two steps a code may well be back. Adjusted residual z = (f − e)/√(e(1 − h)), h the leverage of the
cell in the log-linear model of quasi-independence; without structural zeros 1 − h = (1 − r/N)(1 − c/N) (Haberman 1973).
p is two-tailed normal. Yule's Q is of the cell's own 2 × 2 table. G² = 2 Σ f ln(f/e).
Imports numpy: import this module lazily.
"""

from collections.abc import Iterable, Sequence
from math import erfc, sqrt

import numpy as np
from numpy.typing import NDArray

from coder.model.transitions import Transition, Transitions

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
_ROUNDS = 10_000
_CLOSE = 1e-10
_STRUCTURAL = "this code cannot follow itself"
_NO_FIRST = "the first code never had another after it"
_NO_FOLLOWING = "the second code never came after another"
_FIXED = "the margins leave this cell no freedom"


def transitions(
    runs: Iterable[Sequence[str]], codes: Sequence[str], lag: int = 1, *, repeats: bool = True
) -> Transitions:
    """Return all pairs of codes at a lag; ``repeats``: a code may follow itself.

    ``runs``: codes in their order, a sequence for each stretch without interruption. Raises ValueError for a lag below
    1, a code that is not among ``codes``, and a code that follows itself where it cannot.
    """
    counts = count_transitions(runs, codes, lag)
    free = np.ones(counts.shape, dtype=bool)
    if not repeats and lag == 1:
        np.fill_diagonal(free, False)
        if np.diagonal(counts).any():
            raise ValueError("a code follows itself, which it cannot")
    return analyse(counts, codes, lag, free)


def count_transitions(runs: Iterable[Sequence[str]], codes: Sequence[str], lag: int) -> Floats:
    """Count the pairs: a row for each first code, a column for each that follows."""
    if lag < 1:
        raise ValueError("a lag is 1 or more")
    place = {code: at for at, code in enumerate(codes)}
    counts = np.zeros((len(codes), len(codes)))
    for run in runs:
        try:
            at = np.array([place[code] for code in run], dtype=np.int64)
        except KeyError as error:
            raise ValueError(f"{error.args[0]} is not among the codes") from error
        np.add.at(counts, (at[:-lag], at[lag:]), 1)
    return counts


def analyse(counts: Floats, codes: Sequence[str], lag: int, free: Bools) -> Transitions:
    """Return what the counts say; ``free``: cells that are no structural zeros."""
    expected = fit_expected(counts, free)
    z = _residuals(counts, expected, free)
    cells = tuple(
        _cell(codes, counts, expected, z, free, (row, column))
        for row in range(len(codes))
        for column in range(len(codes))
    )
    seen = counts > 0
    chi_square = 2 * float((counts[seen] * np.log(counts[seen] / expected[seen])).sum()) if counts.any() else None
    rows, columns = int(counts.any(axis=1).sum()), int(counts.any(axis=0).sum())
    held = free & np.outer(counts.sum(axis=1) > 0, counts.sum(axis=0) > 0)
    df = max(0, int(held.sum()) - rows - columns + 1)
    return Transitions(lag, cells, int(counts.sum()), chi_square, df if counts.any() else None)


def fit_expected(counts: Floats, free: Bools) -> Floats:
    """Return expected counts with the margins of the counts, 0 in cells that are not free."""
    rows, columns = counts.sum(axis=1), counts.sum(axis=0)
    if free.all():
        return np.outer(rows, columns) / max(float(counts.sum()), 1.0)
    fitted = free.astype(np.float64)
    for _ in range(_ROUNDS):
        fitted *= _ratio(rows, fitted.sum(axis=1))[:, None]
        fitted *= _ratio(columns, fitted.sum(axis=0))[None, :]
        if np.abs(fitted.sum(axis=1) - rows).max(initial=0) < _CLOSE:
            break
    return fitted


def _ratio(wanted: Floats, there: Floats) -> Floats:
    return np.divide(wanted, there, out=np.zeros_like(there), where=there > 0)


def _residuals(counts: Floats, expected: Floats, free: Bools) -> Floats:
    """Return adjusted residuals, NaN where there is none."""
    spread = expected * _left(counts, expected, free)
    found = np.full(counts.shape, np.nan)
    possible = free & (spread > 1e-9)
    found[possible] = (counts - expected)[possible] / np.sqrt(spread[possible])
    return found


def _left(counts: Floats, expected: Floats, free: Bools) -> Floats:
    """Return one minus the leverage of each cell."""
    size, whole = len(counts), max(float(counts.sum()), 1.0)
    if free.all():
        return np.outer(1 - counts.sum(axis=1) / whole, 1 - counts.sum(axis=0) / whole)
    row, column = np.nonzero(free)
    design = np.zeros((len(row), 2 * size))
    design[np.arange(len(row)), row] = 1
    design[np.arange(len(row)), size + column] = 1
    weight = expected[row, column]
    inverse = np.linalg.pinv((design * weight[:, None]).T @ design, hermitian=True)
    left = np.zeros(counts.shape)
    left[row, column] = 1 - weight * np.einsum("ij,jk,ik->i", design, inverse, design)
    return left


def _cell(
    codes: Sequence[str], counts: Floats, expected: Floats, z: Floats, free: Bools, at: tuple[int, int]
) -> Transition:
    row, column = float(counts[at[0]].sum()), float(counts[:, at[1]].sum())
    first, following, n = codes[at[0]], codes[at[1]], int(counts[at])
    if not free[at]:
        return Transition(first, following, n, None, None, None, None, None, _STRUCTURAL)
    if not row or not column:
        share = 0.0 if row else None
        reason = _NO_FIRST if not row else _NO_FOLLOWING
        return Transition(first, following, n, None, share, None, None, None, reason)
    residual = None if np.isnan(z[at]) else float(z[at])
    p = None if residual is None else erfc(abs(residual) / sqrt(2))
    reason = _FIXED if residual is None else ""
    q = _yules_q(n, row - n, column - n, float(counts.sum()) - row - column + n)
    return Transition(first, following, n, float(expected[at]), n / row, residual, p, q, reason)


def _yules_q(a: float, b: float, c: float, d: float) -> float | None:
    whole = a * d + b * c
    return (a * d - b * c) / whole if whole else None
