"""Kappa of paired events, where a last row and column *nil* hold what one coder alone has.

Nobody can tally (nil, nil), so chance is fitted to a matrix with a structural zero there: expected tallies that keep
both margins and are independent elsewhere (Holle & Rein 2015; Bakeman & Robinson 1994). Iterative proportional fitting
of a matrix of ones converges to a closed form when one cell alone is zero, which is taken here, so that nothing depends
on a number of iterations: with R and C what stands in the nil row and column,
e_ij = r_i c_j (N − R − C)/((N − R)(N − C)), pe = Σ e_ii / N, and 0/0 is 0.
Imports numpy: import this module lazily.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from coder.model.agreement import Agreement, CodeAgreement

ALONE = "{} has no events here, so there is nothing to pair"
ONE_CODE = "there is one code only, for which a fitted kappa says nothing: judge by po"
NOTHING = "neither coder has events here"
UNSEEN = "what neither coder saw cannot be counted, so there is positive agreement only"
UNUSED = "neither coder used it: that is no agreement about it"
WHOLE = "the agreement expected by chance is complete, so kappa is not defined"


def fitted_kappa(tallies: ArrayLike, names: tuple[str, str] = ("the first coder", "the second coder")) -> Agreement:
    """Return the agreement of a matrix whose last row and column are nil; ``names``: the coders, for the reason.

    po = Σ m_ii / N, nil counted as disagreement; kappa max = (Σ min(r_i, c_i)/N − pe)/(1 − pe) over nil, too.
    Raises ValueError where (nil, nil) is not 0.
    """
    m = np.asarray(tallies, dtype=np.float64)
    if m.ndim != 2 or m.shape[0] != m.shape[1] or m[-1, -1] != 0:
        raise ValueError("a matrix of paired events is square, and its last cell is 0")
    n, rows, columns = float(m.sum()), m.sum(axis=1), m.sum(axis=0)
    if n <= 0:
        return Agreement(n, reason=NOTHING)
    po = float(np.trace(m)) / n
    for name, margin in zip(names, (rows, columns), strict=True):
        if not margin[:-1].any():
            return Agreement(n, po, reason=ALONE.format(name))
    pe = _expected(rows, columns, n)
    if pe >= 1:
        return Agreement(n, po, pe, reason=ONE_CODE if len(m) == 2 else WHOLE)
    top = float(np.minimum(rows, columns).sum()) / n
    reason = ONE_CODE if len(m) == 2 else ""
    return Agreement(n, po, pe, (po - pe) / (1 - pe), (top - pe) / (1 - pe), reason=reason)


def _expected(rows: NDArray[np.float64], columns: NDArray[np.float64], n: float) -> float:
    first, second = float(rows[:-1].sum()), float(columns[:-1].sum())
    return float(rows[:-1] @ columns[:-1]) * (first + second - n) / (first * second) / n


def paired_codes(tallies: ArrayLike, pair_counts: int) -> list[CodeAgreement]:
    """Return of each code how many events both coders, one or the other have; ``pair_counts``: the tally of a pair.

    Positive agreement is 2 both/(events of the first + events of the second), Dice's coefficient.
    """
    m = np.asarray(tallies, dtype=np.float64)
    pairs, size = m[:-1, :-1] / pair_counts, len(m) - 1
    first, second = pairs.sum(axis=1) + m[:-1, -1], pairs.sum(axis=0) + m[-1, :-1]
    return [_one_code(float(pairs[i, i]), float(first[i]), float(second[i])) for i in range(size)]


def _one_code(both: float, first: float, second: float) -> CodeAgreement:
    positive = 2 * both / (first + second) if first + second else None
    reason = UNSEEN if first + second else UNUSED
    return CodeAgreement(both, first - both, second - both, None, None, None, positive, None, None, None, None, reason)
