"""Cameras on one clock: each shows the exact frame of the common time."""

from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.media.cameras import Camera, Cameras, Shown, Side, build_cameras, with_offsets
from coder.model.session import Medium, Session


@dataclass(frozen=True)
class Film:
    """Frames at an even rate that need not fall on whole milliseconds."""

    count: int
    rate: Fraction

    def __len__(self) -> int:
        return self.count

    @property
    def duration_ms(self) -> int:
        return self._ms(self.count)

    def time_ms(self, n: int) -> int:
        if not 0 <= n < self.count:
            raise IndexError(n)
        return self._ms(n)

    def at(self, ms: int) -> int:
        return max(0, max((n for n in range(self.count) if self._ms(n) <= ms), default=0))

    def _ms(self, n: int) -> int:
        return int(Fraction(1000 * n) / self.rate + Fraction(1, 2))


NTSC = Fraction(30_000, 1001)
ROOM = Camera(0, Film(100, Fraction(25)))
FACE = Camera(1, Film(90, NTSC), 1_205)
TOY = Camera(2, Film(200, Fraction(50)), -800)
CAMERAS = Cameras((ROOM, FACE, TOY))


def test_each_camera_shows_the_frame_of_the_common_time() -> None:
    assert CAMERAS.shown_at(2_000) == (
        Shown(0, 50, Side.WITHIN),
        Shown(1, FACE.frames.at(795), Side.WITHIN),
        Shown(2, 140, Side.WITHIN),
    )
    assert (CAMERAS.begin_ms, CAMERAS.end_ms) == (-800, 1_205 + FACE.frames.duration_ms)


def test_outside_a_film_its_nearest_frame_is_shown_and_none_found() -> None:
    assert FACE.find_frame(1_204) is None
    assert FACE.find_frame(1_205) == 0
    assert FACE.find_frame(FACE.end_ms - 1) == 89
    assert FACE.find_frame(FACE.end_ms) is None
    assert CAMERAS.shown_at(0)[1] == Shown(1, 0, Side.BEFORE)
    assert CAMERAS.shown_at(3_999)[2] == Shown(2, 199, Side.AFTER)
    assert ROOM.find_frame(-1) is None


@given(camera=st.sampled_from(CAMERAS.cameras), share=st.floats(0, 0.999))
def test_a_frame_is_shown_from_its_time_until_the_next_ones(camera: Camera, share: float) -> None:
    n = int(share * len(camera.frames))
    assert camera.find_frame(camera.time_ms(n)) == n
    following = camera.time_ms(n + 1) if n + 1 < len(camera.frames) else camera.end_ms
    assert camera.find_frame(following - 1) == n
    assert camera.nearest_frame(following - 1) == n


@given(frame=st.integers(0, 99), other=st.integers(0, 89))
def test_this_frame_here_is_that_frame_there(frame: int, other: int) -> None:
    matched = CAMERAS.match(0, frame, 1, other)
    assert matched[1].time_ms(other) == ROOM.time_ms(frame)
    assert matched.shown_at(ROOM.time_ms(frame))[1].frame == other
    assert (matched[0], matched[2]) == (ROOM, TOY)


def test_matching_two_small_views_leaves_the_main_one_alone() -> None:
    matched = CAMERAS.match(1, 10, 2, 60)
    assert matched[2].time_ms(60) == FACE.time_ms(10)
    assert matched.cameras[:2] == (ROOM, FACE)


def test_matching_the_main_camera_to_another_moves_all_others() -> None:
    matched = CAMERAS.match(1, 0, 0, 25)
    assert matched[0].offset_ms == 0
    assert matched[1].time_ms(0) == 1_000
    assert matched[2].offset_ms - matched[1].offset_ms == TOY.offset_ms - FACE.offset_ms


def test_the_main_cameras_offset_is_the_clock_and_stays() -> None:
    assert CAMERAS.with_offset(2, 40)[2].offset_ms == 40
    with pytest.raises(ValueError, match="main"):
        CAMERAS.with_offset(0, 40)


def test_cameras_are_built_from_a_session_and_their_offsets_written_back() -> None:
    media = (
        Medium("room1.mp4"),
        Medium("room2.mp4", continues=True),
        Medium("face.mp4", 1.205),
        Medium("toy.mp4", -0.8),
    )
    session = Session("S", Path(), media, "core-cues")
    cameras = build_cameras(session, [ROOM.frames, FACE.frames, TOY.frames])
    assert cameras == CAMERAS
    moved = with_offsets(session, cameras.with_offset(1, 1_400))
    assert [medium.offset_s for medium in moved.media] == [0.0, 0.0, 1.4, -0.8]
    assert moved.media[1].continues
