"""The waveform: right in height and place at every zoom, kept between runs."""

from pathlib import Path

import numpy as np
import pytest

from coder.errors import CoderError
from coder.media import drawn_sound, waveform
from coder.media.array_cache import find_arrays, write_arrays
from coder.media.frame_index import read_index
from coder.media.stopping import Stopped
from coder.media.waveform import WaveForm, build_waveform
from tests.unit.media.clips import Recipe, draw_clip
from tests.unit.media.conftest import Draw

HEIGHT = 20_000 / 32_768


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    recipe = Recipe(suffix=".avi", codec="mjpeg", pixel_format="yuvj420p", audio_s=6, audio_codec="pcm_s16le")
    return draw_clip(tmp_path_factory.mktemp("wave") / "clip.avi", recipe)


@pytest.fixture(scope="module")
def drawn(path: Path) -> WaveForm:
    return build_waveform(path)


def test_silence_is_flat_and_the_tone_is_as_high_as_it_is(drawn: WaveForm) -> None:
    low, high = drawn.slice(0, 6000, 12)
    assert np.allclose(high[:1], 0)
    assert np.allclose(high[2:], HEIGHT, atol=0.01)
    assert np.allclose(low[2:], -HEIGHT, atol=0.01)


@pytest.mark.parametrize("columns", [1, 7, 100, 1000, 5000])
def test_every_zoom_finds_the_tones_begin(drawn: WaveForm, columns: int) -> None:
    _, high = drawn.slice(500, 1500, columns)
    begin_ms = 500 + 1000 / columns * float(np.flatnonzero(high > 0.1)[0])
    assert begin_ms == pytest.approx(1000, abs=1000 / columns + 6)


def test_outside_the_sound_the_curve_is_zero(drawn: WaveForm) -> None:
    low, high = drawn.slice(-2000, 8000, 10)
    assert high[0] == high[1] == high[9] == 0
    assert low[0] == low[9] == 0
    assert high[5] > 0.5


def test_no_peak_is_lost_at_any_zoom() -> None:
    samples = np.zeros(70_000, np.int16)
    samples[12_345] = 30_000
    samples[54_321] = -30_000
    made = waveform._pyramid(samples, samples, 0.0, 0.001)
    for columns in (1, 3, 50, 900, 20_000):
        low, high = made.slice(0, 70_000, columns)
        assert (high.max(), low.min()) == pytest.approx((30_000 / 32_768, -30_000 / 32_768))


def test_media_time_counts_from_the_first_frame_of_the_video(tmp_path: Path) -> None:
    late = draw_clip(tmp_path / "late.mp4", Recipe(times=tuple(range(12, 80)), audio_s=3))
    made = build_waveform(late, read_index(late).start_s)
    assert made.begin_ms == pytest.approx(-480, abs=0.5)
    _, high = made.slice(0, 1000, 100)
    assert 10 * float(np.flatnonzero(high > 0.1)[0]) == pytest.approx(520, abs=10)


def test_the_waveform_is_kept(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = build_waveform(path, 1.0, cache_dir=tmp_path)
    monkeypatch.setattr(drawn_sound, "MonoReader", pytest.fail)
    again = build_waveform(path, 1.0, cache_dir=tmp_path)
    assert (again.begin_ms, again.bin_ms) == (first.begin_ms, first.bin_ms)
    assert np.array_equal(again.highs[0], first.highs[0])


def test_what_was_kept_of_something_else_is_drawn_anew(path: Path, tmp_path: Path) -> None:
    write_arrays(path, tmp_path, "waveform 1 0", {"low": np.zeros(3, np.int16)})
    assert len(build_waveform(path, cache_dir=tmp_path).highs[0]) > 1_000
    kept = find_arrays(path, tmp_path, "waveform 1 0")
    assert kept is not None
    assert sorted(kept) == ["begin", "bin", "high", "low"]


def test_it_grows_while_it_is_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawn_sound, "GROWTH_S", 1.0)
    ends: list[float] = []
    told: list[float] = []
    build_waveform(path, progress=told.append, on_growth=lambda part: ends.append(part.end_ms))
    assert ends == sorted(ends)
    assert len(ends) >= 2
    assert told[-1] == 1.0


def test_it_can_be_given_up(path: Path) -> None:
    with pytest.raises(Stopped):
        build_waveform(path, cancel=lambda: True)


def test_a_video_without_sound_says_so(draw: Draw) -> None:
    with pytest.raises(CoderError, match="no sound"):
        build_waveform(draw("mjpeg in avi"))
