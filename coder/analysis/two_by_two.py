"""The figures of one 2 × 2 table, with a given, target; b given, none; c target alone; d neither; N = a + b + c + d.

odds ratio ad/(bc); log odds ln(odds ratio), standard error √(1/a + 1/b + 1/c + 1/d) (Woolf 1955), with ½ added to all
four cells where one of them is 0, or always when asked for (Haldane 1956; Anscombe 1956);
Yule's Q (ad − bc)/(ad + bc); adjusted residual z = (a − E)/√(E(1 − R/N)(1 − C/N)), E = RC/N, R = a + b, C = a + c
(Haberman 1973); phi = z/√N, signed; ΔP = a/(a + b) − c/(c + d), the operant contingency; risk ratio of the two shares.
An empty margin leaves undefined what divides by it. Margins below 5 are flagged (Bakeman & Quera 2011).
"""

from math import log, sqrt

from coder.model.contingency import Association, TwoByTwo

FEW = 5
MARGIN_BELOW_5 = "margin_below_5"
_EMPTY = (
    "the cue never occurred here",
    "there is no time without the cue here",
    "the response never occurred here",
    "the response was always there",
)


def associate(table: TwoByTwo, *, always_haldane: bool = False) -> Association:
    """Return what can be said of a table; ``always_haldane``: add ½ to each cell whether or not one is 0."""
    given, absent, target, other = table.margins
    p_given, p_not = _share(table.a, given), _share(table.c, absent)
    delta = p_given - p_not if p_given is not None and p_not is not None else None
    flag = MARGIN_BELOW_5 if min(table.margins) < FEW else ""
    empty = [words for words, margin in zip(_EMPTY, table.margins, strict=True) if margin == 0]
    if empty:
        risk = _share(p_given, p_not) if p_given is not None and p_not is not None else None
        return Association(p_given, p_not, delta, risk_ratio=risk, flag=flag, reason="; ".join(empty))
    ad, bc = table.a * table.d, table.b * table.c
    log_odds, error, added = _log_odds(table, always=always_haldane)
    z = (table.a * table.n - given * target) / sqrt(given * absent * target * other / table.n)
    return Association(
        p_given,
        p_not,
        delta,
        _share(ad, bc),
        log_odds,
        error,
        added,
        (ad - bc) / (ad + bc),
        z / sqrt(table.n),
        z,
        _share(table.a * absent, table.c * given),
        flag,
        _infinite(table),
    )


def _log_odds(table: TwoByTwo, *, always: bool) -> tuple[float, float, bool]:
    cells = (table.a, table.b, table.c, table.d)
    added = always or 0 in cells
    a, b, c, d = (cell + 0.5 if added else float(cell) for cell in cells)
    return log(a) + log(d) - log(b) - log(c), sqrt(1 / a + 1 / b + 1 / c + 1 / d), added


def _infinite(table: TwoByTwo) -> str:
    if table.c == 0:
        return "odds ratio and risk ratio are infinite: the response never came without the cue"
    if table.b == 0:
        return "the odds ratio is infinite: every cue was answered"
    return ""


def _share(part: float, whole: float) -> float | None:
    return part / whole if whole else None
