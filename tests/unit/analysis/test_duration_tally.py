import numpy as np
import pytest
from hypothesis import given

from coder.analysis.duration_tally import split_time, tally_durations
from coder.analysis.tracks import Spans, Track
from coder.analysis.unit_tally import label_units, make_units, tally_units
from tests.unit.analysis.streams import exclusive_tracks, spans, track


def _tallied(first: Track, second: Track, codable: Spans, codes: int = 3) -> np.ndarray:
    return tally_durations(split_time(first, second, codable), first, second, codes)


def test_seconds_are_tallied_with_none_last() -> None:
    first, second = track((1000, 5000, 0)), track((2000, 6000, 0), (6000, 7000, 1))
    assert _tallied(first, second, spans((0, 10_000)), 2).tolist() == [[3, 0, 1], [0, 0, 0], [1, 1, 4]]


def test_time_that_cannot_be_judged_is_left_out() -> None:
    first, second = track((0, 4000, 0)), track((0, 4000, 0))
    assert _tallied(first, second, spans((0, 1000), (3000, 5000)), 1).tolist() == [[2, 0], [0, 1]]
    assert _tallied(first, second, spans(), 1).sum() == 0


@given(exclusive_tracks(), exclusive_tracks())
def test_durations_are_units_of_one_millisecond(first: Track, second: Track) -> None:
    codable = spans((0, 900), (1000, 2000))
    units = make_units(spans((0, 2000)), codable, 1)
    by_units = tally_units(label_units(units, first, 3), label_units(units, second, 3), 3)
    assert _tallied(first, second, codable) * 1000 == pytest.approx(by_units)


@given(exclusive_tracks(), exclusive_tracks())
def test_the_other_way_round_is_the_transpose(first: Track, second: Track) -> None:
    codable = spans((0, 2000))
    assert (_tallied(first, second, codable) == _tallied(second, first, codable).T).all()
