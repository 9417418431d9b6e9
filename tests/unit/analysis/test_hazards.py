from math import exp, log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coder.analysis.hazards import hazard_ratio
from coder.model.survival import Waiting
from tests.unit.analysis.oracles import oracle

FREIREICH = oracle("survival", "regulation")
WAITS = st.lists(st.builds(Waiting, st.integers(1, 12), st.booleans()), min_size=1, max_size=8)
DYADS = st.dictionaries(st.sampled_from("abc"), WAITS, min_size=1)


def _group(name: str) -> dict[str, list[Waiting]]:
    return {"all": [Waiting(time, status == 1) for time, status, group in FREIREICH["data"] if group == name]}


def test_the_hazard_ratio_is_that_of_r() -> None:
    found = hazard_ratio(_group("6MP"), _group("placebo"))
    assert found.log_ratio == pytest.approx(FREIREICH["cox_coef_efron"], abs=1e-6)
    assert found.log_se == pytest.approx(FREIREICH["cox_se_efron"], abs=1e-6)
    assert found.ratio == pytest.approx(exp(FREIREICH["cox_coef_efron"]), abs=1e-5)
    breslow = hazard_ratio(_group("6MP"), _group("placebo"), efron=False)
    assert breslow.log_ratio == pytest.approx(FREIREICH["cox_coef_breslow"], abs=1e-6)


def test_where_one_group_alone_was_answered_no_ratio_is_finite() -> None:
    said = "only one of the two was answered while both were at risk"
    never, soon = {"a": [Waiting(9, False)]}, {"a": [Waiting(2, True)]}
    late = {"b": [Waiting(20, True)]}
    assert [hazard_ratio(*two).reason for two in ((never, soon), ({}, soon), (soon, late), ({}, {}))] == [said] * 4


def _slow_score(waits: list[tuple[int, str, Waiting, float]], b: float) -> float:
    """Return the score of weighted waits (x, dyad, wait, weight), answer by answer, Efron's ties."""
    score = 0.0
    for ms in {wait.ms for _, _, wait, _ in waits if wait.came}:
        risk = [one for one in waits if one[2].ms >= ms]
        ties = [one for one in waits if one[2].ms == ms and one[2].came]
        mean = sum(weight for *_, weight in ties) / len(ties)
        score += sum(weight * x for x, _, _, weight in ties)
        for place in range(len(ties)):
            left = [
                (x, weight * exp(b * x) * (1 - place / len(ties) * (wait.came and wait.ms == ms)))
                for x, _, wait, weight in risk
            ]
            score -= mean * sum(x * one for x, one in left) / sum(one for _, one in left)
    return score


def _slow_ratio(waits: list[tuple[int, str, Waiting, float]]) -> float:
    low, high = -30.0, 30.0
    for _ in range(45):
        middle = (low + high) / 2
        low, high = (middle, high) if _slow_score(waits, middle) > 0 else (low, middle)
    return (low + high) / 2


@settings(max_examples=20)
@given(DYADS, DYADS)
def test_the_ratio_and_its_error_are_what_waits_added_one_by_one_give(
    first: dict[str, list[Waiting]], second: dict[str, list[Waiting]]
) -> None:
    found = hazard_ratio(first, second)
    if found.log_ratio is None or found.log_se is None:
        assert found.reason
        return
    waits = [(x, dyad, wait, 1.0) for x, two in enumerate((first, second)) for dyad, own in two.items() for wait in own]
    assert found.log_ratio == pytest.approx(_slow_ratio(waits), abs=1e-7)
    if found.dyads > 1:  # how far the ratio moves with the weight of each dyad
        step, moved = 1e-4, 0.0
        for dyad in {*first, *second}:
            up, down = (
                _slow_ratio([(x, own, wait, 1 + way * step * (own == dyad)) for x, own, wait, _ in waits])
                for way in (1, -1)
            )
            moved += ((up - down) / (2 * step)) ** 2
        assert found.log_se == pytest.approx(moved**0.5, abs=1e-4, rel=1e-3)
    assert found.ratio is not None
    assert log(found.ratio) == pytest.approx(found.log_ratio)
