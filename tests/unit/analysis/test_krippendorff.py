from itertools import combinations
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.analysis.kappa import cohen
from coder.analysis.krippendorff import Metric, alpha
from tests.unit.analysis.oracles import oracle

KNOWN = oracle("krippendorff_alpha")
CODERS: list[list[float | None]] = KNOWN["data"]


@pytest.mark.parametrize("metric", Metric)
def test_alpha_of_four_coders_with_missing_values(metric: Metric) -> None:
    assert alpha(CODERS, metric).value == pytest.approx(KNOWN[metric.value], abs=1e-9)


@pytest.mark.parametrize("metric", Metric)
def test_the_order_of_coders_does_not_matter(metric: Metric) -> None:
    assert alpha(CODERS[::-1], metric).value == pytest.approx(alpha(CODERS, metric).value)


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=30))
def test_nominal_alpha_of_two_coders_is_that_of_their_matrix(pairs: list[tuple[int, int]]) -> None:
    matrix = [[sum(pair == (i, j) for pair in pairs) for j in range(3)] for i in range(3)]
    assert alpha([list(coder) for coder in zip(*pairs, strict=True)], Metric.NOMINAL).value == pytest.approx(
        cohen(matrix).alpha
    )


def test_what_is_not_defined_says_why() -> None:
    assert "one value" in alpha([[1, 1], [1, 1]], Metric.ORDINAL).reason
    assert "two coders" in alpha([[1, None], [None, 2]], Metric.INTERVAL).reason


def test_alpha_of_six_coders_is_fleiss_kappa_but_for_drawing_without_replacement() -> None:
    known = oracle("fleiss_diagnoses")
    coders: list[list[float | None]] = [list(coder) for coder in zip(*known["data"], strict=True)]
    found, values = alpha(coders, Metric.NOMINAL).value, 6 * 30
    assert found is not None
    assert 1 - (1 - found) * values / (values - 1) == pytest.approx(known["fleiss"], abs=1e-9)
    pairs = [cohen(_matrix(one, other)).kappa for one, other in combinations(coders, 2)]
    assert fmean(kappa for kappa in pairs if kappa is not None) == pytest.approx(known["light"], abs=1e-9)


def _matrix(one: list[float | None], other: list[float | None]) -> list[list[int]]:
    pairs = list(zip(one, other, strict=True))
    return [[pairs.count((i, j)) for j in range(1, 6)] for i in range(1, 6)]
