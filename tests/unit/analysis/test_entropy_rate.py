from itertools import pairwise
from math import log2
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.analysis.entropy_rate import entropy_rate
from coder.analysis.state_space import state_space_grid
from coder.analysis.transitions import transitions
from tests.unit.analysis.oracles import oracle

ORACLE = oracle("entropy_rate", "regulation")
CASES = ORACLE["cases"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_rate_is_that_of_ccber(case: Any) -> None:
    run = [str(state) for state in case["sequence"]]
    found = entropy_rate([run])
    assert found.bits == pytest.approx(case["entropy_rate_bits_empirical"], abs=1e-9)
    assert found.transitions == len(run) - 1
    assert entropy_rate([run], eigen=True).bits == pytest.approx(case["entropy_rate_bits_eigen"], abs=1e-9)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_chain_it_rests_on_is_that_of_ccber(case: Any) -> None:
    run = [str(state) for state in case["sequence"]]
    states = [str(state) for state in range(1, case["n_states"] + 1)]
    cells = transitions([run], states).cells
    rows = [cells[at : at + len(states)] for at in range(0, len(cells), len(states))]
    assert [[cell.n for cell in row] for row in rows] == case["counts"]
    for row, shares in zip(rows, case["transition"], strict=True):
        assert [cell.probability for cell in row] == pytest.approx(shares, abs=1e-9)
    stays = state_space_grid([[((state, ""), at, at + 1) for at, state in enumerate(run)]], len(states))
    assert stays.duration_entropy == pytest.approx(case["shannon_bits"], abs=1e-9)
    often = case["stationary_empirical"]
    found = {cell.cell[0]: cell.duration_ms / len(run) for cell in stays.cells}
    assert [found[state] for state in states] == pytest.approx(often if isinstance(often, list) else [often])


def test_the_rate_is_what_can_be_worked_out_for_a_known_chain() -> None:
    known = ORACLE["analytic_check"]
    # 130 steps in a circle that have just these shares: 18, 42 from a, 42, 28 from b
    run = ["a"] * 18 + ["a", "b"] * 42 + ["b"] * 28 + ["a"]
    cells = transitions([run], ["a", "b"]).cells
    assert [cell.probability for cell in cells] == pytest.approx([share for row in known["P"] for share in row])
    assert entropy_rate([run], eigen=True).bits == pytest.approx(known["H"], abs=1e-12)
    assert [run[:-1].count("a") / 130, run[:-1].count("b") / 130] == pytest.approx(known["pi"])


def test_transitions_do_not_reach_from_one_run_into_the_next() -> None:
    assert entropy_rate([["a", "b"], ["b", "a"], []]).transitions == 2


def test_what_cannot_be_estimated_has_its_reason() -> None:
    assert entropy_rate([["a"], ["b"]]).reason == "no state is followed by another"
    assert entropy_rate([["a", "b"]], missing=0.1).reason == "a tenth or more of the time is missing"
    assert entropy_rate([["a", "b"]], eigen=True).reason == "the chain has no single stationary distribution"
    apart = entropy_rate([["a", "a"], ["b", "b"]], eigen=True)
    assert apart.reason == "the chain has no single stationary distribution"


def test_the_standard_error_is_the_same_for_a_seed_and_smaller_for_longer_runs() -> None:
    run = ["a", "b", "a", "a", "b", "b", "b", "a", "b", "a"]
    first, again = (entropy_rate([run], simulations=40, seed=3).se for _ in range(2))
    longer = entropy_rate([run * 20], simulations=40, seed=3).se
    assert first is not None
    assert longer is not None
    assert first == again
    assert 0 < longer < first


@given(st.lists(st.lists(st.sampled_from("abcd"), max_size=20), max_size=4))
def test_the_rate_lies_between_none_and_all_surprise(runs: list[list[str]]) -> None:
    found = entropy_rate(runs)
    assert (found.bits is None) == bool(found.reason)
    assert found.bits is None or -1e-12 <= found.bits <= 2 + 1e-12


@given(st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=12), max_size=3))
def test_the_rate_is_the_mean_surprise_of_what_follows(runs: list[list[str]]) -> None:
    steps = [step for run in runs for step in pairwise(run)]
    every = [state for run in runs for state in run]
    bits = 0.0
    for state in set(every):
        after = [following for first, following in steps if first == state]
        shares = [after.count(one) / len(after) for one in set(after)]
        bits -= every.count(state) / len(every) * sum(share * log2(share) for share in shares)
    assert entropy_rate(runs).bits == (pytest.approx(bits, abs=1e-9) if steps else None)
