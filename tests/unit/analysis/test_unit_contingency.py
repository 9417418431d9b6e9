import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.analysis.unit_contingency import count_units
from coder.model.contingency import TwoByTwo

MINUTE = [(0, 60_000)]


def test_given_units_are_those_within_the_lags_of_a_cue_each_once() -> None:
    units = count_units([2500, 3100], [4000, 9999, 30_000], MINUTE, MINUTE, 1000, (0, 3))
    assert units.given.nonzero()[0].tolist() == [2, 3, 4, 5, 6]
    assert units.target.nonzero()[0].tolist() == [4, 9, 30]
    assert units.tally().table == TwoByTwo(1, 4, 2, 53)
    assert (units.cues, units.usable) == (2, 2)


def test_lag_0_is_left_out_when_the_lags_begin_at_1() -> None:
    assert count_units([2500], [2900], MINUTE, MINUTE, 1000, (0, 2)).tally().table.a == 1
    assert count_units([2500], [2900], MINUTE, MINUTE, 1000, (1, 2)).tally().table.a == 0


def test_a_unit_counts_when_its_midpoint_is_codable() -> None:
    codable = [(0, 10_500), (20_501, 60_000)]
    units = count_units([10_200, 20_700], [], MINUTE, codable, 1000, (0, 0))
    assert len(units.given) == 10 + 39
    assert (units.cues, units.usable) == (2, 0), "a cue in a unit that is left out is not used"
    assert len(count_units([], [], MINUTE, [(0, 10_501), (20_500, 60_000)], 1000, (0, 0)).given) == 11 + 40


def test_the_rest_of_a_window_that_makes_no_unit_is_left_out() -> None:
    assert len(count_units([], [], [(500, 4400)], MINUTE, 1000, (0, 1)).given) == 3


def test_lags_do_not_reach_into_the_next_window() -> None:
    windows = [(0, 5000), (5000, 10_000)]
    units = count_units([4500], [5500], windows, MINUTE, 1000, (0, 3))
    assert units.tally().table == TwoByTwo(0, 1, 1, 8)


@pytest.mark.parametrize(("unit", "lags"), [(0, (0, 1)), (1000, (2, 1)), (1000, (-1, 1))])
def test_what_makes_no_units_or_lags_is_refused(unit: int, lags: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="a unit has some length"):
        count_units([], [], MINUTE, MINUTE, unit, lags)


TIMES = st.lists(st.integers(0, 999), max_size=20)


@given(TIMES, TIMES, st.integers(1, 300), st.integers(0, 3), st.integers(0, 3))
def test_every_unit_is_tallied_once_and_as_looking_back_from_it_says(
    cues: list[int], responses: list[int], unit: int, first: int, more: int
) -> None:
    last = first + more
    table = count_units(cues, responses, [(0, 1000)], [(0, 1000)], unit, (first, last)).tally().table
    count = 1000 // unit
    expected = [[0, 0], [0, 0]]
    for k in range(count):
        given_ = any(first <= k - cue // unit <= last for cue in cues)
        expected[not given_][k not in {response // unit for response in responses}] += 1
    assert [[table.a, table.b], [table.c, table.d]] == expected


EDGES = st.lists(st.integers(0, 1000), max_size=8, unique=True).map(sorted)


@given(TIMES, TIMES, EDGES, EDGES, st.integers(1, 300), st.integers(0, 2), st.integers(0, 2))
def test_units_of_several_windows_with_gaps_are_those_of_looking_at_each(
    cues: list[int], responses: list[int], cuts: list[int], gaps: list[int], unit: int, first: int, more: int
) -> None:
    windows = list(zip(cuts[::2], cuts[1::2], strict=False))
    codable = list(zip(gaps[::2], gaps[1::2], strict=False))
    table, used = [0, 0, 0, 0], 0
    for begin, end in windows:
        units = {k: (begin + k * unit, begin + (k + 1) * unit) for k in range((end - begin) // unit)}
        counted = {k for k, (on, off) in units.items() if any(a <= (on + off) / 2 < b for a, b in codable)}
        begun = [k for k in counted for cue in cues if units[k][0] <= cue < units[k][1]]
        used += len(begun)
        for k in counted:
            given_ = any(first <= k - other <= first + more for other in begun)
            target = any(units[k][0] <= one < units[k][1] for one in responses)
            table[2 * (not given_) + (not target)] += 1
    found = count_units(cues, responses, windows, codable, unit, (first, first + more)).tally()
    assert (found.table, found.usable) == (TwoByTwo(*table), used)
