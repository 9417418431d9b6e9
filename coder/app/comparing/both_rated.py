"""How far two coders' ratings agree, before and after their consensus: by tier how many are alike, and by item kappa.

Weighted kappa and the intraclass correlation are those of ``coder agreement``; a single rating has none.
Imports numpy: import this module lazily.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coder.app.agreement_wish import How
from coder.app.comparing.log import ComparedLog, Scale
from coder.app.comparing.rated import agree_on_ratings
from coder.app.comparing.study import add_ratings
from coder.app.consensus_originals import Figure, Rated
from coder.model.agreement import Estimate, RatingAgreement
from coder.model.observation import Observation
from coder.model.scheme import Scheme

Pair = tuple[str, str]
_ONCE = How(draws=0)


@dataclass(frozen=True, slots=True)
class RatedSession:
    """A session's observations by coder."""

    session: str
    scheme: Scheme
    observations: tuple[Observation, ...]


def rated_log(sessions: Iterable[RatedSession]) -> ComparedLog:
    """Return what was rated in some sessions, by whom."""
    log = ComparedLog({}, {}, {}, {})
    for one in sessions:
        for observation in one.observations:
            add_ratings(log, (one.session, observation.identity.coder), one.scheme, observation)
    return log


def rating_figures(log: ComparedLog, pair: Pair) -> Iterator[Figure]:
    """Give how many ratings are alike on each tier, then the figures of items that both rated more than once."""
    yield from _alike(log, pair)
    sessions = dict.fromkeys(session for session, _ in log.ratings)
    for one in agree_on_ratings(log, [(session, pair) for session in sessions], _ONCE):
        if one.n > 1:
            yield from _of_item(one, log.scales.get((one.tier, one.item)))


def _alike(log: ComparedLog, pair: Pair) -> Iterator[Figure]:
    """Count items only: what is computed of them says the same again. What one left out is not alike."""
    counts: dict[str, tuple[int, int]] = {}
    for session in dict.fromkeys(session for session, _ in log.ratings):
        first, second = (log.ratings.get((session, coder), {}) for coder in pair)
        for key in dict.fromkeys((*first, *second)):
            if key[:2] in log.scales:
                same, n = counts.get(key[0], (0, 0))
                counts[key[0]] = (same + (first.get(key) == second.get(key)), n + 1)
    for tier, (same, n) in counts.items():
        yield Figure(tier, "", Rated.ALIKE, None, same / n, n=n)


def _of_item(one: RatingAgreement, scale: Scale | None) -> Iterator[Figure]:
    """Give kappa of levels without an order, else weighted kappa and the correlation; of a composite the latter."""
    known = (one.exact.po, one.n)
    if scale is not None and not scale.ordered:
        yield _figure(one, Rated.KAPPA, Estimate(one.exact.kappa, reason=one.exact.reason), *known)
        return
    if scale is not None:
        yield _figure(one, Rated.WEIGHTED, one.quadratic, *known)
    yield _figure(one, Rated.ICC, one.single, *known)


def _figure(one: RatingAgreement, method: Rated, found: Estimate, po: float | None, n: int) -> Figure:
    return Figure(one.tier, one.item, method, found.value, po, found.reason, n)
