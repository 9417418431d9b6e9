"""Latency with what was cut short: Kaplan–Meier curves, their medians, and the log-rank test.

S(t) = Π_{t_i ≤ t} (1 − d_i/n_i) (Kaplan & Meier 1958); variance of ln S: Σ d_i/(n_i(n_i − d_i)) (Greenwood 1926);
interval exp(ln S ± 1.96 √that), no more than 1, as R's survfit gives it. A wait cut short at t is still at risk for
an event at t. Median: min{t: S(t) ≤ ½}; never the mean of completed latencies alone, which leaves out the slow ones.
Log-rank: U = Σ (O − E) with the hypergeometric variance V, chi square U' V⁻ U (Mantel 1966), groups − 1 df.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from math import erfc, exp, gamma, log, sqrt

from coder.model.answers import Outcome
from coder.model.cue_answer import CueAnswer
from coder.model.survival import LogRank, Step, Survival, Waiting

_Z = 1.959963984540054
_NOBODY = "there is no cue whose answer could be waited for"
_NEVER = "fewer than half were answered while they could be seen"


def waits_of(answers: Iterable[CueAnswer]) -> list[Waiting]:
    """Return how long each cue was waited for; those never at risk, and answers in progress, are left out."""
    return [
        Waiting(one.wait_ms, came=one.latency_ms is not None)
        for one in answers
        if one.at_risk and (one.latency_ms is not None or (one.outcome is not Outcome.ANSWERED and one.wait_ms > 0))
    ]


def kaplan_meier(waits: Iterable[Waiting]) -> Survival:
    """Return the curve of some waits, a step for each time at which something came."""
    waits = list(waits)
    came, left = Counter(one.ms for one in waits if one.came), Counter(one.ms for one in waits)
    at_risk, share, spread = len(waits), 1.0, 0.0
    steps: list[Step] = []
    for ms in sorted(left):
        if events := came[ms]:
            share *= 1 - events / at_risk
            if events < at_risk:
                spread += events / (at_risk * (at_risk - events))
                steps.append(Step(ms, at_risk, events, share, share * sqrt(spread), *_interval(share, spread)))
            else:
                steps.append(Step(ms, at_risk, events, 0.0, None, None, None))
        at_risk -= left[ms]
    median = next((step.ms for step in steps if step.survival <= 0.5 + 1e-12), None)
    reason = "" if median is not None else _NEVER if waits else _NOBODY
    return Survival(len(waits), sum(came.values()), tuple(steps), median, reason)


def _interval(share: float, spread: float) -> tuple[float, float]:
    reach = _Z * sqrt(spread)
    return exp(log(share) - reach), min(1.0, exp(log(share) + reach))


def log_rank(groups: Sequence[Iterable[Waiting]]) -> LogRank:
    """Test whether the waits of some groups differ; groups without waits are left out of the df."""
    held = [list(group) for group in groups]
    ordered = [sorted(one.ms for one in group) for group in held]
    observed = [sum(one.came for one in group) for group in held]
    expected = [0.0] * len(held)
    variance = [[0.0] * len(held) for _ in held]
    for ms, events in sorted(Counter(one.ms for group in held for one in group if one.came).items()):
        risk = [len(ends) - bisect_left(ends, ms) for ends in ordered]
        _add(expected, variance, risk, events)
    used = [at for at, ends in enumerate(ordered) if ends]
    df = max(0, len(used) - 1)
    if df == 0 or not sum(observed):
        reason = "there are no two groups with waits" if df == 0 else "nothing was answered in any group"
        return LogRank(None, df, None, tuple(observed), tuple(expected), reason)
    apart = [observed[at] - expected[at] for at in used[:-1]]
    solved = _solve([[variance[row][column] for column in used[:-1]] for row in used[:-1]], apart)
    if solved is None:
        return LogRank(None, df, None, tuple(observed), tuple(expected), "the groups were never at risk together")
    chi_square = sum(x * y for x, y in zip(apart, solved, strict=True))
    return LogRank(chi_square, df, chi_square_tail(chi_square, df), tuple(observed), tuple(expected))


def _add(expected: list[float], variance: list[list[float]], risk: list[int], events: int) -> None:
    whole = sum(risk)
    scale = events * (whole - events) / (whole - 1) if whole > 1 else 0.0
    for row, there in enumerate(risk):
        expected[row] += events * there / whole
        for column, other in enumerate(risk):
            same = 1.0 if row == column else 0.0
            variance[row][column] += scale * there / whole * (same - other / whole)


def _solve(matrix: list[list[float]], right: list[float]) -> list[float] | None:
    """Solve a small system by elimination; None where it has no single solution."""
    rows = [[*line, value] for line, value in zip(matrix, right, strict=True)]
    for at in range(len(rows)):
        best = max(range(at, len(rows)), key=lambda row: abs(rows[row][at]))
        rows[at], rows[best] = rows[best], rows[at]
        if abs(rows[at][at]) < 1e-12:
            return None
        for row in range(len(rows)):
            if row != at:
                factor = rows[row][at] / rows[at][at]
                rows[row] = [x - factor * y for x, y in zip(rows[row], rows[at], strict=True)]
    return [row[-1] / row[at] for at, row in enumerate(rows)]


def chi_square_tail(value: float, df: int) -> float:
    """Return P(χ² ≥ value): Q(df) = Q(df − 2) + (x/2)^(df/2 − 1) e^(−x/2)/Γ(df/2), from erfc or the exponential."""
    half = max(value, 0.0) / 2
    found = erfc(sqrt(half)) if df % 2 else exp(-half)
    for step in range(3 if df % 2 else 4, df + 1, 2):
        found += half ** (step / 2 - 1) * exp(-half) / gamma(step / 2)
    return min(found, 1.0)
