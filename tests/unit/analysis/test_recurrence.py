from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.analysis.recurrence import diagonal_profile, recurrence
from coder.model.dyad import Recurrence
from tests.unit.analysis.oracles import oracle

DATA = oracle("recurrence", "regulation")
X, Y = ([str(value) for value in DATA[name]] for name in ("x", "y"))
SAME = {
    "RR": "rate",
    "DET": "determinism",
    "NRLINE": "lines",
    "maxL": "longest",
    "L": "mean_length",
    "ENTR": "entropy",
    "rENTR": "relative_entropy",
    "LAM": "laminarity",
    "TT": "trapping_time",
}


def ours(found: Recurrence) -> dict[str, float | None]:
    """Return the measures by the names that R gives them."""
    return {theirs: getattr(found, name) for theirs, name in SAME.items()}


def expected(name: str) -> Any:
    return pytest.approx({theirs: DATA[name][theirs] for theirs in SAME}, abs=1e-8)


def test_cross_recurrence_is_that_of_r() -> None:
    assert ours(recurrence(X, Y)) == expected("crqa")


def test_a_series_recurring_with_itself_is_that_of_r() -> None:
    assert ours(recurrence(X, X, beside=1)) == expected("auto_rqa_x_tw1")


def test_the_diagonal_profile_is_that_of_r() -> None:
    profile = DATA["diagonal_profile"]
    assert diagonal_profile(X, Y, profile["windowsize"]) == pytest.approx(profile["profile"], abs=1e-9)
    assert diagonal_profile(X, Y, profile["windowsize"]) == pytest.approx(profile["brute_force"], abs=1e-9)
    found = [share or 0.0 for share in diagonal_profile(X, Y, profile["windowsize"])]
    assert max(found) == pytest.approx(profile["maxrec"], abs=1e-9)
    assert found.index(max(found)) + 1 == profile["maxlag"], "R counts from 1: y comes one step later"


def test_what_says_nothing_recurs_with_nothing() -> None:
    found = recurrence(["a", "none", "none"], ["none", "none", "a"], without=["none"])
    assert found.rate == pytest.approx(100 / 9)
    assert diagonal_profile(["none", "a"], ["none", "a"], 0, without=["none"]) == [0.5]


def test_what_has_no_recurrence_or_no_lines_is_said() -> None:
    assert recurrence([], ["a"]).reason == "a series is empty"
    assert recurrence(["a"], ["b"]) == Recurrence(0.0, reason="nothing recurs")
    lone = recurrence(["a", "b"], ["b", "c"])
    assert (lone.mean_length, lone.trapping_time) == (None, None)
    assert lone.reason == "there are no lines of two points or more"
    assert diagonal_profile(["a"], ["a"], 1) == [None, 1.0, None]
    with pytest.raises(ValueError, match="same length"):
        diagonal_profile(["a"], [], 1)


SERIES = st.lists(st.sampled_from("abc"), min_size=1, max_size=20)


@given(SERIES, SERIES)
def test_exchanged_series_have_the_same_diagonals(x: list[str], y: list[str]) -> None:
    one, other = recurrence(x, y), recurrence(y, x)
    for name in ("rate", "determinism", "lines", "longest", "mean_length", "entropy"):
        assert getattr(one, name) == pytest.approx(getattr(other, name))
    assert one.rate is not None
    assert 0 <= one.rate <= 100
    assert one.relative_entropy is None or 0 <= one.relative_entropy <= 1 + 1e-12


@given(SERIES, SERIES)
def test_points_and_lines_are_those_of_going_through_the_plot(x: list[str], y: list[str]) -> None:
    plot = {(i, j) for i in range(len(x)) for j in range(len(y)) if x[i] == y[j] != "c"}

    def lines(i: int, j: int) -> list[int]:
        """Return how long the lines are that go one way, (i, j) a step."""
        heads = [one for one in plot if (one[0] - i, one[1] - j) not in plot]
        found = []
        for head in heads:
            length = 1
            while (head[0] + length * i, head[1] + length * j) in plot:
                length += 1
            found.append(length)
        return [length for length in found if length > 1]

    slanted, upright = lines(1, 1), lines(0, 1)
    found = recurrence(x, y, without=["c"])
    assert found.rate == pytest.approx(100 * len(plot) / (len(x) * len(y)))
    assert (found.lines, found.longest) == (len(slanted), max(slanted, default=0))
    if plot:
        assert found.determinism == pytest.approx(100 * sum(slanted) / len(plot))
        assert found.laminarity == pytest.approx(100 * sum(upright) / len(plot))
    assert found.trapping_time == (pytest.approx(sum(upright) / len(upright)) if upright else None)


def test_no_line_goes_on_over_the_end_of_a_run() -> None:
    x = y = list("abab")
    whole, parted = recurrence(x, y), recurrence(x, y, runs=(2, 2))
    assert (whole.longest, parted.longest) == (4, 2)
    assert whole.rate == parted.rate, "an instant may recur at any other"
    upright = recurrence(list("a"), list("aa"), runs=(1, 1))
    assert upright.reason == "there are no lines of two points or more"


@given(st.lists(st.lists(st.tuples(*[st.sampled_from("abn")] * 2), max_size=5), max_size=4), st.integers(0, 3))
def test_the_profile_has_pairs_of_one_run_alone(runs: list[list[tuple[str, str]]], most: int) -> None:
    x, y = ([pair[side] for run in runs for pair in run] for side in (0, 1))
    found = diagonal_profile(x, y, most, without=("n",), runs=[len(run) for run in runs])
    for lag, share in zip(range(-most, most + 1), found, strict=True):
        pairs = [(run[at][0], run[at + lag][1]) for run in runs for at in range(len(run)) if 0 <= at + lag < len(run)]
        alike = sum(one == other != "n" for one, other in pairs)
        assert share == (pytest.approx(alike / len(pairs)) if pairs else None)
