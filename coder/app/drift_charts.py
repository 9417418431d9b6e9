"""Drift as a chart: a line for each coder on one tier, or for each code of one coder, over the dates of coding."""

from collections.abc import Iterable
from dataclasses import dataclass

from coder.app.training_words import whose
from coder.model.agreement import Estimate
from coder.model.chart import Axis, Curves, Line, Point, Rule
from coder.model.drift import GOLD, Drift, DriftPoint
from coder.model.training import Figure

TIME, EVENTS = "time_kappa", "event_kappa"
STATISTICS = {TIME: "Kappa in time", EVENTS: "Kappa of events"}
_MARGIN = 1


@dataclass(frozen=True, slots=True)
class DriftScope:
    """What is shown: against what, on which tier, with which figure; of all coders, or the codes of one."""

    against: str = GOLD
    tier: str = ""
    coder: str = ""
    statistic: str = TIME


def kinds_of(drift: Drift) -> tuple[str, ...]:
    """Return against what there is something to see, gold first."""
    return tuple(sorted({one.against for one in drift.points}))


def tiers_of(drift: Drift, against: str) -> tuple[str, ...]:
    """Return the tiers that there is a figure for, in their order."""
    found = [one for one in drift.points if one.against == against and _known(one)]
    return tuple(dict.fromkeys(one.figure.tier for one in found))


def drift_chart(drift: Drift, scope: DriftScope) -> Curves | str:
    """Return the chart, or in words why there is nothing to draw; a point leads to its ``DriftPoint``."""
    shown = [one for one in drift.points if (one.against, one.figure.tier) == (scope.against, scope.tier)]
    if scope.coder:
        shown = [one for one in shown if one.coder == scope.coder]
    lines: dict[str, list[DriftPoint]] = {}
    for one in shown:
        if _value(one, scope.statistic).value is not None and (scope.coder or _whole(one)):
            lines.setdefault(_name(one, scope), []).append(one)
    if not lines:
        return f"There is no {STATISTICS[scope.statistic].lower()} of {scope.tier or 'any tier'} to show."
    points = [one for found in lines.values() for one in found]
    values = [value for one in points if (value := _value(one, scope.statistic).value) is not None]
    days = [one.day.toordinal() for one in points]
    rolling = f"last {drift.rolling} sessions together"
    return Curves(
        f"{STATISTICS[scope.statistic]} on {scope.tier} against {scope.against}, {rolling}",
        Axis("Coded on", min(days) - _MARGIN, max(days) + _MARGIN, dates=True),
        Axis(STATISTICS[scope.statistic], min(0.0, *values), 1.0),
        tuple(Line(name, tuple(_point(one, scope) for one in found)) for name, found in lines.items()),
        across=tuple(_criteria(drift, scope)),
    )


def _name(one: DriftPoint, scope: DriftScope) -> str:
    if not scope.coder:
        return whose(one.coder, one.pass_id)
    code = one.figure.code.replace("_", " ") or f"all of {one.figure.tier}"
    return f"{code} ({one.pass_id})" if one.pass_id else code


def _point(one: DriftPoint, scope: DriftScope) -> Point:
    value = _value(one, scope.statistic).value
    name = _name(one, scope)
    together = f"last {one.sessions} together: {_both(one.rolled)}" if one.sessions > 1 else "the first session"
    words = f"{name}, {one.session}, coded {one.day.isoformat()}: {_both(one.figure)}; {together}"
    return Point(float(one.day.toordinal()), value, words, one)


def _both(figure: Figure) -> str:
    events = f"agreement on events {figure.positive:.2f}" if figure.positive is not None else ""
    return f"kappa in time {_number(figure.time_kappa)}, {events or f'of events {_number(figure.event_kappa)}'}"


def _number(one: Estimate) -> str:
    return "none" if one.value is None else f"{one.value:.2f}"


def _value(one: DriftPoint, statistic: str) -> Estimate:
    return one.rolled.time_kappa if statistic == TIME else one.rolled.event_kappa


def _whole(one: DriftPoint) -> bool:
    """Tell whether a figure stands for itself: a whole tier, or a code that is judged alone."""
    return not one.figure.code or one.figure.positive is None


def _known(one: DriftPoint) -> bool:
    return one.rolled.time_kappa.value is not None or one.rolled.event_kappa.value is not None


def _criteria(drift: Drift, scope: DriftScope) -> Iterable[Rule]:
    rules = dict.fromkeys(rule for standing in drift.standings for rule in standing.rules)
    for rule in rules:
        asked = rule.criterion
        if asked.statistic == scope.statistic and (not asked.tiers or scope.tier in asked.tiers):
            yield Rule(asked.least, f"criterion {asked.least:.2f}")
