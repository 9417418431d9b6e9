from math import exp, log
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.analysis.two_by_two import associate
from coder.model.contingency import TwoByTwo
from tests.unit.analysis.oracles import oracle

CASES = oracle("two_by_two", "regulation")["cases"]
SAME = {
    "adjusted_residual_a": "z",
    "yules_q": "yules_q",
    "odds_ratio": "odds_ratio",
    "p_resp_given_cue": "p_given",
    "p_resp_given_nocue": "p_not_given",
    "delta_p": "delta_p",
    "relative_risk": "risk_ratio",
}
CELLS = st.integers(0, 50)
TABLES = st.builds(TwoByTwo, CELLS, CELLS, CELLS, CELLS)


def _table(case: Any) -> TwoByTwo:
    (a, b), (c, d) = case["table"]
    return TwoByTwo(a, b, c, d)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["note"][:20])
def test_the_figures_are_those_of_r(case: Any) -> None:
    found = associate(_table(case))
    for theirs, ours in SAME.items():
        expected = case[theirs]
        value = getattr(found, ours)
        assert (value is None) == (expected is None), ours
        assert value is None or value == pytest.approx(expected, abs=1e-6, rel=1e-9)
    assert (found.phi is None) == (case["phi"] is None)
    if found.phi is not None and found.z is not None:
        assert found.phi == pytest.approx(case["phi"], abs=1e-6)
        assert found.z**2 == pytest.approx(case["chi2"], abs=1e-6)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["note"][:20])
def test_the_log_odds_say_whether_a_half_was_added(case: Any) -> None:
    found, always = associate(_table(case)), associate(_table(case), always_haldane=True)
    if case["yules_q"] is None:
        assert (found.log_odds, always.log_odds) == (None, None)
        return
    zero = 0 in (cell for row in case["table"] for cell in row)
    assert found.haldane == zero
    plain = "log_or_haldane" if zero else "log_or"
    assert found.log_odds == pytest.approx(case[plain], abs=1e-6)
    assert found.log_odds_se == pytest.approx(case[f"{plain}_se"], abs=1e-6)
    assert always.haldane
    assert always.log_odds == pytest.approx(case["log_or_haldane"], abs=1e-6)
    assert always.log_odds_se == pytest.approx(case["log_or_haldane_se"], abs=1e-6)


@pytest.mark.parametrize(
    ("table", "reason"),
    [
        (TwoByTwo(0, 0, 25, 575), "the cue never occurred here"),
        (TwoByTwo(3, 4, 0, 0), "there is no time without the cue here"),
        (TwoByTwo(0, 9, 0, 5), "the response never occurred here"),
        (TwoByTwo(9, 0, 5, 0), "the response was always there"),
        (TwoByTwo(), "the cue never occurred here; there is no time without"),
        (TwoByTwo(7, 0, 20, 573), "the odds ratio is infinite: every cue was answered"),
        (TwoByTwo(7, 3, 0, 573), "odds ratio and risk ratio are infinite"),
    ],
)
def test_what_is_undefined_has_its_reason(table: TwoByTwo, reason: str) -> None:
    found = associate(table)
    assert found.odds_ratio is None
    assert found.reason.startswith(reason)


def test_small_margins_are_flagged() -> None:
    assert associate(TwoByTwo(3, 2, 1, 594)).flag == "margin_below_5"
    assert associate(TwoByTwo(3, 2, 2, 594)).flag == ""


@given(TABLES)
def test_the_figures_agree_among_themselves(table: TwoByTwo) -> None:
    found = associate(table)
    if found.z is None or found.yules_q is None or found.delta_p is None or found.log_odds is None:
        assert found.reason
        return
    assert found.phi == pytest.approx(found.z / table.n**0.5)
    assert -1 <= found.yules_q <= 1
    assert found.z * found.delta_p >= -1e-12
    if found.odds_ratio and not found.haldane:
        assert found.log_odds == pytest.approx(log(found.odds_ratio), abs=1e-9)
        assert found.yules_q == pytest.approx((exp(found.log_odds) - 1) / (exp(found.log_odds) + 1))


@given(TABLES)
def test_given_and_not_given_exchanged_turn_every_sign(table: TwoByTwo) -> None:
    found, turned = associate(table), associate(TwoByTwo(table.c, table.d, table.a, table.b))
    for name in ("delta_p", "log_odds", "yules_q", "phi", "z"):
        value, other = getattr(found, name), getattr(turned, name)
        assert (value is None) == (other is None)
        assert value is None or value == pytest.approx(-other, abs=1e-9)
