"""Whether coders agree as well as their scheme asks. Imports numpy: import this module lazily.

``time_kappa`` is kappa in units of time: with a tolerance, the lower of both directions. ``event_kappa`` is kappa of
events: points by nearness; states by alignment, or by overlap where no tolerance is named.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace

from coder.app.agreement_wish import How
from coder.app.comparing.methods import Pair, compare
from coder.model.agreement import Compared, Criterion, Estimate, Judged, Method
from coder.model.scheme import Scheme

TIME_KAPPA, EVENT_KAPPA = "time_kappa", "event_kappa"


def criteria_of(scheme: Scheme) -> tuple[Criterion, ...]:
    """Return what a scheme asks of agreement, as it stands under ``reliability``."""
    asked = json.loads(dict(scheme.extra).get("reliability", "{}")).get("criterion", [])
    return tuple(
        Criterion(tuple(one["for"]), one["statistic"], one["min"], _ms(one.get("tolerance_s"))) for one in asked
    )


def judge(pair: Pair, tier: str, criteria: Iterable[Criterion], how: How) -> Iterator[Judged]:
    """Give what two coders reach of each criterion for a tier; the pair is cut to codable time already."""
    for criterion in criteria:
        if tier not in criterion.tiers:
            continue
        tolerance_ms = how.tolerance_ms if criterion.tolerance_ms is None else criterion.tolerance_ms
        figures = compare(pair, replace(how, tolerance_ms=tolerance_ms)).figures
        method = _method(pair, criterion)
        found = [one for one in figures if one.method is method]
        yield Judged(pair.code, criterion, method, _lowest(found, criterion))


def _method(pair: Pair, criterion: Criterion) -> Method | None:
    tolerant = criterion.tolerance_ms is not None
    if criterion.statistic == TIME_KAPPA:
        return Method.TOLERANCE if tolerant else Method.TIME_UNIT
    if criterion.statistic != EVENT_KAPPA:
        return None
    if not any(len(track.states()) for track in pair.tracks):
        return Method.POINTS
    return Method.ALIGNMENT if tolerant else Method.OVERLAP


def _lowest(found: list[Compared], criterion: Criterion) -> Estimate:
    if not found:
        known = f"{TIME_KAPPA} and {EVENT_KAPPA}"
        return Estimate(None, reason=f"{criterion.statistic} is none of the statistics that are known: {known}")
    kappas = [one.found.kappa for one in found]
    there = [kappa for kappa in kappas if kappa is not None]
    if len(there) < len(kappas):
        return Estimate(None, reason=next(one.found.reason for one in found if one.found.kappa is None))
    return Estimate(min(there), reason=found[0].found.reason)


def _ms(seconds: float | None) -> int | None:
    return None if seconds is None else round(seconds * 1000)
