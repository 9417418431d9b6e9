"""What can be said over all dyads: the mean of their own indices, strangers, and both directions."""

from collections.abc import Sequence
from dataclasses import replace

from coder.app.regulation_session import SessionFound
from coder.app.regulation_tables import Asked, asked_of
from coder.app.regulation_wish import RegulationWish
from coder.formats.across_dyads_csv import AcrossRow
from coder.formats.contingency_csv import MANTEL_HAENSZEL, POOLED
from coder.media.stopping import Cancel, Progress, check, tell
from coder.model.contingency import ContingencyRow, Pair

MOST_WALKS = 50_000
"""How many pairs of strangers are compared at most."""
Figures = tuple[float | None, float | None, float | None]
NOTHING: Figures = (None, None, None)
Odds = dict[Asked, dict[str, float | None]]


def across_of(
    sessions: Sequence[SessionFound],
    rows: Sequence[ContingencyRow],
    wish: RegulationWish,
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
) -> list[AcrossRow]:
    """Return a row for each pair, phase and method; the false discovery rates are over all of them.

    Raises Stopped when ``cancelled`` says so.
    """
    from coder.analysis.false_discovery import false_discovery

    odds = _log_odds(rows)
    chance = {key: row.p_permutation for row in rows if row.dyad_id == POOLED and (key := _key(row))}
    keys, found = asked_of(sessions), list[AcrossRow]()
    for key in keys:
        check(cancelled)
        found.append(replace(_row(sessions, key, odds, wish), p_pooled=chance.get(key)))
        tell(progress, len(found) / len(keys))
    rates = false_discovery([one.figures[2] for one in found])
    pooled = false_discovery([one.p_pooled for one in found])
    return [replace(one, rate=rate, pooled_rate=again) for one, rate, again in zip(found, rates, pooled, strict=True)]


def mirrored(pair: Pair, others: Sequence[Pair]) -> Pair | None:
    """Return the pair in which cue and response have changed places; edges do not matter."""
    wanted = (_codes(pair.response), _codes(pair.cue))
    if wanted[0] == wanted[1]:
        return None
    return next((one for one in others if (_codes(one.cue), _codes(one.response)) == wanted), None)


def _codes(names: str) -> frozenset[str]:
    return frozenset(name.partition("@")[0] for name in names.split("|"))


def _key(row: ContingencyRow) -> Asked:
    return row.pair, row.phase, row.method


def _log_odds(rows: Sequence[ContingencyRow]) -> Odds:
    """Return the log odds of each dyad; the last row of a dyad is that of all its sessions."""
    found: Odds = {}
    for row in rows:
        if not (row.dyad_id in (POOLED, MANTEL_HAENSZEL) and not row.session_id):
            found.setdefault(_key(row), {})[row.dyad_id] = row.found.log_odds
    return found


def _row(sessions: Sequence[SessionFound], key: Asked, odds: Odds, wish: RegulationWish) -> AcrossRow:
    from coder.analysis.paired import across_dyads

    pair, phase, method = key
    own = odds[key]
    found = across_dyads(list(own.values()), wish.permutations, wish.seed)
    strangers, reason = _strangers(sessions, key, wish)
    back = mirrored(pair, [*dict.fromkeys(one for one, _, _ in odds)])
    other = None if back is None else odds.get((back, phase, method))
    both = NOTHING if other is None else _both(list(own.values()), [other[dyad] for dyad in own], wish)
    reasons = "; ".join(dict.fromkeys(filter(None, (found.reason, reason))))
    return AcrossRow(
        pair, method, found.n, (found.mean, found.sd, found.p), strangers, both, None, reasons, phase=phase
    )


def _both(own: list[float | None], other: list[float | None], wish: RegulationWish) -> Figures:
    from coder.analysis.paired import across_dyads, correlation

    apart = [None if x is None or y is None else x - y for x, y in zip(own, other, strict=True)]
    found = across_dyads(apart, wish.permutations, wish.seed)
    return found.mean, found.p, correlation(own, other)


def _strangers(sessions: Sequence[SessionFound], key: Asked, wish: RegulationWish) -> tuple[Figures, str]:
    """Compare partners with strangers, by the first session of each dyad."""
    pair, phase, method = key
    if method.window_ms is None or not wish.permutations:
        return NOTHING, ""
    import numpy as np

    from coder.analysis.pseudo_dyads import Trains, compare_with_strangers

    firsts = {one.dyad_id: one.trains[pair, phase] for one in reversed(sessions) if (pair, phase) in one.trains}
    dyads = [
        Trains(np.array(own.cues, dtype=np.int64), np.array(own.responses, dtype=np.int64), own.codable)
        for own in firsts.values()
    ]
    most = min(wish.permutations, max(100, MOST_WALKS // len(dyads)))
    found = compare_with_strangers(dyads, method.window_ms, most, wish.seed, method.from_ms)
    return (found.partners, found.strangers, found.p), found.reason
