from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.analysis.transitions import transitions
from coder.model.transitions import Transitions
from tests.unit.analysis.oracles import oracle

CODES = ["1", "2", "3", "4", "5", "6"]


def _matrix(found: Transitions, name: str) -> list[list[float]]:
    values = [getattr(cell, name) for cell in found.cells]
    plain = [0.0 if value is None else value for value in values]
    return [plain[at : at + len(CODES)] for at in range(0, len(plain), len(CODES))]


@pytest.mark.parametrize("lag", [1, 2])
@pytest.mark.parametrize("name", ["transitions_wampold", "transitions_sequential"])
def test_transitions_are_those_of_r(name: str, lag: int) -> None:
    data = oracle(name, "regulation")
    expected: Any = data["results"][f"lag{lag}"]
    found = transitions([data["sequence"]], CODES, lag)
    for theirs, ours in {
        "freqs": "n",
        "expected": "expected",
        "transition_prob": "probability",
        "adjusted_residual": "z",
        "yules_q": "yules_q",
        "p_two_tailed": "p",
    }.items():
        np.testing.assert_allclose(_matrix(found, ours), expected[theirs], atol=1e-6)
    assert found.chi_square == pytest.approx(expected["LRX2"], abs=1e-6)
    assert found.df == expected["df"]


def test_codes_that_cannot_repeat_have_structural_zeros() -> None:
    data = oracle("structural_zero", "regulation")
    found = transitions([data["sequence"]], CODES, repeats=False)
    np.testing.assert_allclose(_matrix(found, "n"), data["freqs"])
    np.testing.assert_allclose(_matrix(found, "expected"), data["expected"], atol=1e-4)
    np.testing.assert_allclose(_matrix(found, "z"), data["adjusted_residual"], atol=1e-4)
    assert {cell.reason for cell in found.cells if cell.first == cell.following} == {"this code cannot follow itself"}
    assert found.df == 19


def test_no_pair_reaches_over_an_interruption() -> None:
    found = transitions([["a", "b"], ["b", "a"], [], ["a"]], ["a", "b"])
    assert [cell.n for cell in found.cells] == [0, 1, 1, 0]
    assert transitions([["a", "b"], ["b", "a"]], ["a", "b"], 2).n == 0


def test_what_never_occurs_is_blank_with_its_reason() -> None:
    found = transitions([["a", "b", "b"]], ["a", "b", "c"])
    cells = {(cell.first, cell.following): cell for cell in found.cells}
    assert cells["c", "a"].reason == "the first code never had another after it"
    assert (cells["a", "c"].probability, cells["a", "c"].reason) == (0.0, "the second code never came after another")
    assert (cells["a", "b"].z, cells["a", "b"].reason) == (None, "the margins leave this cell no freedom")
    empty = transitions([], ["a"])
    assert (empty.n, empty.chi_square, empty.df) == (0, None, None)


@pytest.mark.parametrize(
    ("run", "lag", "said"),
    [(["a", "x"], 1, "x is not among the codes"), (["a"], 0, "a lag is 1 or more"), (["a", "a"], 1, "follows itself")],
)
def test_what_makes_no_transitions_is_refused(run: list[str], lag: int, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        transitions([run], ["a", "b"], lag, repeats=False)


@given(st.lists(st.lists(st.sampled_from("abc"), max_size=12), max_size=4), st.integers(1, 3))
def test_counts_and_expected_counts_have_the_same_margins(runs: list[list[str]], lag: int) -> None:
    found = transitions(runs, "abc", lag)
    assert found.n == sum(max(0, len(run) - lag) for run in runs)
    for code in "abc":
        row = [cell for cell in found.cells if cell.first == code]
        assert sum(cell.expected or 0 for cell in row) == pytest.approx(sum(cell.n for cell in row))
    assert all(cell.z is not None or cell.reason for cell in found.cells)


@given(st.lists(st.lists(st.sampled_from("abc"), max_size=12), max_size=4), st.integers(1, 3))
def test_the_figures_are_those_of_pairs_looked_up_one_by_one(runs: list[list[str]], lag: int) -> None:
    pairs = [(run[at], run[at + lag]) for run in runs for at in range(len(run) - lag)]
    for cell in transitions(runs, "abc", lag).cells:
        first = [pair for pair in pairs if pair[0] == cell.first]
        following = [pair for pair in pairs if pair[1] == cell.following]
        n = pairs.count((cell.first, cell.following))
        assert cell.n == n
        assert cell.probability == (pytest.approx(n / len(first)) if first else None)
        rest = (len(pairs) - len(first)) * (len(pairs) - len(following))
        if not (first and following and rest):
            assert cell.z is None
            continue
        expected = len(first) * len(following) / len(pairs)
        assert cell.expected == pytest.approx(expected)
        assert cell.z == pytest.approx((n - expected) / (expected * rest / len(pairs) ** 2) ** 0.5, abs=1e-9)
