"""Two coders' ratings of the same items over all sessions and phases. Imports numpy: import this module lazily."""

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

from coder.analysis.bootstrap import Draws, bootstrap
from coder.analysis.icc import icc_mean, icc_single
from coder.analysis.kappa import cohen
from coder.analysis.krippendorff import Metric, alpha
from coder.analysis.weighted_kappa import Weights, tally_levels, weighted_kappa
from coder.app.agreement_wish import PLAIN, How
from coder.app.comparing.log import ComparedLog, Scale
from coder.media.stopping import Cancel, check
from coder.model.agreement import Agreement, Estimate, RatingAgreement

_NO_ORDER = Estimate(None, reason="its levels have no numbers, so they have no order")
_NO_LEVELS = "it is computed of items and has no levels"
_Pair = tuple[str, str]
_Values = tuple[str, str, str]
"""A session, and what each coder rated there."""


def agree_on_ratings(
    log: ComparedLog, pairs: Iterable[tuple[str, _Pair]], how: How = PLAIN, cancelled: Cancel | None = None
) -> Iterator[RatingAgreement]:
    """Give the agreement on each item or composite that two coders both rated in some session.

    Weighted kappas have the interval of a bootstrap over sessions. Raises Stopped when ``cancelled`` says so.
    """
    found: dict[tuple[_Pair, str, str], list[_Values]] = {}
    for session, pair in pairs:
        first, second = (log.ratings.get((session, coder), {}) for coder in pair)
        for (tier, item, phase), value in first.items():
            if (tier, item, phase) in second:
                found.setdefault((pair, tier, item), []).append((session, value, second[tier, item, phase]))
    for (pair, tier, item), rated in found.items():
        check(cancelled)
        yield _agreement(pair, tier, item, rated, log.scales.get((tier, item)), how)


def _agreement(
    pair: _Pair, tier: str, item: str, rated: list[_Values], scale: Scale | None, how: How
) -> RatingAgreement:
    numbers = [tuple(_number(value, scale) for value in values) for _, *values in rated]
    exact, linear, quadratic = _by_level(rated, scale, how)
    ordered = scale is None or scale.ordered
    coders = list(zip(*numbers, strict=True))
    figures = (
        (alpha(coders, Metric.ORDINAL), alpha(coders, Metric.INTERVAL), icc_single(numbers), icc_mean(numbers))
        if ordered
        else (_NO_ORDER,) * 4
    )
    levels = len(scale.levels) if scale else 0
    return RatingAgreement(pair, tier, item, len(rated), levels, exact, linear, quadratic, *figures)


def _by_level(rated: list[_Values], scale: Scale | None, how: How) -> tuple[Agreement, Estimate, Estimate]:
    if scale is None:
        none = Estimate(None, reason=_NO_LEVELS)
        return Agreement(len(rated), reason=_NO_LEVELS), none, none
    place = {value: number for number, value in enumerate(scale.levels)}
    sessions: dict[str, list[tuple[float, float]]] = {}
    for session, one, other in rated:
        sessions.setdefault(session, []).append((place[one], place[other]))
    tallies = np.array([tally_levels(found, range(len(place))) for found in sessions.values()])
    exact = cohen(tallies.sum(axis=0))
    if not scale.ordered:
        return exact, _NO_ORDER, _NO_ORDER
    return exact, _weighted(tallies, Weights.LINEAR, how), _weighted(tallies, Weights.QUADRATIC, how)


def _weighted(tallies: NDArray[np.float64], weights: Weights, how: How) -> Estimate:
    """Return weighted kappa of all sessions, with its interval where it has one."""
    found = weighted_kappa(tallies.sum(axis=0), weights)
    if found.value is None or not how.draws:
        return found
    draws = Draws(how.draws, how.seed, corrected=how.corrected)
    return bootstrap(len(tallies), lambda drawn: weighted_kappa(tallies[drawn].sum(axis=0), weights).value, draws)


def _number(value: str, scale: Scale | None) -> float | None:
    return float(value) if scale is None else scale.levels[value]
