import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coder.analysis.cross_correlation import cross_correlation

WALK = np.random.default_rng(5).normal(size=63).tolist()


def test_the_lag_is_positive_where_the_first_series_leads() -> None:
    found = cross_correlation(WALK[3:], WALK[:-3], 5)
    assert found.lags == tuple(range(-5, 6))
    assert found.peak_lag == 3
    assert found.peak_r == pytest.approx(1)


def test_r_is_that_of_the_pairs_which_the_lag_leaves() -> None:
    x, y = [1.0, 2.0, 4.0, 3.0, 5.0], [2.0, 1.0, 3.0, 5.0, 4.0]
    found = cross_correlation(x, y, 1)
    expected = [np.corrcoef(x[1:], y[:-1])[0, 1], np.corrcoef(x, y)[0, 1], np.corrcoef(x[:-1], y[1:])[0, 1]]
    assert found.r == pytest.approx(expected)


def test_missing_values_are_left_out_in_pairs() -> None:
    found = cross_correlation([1, None, 3, 4, 6], [2, 9, None, 5, 7], 0)
    assert found.r[0] == pytest.approx(np.corrcoef([1, 4, 6], [2, 5, 7])[0, 1])


def test_what_follows_stands_out_among_turned_series() -> None:
    found = cross_correlation(WALK[3:], WALK[:-3], 5, permutations=1000)
    assert found.p is not None
    assert found.p < 0.2, "of 59 turns those near the true one are as good"
    assert cross_correlation(WALK[3:], WALK[:-3], 5, permutations=20, seed=2).p == pytest.approx(
        cross_correlation(WALK[3:], WALK[:-3], 5, permutations=20, seed=2).p
    )


def test_what_does_not_vary_has_no_correlation() -> None:
    found = cross_correlation([1, 1, 1, 1], [1, 2, 1, 2], 1)
    assert found.r == (None, None, None)
    assert found.reason == "one of the two does not vary, or there are too few pairs"
    assert cross_correlation([], [], 2).peak_r is None
    with pytest.raises(ValueError, match="same length"):
        cross_correlation([1], [1, 2], 1)


SERIES = st.lists(st.tuples(st.integers(-1, 1), st.integers(-1, 1)), max_size=30)


@given(SERIES, st.integers(0, 4))
def test_exchanged_series_have_exchanged_lags(pairs: list[tuple[int, int]], most: int) -> None:
    x, y = [float(one) for one, _ in pairs], [float(other) for _, other in pairs]
    forth, back = cross_correlation(x, y, most), cross_correlation(y, x, most)
    for value, other in zip(forth.r, reversed(back.r), strict=True):
        assert (value is None) == (other is None)
        assert value is None or (-1 <= value <= 1 and value == pytest.approx(other, abs=1e-9))


MISSING = st.lists(st.tuples(*[st.one_of(st.none(), st.integers(0, 2))] * 2), max_size=15)


@settings(max_examples=50)
@given(MISSING, st.integers(0, 4))
def test_r_is_that_of_pairs_looked_up_one_by_one(pairs: list[tuple[int | None, int | None]], most: int) -> None:
    x, y = [one for one, _ in pairs], [other for _, other in pairs]
    found = cross_correlation(x, y, most)
    for lag, r in zip(found.lags, found.r, strict=True):
        held = [
            (one, y[at + lag]) for at, one in enumerate(x) if 0 <= at + lag < len(y) and None not in (one, y[at + lag])
        ]
        if len(held) < 3 or any(len(set(side)) < 2 for side in zip(*held, strict=True)):
            assert r is None
        else:
            assert r == pytest.approx(np.corrcoef(np.array(held, dtype=float).T)[0, 1], abs=1e-9)


@pytest.mark.parametrize("seed", range(6))
def test_chance_is_that_of_series_turned_one_by_one(seed: int) -> None:
    chance = np.random.default_rng(seed)
    size, most = int(chance.integers(4, 40)), int(chance.integers(0, 6))
    x, y = (_gappy(chance, size, ordinal=seed % 2 == 1) for _ in range(2))
    found = cross_correlation(x, y, most, permutations=100)
    turned = [cross_correlation(x, y[-turn:] + y[:-turn], most) for turn in range(1, size)]
    as_large = [one for one in turned if abs(one.peak_r or 0.0) >= abs(found.peak_r or 0.0) - 1e-10]
    expected = None if found.peak_r is None else (1 + len(as_large)) / size
    assert found.p == (pytest.approx(expected) if expected is not None else None)


