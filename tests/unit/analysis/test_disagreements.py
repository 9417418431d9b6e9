from hypothesis import given

from coder.analysis.disagreements import TYPES, Found, differing_pieces, differing_points
from coder.analysis.duration_tally import split_time
from coder.analysis.overlap import link
from coder.analysis.points import match_points
from coder.analysis.tracks import Track
from tests.unit.analysis.streams import exclusive_tracks, spans, track

NONE = 3


def _found(first: Track, second: Track, end: int = 2000) -> Found:
    pieces = split_time(first, second, spans((0, end)))
    edges, there = (pieces.onset, pieces.offset), (pieces.first, pieces.second)
    return differing_pieces(edges, there, (first, second), link(first, second), NONE)


def _rows(found: Found) -> list[tuple[int, int, int, int, str]]:
    columns = (found.onset, found.offset, found.first, found.second)
    kinds = [TYPES[kind].value for kind in found.type.tolist()]
    return [(*row, kind) for *row, kind in zip(*(column.tolist() for column in columns), kinds, strict=True)]


def test_another_beginning_and_end_are_boundaries() -> None:
    assert _rows(_found(track((100, 500, 0)), track((120, 510, 0)))) == [
        (100, 120, 0, NONE, "boundary"),
        (500, 510, NONE, 0, "boundary"),
    ]


def test_another_code_is_a_category_and_its_edges_are_boundaries() -> None:
    assert _rows(_found(track((100, 500, 0)), track((120, 500, 1)))) == [
        (100, 120, 0, NONE, "boundary"),
        (120, 500, 0, 1, "category"),
    ]


def test_a_change_seen_later_is_a_boundary_between_codes() -> None:
    first, second = track((0, 500, 0), (500, 1000, 1)), track((0, 600, 0), (600, 1000, 1))
    assert _rows(_found(first, second)) == [(500, 600, 1, 0, "boundary")]


def test_a_change_seen_much_later_is_a_boundary_although_no_event_is_linked() -> None:
    first, second = track((0, 100, 0), (100, 400, 1)), track((0, 300, 0), (300, 400, 1))
    assert _rows(_found(first, second)) == [(100, 300, 1, 0, "boundary")]


def test_a_code_that_only_one_coder_saw_is_a_category_within_or_beside_what_both_saw() -> None:
    within = track((0, 500, 0), (500, 530, 1), (530, 600, 0))
    assert _rows(_found(track((0, 600, 0)), within)) == [(500, 530, 0, 1, "category")]
    beside = track((0, 570, 0), (570, 600, 1))
    assert _rows(_found(track((0, 600, 0)), beside)) == [(570, 600, 0, 1, "category")]


def test_what_one_coder_has_alone_the_other_missed() -> None:
    assert _rows(_found(track((100, 500, 0)), track())) == [(100, 500, 0, NONE, "missed by B")]
    assert _rows(_found(track(), track((100, 500, 0)))) == [(100, 500, NONE, 0, "missed by A")]


def test_points_are_missed_or_confused() -> None:
    first, second = track((100, 100, 0), (900, 900, 1)), track((120, 120, 2), (500, 500, 1))
    found = differing_points(first, second, match_points(first, second, 50), NONE)
    assert [(row[0], *row[2:]) for row in _rows(found)] == [
        (100, 0, 2, "category"),
        (500, NONE, 1, "missed by A"),
        (900, 1, NONE, "missed by B"),
    ]


@given(exclusive_tracks(), exclusive_tracks())
def test_exchanging_the_coders_exchanges_what_they_missed(first: Track, second: Track) -> None:
    turned = {"missed by A": "missed by B", "missed by B": "missed by A"}
    expected = [(a, b, d, c, turned.get(kind, kind)) for a, b, c, d, kind in _rows(_found(first, second))]
    assert _rows(_found(second, first)) == expected


@given(exclusive_tracks())
def test_nobody_disagrees_with_the_same_events(coder: Track) -> None:
    assert _rows(_found(coder, coder)) == []
