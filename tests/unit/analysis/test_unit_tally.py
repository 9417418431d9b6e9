import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from coder.analysis.kappa import cohen
from coder.analysis.tracks import Track
from coder.analysis.unit_tally import label_units, make_units, tally_tolerant, tally_units
from tests.unit.analysis.streams import exclusive_tracks, spans, track

WHOLE = spans((0, 2000))


def test_a_unit_has_what_is_there_at_its_midpoint() -> None:
    units = make_units(spans((0, 5500)), spans((0, 5500)), 1000)
    assert label_units(units, track((400, 2500, 0), (2501, 4500, 1)), 9).tolist() == [0, 0, 9, 1, 9]


def test_a_point_counts_in_the_unit_of_its_onset_and_the_first_of_two_wins() -> None:
    units = make_units(spans((0, 3000)), spans((0, 3000)), 1000)
    assert label_units(units, track((1000, 1000, 1), (1999, 1999, 0)), 9).tolist() == [9, 1, 9]


def test_a_unit_whose_midpoint_cannot_be_judged_does_not_count() -> None:
    units = make_units(spans((0, 4000)), spans((0, 1500), (2500, 4000)), 1000)
    assert units.onset.tolist() == [0, 2000, 3000]


def test_each_window_has_units_of_its_own_and_drops_its_rest() -> None:
    windows = spans((100, 2600), (5000, 6000))
    assert make_units(windows, windows, 1000).onset.tolist() == [100, 1100, 5000]


def test_tolerance_looks_for_the_code_of_the_reference_around_its_unit() -> None:
    units = make_units(spans((0, 6000)), spans((0, 6000)), 1000, reach=1)
    first = label_units(units, track((0, 3000, 0)), 1)
    second = label_units(units, track((1000, 2000, 0)), 1)
    assert tally_units(first, second, 1).tolist() == [[1, 2], [0, 3]]
    assert tally_tolerant(units, first, second, 1, 1).tolist() == [[3, 0], [0, 3]]
    assert tally_tolerant(units, second, first, 1, 1).tolist() == [[1, 0], [1, 4]]


def test_tolerance_does_not_reach_into_another_window() -> None:
    windows = spans((0, 2000), (2001, 4001))
    units = make_units(windows, windows, 1000, reach=1)
    first = label_units(units, track((1000, 2000, 0)), 1)
    second = label_units(units, track((2001, 3001, 0)), 1)
    assert tally_tolerant(units, first, second, 1, 1)[0].tolist() == [0, 1]


@given(exclusive_tracks(), exclusive_tracks(), st.integers(0, 5))
def test_tolerance_is_the_plain_definition(first: Track, second: Track, reach: int) -> None:
    codable = spans((0, 700), (950, 2000))
    units = make_units(WHOLE, codable, 100, reach)
    one, other = label_units(units, first, 3), label_units(units, second, 3)
    expected = np.zeros((4, 4))
    for k, code in zip(units.place, one, strict=True):
        near = other[np.abs(units.place - k) <= reach]
        expected[code, code if code in near else other[units.place == k][0]] += 1
    assert (tally_tolerant(units, one, other, 3, reach) == expected).all()


@given(exclusive_tracks())
def test_the_same_coder_twice_agrees_wholly(coder: Track) -> None:
    units = make_units(WHOLE, WHOLE, 50)
    labels = label_units(units, coder, 3)
    found = cohen(tally_units(labels, labels, 3))
    assert found.po == 1
    assert found.kappa in (1, None)


@given(exclusive_tracks(), exclusive_tracks())
def test_more_tolerance_never_finds_less_agreement(first: Track, second: Track) -> None:
    units = make_units(WHOLE, WHOLE, 100, 9)
    one, other = label_units(units, first, 3), label_units(units, second, 3)
    agreed = [np.trace(tally_tolerant(units, one, other, 3, reach)) for reach in range(6)]
    assert agreed == sorted(agreed)
