"""What can be said over all dyads of a log: the mean of their own indices, strangers, and both directions."""

from collections.abc import Sequence
from dataclasses import replace

from coder.app.regulation_session import SessionFound
from coder.app.regulation_wish import RegulationWish
from coder.formats.across_dyads_csv import AcrossRow
from coder.formats.contingency_csv import MANTEL_HAENSZEL, POOLED
from coder.model.contingency import ContingencyRow, Method, Pair

MOST_WALKS = 50_000
"""How many pairs of strangers are compared at most."""
Figures = tuple[float | None, float | None, float | None]
NOTHING: Figures = (None, None, None)


def across_of(
    sessions: Sequence[SessionFound], rows: Sequence[ContingencyRow], wish: RegulationWish
) -> list[AcrossRow]:
    """Return a row for each pair and method; the false discovery rate is over all of them."""
    from coder.analysis.false_discovery import false_discovery

    found = [
        _row(sessions, pair, method, _log_odds(rows, wish, method), wish)
        for pair in wish.pairs
        for method in wish.methods
    ]
    rates = false_discovery([one.figures[2] for one in found])
    return [replace(one, rate=rate) for one, rate in zip(found, rates, strict=True)]


def _log_odds(
    rows: Sequence[ContingencyRow], wish: RegulationWish, method: Method
) -> dict[Pair, dict[str, float | None]]:
    """Return the log odds of each dyad in each direction; the last row of a dyad is that of all its sessions."""
    found: dict[Pair, dict[str, float | None]] = {pair: {} for pair in wish.pairs}
    for row in rows:
        if row.method == method and not (row.dyad_id in (POOLED, MANTEL_HAENSZEL) and not row.session_id):
            found[row.pair][row.dyad_id] = row.found.log_odds
    return found


def _row(
    sessions: Sequence[SessionFound],
    pair: Pair,
    method: Method,
    odds: dict[Pair, dict[str, float | None]],
    wish: RegulationWish,
) -> AcrossRow:
    from coder.analysis.paired import across_dyads

    own = list(odds[pair].values())
    found = across_dyads(own, wish.permutations, wish.seed)
    strangers, reason = _strangers(sessions, pair, method, wish)
    other = next((values for one, values in odds.items() if one != pair), None)
    both = NOTHING if other is None else _both(own, list(other.values()), wish)
    reasons = "; ".join(dict.fromkeys(filter(None, (found.reason, reason))))
    return AcrossRow(pair, method, found.n, (found.mean, found.sd, found.p), strangers, both, None, reasons)


def _both(own: list[float | None], other: list[float | None], wish: RegulationWish) -> Figures:
    from coder.analysis.paired import across_dyads, correlation

    apart = [None if x is None or y is None else x - y for x, y in zip(own, other, strict=True)]
    found = across_dyads(apart, wish.permutations, wish.seed)
    return found.mean, found.p, correlation(own, other)


def _strangers(
    sessions: Sequence[SessionFound], pair: Pair, method: Method, wish: RegulationWish
) -> tuple[Figures, str]:
    """Compare partners with strangers, by the first session of each dyad."""
    if method.window_ms is None or not wish.permutations:
        return NOTHING, ""
    import numpy as np

    from coder.analysis.pseudo_dyads import Trains, compare_with_strangers

    firsts = {one.dyad_id: one.onsets[pair] for one in reversed(sessions)}
    dyads = [
        Trains(np.array(own.cues, dtype=np.int64), np.array(own.responses, dtype=np.int64), own.codable)
        for own in firsts.values()
    ]
    most = min(wish.permutations, max(100, MOST_WALKS // len(dyads)))
    found = compare_with_strangers(dyads, method.window_ms, most, wish.seed)
    return (found.partners, found.strangers, found.p), found.reason
