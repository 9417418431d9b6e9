from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.model.spans import Span, difference, gaps_between, index_at, intersection, length_of, union

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)).map(lambda two: (min(two), max(two))), max_size=6)


def _instants(spans: list[Span]) -> set[int]:
    return {ms for onset, offset in spans for ms in range(onset, offset)}


@given(SPANS, SPANS)
def test_stretches_behave_as_sets_of_instants(first: list[Span], second: list[Span]) -> None:
    assert _instants(union(first)) == _instants(first)
    assert _instants(intersection(first, second)) == _instants(first) & _instants(second)
    assert _instants(difference(first, second)) == _instants(first) - _instants(second)
    assert length_of(union(first)) == len(_instants(first))


@given(SPANS, SPANS)
def test_stretches_come_in_order_and_apart(first: list[Span], second: list[Span]) -> None:
    for spans in (union(first), intersection(first, second), difference(first, second)):
        assert all(onset < offset for onset, offset in spans)
        assert all(before[1] < after[0] for before, after in pairwise(spans))


@given(SPANS, st.integers(-1, 31))
def test_an_instant_lies_in_one_stretch_or_in_none(spans: list[Span], ms: int) -> None:
    joined = union(spans)
    at = index_at(joined, ms)
    assert (at is not None) == (ms in _instants(spans))
    assert at is None or joined[at][0] <= ms < joined[at][1]


@pytest.mark.parametrize(
    ("taken", "gaps"),
    [
        ([], [(0, 100)]),
        ([(0, 100)], []),
        ([(20, 40)], [(0, 20), (40, 100)]),
        ([(40, 60), (10, 20), (15, 50)], [(0, 10), (60, 100)]),
        ([(10, 20), (20, 30)], [(0, 10), (30, 100)]),
        ([(-50, 10), (90, 150)], [(10, 90)]),
        ([(150, 200)], [(0, 100)]),
        ([(0, 100), (150, 200)], []),
    ],
)
def test_the_gaps_are_what_nothing_covers(taken: list[Span], gaps: list[Span]) -> None:
    assert gaps_between(taken, 0, 100) == gaps
