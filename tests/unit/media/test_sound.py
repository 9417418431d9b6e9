"""Sound from an exact time on."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from coder.errors import CoderError
from coder.media.frame_index import read_index
from coder.media.sound import RATE_HZ, SoundReader, tempo_parts
from coder.media.stopping import Stopped
from tests.unit.media.clips import Recipe, draw_clip
from tests.unit.media.conftest import Draw

TONE_BEGINS_MS = 1000
LOUD = 2000
Sounding = Callable[[str], Path]

KINDS = {
    "pcm in avi": Recipe(
        suffix=".avi", codec="mjpeg", pixel_format="yuvj420p", audio_s=3, audio_codec="pcm_s16le", frames=75
    ),
    "aac in mp4": Recipe(audio_s=3, frames=75),
    "mp2 in ts": Recipe(suffix=".ts", audio_s=3, audio_codec="mp2", frames=75),
    "late video": Recipe(times=tuple(range(12, 80)), audio_s=3),
}


@pytest.fixture(scope="module")
def sounding(tmp_path_factory: pytest.TempPathFactory) -> Sounding:
    folder = tmp_path_factory.mktemp("sound")

    def find_or_draw(name: str) -> Path:
        path = folder / f"{name}{KINDS[name].suffix}"
        return path if path.exists() else draw_clip(path, KINDS[name])

    return find_or_draw


def heard(path: Path, from_ms: float, rate: float = 1.0) -> NDArray[np.int16]:
    with SoundReader(path, read_index(path).start_s) as reader:
        return np.concatenate([chunk.samples for chunk in reader.chunks(from_ms, rate)])


def first_loud_ms(samples: NDArray[np.int16]) -> float:
    return float(np.flatnonzero(np.abs(samples[:, 0]) > LOUD)[0]) * 1000 / RATE_HZ


@pytest.mark.parametrize("name", ["pcm in avi", "aac in mp4", "mp2 in ts"])
@pytest.mark.parametrize("from_ms", [0, 333, 500, 990])
def test_sound_begins_at_exactly_the_time_asked_for(sounding: Sounding, name: str, from_ms: int) -> None:
    path = sounding(name)
    assert from_ms + first_loud_ms(heard(path, from_ms)) == pytest.approx(TONE_BEGINS_MS, abs=0.5)


def test_media_time_counts_from_the_first_frame_of_the_video(sounding: Sounding) -> None:
    assert first_loud_ms(heard(sounding("late video"), 0)) == pytest.approx(TONE_BEGINS_MS - 480, abs=0.5)


def test_before_the_sound_begins_there_is_silence(sounding: Sounding) -> None:
    path = sounding("pcm in avi")
    with SoundReader(path, start_s=-2.0) as reader:
        samples = np.concatenate([chunk.samples for chunk in reader.chunks(0)])
    assert first_loud_ms(samples) == pytest.approx(3000, abs=0.5)


@pytest.mark.parametrize("rate", [0.25, 0.5, 2.0, 4.0])
def test_slow_and_fast_sound_keeps_its_length_and_its_pitch(sounding: Sounding, rate: float) -> None:
    samples = heard(sounding("pcm in avi"), 1200, rate)
    assert len(samples) / RATE_HZ == pytest.approx(1.8 / rate, abs=0.15)
    middle = samples[len(samples) // 4 : len(samples) // 4 + 8192, 0].astype(float)
    spectrum = np.abs(np.fft.rfft(middle * np.hanning(len(middle))))
    assert np.argmax(spectrum) * RATE_HZ / len(middle) == pytest.approx(440, abs=12)


def test_chunks_say_when_they_are_heard_and_are_stereo(sounding: Sounding) -> None:
    with SoundReader(sounding("aac in mp4")) as reader:
        chunks = list(reader.chunks(500, 2.0))
    assert chunks[0].at_ms == 500
    assert all(chunk.samples.shape[1] == 2 and chunk.samples.dtype == np.int16 for chunk in chunks)
    for one, following in pairwise(chunks):
        assert following.at_ms - one.at_ms == pytest.approx(2 * len(one.samples) * 1000 / RATE_HZ)


def test_one_reader_can_begin_again_anywhere(sounding: Sounding) -> None:
    path = sounding("aac in mp4")
    with SoundReader(path) as reader:
        for from_ms in (2000, 0, 900):
            samples = np.concatenate([chunk.samples for chunk in reader.chunks(from_ms)])
            assert from_ms + first_loud_ms(samples) == pytest.approx(max(TONE_BEGINS_MS, from_ms), abs=0.5)


def test_after_the_end_there_is_nothing(sounding: Sounding) -> None:
    with SoundReader(sounding("pcm in avi")) as reader:
        assert not sum(len(chunk.samples) for chunk in reader.chunks(60_000))


def test_sound_can_be_given_up(sounding: Sounding) -> None:
    with SoundReader(sounding("pcm in avi")) as reader, pytest.raises(Stopped):
        list(reader.chunks(0, cancel=lambda: True))


def test_a_video_without_sound_says_so(draw: Draw) -> None:
    with pytest.raises(CoderError, match="no sound"):
        SoundReader(draw("mjpeg in avi"))


@pytest.mark.parametrize("rate", [0.0, 0.1, 8.0, -1.0])
def test_a_rate_that_sound_cannot_keep_is_refused(sounding: Sounding, rate: float) -> None:
    with SoundReader(sounding("pcm in avi")) as reader, pytest.raises(ValueError, match=str(rate)):
        list(reader.chunks(0, rate))


@pytest.mark.parametrize("rate", [0.25, 0.3, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0])
def test_tempos_multiply_to_the_rate(rate: float) -> None:
    parts = tempo_parts(rate)
    assert np.prod(parts) == pytest.approx(rate)
    assert all(0.5 <= part <= 2.0 for part in parts)
