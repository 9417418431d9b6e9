from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from coder.analysis.fitted_kappa import fitted_kappa, paired_codes
from tests.unit.analysis.oracles import oracle

CASES: list[dict[str, Any]] = oracle("paired_events")["cases"]
FITTED_MOST = 2e-6  # what 20 or a few hundred rounds of fitting are still away from where they go


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_kappa_of_paired_events_is_where_fitting_leads(case: dict[str, Any]) -> None:
    found = fitted_kappa(case["matrix_last_is_nil"])
    assert found.kappa == pytest.approx(case["converged_ipf"]["kappa_ipf"], abs=FITTED_MOST)
    assert found.kappa_max == pytest.approx(case["converged_ipf"]["kappa_max_ipf_pe"], abs=FITTED_MOST)
    assert found.po == pytest.approx(case["elan"]["raw_all"], abs=1e-9)


@settings(max_examples=40)
@given(st.integers(2, 4).flatmap(lambda k: st.lists(st.integers(1, 9), min_size=k * k - 1, max_size=k * k - 1)))
def test_the_closed_form_is_the_limit_of_the_rounds(cells: list[int]) -> None:
    size = round((len(cells) + 1) ** 0.5)
    matrix = np.array([*cells, 0], dtype=float).reshape(size, size)
    assert fitted_kappa(matrix).pe == pytest.approx(_fit(matrix), abs=1e-9)


def _fit(matrix: NDArray[np.float64]) -> float:
    fitted = np.ones_like(matrix)
    fitted[-1, -1] = 0
    for _ in range(300):
        fitted *= (matrix.sum(axis=1) / fitted.sum(axis=1))[:, None]
        fitted *= matrix.sum(axis=0) / fitted.sum(axis=0)
    return float(np.trace(fitted) / matrix.sum())


def test_a_coder_without_events_is_named_and_there_is_no_kappa() -> None:
    found = fitted_kappa([[0, 4], [0, 0]], ("ana", "ben"))
    assert (found.po, found.kappa, found.kappa_max) == (0, None, None)
    assert found.reason.startswith("ben has no events")
    assert fitted_kappa([[0.0]]).kappa is None


def test_one_code_says_that_its_kappa_says_nothing() -> None:
    assert fitted_kappa([[24, 5], [3, 0]]).reason.startswith("there is one code only")
    assert fitted_kappa([[24, 0], [0, 0]]).kappa is None


def test_what_both_did_not_see_cannot_be_counted() -> None:
    with pytest.raises(ValueError, match="last cell is 0"):
        fitted_kappa([[1, 1], [1, 1]])


def test_each_code_has_its_share_of_the_events_of_both() -> None:
    toy, face, unused = paired_codes([[4, 2, 0, 1], [0, 6, 0, 0], [0, 0, 0, 0], [0, 3, 0, 0]], 2)
    assert (toy.a, toy.b, toy.c, toy.d) == (2, 2, 0, None)
    assert toy.positive == pytest.approx(2 * 2 / (4 + 2))
    assert (face.a, face.b, face.c) == (3, 0, 4)
    assert "cannot be counted" in face.reason
    assert (unused.positive, "neither coder used it" in unused.reason) == (None, True)
