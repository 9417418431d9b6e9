from itertools import combinations, permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coder.analysis.points import OnsetError, match_points, onset_error
from coder.analysis.tracks import Track
from tests.unit.analysis.streams import point_tracks, track


def _points(*onsets: int, code: int = 0) -> Track:
    return track(*((onset, onset, code) for onset in onsets))


def _pairs(first: Track, second: Track, tolerance_ms: int) -> list[tuple[int, int]]:
    one, other = match_points(first, second, tolerance_ms)
    return list(zip(one.tolist(), other.tolist(), strict=True))


def test_the_tolerance_is_within_the_tolerance() -> None:
    assert _pairs(_points(1000), _points(1500), 500) == [(0, 0)]
    assert _pairs(_points(1000), _points(1501), 500) == []


def test_more_pairs_are_better_than_nearer_ones() -> None:
    assert _pairs(_points(0, 500), _points(400, 900), 500) == [(0, 0), (1, 1)]


def test_of_as_many_pairs_the_nearer_ones_are_taken() -> None:
    assert _pairs(_points(1000), _points(600, 900, 1300), 500) == [(0, 1)]


def test_a_code_pairs_with_itself_before_it_is_a_confusion() -> None:
    first = track((1000, 1000, 0), (1100, 1100, 1))
    second = track((1090, 1090, 0), (1400, 1400, 2))
    assert _pairs(first, second, 500) == [(0, 0), (1, 1)]


@settings(max_examples=60)
@given(st.lists(st.integers(0, 60), max_size=5), st.lists(st.integers(0, 60), max_size=5), st.integers(0, 20))
def test_no_other_pairing_is_better(first: list[int], second: list[int], tolerance: int) -> None:
    one, other = _points(*first), _points(*second)
    pairs = _pairs(one, other, tolerance)
    distances = [abs(int(one.onset[a] - other.onset[b])) for a, b in pairs]
    assert (len(pairs), -sum(distances)) == max(_every(sorted(first), sorted(second), tolerance))
    assert all(distance <= tolerance for distance in distances)


def _every(first: list[int], second: list[int], tolerance: int) -> list[tuple[int, int]]:
    short, long = sorted((first, second), key=len)
    found = [(0, 0)]
    for count in range(1, len(short) + 1):
        for chosen in combinations(short, count):
            for given_ in permutations(long, count):
                distances = [abs(a - b) for a, b in zip(chosen, given_, strict=True)]
                if max(distances) <= tolerance:
                    found.append((count, -sum(distances)))
    return found


@given(point_tracks(), point_tracks(), st.integers(0, 200))
def test_who_is_first_does_not_matter(first: Track, second: Track, tolerance: int) -> None:
    assert len(_pairs(first, second, tolerance)) == len(_pairs(second, first, tolerance))


def test_how_far_apart_agreed_onsets_are_is_told() -> None:
    first, second = _points(1000, 2000), _points(1100, 1940)
    assert onset_error(first, second, match_points(first, second, 500)) == OnsetError(20, 80)
    assert onset_error(first, first, match_points(first, _points(), 500)) == OnsetError(None, None)
    with pytest.raises(AttributeError):
        OnsetError(0, 0).bias_ms = 1  # type: ignore[misc]
