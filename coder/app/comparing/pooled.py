"""Agreement over all sessions of two coders: tallies together, and scores of sessions.

Imports numpy: import this module lazily.
"""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from coder.analysis.bootstrap import Draws, bootstrap
from coder.analysis.fitted_kappa import fitted_kappa
from coder.analysis.icc import icc_mean, icc_single
from coder.analysis.kappa import cohen
from coder.app.agreement_wish import How
from coder.app.comparing.methods import NIL, Pair
from coder.media.stopping import Cancel, check
from coder.model.agreement import Agreement, CodeScore, Compared, Comparison, Estimate, Pooled, ScoreAgreement

RATE, SHARE = "rate_per_min", "share"
_MINUTE_MS = 60_000


def count(pair: Pair) -> Iterator[CodeScore]:
    """Give what each coder has of each code; the pair is cut to codable time already."""
    codable = int((pair.codable[:, 1] - pair.codable[:, 0]).sum())
    for place, code in enumerate(pair.names):
        own = [track.where(track.code == place) for track in pair.tracks]
        lasting = [int((track.offset - track.onset).sum()) for track in own]
        yield CodeScore(code, codable, (len(own[0]), len(own[1])), (lasting[0], lasting[1]))


def pool(comparisons: Iterable[Comparison], how: How, cancelled: Cancel | None = None) -> Iterator[Pooled]:
    """Give each figure of two coders over their sessions; not BORIS's, whose labels differ from session to session.

    Raises Stopped when ``cancelled`` says so.
    """
    found: dict[tuple[object, ...], list[Compared]] = {}
    for whole in comparisons:
        for one in whole.compared:
            if one.names:
                found.setdefault((whole.pair, whole.tier, one.code, one.method, one.reference), []).append(one)
    for (pair, tier, *_), sessions in found.items():
        check(cancelled)
        yield _pooled(pair, str(tier), sessions, how)  # type: ignore[arg-type]


def _pooled(pair: tuple[str, str], tier: str, sessions: list[Compared], how: How) -> Pooled:
    tallies = np.array([one.tallies for one in sessions], dtype=np.float64)
    first = sessions[0]
    together = _agreement(tallies.sum(axis=0), first, pair)
    kappa = Estimate(together.kappa, reason=together.reason)
    if together.kappa is not None and how.draws:
        draws = Draws(how.draws, how.seed, corrected=how.corrected)
        kappa = bootstrap(len(tallies), lambda drawn: _agreement(tallies[drawn].sum(axis=0), first, pair).kappa, draws)
    by_session = tuple(one.found.kappa for one in sessions if one.found.kappa is not None)
    one = Compared(
        first.method,
        first.code,
        together,
        unit_ms=first.unit_ms,
        tolerance_ms=first.tolerance_ms,
        reference=first.reference,
    )
    return Pooled(pair, tier, one, len(sessions), kappa, by_session)


def _agreement(tallies: NDArray[np.float64], one: Compared, pair: tuple[str, str]) -> Agreement:
    return fitted_kappa(tallies, pair) if one.names[-1] == NIL else cohen(tallies)


def agree_on_scores(comparisons: Iterable[Comparison]) -> Iterator[ScoreAgreement]:
    """Give how far two coders' scores of sessions agree: events a minute, and the share of codable time."""
    found: dict[tuple[tuple[str, str], str, str], list[CodeScore]] = {}
    for whole in comparisons:
        for one in whole.scores:
            if one.codable_ms:
                found.setdefault((whole.pair, whole.tier, one.code), []).append(one)
    for (pair, tier, code), scores in found.items():
        rates = [[n * _MINUTE_MS / one.codable_ms for n in one.events] for one in scores]
        yield _score(pair, tier, code, RATE, rates)
        if any(ms for one in scores for ms in one.lasting_ms):
            yield _score(pair, tier, code, SHARE, [[ms / one.codable_ms for ms in one.lasting_ms] for one in scores])


def _score(pair: tuple[str, str], tier: str, code: str, score: str, rows: Sequence[Sequence[float]]) -> ScoreAgreement:
    means = np.array(rows).mean(axis=0)
    both = (float(means[0]), float(means[1]))
    return ScoreAgreement(pair, tier, code, score, len(rows), both, icc_single(rows), icc_mean(rows))
