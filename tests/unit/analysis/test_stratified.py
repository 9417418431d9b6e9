from math import exp

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.analysis.stratified import mantel_haenszel
from coder.analysis.two_by_two import associate
from coder.model.contingency import TwoByTwo

BERKELEY = [
    TwoByTwo(512, 89, 313, 19),
    TwoByTwo(353, 17, 207, 8),
    TwoByTwo(120, 202, 205, 391),
    TwoByTwo(138, 131, 279, 244),
    TwoByTwo(53, 94, 138, 299),
    TwoByTwo(22, 24, 351, 317),
]
"""R's UCBAdmissions; R's mantelhaen.test gives 0.9046968 with the interval 0.7719074 to 1.0603298."""
CELLS = st.integers(0, 20)


def test_the_common_odds_ratio_and_its_interval_are_those_of_r() -> None:
    found = mantel_haenszel(BERKELEY)
    assert found.odds_ratio == pytest.approx(0.9046968, abs=1e-7)
    assert found.log_odds is not None
    assert found.log_odds_se is not None
    reach = 1.959963985 * found.log_odds_se
    assert exp(found.log_odds - reach) == pytest.approx(0.7719074, abs=1e-6)
    assert exp(found.log_odds + reach) == pytest.approx(1.0603298, abs=1e-6)


@given(st.integers(1, 30), st.integers(1, 30), st.integers(1, 30), st.integers(1, 30))
def test_one_dyad_alone_has_its_own_odds_ratio(a: int, b: int, c: int, d: int) -> None:
    table = TwoByTwo(a, b, c, d)
    common, own = mantel_haenszel([table]), associate(table)
    for name in ("odds_ratio", "log_odds", "log_odds_se", "delta_p", "risk_ratio", "yules_q"):
        assert getattr(common, name) == pytest.approx(getattr(own, name), abs=1e-9)


@given(st.lists(st.builds(TwoByTwo, CELLS, CELLS, CELLS, CELLS), max_size=4))
def test_whatever_the_dyads_have_there_is_a_figure_or_a_reason(tables: list[TwoByTwo]) -> None:
    found = mantel_haenszel(tables)
    assert (found.log_odds is None) == bool(found.reason)


def test_a_dyad_with_an_empty_cell_counts_as_well() -> None:
    assert mantel_haenszel([TwoByTwo(5, 0, 3, 20), TwoByTwo(6, 4, 3, 20)]).odds_ratio == pytest.approx(
        (5 * 20 / 28 + 6 * 20 / 33) / (4 * 3 / 33)
    )


def test_nothing_to_compare_is_said() -> None:
    assert mantel_haenszel([]).reason == "no dyad has both cues and time without them"
    assert mantel_haenszel([TwoByTwo(0, 0, 9, 9)]).flag == "margin_below_5"
    assert mantel_haenszel([TwoByTwo(3, 0, 0, 9)]).reason.startswith("in no dyad")
