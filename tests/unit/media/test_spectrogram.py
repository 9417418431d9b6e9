"""The spectrogram: every tone at its pitch and its time, at every zoom, kept between runs."""

from pathlib import Path

import numpy as np
import pytest

from coder.errors import CoderError
from coder.media import drawn_sound, spectrogram
from coder.media.mono import Piece
from coder.media.spectrogram import ROWS, Spectrogram, build_spectrogram
from coder.media.stopping import Stopped
from tests.unit.media.conftest import Draw
from tests.unit.media.sounds import Mono, Sounding, draw_film, write_wave

HZ = 44_100
FIRST_HZ, SECOND_HZ = 500.0, 3_000.0


def draw_two_tones() -> Mono:
    """Silence for a second, 500 Hz for two, 3000 Hz for two, silence for one."""
    seconds = np.arange(6 * HZ) / HZ
    first = np.sin(2 * np.pi * FIRST_HZ * seconds) * ((seconds >= 1) & (seconds < 3))
    second = np.sin(2 * np.pi * SECOND_HZ * seconds) * ((seconds >= 3) & (seconds < 5))
    drawn: Mono = ((first + second) * 16_384).astype(np.int16)
    return drawn


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_wave(tmp_path_factory.mktemp("spectrogram") / "tones.wav", draw_two_tones(), HZ)


@pytest.fixture(scope="module")
def made(path: Path) -> Spectrogram:
    return build_spectrogram(path)


@pytest.mark.parametrize("rows", [16, 64, 128, 300])
def test_every_tone_lies_at_its_pitch(made: Spectrogram, rows: int) -> None:
    picture = made.slice(0, 6_000, 60, rows)
    assert picture.shape == (rows, 60)
    assert picture.dtype == np.uint8
    for column, pitch in ((20, FIRST_HZ), (40, SECOND_HZ)):
        loudest = rows - 0.5 - int(np.argmax(picture[:, column]))
        assert loudest * 8_000 / rows == pytest.approx(pitch, abs=8_000 / min(rows, ROWS))
    assert picture[:, :9].max() == 0
    assert picture[:, 52:].max() == 0


@pytest.mark.parametrize("columns", [30, 600, 3_000])
def test_every_zoom_finds_the_tones_begin(made: Spectrogram, columns: int) -> None:
    picture = made.slice(500, 1_500, columns, ROWS)
    row = ROWS - 1 - int(FIRST_HZ * ROWS / 8_000)
    begin_ms = 500 + 1000 / columns * float(np.flatnonzero(picture[row] > 150)[0])
    assert begin_ms == pytest.approx(1_000, abs=1000 / columns + 20)


def test_a_tone_of_half_the_height_has_minus_six_decibels(made: Spectrogram) -> None:
    loudest = float(made.slice(2_000, 2_100, 1, ROWS).max())
    assert loudest * 96 / 255 - 96 == pytest.approx(-6, abs=1.6)


def test_outside_the_sound_the_picture_is_black(made: Spectrogram) -> None:
    picture = made.slice(-2_000, 8_000, 10, 8)
    assert not picture[:, [0, 1, 9]].any()
    assert picture[:, 4].any()
    assert made.end_ms == pytest.approx(6_000, abs=made.column_ms)


def test_media_time_counts_from_the_first_frame_of_the_video(path: Path) -> None:
    later = build_spectrogram(path, 1.0)
    assert later.begin_ms == -1_000
    picture = later.slice(-100, 100, 20, ROWS)
    assert picture[:, :6].max() < 20
    assert picture[:, 14:].max(axis=0).min() > 150


def test_a_gap_in_the_sound_is_silence(tmp_path: Path) -> None:
    growing = spectrogram._Growing(spectrogram.HZ)
    tone = (np.sin(2 * np.pi * 1_000 * np.arange(16_000) / 16_000) * 20_000).astype(np.int16)
    growing.take(Piece(5.0, tone))
    growing.take(Piece(9.0, tone))
    growing.end()
    loud = growing.arrays()["columns"].max(axis=1) > 150
    assert growing.begin_s == 5.0
    assert len(loud) * spectrogram.HOP / spectrogram.HZ == pytest.approx(5, abs=0.02)
    assert loud[:60].all()
    assert not loud[70:240].any()
    assert loud[-60:].all()


def test_the_spectrogram_is_kept(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = build_spectrogram(path, 1.0, cache_dir=tmp_path)
    monkeypatch.setattr(drawn_sound, "MonoReader", pytest.fail)
    again = build_spectrogram(path, 1.0, cache_dir=tmp_path)
    assert again.begin_ms == first.begin_ms
    assert np.array_equal(again.levels[0], first.levels[0])


def test_it_grows_while_it_is_read(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drawn_sound, "GROWTH_S", 1.0)
    ends: list[float] = []
    told: list[float] = []
    build_spectrogram(path, progress=told.append, on_growth=lambda part: ends.append(part.end_ms))
    assert ends
    assert ends == sorted(ends)
    assert told[-1] == 1.0


def test_it_can_be_given_up(path: Path) -> None:
    with pytest.raises(Stopped):
        build_spectrogram(path, cancel=lambda: True)


def test_a_video_without_sound_says_so(draw: Draw) -> None:
    with pytest.raises(CoderError, match="no sound"):
        build_spectrogram(draw("mjpeg in avi"))


def test_one_of_several_sounds_can_be_chosen(tmp_path: Path) -> None:
    silence = np.zeros(48_000, np.int16)
    film = draw_film(tmp_path / "two.mov", [Sounding(silence), Sounding(draw_two_tones(), HZ)])
    assert not build_spectrogram(film).levels[0].any()
    assert build_spectrogram(film, stream=1).levels[0].any()