def _gappy(chance: np.random.Generator, size: int, *, ordinal: bool) -> list[float | None]:
    """Return a series with some values missing: yes or no, or of a scale."""
    values = chance.integers(-2, 5, size) if ordinal else chance.random(size) < 0.3
    return [None if chance.random() < 0.15 else float(value) for value in values]


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=3, max_size=10), st.integers(0, 2))
def test_p_is_the_share_of_all_turns_with_a_peak_as_high(pairs: list[tuple[int, int]], most: int) -> None:
    x, y = [float(one) for one, _ in pairs], [float(other) for _, other in pairs]

    def peak(turned: list[float]) -> float | None:
        known = [abs(r) for r in cross_correlation(x, turned, most).r if r is not None]
        return max(known, default=None)

    observed = peak(y)
    found = cross_correlation(x, y, most, permutations=1000)
    if observed is None:
        assert found.p is None
        return
    peaks = [peak(y[turn:] + y[:turn]) or 0.0 for turn in range(len(y))]
    assert found.p == pytest.approx(sum(one >= observed - 1e-12 for one in peaks) / len(peaks))
    assert abs(found.peak_r or 0.0) == pytest.approx(observed)


@given(st.lists(st.tuples(st.integers(-2, 2), st.integers(-2, 2)), max_size=30), st.integers(0, 40))
def test_whole_numbers_have_the_r_that_the_same_numbers_with_a_half_have(
    pairs: list[tuple[int, int]], most: int
) -> None:
    x, y = [float(one) for one, _ in pairs], [float(other) for _, other in pairs]
    whole = cross_correlation(x, y, most)
    halves = cross_correlation([one + 0.5 for one in x], [one + 0.5 for one in y], most)
    for one, other in zip(whole.r, halves.r, strict=True):
        assert one == (None if other is None else pytest.approx(other, abs=1e-9))


RUNS = st.lists(st.lists(st.tuples(*[st.one_of(st.none(), st.integers(0, 1))] * 2), max_size=8), max_size=4)


@given(RUNS, st.integers(0, 4), st.booleans())
def test_no_pair_reaches_from_one_run_into_the_next(
    runs: list[list[tuple[int | None, int | None]]], most: int, whole: bool
) -> None:
    if whole:
        runs = [[(one or 0, other or 0) for one, other in run] for run in runs]
    x, y = ([pair[side] for run in runs for pair in run] for side in (0, 1))
    found = cross_correlation(x, y, most, runs=[len(run) for run in runs])
    for lag, r in zip(found.lags, found.r, strict=True):
        held = [
            (run[at][0], run[at + lag][1])
            for run in runs
            for at in range(len(run))
            if 0 <= at + lag < len(run) and None not in (run[at][0], run[at + lag][1])
        ]
        if len(held) < 3 or any(len(set(side)) < 2 for side in zip(*held, strict=True)):
            assert r is None
        else:
            assert r == pytest.approx(np.corrcoef(np.array(held, dtype=float).T)[0, 1], abs=1e-9)


def test_series_of_runs_are_turned_along_all_of_them() -> None:
    chance = np.random.default_rng(3)
    x, y = ((chance.random(12) < 0.4).astype(float).tolist() for _ in range(2))
    found = cross_correlation(x, y, 3, permutations=100, runs=(5, 7))
    turned = [cross_correlation(x, y[-turn:] + y[:-turn], 3, runs=(5, 7)).peak_r or 0.0 for turn in range(1, 12)]
    as_large = sum(abs(one) >= abs(found.peak_r or 0.0) - 1e-12 for one in turned)
    assert found.p == pytest.approx((1 + as_large) / 12)


def test_runs_are_as_long_as_the_series() -> None:
    with pytest.raises(ValueError, match="that of their runs"):
        cross_correlation([1, 2, 1], [1, 2, 2], 1, runs=(1, 1))
