"""The F distribution, by hand: the one thing for which a library of 100 MB would be needed.

P(F ≤ x) = I_y(d1/2, d2/2) with y = d1 x/(d1 x + d2), the regularised incomplete beta function by its continued fraction
(Lentz's method; DiDonato & Morris 1992). Its inverse is found by halving. A base of the analyses.
"""

from math import exp, lgamma, log, log1p

_ROUNDS = 400
_SMALL = 1e-300
_CLOSE = 1e-15


def f_probability(x: float, d1: float, d2: float) -> float:
    """Return the probability that F with d1 and d2 degrees of freedom is x at most."""
    if x <= 0:
        return 0.0
    return _beta(d1 * x / (d1 * x + d2), d1 / 2, d2 / 2)


def f_quantile(probability: float, d1: float, d2: float) -> float:
    """Return the x that F exceeds with 1 − probability; raise ValueError unless 0 < probability < 1."""
    if not 0 < probability < 1:
        raise ValueError("a probability lies between 0 and 1")
    low, high = 0.0, 1.0
    while f_probability(high, d1, d2) < probability:
        low, high = high, high * 2
    for _ in range(_ROUNDS):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        if f_probability(middle, d1, d2) < probability:
            low = middle
        else:
            high = middle
    return high


def _beta(y: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function; the fraction converges fast below (a + 1)/(a + b + 2)."""
    if y >= 1:
        return 1.0
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(y) + b * log1p(-y))
    if y < (a + 1) / (a + b + 2):
        return front * _fraction(y, a, b) / a
    return 1 - front * _fraction(1 - y, b, a) / b


def _fraction(y: float, a: float, b: float) -> float:
    c, d = 1.0, 1 / _not_zero(1 - (a + b) * y / (a + 1))
    found = d
    for m in range(1, _ROUNDS):
        even = m * (b - m) * y / ((a + 2 * m - 1) * (a + 2 * m))
        odd = -(a + m) * (a + b + m) * y / ((a + 2 * m) * (a + 2 * m + 1))
        for term in (even, odd):
            d = 1 / _not_zero(1 + term * d)
            c = _not_zero(1 + term / c)
            found *= c * d
        if abs(c * d - 1) < _CLOSE:
            break
    return found


def _not_zero(value: float) -> float:
    return value if abs(value) > _SMALL else _SMALL
