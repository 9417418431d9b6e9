from hypothesis import given
from hypothesis import strategies as st

from coder.app.steady_frames import SteadyFrames


@given(st.integers(1, 500), st.integers(1, 20_000), st.integers(-100, 25_000))
def test_the_frame_at_an_instant_is_the_last_that_has_begun(count: int, duration_ms: int, ms: int) -> None:
    frames = SteadyFrames(count, max(count, duration_ms))
    begun = [number for number in range(count) if frames.time_ms(number) <= ms]
    assert frames.at(ms) == (begun[-1] if begun else 0)


@given(st.integers(1, 500), st.integers(1, 20_000))
def test_the_time_of_every_frame_brings_it_back(count: int, duration_ms: int) -> None:
    frames = SteadyFrames(count, max(count, duration_ms))
    assert [frames.at(frames.time_ms(number)) for number in range(count)] == list(range(count))


def test_a_video_of_which_nothing_is_known_has_one_frame() -> None:
    assert len(SteadyFrames(0, 0)) == 1
    assert SteadyFrames(0, 0).at(500) == 0
