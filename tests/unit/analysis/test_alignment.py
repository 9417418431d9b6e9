from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from coder.analysis.alignment import Alignment, Costs, align_codes, align_events, tally_alignment
from coder.analysis.tracks import Ints, Track
from tests.unit.analysis.oracles import oracle
from tests.unit.analysis.streams import exclusive_tracks, track

CASES: list[dict[str, Any]] = oracle("needleman_wunsch")["cases"]
FAR = 10**9


def _codes(text: str) -> Ints:
    return np.array([ord(letter) for letter in text], dtype=np.int64)


def _steps(first: Ints, second: Ints, found: Alignment) -> str:
    steps, a, b = "", 0, 0
    for one, other in [*zip(found.first.tolist(), found.second.tolist(), strict=True), (len(first), len(second))]:
        steps += "D" * (one - a) + "I" * (other - b)
        if one < len(first):
            steps += "M" if first[one] == second[other] else "S"
        a, b = one + 1, other + 1
    return steps


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['a']}-{case['b']}-{case['substitution_cost']}")
def test_alignments_are_those_of_an_independent_program(case: dict[str, Any]) -> None:
    first, second = _codes(case["a"]), _codes(case["b"])
    found = align_codes(first, second, Costs(case["substitution_cost"], case["gap_cost"]))
    assert found.cost == case["total_cost"]
    assert _steps(first, second, found) == case["ops_M_match_S_subst_I_insert_D_delete"]


def test_of_equal_alignments_a_match_at_the_end_is_taken() -> None:
    assert align_codes(_codes("A"), _codes("AA")).second.tolist() == [1]


def test_events_pair_by_onset_or_by_overlap_only() -> None:
    first = track((0, 1000, 0))
    assert align_events(first, track((500, 600, 0)), 500).cost == 0
    assert align_events(first, track((501, 600, 0)), 500).cost == 2
    assert align_events(track((0, 10_000, 0)), track((3000, 10_000, 0)), 500).cost == 0
    assert align_events(track((0, 10_000, 0)), track((3000, 10_000, 0)), 500, share=0.8).cost == 2


def test_each_step_counts_once() -> None:
    first, second = track((0, 10, 0), (100, 110, 1), (900, 910, 0)), track((5, 10, 0), (101, 110, 0))
    found = align_events(first, second, 50)
    assert tally_alignment(first.code, second.code, found, 2).tolist() == [[1, 0, 1], [1, 0, 0], [0, 0, 0]]


@given(st.text("ABC", max_size=8), st.text("ABC", max_size=8))
def test_no_cheaper_alignment_is_there(one: str, other: str) -> None:
    costs = np.add.outer(np.arange(len(one) + 1.0), np.arange(len(other) + 1.0))
    for i, a in enumerate(one, 1):
        for j, b in enumerate(other, 1):
            costs[i, j] = min(costs[i - 1, j] + 1, costs[i, j - 1] + 1, costs[i - 1, j - 1] + (a != b))
    assert align_codes(_codes(one), _codes(other)).cost == costs[-1, -1]


def test_of_equal_alignments_the_first_coder_s_event_at_the_end_is_alone() -> None:
    found = align_events(track((155, 155, 0), (162, 162, 2), (167, 167, 0)), track((171, 171, 0), (278, 278, 2)), 20)
    assert (found.first.tolist(), found.second.tolist(), found.cost) == ([0], [0], 3)


@given(exclusive_tracks(), exclusive_tracks(), st.sampled_from([0, 60, 300, FAR]))
def test_events_are_aligned_as_well_as_can_be(first: Track, second: Track, tolerance: int) -> None:
    costs = np.add.outer(np.arange(len(first) + 1.0), np.arange(len(second) + 1.0))
    for i in range(1, len(first) + 1):
        for j in range(1, len(second) + 1):
            costs[i, j] = min(costs[i - 1, j] + 1, costs[i, j - 1] + 1)
            if _may_pair(first, second, i - 1, j - 1, tolerance):
                costs[i, j] = min(costs[i, j], costs[i - 1, j - 1] + (first.code[i - 1] != second.code[j - 1]))
    found = align_events(first, second, tolerance)
    assert found.cost == costs[-1, -1]
    assert list(zip(found.first.tolist(), found.second.tolist(), strict=True)) == _walk_back(
        first, second, costs, tolerance
    )


def _walk_back(first: Track, second: Track, costs: NDArray[np.float64], tolerance: int) -> list[tuple[int, int]]:
    """Return the pairs from the end: match or substitution, else an event of the first alone, else of the second."""
    pairs: list[tuple[int, int]] = []
    i, j = len(first), len(second)
    while i and j:
        swap = first.code[i - 1] != second.code[j - 1]
        if _may_pair(first, second, i - 1, j - 1, tolerance) and costs[i, j] == costs[i - 1, j - 1] + swap:
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif costs[i, j] == costs[i - 1, j] + 1:
            i -= 1
        else:
            j -= 1
    return pairs[::-1]


def _may_pair(first: Track, second: Track, i: int, j: int, tolerance: int) -> bool:
    shared = min(first.offset[i], second.offset[j]) - max(first.onset[i], second.onset[j])
    longer = max(first.offset[i] - first.onset[i], second.offset[j] - second.onset[j])
    return bool(abs(first.onset[i] - second.onset[j]) <= tolerance or (shared > 0 and 5 * shared >= 3 * longer))
