"""Cohen's kappa of a matrix of tallies, and what belongs beside it.

With tallies m (rows: first coder), N = Σm, row sums r and column sums c:
po = Σ m_ii / N, pe = Σ r_i c_i / N², kappa = (po − pe)/(1 − pe), kappa max = (Σ min(r_i, c_i)/N − pe)/(1 − pe)
(Cohen 1960; Umesh, Peterson & Sauber 1989). Scott's pi takes pe = Σ ((r_i + c_i)/2N)² (Scott 1955), Krippendorff's
alpha the same without replacement: 1 − pe = 1 − Σ n_i (n_i − 1)/(n (n − 1)), n_i = r_i + c_i, n = 2N (2004).
Imports numpy: import this module lazily.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from coder.model.agreement import Agreement, CodeAgreement

NOTHING = "nothing was tallied: there is no time or no event that both coders could code"
ONE_CODE = "both coders used one code only: the agreement expected by chance is complete, so kappa is not defined"


def cohen(tallies: ArrayLike, *, continuous: bool = False) -> Agreement:
    """Return the agreement of a square matrix of tallies; ``continuous``: durations, where alpha's limit is pi.

    Raises ValueError for a matrix that is not square.
    """
    m = _square(tallies)
    n, rows, columns = float(m.sum()), m.sum(axis=1), m.sum(axis=0)
    if n <= 0:
        return Agreement(n, reason=NOTHING)
    po, pe = float(np.trace(m)) / n, float(rows @ columns) / n**2
    if _is_one(rows, columns, n):
        return Agreement(n, po, 1.0, reason=ONE_CODE)
    top = float(np.minimum(rows, columns).sum()) / n
    kappa, kappa_max = (po - pe) / (1 - pe), (top - pe) / (1 - pe)
    return Agreement(n, po, pe, kappa, kappa_max, scott_pi(m) if continuous else nominal_alpha(m))


def scott_pi(tallies: ArrayLike) -> float | None:
    """Return Scott's pi, for which both coders are drawn from one distribution; None where it is not defined."""
    m = _square(tallies)
    n, both = float(m.sum()), m.sum(axis=1) + m.sum(axis=0)
    if n <= 0 or both.max() >= 2 * n:
        return None
    pe = float(both @ both) / (2 * n) ** 2
    return (float(np.trace(m)) / n - pe) / (1 - pe)


def nominal_alpha(tallies: ArrayLike) -> float | None:
    """Return Krippendorff's nominal alpha of two coders without missing values; None where it is not defined.

    Counts only: of durations see ``scott_pi``.
    """
    m = _square(tallies)
    n, both = float(m.sum()), m.sum(axis=1) + m.sum(axis=0)
    if n < 1 or both.max() >= 2 * n:
        return None
    expected = 1 - float(both @ (both - 1)) / (2 * n * (2 * n - 1))
    return 1 - (1 - float(np.trace(m)) / n) / expected


def pabak(tallies: ArrayLike) -> float | None:
    """Return kappa as if all K codes were equally frequent: (K po − 1)/(K − 1) (Byrt, Bishop & Carlin 1993)."""
    m = _square(tallies)
    n, codes = float(m.sum()), len(m)
    if n <= 0 or codes < 2:
        return None
    return (codes * float(np.trace(m)) / n - 1) / (codes - 1)


def by_code(tallies: ArrayLike) -> list[CodeAgreement]:
    """Return each code against all others: the matrix collapsed to 2 × 2.

    Positive agreement 2a/(2a + b + c), negative 2d/(2d + b + c), prevalence index (a − d)/N, bias index (b − c)/N
    (Feinstein & Cicchetti 1990; Byrt et al. 1993).
    """
    m = _square(tallies)
    return [_one_code(m, code) for code in range(len(m))]


def _one_code(m: NDArray[np.float64], code: int) -> CodeAgreement:
    others = np.delete(m, code, axis=0)  # nothing is subtracted: of durations, 0 would not stay 0
    a, b = float(m[code, code]), float(np.delete(m[code], code).sum())
    c, d = float(others[:, code].sum()), float(np.delete(others, code, axis=1).sum())
    n = a + b + c + d
    if n <= 0:
        return CodeAgreement(0, 0, 0, 0, None, None, None, None, None, None, None, NOTHING)
    found = cohen([[a, b], [c, d]], continuous=True)
    unseen = "neither coder used it: that is no agreement about it" if a + b + c == 0 else found.reason
    positive, negative = _share(2 * a, b + c), _share(2 * d, b + c)
    values = (found.kappa, found.kappa_max, positive, negative, 2 * (a + d) / n - 1, (a - d) / n, (b - c) / n)
    return CodeAgreement(a, b, c, d, *values, reason=unseen)


def _share(twice: float, apart: float) -> float | None:
    return twice / (twice + apart) if twice + apart > 0 else None


def _is_one(rows: NDArray[np.float64], columns: NDArray[np.float64], n: float) -> bool:
    code = int(rows.argmax())
    return bool(rows[code] >= n and columns[code] >= n)


def _square(tallies: ArrayLike) -> NDArray[np.float64]:
    m = np.asarray(tallies, dtype=np.float64)
    if m.ndim != 2 or m.shape[0] != m.shape[1]:
        raise ValueError("a matrix of agreement is square: the same codes for both coders")
    return m
