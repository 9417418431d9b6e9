"""Stretches that were watched, put together."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from coder.model.spans import Span
from coder.model.viewing import UNSEEN, Viewing, join

SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)))


def instants(spans: tuple[Span, ...]) -> set[int]:
    return {instant for onset, offset in spans for instant in range(onset, offset)}


@given(SPANS)
def test_joined_stretches_hold_every_instant_in_order_and_apart(spans: list[Span]) -> None:
    joined: tuple[Span, ...] = ()
    for span in spans:
        joined = join(joined, span)
    assert instants(joined) == instants(tuple(spans))
    assert all(onset < offset for onset, offset in joined)
    assert all(before[1] < after[0] for before, after in pairwise(joined))


def test_a_stretch_without_time_is_none() -> None:
    assert join(((0, 5),), (7, 7)) == ((0, 5),)


def test_who_went_somewhere_or_watched_something_has_begun() -> None:
    assert not UNSEEN.begun
    assert Viewing(40).begun
    assert Viewing(0, ((0, 40),)).begun
