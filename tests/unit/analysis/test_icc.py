import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.analysis.icc import icc_mean, icc_single
from coder.model.agreement import Estimate
from tests.unit.analysis.oracles import oracle

KNOWN = oracle("shrout_fleiss")
RATINGS: list[list[float | None]] = KNOWN["data"]


def _is(found: Estimate, expected: dict[str, float]) -> bool:
    return [found.value, found.low, found.high] == pytest.approx(
        [expected["icc"], expected["lower"], expected["upper"]], abs=1e-6
    )


def test_agreement_of_a_single_coder_with_its_interval() -> None:
    assert _is(icc_single(RATINGS), KNOWN["irr_A1"])


def test_consistency_of_the_mean_with_its_interval() -> None:
    assert _is(icc_mean(RATINGS), KNOWN["irr_Ck"])


def test_a_row_with_a_missing_value_is_left_out() -> None:
    assert icc_single([*RATINGS, [3, None, 2, 1]]) == icc_single(RATINGS)


@pytest.mark.parametrize("ratings", [[], [[1, 2]], [[1], [2]], [[2, 2], [2, 2]]], ids=str)
def test_what_cannot_be_computed_says_why(ratings: list[list[float]]) -> None:
    for found in (icc_single(ratings), icc_mean(ratings)):
        assert (found.value, bool(found.reason)) == (None, True)


def test_coders_who_are_one_agree_wholly_and_have_no_interval() -> None:
    assert icc_single([[1, 1], [2, 2], [4, 4]]).value == pytest.approx(1)
    assert icc_mean([[1, 2], [2, 3], [4, 5]]) == Estimate(1.0, reason=icc_single([[1, 2], [2, 3], [4, 5]]).reason)
    assert icc_mean([[1, 2], [2, 1]]).value is None


def test_rows_of_one_mean_have_a_value_without_interval_or_none_at_all() -> None:
    found = icc_single([[10, 12], [11, 11]])
    assert (found.value, found.low, found.high) == (-1.0, None, None)
    assert "the means of all rows are the same" in found.reason
    swapped = icc_single([[0.1, 0.3], [0.3, 0.1]])
    assert (swapped.value, bool(swapped.reason)) == (None, True)
    assert icc_mean([[10, 12], [11, 11], [13, 9]]).value is None


SCORES = st.sampled_from([0.0, 0.1, 0.3, 1.0, 7.0, 1 / 3])


@given(st.integers(2, 3).flatmap(lambda k: st.lists(st.lists(SCORES, min_size=k, max_size=k), min_size=2, max_size=5)))
def test_whatever_was_rated_there_is_a_number_or_a_reason(ratings: list[list[float]]) -> None:
    for found in (icc_single(ratings), icc_mean(ratings)):
        assert found.reason or (found.value is not None and found.low is not None and found.high is not None)
        assert all(math.isfinite(one) for one in (found.value, found.low, found.high) if one is not None)
