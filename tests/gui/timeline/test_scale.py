from hypothesis import given
from hypothesis import strategies as st

from coder.gui.timeline.scale import (
    SHORTEST_MS,
    TimeScale,
    clamp_range,
    followed,
    opening_range,
    panned,
    zoomed,
)

END_MS = 600_000
ranges = st.tuples(st.integers(0, END_MS), st.integers(SHORTEST_MS, END_MS)).map(
    lambda pair: clamp_range(pair[0], pair[0] + pair[1], END_MS)
)


def test_an_instant_goes_to_pixels_and_back() -> None:
    scale = TimeScale(10_000, 20_000, 100, 500)
    assert scale.x(10_000) == 100
    assert scale.x(20_000) == 600 == scale.right
    assert scale.ms(350) == 15_000
    assert scale.length_ms(50) == 1_000


def test_a_short_session_is_shown_whole() -> None:
    assert opening_range(50_000, 90_000) == (0, 90_000)


def test_of_a_long_session_a_minute_around_now_is_shown() -> None:
    assert opening_range(300_000, END_MS) == (270_000, 330_000)
    assert opening_range(0, END_MS) == (0, 60_000)


@given(ranges, st.floats(0.1, 10), st.floats(0, 1))
def test_zooming_keeps_the_instant_under_the_pointer(shown: tuple[int, int], factor: float, share: float) -> None:
    at_ms = round(shown[0] + share * (shown[1] - shown[0]))
    after = zoomed(shown, factor, at_ms, END_MS)
    assert 0 <= after[0] < after[1] <= END_MS
    if after[0] > 0 and after[1] < END_MS and after[1] - after[0] > SHORTEST_MS:
        there = (at_ms - after[0]) / (after[1] - after[0])
        assert abs(there - share) < 0.02


@given(ranges, st.floats(-3, 3))
def test_panning_keeps_the_length_and_stays_in_the_session(shown: tuple[int, int], share: float) -> None:
    after = panned(shown, share, END_MS)
    assert after[1] - after[0] == shown[1] - shown[0]
    assert 0 <= after[0] < after[1] <= END_MS


def test_the_page_stays_still_while_the_head_is_well_inside() -> None:
    assert followed((0, 10_000), 4_000, 4_040, END_MS) == (0, 10_000)


def test_the_page_turns_when_the_head_nears_the_right_edge() -> None:
    shown = followed((0, 10_000), 9_380, 9_420, END_MS)
    assert shown[1] - shown[0] == 10_000
    assert shown[0] < 9_420 < shown[0] + 1_000


def test_a_range_moved_away_stays_while_it_plays() -> None:
    assert followed((100_000, 110_000), 4_000, 4_040, END_MS, playing=True) == (100_000, 110_000)


def test_a_step_brings_the_head_back_into_sight() -> None:
    shown = followed((100_000, 110_000), 4_000, 4_040, END_MS)
    assert shown[0] <= 4_040 <= shown[1]


def test_a_seek_brings_the_head_back_into_sight() -> None:
    shown = followed((100_000, 110_000), 4_000, 300_000, END_MS)
    assert shown[0] <= 300_000 <= shown[1]
    back = followed((100_000, 110_000), 105_000, 50_000, END_MS)
    assert back[0] <= 50_000 <= back[1]


def test_the_last_page_is_not_turned() -> None:
    assert followed((590_000, END_MS), 599_000, 599_500, END_MS) == (590_000, END_MS)


def test_a_session_without_length_can_be_shown() -> None:
    assert clamp_range(0, 0, 0) == (0, SHORTEST_MS)
