from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.analysis.state_space import Entry, state_space_grid
from tests.unit.analysis.oracles import oracle

CASES = oracle("state_space_grid", "regulation")["cases"]


def _run(case: Any) -> list[Entry]:
    times = [round(1000 * time) for time in case["times"]]
    return [
        ((str(x), str(y)), onset, offset)
        for (x, y), onset, offset in zip(case["states"], times[:-1], times[1:], strict=True)
    ]


@pytest.mark.parametrize("name", CASES)
def test_the_measures_are_those_of_gridware(name: str) -> None:
    case = CASES[name]
    found = state_space_grid([_run(case)], case.get("n_cells", 25))
    assert found.events == case["mean_number_of_events"]
    assert found.visits == case["mean_number_of_visits"]
    assert len(found.cells) == case["mean_state_range"] == case["total_state_range"]
    assert found.duration_ms == 1000 * case["mean_trajectory_duration"]
    assert found.mean_event_ms == pytest.approx(1000 * case["mean_event_duration"])
    assert found.mean_visit_ms == pytest.approx(1000 * case["mean_visit_duration"])
    assert found.mean_cell_ms == pytest.approx(1000 * case["mean_state_duration"])
    assert found.dispersion == pytest.approx(case["mean_dispersion"])


def test_the_attractor_has_the_longest_mean_visit_and_returns_are_timed() -> None:
    a, b, c = ("a", "a"), ("b", "b"), ("c", "c")
    run = [(a, 0, 10), (b, 10, 50), (a, 50, 60), (c, 60, 65), (a, 65, 75)]
    found = state_space_grid([run], 9)
    assert (found.attractor, found.quickest_return) == (b, a)
    assert [(cell.cell, cell.visits, cell.mean_return_ms) for cell in found.cells] == [
        (a, 3, 22.5),
        (b, 1, None),
        (c, 1, None),
    ]
    assert found.transitions_per_min == pytest.approx(4 * 60_000 / 75)


def test_an_interruption_ends_a_visit_and_nobody_returns_across_it() -> None:
    a, b = ("a", "a"), ("b", "b")
    found = state_space_grid([[(a, 0, 10), (b, 10, 20)], [(a, 30, 40), (a, 40, 50)]], 4)
    assert (found.events, found.visits, found.quickest_return) == (4, 3, None)
    assert found.duration_ms == 40


def test_what_makes_no_trajectory_is_said_or_refused() -> None:
    assert state_space_grid([], 9).reason.startswith("there is no codable time")
    a = ("a", "a")
    assert state_space_grid([[(a, 0, 10)]], 1).dispersion is None
    for run in ([(a, 0, 10), (a, 11, 20)], [(a, 5, 5)]):
        with pytest.raises(ValueError, match="follow one another"):
            state_space_grid([run], 9)
    with pytest.raises(ValueError, match="more cells were visited"):
        state_space_grid([[(a, 0, 10), (("b", "b"), 10, 20)]], 1)


@given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from("ab"), st.integers(1, 50)), min_size=1, max_size=20))
def test_dispersion_and_entropy_lie_within_their_bounds(steps: list[tuple[str, str, int]]) -> None:
    run, at = [], 0
    for x, y, length in steps:
        run.append(((x, y), at, at + length))
        at += length
    found = state_space_grid([run], 4)
    assert found.duration_ms == at == sum(cell.duration_ms for cell in found.cells)
    assert found.dispersion is not None
    assert -1e-12 <= found.dispersion <= 1 + 1e-12
    assert 0 <= (found.duration_entropy or 0) <= 2 + 1e-12


@given(st.lists(st.lists(st.sampled_from(["ab", "ba", "aa"]), min_size=1, max_size=15), max_size=3))
def test_visits_times_and_returns_are_those_of_looking_at_every_instant(runs: list[list[str]]) -> None:
    visits, lasted, returned, moves = Counter[str](), Counter[str](), dict[str, list[int]](), 0
    for run in runs:
        for ms, cell in enumerate(run):
            lasted[cell] += 1
            if ms and run[ms - 1] == cell:
                continue
            visits[cell] += 1
            moves += bool(ms)
            if cell in run[:ms]:
                left = max(before for before in range(ms) if run[before] == cell) + 1
                returned.setdefault(cell, []).append(ms - left)
    found = state_space_grid([[((cell[0], cell[1]), ms, ms + 1) for ms, cell in enumerate(run)] for run in runs], 9)
    assert {"".join(one.cell): (one.visits, one.duration_ms) for one in found.cells} == {
        cell: (visits[cell], lasted[cell]) for cell in lasted
    }
    assert {"".join(one.cell): one.mean_return_ms for one in found.cells if one.mean_return_ms is not None} == {
        cell: pytest.approx(sum(times) / len(times)) for cell, times in returned.items()
    }
    whole = sum(lasted.values())
    if whole:
        assert found.transitions_per_min == pytest.approx(moves * 60_000 / whole)
        evenly = sum((ms / whole) ** 2 for ms in lasted.values())
        assert found.dispersion == pytest.approx(1 - (9 * evenly - 1) / 8)
