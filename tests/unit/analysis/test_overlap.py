from hypothesis import given
from hypothesis import strategies as st

from coder.analysis.fitted_kappa import fitted_kappa
from coder.analysis.overlap import link, tally_pairs
from coder.analysis.tracks import Track
from tests.unit.analysis.streams import exclusive_tracks, track


def _pairs(first: Track, second: Track, share: float = 0.6) -> list[tuple[int, int]]:
    one, other = link(first, second, share)
    return list(zip(one.tolist(), other.tolist(), strict=True))


def test_events_are_linked_from_the_share_on_that_is_asked_for() -> None:
    assert _pairs(track((0, 1000, 0)), track((400, 1000, 1))) == [(0, 0)]
    assert _pairs(track((0, 1000, 0)), track((401, 1000, 0))) == []
    assert _pairs(track((0, 1000, 0)), track((401, 1000, 0)), 0.51) == [(0, 0)]


def test_the_largest_overlap_is_linked_first() -> None:
    first = track((0, 1000, 0))
    assert _pairs(first, track((0, 700, 0), (50, 1000, 1))) == [(0, 1)]


def test_pairs_count_2_and_events_alone_1_with_nil() -> None:
    first = track((0, 1000, 0), (2000, 3000, 1), (5000, 6000, 0))
    second = track((100, 1000, 0), (2000, 2900, 0), (8000, 9000, 1))
    counts = tally_pairs(first, second, link(first, second), 2)
    assert counts.tolist() == [[2, 0, 1], [2, 0, 0], [0, 1, 0]]


@given(exclusive_tracks(), exclusive_tracks())
def test_what_is_tallied_is_the_events_of_both(first: Track, second: Track) -> None:
    counts = tally_pairs(first, second, link(first, second), 3)
    assert counts.sum() == len(first) + len(second)
    assert (tally_pairs(second, first, link(second, first), 3) == counts.T).all()


@given(exclusive_tracks())
def test_a_coder_agrees_with_the_same_events(coder: Track) -> None:
    found = fitted_kappa(tally_pairs(coder, coder, link(coder, coder), 3))
    assert found.kappa in (1, None)


@given(exclusive_tracks(), exclusive_tracks(), st.sampled_from([0.3, 0.6]))
def test_no_event_is_linked_twice(first: Track, second: Track, share: float) -> None:
    one, other = link(first, second, share)
    assert len(set(one.tolist())) == len(one) == len(set(other.tolist()))
