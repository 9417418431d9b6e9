from hypothesis import given
from hypothesis import strategies as st

from coder.gui.timeline.marks import BAR_PX, CELL_PX, CLUSTER_PX, count_between, point_marks, state_marks
from coder.gui.timeline.scale import TimeScale
from coder.model.event import Event
from coder.model.lane import Lane

END_MS = 100_000
SCALE = TimeScale(0, END_MS, 100, 1_000)


def _lane(*edges: tuple[int, int]) -> Lane:
    return Lane(Event(number, "t", "c", onset, offset) for number, (onset, offset) in enumerate(edges, 1))


def test_a_wide_state_is_a_bar_and_a_narrow_one_a_sliver() -> None:
    marks = state_marks(_lane((0, 5_000), (6_000, 6_400)), SCALE, (0, END_MS), END_MS)
    assert [(bar.event.id, bar.left, bar.right) for bar in marks.bars] == [(1, 100, 150)]
    assert [sliver.event.id for sliver in marks.slivers] == [2]


def test_only_what_touches_the_window_is_looked_at() -> None:
    lane = _lane(*((place * 1_000, place * 1_000 + 900) for place in range(100)))
    marks = state_marks(lane, SCALE, (10_500, 12_500), END_MS)
    assert [bar.event.id for bar in marks.bars] == [11, 12, 13]


def test_a_state_that_began_long_before_the_window_is_seen() -> None:
    marks = state_marks(_lane((0, 90_000)), SCALE, (50_000, 60_000), END_MS)
    assert [bar.event.id for bar in marks.bars] == [1]


def test_a_running_state_reaches_to_the_end_of_the_session() -> None:
    marks = state_marks(Lane([Event(1, "t", "c", 20_000)]), SCALE, (0, END_MS), END_MS)
    assert marks.bars[0].right == SCALE.right


def test_marks_are_bounded_by_pixels_however_many_events_there_are() -> None:
    lane = _lane(*((place, place + 1) for place in range(0, END_MS, 2)))
    marks = state_marks(lane, SCALE, (0, END_MS), END_MS)
    assert len(lane) == 50_000
    assert len(marks) <= SCALE.width / CELL_PX + 1


def test_a_long_state_behind_short_ones_in_the_same_pixel_is_kept() -> None:
    lane = _lane((0, 10), (10, 20), (20, 30), (30, 50_000))
    marks = state_marks(lane, SCALE, (0, END_MS), END_MS)
    assert [bar.event.id for bar in marks.bars] == [4]


@given(st.lists(st.integers(1, 3_000), max_size=300))
def test_known_onsets_change_nothing_but_the_time_it_takes(lengths: list[int]) -> None:
    edges, at_ms = [], 0
    for length in lengths:
        edges.append((at_ms, at_ms + length))
        at_ms += length + length // 3
    lane = _lane(*edges)
    onsets = [event.onset_ms for event in lane]
    plain, quick = (state_marks(lane, SCALE, (0, END_MS), END_MS, known) for known in (None, onsets))
    assert plain == quick
    points = Lane(Event(event.id, "t", "c", event.onset_ms, point=True) for event in lane)
    assert point_marks(points, SCALE, (0, END_MS)) == point_marks(points, SCALE, (0, END_MS), onsets)


@given(st.lists(st.integers(1, 2_000), min_size=1, max_size=200))
def test_every_state_wide_enough_is_a_bar(lengths: list[int]) -> None:
    edges, at_ms = [], 0
    for length in lengths:
        edges.append((at_ms, at_ms + length))
        at_ms += length
    marks = state_marks(_lane(*edges), SCALE, (0, END_MS), END_MS)
    wide = [edge for edge in edges if (edge[1] - edge[0]) * SCALE.px_per_ms >= BAR_PX and edge[0] < END_MS]
    assert [(bar.event.onset_ms, bar.event.offset_ms) for bar in marks.bars] == wide


def test_points_too_close_together_are_one_sign_that_counts_them() -> None:
    lane = Lane(
        Event(number, "t", "c", ms, point=True) for number, ms in enumerate([10_000, 10_000, 10_100, 40_000], 1)
    )
    clusters = point_marks(lane, SCALE, (0, END_MS))
    assert [(cluster.x, cluster.size) for cluster in clusters] == [(200, 3), (500, 1)]


def test_signs_for_points_are_bounded_by_pixels() -> None:
    lane = Lane(Event(1 + ms, "t", "c", ms, point=True) for ms in range(0, END_MS, 3))
    clusters = point_marks(lane, SCALE, (0, END_MS))
    assert len(clusters) <= SCALE.width / CLUSTER_PX + 1
    assert sum(cluster.size for cluster in clusters) == len(lane)


def test_events_in_a_window_are_counted_without_being_looked_at() -> None:
    lane = _lane((0, 10), (100, 110), (200, 210))
    assert count_between(lane, (50, 200)) == 1
