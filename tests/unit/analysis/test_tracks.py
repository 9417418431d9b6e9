from hypothesis import given
from hypothesis import strategies as st

from coder.analysis.tracks import (
    Spans,
    close_up,
    code_at,
    contains,
    cut,
    end_at_next,
    intersect,
    is_exclusive,
    make_spans,
    subtract,
    total,
)
from tests.unit.analysis.streams import spans, track, whole

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=6).map(make_spans)


@given(SPANS, SPANS)
def test_spans_are_sets_of_milliseconds(first: Spans, second: Spans) -> None:
    a, b = _instants(first), _instants(second)
    assert _instants(intersect(first, second)) == a & b
    assert _instants(subtract(first, second)) == a - b
    assert total(first) == len(a)


def _instants(found: Spans) -> set[int]:
    return {ms for onset, offset in found.tolist() for ms in range(onset, offset)}


def test_a_state_over_a_break_becomes_two_and_a_point_in_it_goes() -> None:
    events = track((0, 10, 0), (4, 4, 1), (6, 6, 1), (9, 9, 1))
    assert whole(cut(events, spans((0, 4), (6, 9)))) == [(0, 4, 0), (6, 6, 1), (6, 9, 0)]
    assert whole(cut(events, spans())) == []


def test_a_point_at_the_last_instant_is_in_where_the_session_closes_there() -> None:
    events = track((9, 9, 0), (6, 6, 1))
    assert whole(cut(events, spans((0, 6), (7, 9)), closing_ms=9)) == [(9, 9, 0)]
    assert whole(cut(events, spans((0, 6), (7, 9)))) == []


def test_time_between_spans_is_taken_out() -> None:
    assert whole(close_up(track((1, 5, 0), (7, 7, 1), (8, 9, 0)), spans((1, 5), (7, 9)))) == [
        (0, 4, 0),
        (4, 4, 1),
        (5, 6, 0),
    ]
    assert whole(close_up(track(), spans())) == []


def test_events_that_touch_exclude_each_other_and_a_point_in_a_state_does_not() -> None:
    assert is_exclusive(track((0, 5, 0), (5, 9, 1)))
    assert not is_exclusive(track((0, 5, 0), (4, 9, 1)))
    assert not is_exclusive(track((0, 5, 0), (3, 3, 1)))
    assert not is_exclusive(track((3, 3, 0), (3, 3, 1)))
    assert is_exclusive(track())


def test_an_offset_is_no_part_of_its_state() -> None:
    events = track((2, 5, 1), (5, 7, 0))
    assert code_at(events, spans((1, 2)).ravel(), 9).tolist() == [9, 1]
    assert code_at(events, track((5, 7, 0)).onset, 9).tolist() == [0]
    assert contains(spans((2, 5)), events.onset).tolist() == [True, False]


def test_a_state_that_another_follows_ends_there() -> None:
    assert whole(end_at_next(track((0, 9, 0), (4, 6, 1)))) == [(0, 4, 0), (4, 6, 1)]
