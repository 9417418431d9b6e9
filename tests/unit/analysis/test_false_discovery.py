import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.analysis.false_discovery import false_discovery


def test_the_rates_are_those_worked_out_by_hand() -> None:
    found = false_discovery([0.01, 0.04, None, 0.03, 0.005])
    assert found == [pytest.approx(0.02), pytest.approx(0.04), None, pytest.approx(0.04), pytest.approx(0.02)]


def test_nothing_tested_is_nothing_found() -> None:
    assert false_discovery([]) == []
    assert false_discovery([None]) == [None]


@given(st.lists(st.floats(0, 1)))
def test_rates_keep_the_order_of_p_and_are_never_smaller(p_values: list[float]) -> None:
    rates = [rate for rate in false_discovery(list(p_values)) if rate is not None]
    assert all(p <= rate + 1e-12 and rate <= 1 for p, rate in zip(p_values, rates, strict=True))
    order = sorted(range(len(rates)), key=lambda at: p_values[at])
    assert [rates[at] for at in order] == sorted(rates)


@given(st.lists(st.floats(0, 1), max_size=12))
def test_a_rate_is_the_smallest_at_which_a_test_is_found(p_values: list[float]) -> None:
    def found_at(limit: float) -> float:
        """Return the share of false discoveries if all p up to a limit are called found."""
        return limit * len(p_values) / sum(p <= limit for p in p_values)

    expected = [min(1.0, *(found_at(limit) for limit in p_values if limit >= p)) for p in p_values]
    assert false_discovery(list(p_values)) == pytest.approx(expected)
