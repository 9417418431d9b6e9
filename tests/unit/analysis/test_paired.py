from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.analysis.paired import across_dyads, correlation


def test_few_dyads_are_tested_by_all_turnings_of_signs() -> None:
    found = across_dyads([1.0, 2.0, None, 3.0, 4.0, 5.0])
    assert (found.n, found.mean) == (5, 3)
    assert found.sd == pytest.approx(1.5811388)
    assert found.p == pytest.approx(2 / 32), "all signs as observed, or all turned"


def test_fishers_darwin_data_have_the_p_that_he_gave() -> None:
    darwin = [6.125, -8.375, 1.0, 2.0, 0.75, 2.875, 3.5, 5.125, 1.75, 3.625, 7.0, 3.0, 9.375, 7.5, -6.0]
    found = across_dyads(darwin, permutations=2**15)
    assert found.p == pytest.approx(1726 / 32768), "Fisher 1935, The Design of Experiments: 1,726 of 32,768"


def test_many_dyads_are_tested_by_turnings_drawn_with_a_seed() -> None:
    values = [0.1 * at - 1 for at in range(40)]
    assert across_dyads(values, 500, 3) == across_dyads(values, 500, 3)
    assert (across_dyads(values, 500, 3).p or 1) < 0.01
    assert across_dyads(values, 0).p is None


def test_what_cannot_be_said_across_dyads_has_its_reason() -> None:
    assert across_dyads([None]).reason == "no dyad has this index"
    one = across_dyads([2.0])
    assert (one.mean, one.p, one.reason) == (2, None, "one dyad has this index: nothing can be said across dyads")


def test_directions_go_together_over_dyads_that_have_both() -> None:
    assert correlation([1, 2, 3, None], [2, 4, 7, 9]) == pytest.approx(0.9933992677987828)
    assert correlation([1, 2], [2, 4]) is None
    assert correlation([1, 1, 1], [2, 4, 6]) is None


@given(st.lists(st.floats(-5, 5), min_size=2, max_size=8))
def test_turning_every_value_changes_the_mean_but_not_p(values: list[float]) -> None:
    found, turned = across_dyads(values), across_dyads([-value for value in values])
    assert found.p == turned.p
    assert found.mean == pytest.approx(-(turned.mean or 0))
    assert 0 < (found.p or 0) <= 1


@given(st.lists(st.integers(-5, 5), min_size=2, max_size=7))
def test_p_is_the_share_of_all_signs_whose_mean_is_as_far_from_0(values: list[int]) -> None:
    sums = [abs(sum(sign * one for sign, one in zip(signs, values, strict=True))) for signs in _signs(len(values))]
    assert across_dyads(list(map(float, values))).p == pytest.approx(
        sum(one >= abs(sum(values)) for one in sums) / len(sums)
    )


def _signs(count: int) -> list[tuple[int, ...]]:
    return list(product((1, -1), repeat=count))
