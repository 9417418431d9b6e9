"""Several dyads' 2 × 2 tables as one figure, each dyad a stratum (Mantel & Haenszel 1959).

odds ratio Σ(ad/n)/Σ(bc/n); variance of its logarithm by Robins, Breslow & Greenland (1986); risk ratio
Σ(a(c + d)/n)/Σ(c(a + b)/n); risk difference Σ(w ΔP)/Σw with w = (a + b)(c + d)/n (Cochran 1954); z is the
Cochran–Mantel–Haenszel statistic without correction, (Σa − ΣE)/√ΣV, V = (a+b)(c+d)(a+c)(b+d)/(n²(n − 1)).
No stratum needs its own odds ratio, so dyads with empty cells count as well.
"""

from collections.abc import Iterable
from math import log, sqrt

from coder.model.contingency import Association, TwoByTwo

FEW = 5
MARGIN_BELOW_5 = "margin_below_5"
_NONE = "no dyad has both cues and time without them"
_ONE_SIDED = "in no dyad could the response both follow the cue and come without it"


def mantel_haenszel(tables: Iterable[TwoByTwo]) -> Association:
    """Return the common association of tables of separate dyads; probabilities and phi have no common value."""
    strata = [one for one in tables if one.n > 0 and one.margins[0] and one.margins[1]]
    if not strata:
        return Association(flag=MARGIN_BELOW_5, reason=_NONE)
    few = any(sum(margin) < FEW for margin in zip(*(one.margins for one in strata), strict=True))
    flag = MARGIN_BELOW_5 if few else ""
    difference = _ratio(
        sum((one.a * one.margins[1] - one.c * one.margins[0]) / one.n for one in strata),
        sum(one.margins[0] * one.margins[1] / one.n for one in strata),
    )
    risk = _ratio(
        sum(one.a * one.margins[1] / one.n for one in strata), sum(one.c * one.margins[0] / one.n for one in strata)
    )
    odds = _ratio(sum(one.a * one.d / one.n for one in strata), sum(one.b * one.c / one.n for one in strata))
    z = _z(strata)
    if not odds:
        return Association(delta_p=difference, odds_ratio=odds, z=z, risk_ratio=risk, flag=flag, reason=_ONE_SIDED)
    return Association(
        delta_p=difference,
        odds_ratio=odds,
        log_odds=log(odds),
        log_odds_se=_log_error(strata),
        yules_q=(odds - 1) / (odds + 1),
        z=z,
        risk_ratio=risk,
        flag=flag,
    )


def _log_error(strata: list[TwoByTwo]) -> float:
    r = [one.a * one.d / one.n for one in strata]
    s = [one.b * one.c / one.n for one in strata]
    p = [(one.a + one.d) / one.n for one in strata]
    q = [(one.b + one.c) / one.n for one in strata]
    whole_r, whole_s = sum(r), sum(s)
    first = sum(x * y for x, y in zip(p, r, strict=True)) / (2 * whole_r**2)
    both = sum(x * y for x, y in zip(p, s, strict=True)) + sum(x * y for x, y in zip(q, r, strict=True))
    last = sum(x * y for x, y in zip(q, s, strict=True)) / (2 * whole_s**2)
    return sqrt(first + both / (2 * whole_r * whole_s) + last)


def _z(strata: list[TwoByTwo]) -> float | None:
    excess, variance = 0.0, 0.0
    for one in strata:
        given, absent, target, other = one.margins
        excess += one.a - given * target / one.n
        if one.n > 1:
            variance += given * absent * target * other / (one.n**2 * (one.n - 1))
    return excess / sqrt(variance) if variance > 0 else None


def _ratio(part: float, whole: float) -> float | None:
    return part / whole if whole else None
