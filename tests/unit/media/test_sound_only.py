"""A file of sound alone is stepped through in even steps."""

from pathlib import Path

import numpy as np
import pytest

from coder.errors import CoderError
from coder.media.fingerprint import read_fingerprint
from coder.media.frame_index import FrameIndex
from coder.media.sound_only import SoundTimes, find_sound_times, read_times
from tests.unit.media.clips import cut
from tests.unit.media.conftest import Draw
from tests.unit.media.sounds import draw_clicks, write_wave


@pytest.fixture
def wave(tmp_path: Path) -> Path:
    return write_wave(tmp_path / "visit.wav", draw_clicks(48_000, [1.0], 2.505), 48_000)


def test_a_sound_is_counted_in_steps_of_ten_milliseconds(wave: Path) -> None:
    times = read_times(wave)
    assert isinstance(times, SoundTimes)
    assert (times.duration_ms, len(times), times.start_s) == (2_505, 251, 0.0)
    assert [times.at(ms) for ms in (-5, 0, 9, 10, 2_504, 9_000)] == [0, 0, 0, 1, 250, 250]
    assert [times.time_ms(n) for n in (0, 1, 250)] == [0, 10, 2_500]
    with pytest.raises(IndexError):
        times.time_ms(251)


def test_a_sound_cut_short_ends_where_it_is_cut(wave: Path, tmp_path: Path) -> None:
    torn = cut(wave, tmp_path / "torn.wav", end=0.5)
    times = find_sound_times(torn)
    assert times is not None
    assert abs(times.duration_ms - 1_252) <= 30


def test_a_video_is_counted_in_its_frames(draw: Draw) -> None:
    path = draw("h264 in mp4")
    assert isinstance(read_times(path), FrameIndex)
    assert find_sound_times(path) is None


def test_a_file_of_neither_is_refused_as_before(tmp_path: Path) -> None:
    noise = tmp_path / "noise.mp4"
    noise.write_bytes(np.random.default_rng(1).bytes(5000))
    with pytest.raises(CoderError, match="cannot be read as a video"):
        read_times(noise)
    assert find_sound_times(tmp_path / "nothing.mp4") is None


def test_a_sound_has_a_fingerprint(wave: Path) -> None:
    found = read_fingerprint(wave)
    assert (found.duration_ms, found.frames, found.size_bytes) == (2_505, 251, wave.stat().st_size)
