"""Kappa of tiers and codes as dots with their intervals, in time and of events one under the other."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from coder.app.agreement_charts import METHOD_WORDS
from coder.app.agreement_scope import Scope, Stream, comparisons_in, event_figure, figures_in, streams_in
from coder.app.agreement_values import kappa_words
from coder.app.agreement_wish import How, Reliability
from coder.model.agreement import Estimate, Method
from coder.model.chart import Axis, Forest, ForestRow, Rule

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LOWEST = -0.2


def dots_of_tiers(found: Reliability, scope: Scope) -> Forest:
    """Return two rows for each tier, or code of an overlapping tier: in time, and of events."""
    rows: list[ForestRow] = []
    for stream in streams_in(found, scope):
        figures = figures_in(found, scope, stream)
        pair = (figures.get((Method.TIME_UNIT, "")), event_figure(figures))
        for name, one in zip(("time", "events"), pair, strict=True):
            # of one code alone, kappa of events is 0 however well coders agree
            if one is not None and (name == "time" or (one.found.n and not stream.code)):
                rows.append(_row(f"{stream.words}, {name}", one.kappa, METHOD_WORDS[one.method]))
    return _forest(f"Kappa of {scope.pair[0]} and {scope.pair[1]}, in time and of events", rows)


def dots_of_codes(found: Reliability, scope: Scope, how: How) -> Forest:
    """Return a row for each code of the tiers where codes exclude each other: the code against all others, in time."""
    rows = [
        _row(f"{stream.tier}.{name}", estimate, METHOD_WORDS[Method.TIME_UNIT])
        for stream in streams_in(found, scope)
        if not stream.code
        for name, estimate in _code_estimates(found, scope, stream, how)
    ]
    return _forest(f"Kappa of each code against all others, in time: {scope.pair[0]} and {scope.pair[1]}", rows)


def _code_estimates(found: Reliability, scope: Scope, stream: Stream, how: How) -> Iterator[tuple[str, Estimate]]:
    import numpy as np

    from coder.analysis.bootstrap import Draws, bootstrap

    every = [
        each
        for one in comparisons_in(found, scope, stream.tier)
        for each in one.compared
        if each.method is Method.TIME_UNIT and each.tallies
    ]
    if not every:
        return
    m = np.array([one.tallies for one in every])
    draws = Draws(how.draws, how.seed, corrected=how.corrected)
    for place, name in enumerate(every[0].names):
        sums = np.stack([m[:, place, place], m[:, place].sum(axis=1), m[:, :, place].sum(axis=1), m.sum(axis=(1, 2))])
        if not sums[1:3].any():
            continue
        if how.draws:
            estimate = bootstrap(len(m), partial(_drawn_kappa, sums), draws)
        else:
            estimate = Estimate(_kappa(sums.sum(axis=1).tolist()))
        yield name, estimate


def _drawn_kappa(sums: "NDArray[np.float64]", drawn: "NDArray[np.int64]") -> float | None:
    return _kappa(sums[:, drawn].sum(axis=1).tolist())


def _kappa(sums: Sequence[float]) -> float | None:
    """Return kappa of one code against the others: both have it, the first has it, the second has it, all."""
    both, first, second, n = sums
    if n <= 0:
        return None
    expected = (first * second + (n - first) * (n - second)) / n**2
    return None if expected >= 1 else ((n - first - second + 2 * both) / n - expected) / (1 - expected)


def _row(name: str, kappa: Estimate, counted: str) -> ForestRow:
    why = f"none: {kappa.reason or 'not defined'}" if kappa.value is None else ""
    text = why or kappa_words(Estimate(kappa.value, kappa.low, kappa.high))
    return ForestRow(name, kappa.value, kappa.low, kappa.high, text, f"{name}: kappa {kappa_words(kappa)} ({counted})")


def _forest(title: str, rows: Sequence[ForestRow]) -> Forest:
    lows = [one for row in rows for one in (row.value, row.low) if one is not None]
    low = min([_LOWEST if min(lows, default=0.0) < 0 else 0.0, *(one for one in lows if one < _LOWEST)])
    note = "Lines: 95 % intervals." if any(row.low is not None for row in rows) else ""
    return Forest(title, Axis("kappa", max(low, -1.0), 1.0), tuple(rows), (Rule(0.0, "chance"),), note)
