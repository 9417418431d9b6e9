import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.analysis.quantiles import f_probability, f_quantile

PRINTED = [(0.95, 1, 1, 161.4476), (0.95, 5, 10, 3.3258), (0.975, 5, 15, 3.5764), (0.99, 10, 20, 3.3682)]
"""From printed tables of F."""


@pytest.mark.parametrize(("probability", "d1", "d2", "expected"), PRINTED)
def test_quantiles_are_those_of_printed_tables(probability: float, d1: int, d2: int, expected: float) -> None:
    assert f_quantile(probability, d1, d2) == pytest.approx(expected, abs=5e-5)


@given(st.floats(0.001, 0.999), st.floats(0.5, 200), st.floats(0.5, 200))
def test_a_quantile_has_its_probability(probability: float, d1: float, d2: float) -> None:
    assert f_probability(f_quantile(probability, d1, d2), d1, d2) == pytest.approx(probability, abs=1e-9)


@given(st.floats(0.01, 50), st.floats(1, 50), st.floats(1, 50))
def test_the_inverse_of_f_is_f_with_its_degrees_exchanged(x: float, d1: float, d2: float) -> None:
    assert f_probability(x, d1, d2) == pytest.approx(1 - f_probability(1 / x, d2, d1), abs=1e-9)


def test_only_a_probability_has_a_quantile() -> None:
    assert f_probability(0, 2, 2) == 0
    with pytest.raises(ValueError, match="between 0 and 1"):
        f_quantile(1, 2, 2)
