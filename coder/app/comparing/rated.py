"""Two coders' ratings of the same items over all sessions and phases. Imports numpy: import this module lazily."""

from collections.abc import Iterable, Iterator

from coder.analysis.icc import icc_mean, icc_single
from coder.analysis.kappa import cohen
from coder.analysis.krippendorff import Metric, alpha
from coder.analysis.weighted_kappa import Weights, tally_levels, weighted_kappa
from coder.app.comparing.log import ComparedLog, Scale
from coder.model.agreement import Agreement, Estimate, RatingAgreement

_NO_ORDER = Estimate(None, reason="its levels have no numbers, so they have no order")
_NO_LEVELS = "it is computed of items and has no levels"
_Pair = tuple[str, str]


def agree_on_ratings(log: ComparedLog, pairs: Iterable[tuple[str, _Pair]]) -> Iterator[RatingAgreement]:
    """Give the agreement on each item or composite that two coders both rated in some session."""
    found: dict[tuple[_Pair, str, str], list[tuple[str, str]]] = {}
    for session, pair in pairs:
        first, second = (log.ratings.get((session, coder), {}) for coder in pair)
        for (tier, item, phase), value in first.items():
            if (tier, item, phase) in second:
                found.setdefault((pair, tier, item), []).append((value, second[tier, item, phase]))
    for (pair, tier, item), rated in found.items():
        yield _agreement(pair, tier, item, rated, log.scales.get((tier, item)))


def _agreement(pair: _Pair, tier: str, item: str, rated: list[tuple[str, str]], scale: Scale | None) -> RatingAgreement:
    numbers = [tuple(_number(value, scale) for value in values) for values in rated]
    exact, linear, quadratic = _by_level(rated, scale)
    ordered = scale is None or scale.ordered
    coders = list(zip(*numbers, strict=True))
    figures = (
        (alpha(coders, Metric.ORDINAL), alpha(coders, Metric.INTERVAL), icc_single(numbers), icc_mean(numbers))
        if ordered
        else (_NO_ORDER,) * 4
    )
    levels = len(scale.levels) if scale else 0
    return RatingAgreement(pair, tier, item, len(rated), levels, exact, linear, quadratic, *figures)


def _by_level(rated: list[tuple[str, str]], scale: Scale | None) -> tuple[Agreement, Estimate, Estimate]:
    if scale is None:
        none = Estimate(None, reason=_NO_LEVELS)
        return Agreement(len(rated), reason=_NO_LEVELS), none, none
    place = {value: number for number, value in enumerate(scale.levels)}
    m = tally_levels([(place[one], place[other]) for one, other in rated], range(len(place)))
    if not scale.ordered:
        return cohen(m), _NO_ORDER, _NO_ORDER
    return cohen(m), weighted_kappa(m, Weights.LINEAR), weighted_kappa(m, Weights.QUADRATIC)


def _number(value: str, scale: Scale | None) -> float | None:
    return float(value) if scale is None else scale.levels[value]
