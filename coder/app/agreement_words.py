"""What agreement comes to, in a few lines: a figure in time and one of events, always together."""

from collections.abc import Iterator
from typing import Any

from coder.app.agreement_wish import Reliability
from coder.model.agreement import Compared, Comparison, Method

_IN_TIME = Method.TIME_UNIT
_OF_EVENTS = (Method.OVERLAP, Method.POINTS)


def describe_agreement(found: Reliability) -> Iterator[str]:
    """Give a line for each tier or code of each pair."""
    for one in found.comparisons:
        for code in dict.fromkeys(each.code for each in one.compared):
            figures = {each.method: each for each in one.compared if each.code == code}
            if _IN_TIME in figures:
                yield f"{_whose(one, code)}: {', '.join(_said(figures))}"
        yield f"{_whose(one, '')}: {_count(len(one.disagreements))}"


def figures_to_json(found: Reliability) -> list[dict[str, Any]]:
    """Return the figures as values for JSON."""
    return [
        {
            "session_id": one.session,
            "pair": list(one.pair),
            "tier": one.tier,
            "code": each.code,
            "method": each.method.value,
            "reference": each.reference,
            "n": each.found.n,
            "po": each.found.po,
            "kappa": each.found.kappa,
            "reason": each.found.reason,
        }
        for one in found.comparisons
        for each in one.compared
    ]


def left_out_to_json(found: Reliability) -> list[dict[str, Any]]:
    """Return who was left out and why as values for JSON."""
    return [
        {"session_id": one.session, "pair": list(one.pair), "reason": one.reason, "hint": one.hint}
        for one in found.left_out
    ]


def _whose(one: Comparison, code: str) -> str:
    return f"{one.session} {'-'.join(one.pair)} {one.tier}{'.' if code else ''}{code}"


def _said(figures: dict[Method, Compared]) -> Iterator[str]:
    yield f"kappa in time {_kappa(figures[_IN_TIME])}"
    for method in _OF_EVENTS:
        if method in figures and figures[method].found.n:
            yield f"of events ({method.value}) {_kappa(figures[method])}"


def _kappa(one: Compared) -> str:
    kappa = "none" if one.found.kappa is None else f"{one.found.kappa:.2f}"
    if not one.found.reason:
        return kappa
    agreed = f", po {one.found.po:.2f}" if one.found.po else ""  # 0 where one of them has no events at all
    return f"{kappa}{agreed} ({one.found.reason})"


def _count(number: int) -> str:
    return f"{number} disagreement{'' if number == 1 else 's'}"
