"""The index: times, neighbours, its cache, and giving up."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.media import frame_index
from coder.media.frame_index import FrameIndex, read_index
from coder.media.stopping import Stopped
from tests.unit.media.conftest import Draw


def build_index(times: list[int], tick: Fraction = Fraction(1, 1000), keys: list[int] | None = None) -> FrameIndex:
    pts = np.array(times, np.int64)
    flags = np.isin(np.arange(len(times)), keys if keys is not None else [0])
    return FrameIndex(tick, pts, pts, flags, times[-1] + 40)


def test_times_count_from_the_first_frame() -> None:
    index = build_index([500, 533, 567])
    assert [index.time_ms(n) for n in range(3)] == [0, 33, 67]
    assert index.duration_ms == 107
    assert index.start_s == 0.5


def test_halves_are_rounded_down_so_that_either_rounding_finds_the_frame() -> None:
    index = build_index([0, 1, 2, 3], Fraction(1, 2000))
    assert [index.time_ms(n) for n in range(4)] == [0, 0, 1, 1]
    ntsc = build_index([0, 1001, 2002], Fraction(1, 2 * 1001))
    assert ntsc.time_ms(1) == 500
    assert [ntsc.at(ms) for ms in (499, 500, 501)] == [0, 1, 1]


def test_the_frame_at_a_time_is_the_last_that_is_not_later() -> None:
    index = build_index([0, 33, 67])
    assert [index.at(ms) for ms in (-5, 0, 32, 33, 66, 67, 106, 10_000)] == [0, 0, 0, 1, 1, 2, 2, 2]


def test_a_frame_outside_the_video_has_no_time() -> None:
    index = build_index([0, 40])
    for n in (-1, 2):
        with pytest.raises(IndexError):
            index.time_ms(n)


def test_key_frames_are_found_on_both_sides() -> None:
    index = build_index(list(range(0, 400, 40)), keys=[0, 4, 8])
    assert [index.key_before(n) for n in (0, 3, 4, 7, 9)] == [0, 0, 4, 4, 8]
    assert [index.key_after(n) for n in (0, 4, 8)] == [4, 8, 10]


@given(
    st.lists(st.integers(1, 5000), min_size=1, max_size=60),
    st.sampled_from([Fraction(1, 1000), Fraction(1, 90_000), Fraction(1, 12_800), Fraction(1001, 30_000)]),
)
def test_a_stored_time_always_brings_its_frame_back(steps: list[int], tick: Fraction) -> None:
    times = [int(t) for t in np.cumsum([max(step, int(1 / (1000 * tick)) + 1) for step in steps])]
    index = build_index(times, tick)
    for n in range(len(index)):
        assert index.at(index.time_ms(n)) == n
        assert abs(index.time_ms(n) - (times[n] - times[0]) * tick * 1000) <= Fraction(1, 2)


def test_the_index_is_kept_and_found_again(draw: Draw, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = draw("h264 with b-frames in avi")
    read = read_index(path, cache_dir=tmp_path)
    monkeypatch.setattr(frame_index, "read_packets", pytest.fail)
    kept = read_index(path, cache_dir=tmp_path)
    assert kept.pts.tolist() == read.pts.tolist()
    assert kept.places.tolist() == read.places.tolist()
    assert (kept.time_base, kept.end_pts, kept.keyframes, kept.complaints) == (
        read.time_base,
        read.end_pts,
        read.keyframes,
        read.complaints,
    )


def test_a_changed_file_is_read_anew(draw: Draw, tmp_path: Path) -> None:
    path = tmp_path / "clip.avi"
    path.write_bytes(draw("mjpeg in avi").read_bytes())
    assert len(read_index(path, cache_dir=tmp_path / "cache")) == 100
    path.write_bytes(draw("dv in avi").read_bytes())
    assert len(read_index(path, cache_dir=tmp_path / "cache")) == 20


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 but no more", b"nonsense"])
def test_a_damaged_cache_is_no_cache(draw: Draw, tmp_path: Path, content: bytes) -> None:
    path = draw("h264 in mp4")
    read_index(path, cache_dir=tmp_path)
    (kept,) = tmp_path.glob("*.npz")
    kept.write_bytes(content)
    assert len(read_index(path, cache_dir=tmp_path)) == 100


def test_a_cache_that_cannot_be_written_does_no_harm(draw: Draw, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    assert len(read_index(draw("h264 in mp4"), cache_dir=blocked)) == 100


def test_reading_can_be_given_up(draw: Draw) -> None:
    with pytest.raises(Stopped):
        read_index(draw("h264 with b-frames in avi"), cancel=lambda: True)


def test_progress_ends_at_one(draw: Draw) -> None:
    told: list[float] = []
    read_index(draw("h264 with b-frames in avi"), progress=told.append)
    assert told[-1] == 1.0
    assert all(0 <= done <= 1 for done in told)
