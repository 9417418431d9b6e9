"""Clicks at known samples are heard at exactly their time: after a seek, at every rate, through ten minutes."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from coder.media.sound import RATE_HZ, SoundReader
from coder.media.sounds import list_sounds
from coder.media.tempo import lead_s
from tests.unit.media.sounds import Sounding, draw_clicks, draw_film, find_clicks, write_wave

CLICKS_S = tuple(float(second) for second in np.arange(0.4, 9.6, 0.713))
SEEKS_MS = (0.0, 333.0, 1_111.0, 2_345.6, 5_000.0, 7_777.7)
EXACT = {
    "pcm in avi": (".avi", "pcm_s16le", 48_000),
    "pcm in mov": (".mov", "pcm_s16le", 44_100),
    "flac in mkv": (".mkv", "flac", 48_000),
    "pcm in mkv at 44.1": (".mkv", "pcm_s16le", 44_100),
}
CODED = {
    "aac in mp4": (".mp4", "aac", 48_000),
    "aac in mkv": (".mkv", "aac", 44_100),
    "opus in mkv": (".mkv", "libopus", 48_000),
    "mp2 in ts": (".ts", "mp2", 48_000),
    "mp2 in ps": (".mpg", "mp2", 44_100),
}


def draw(tmp_path: Path, suffix: str, codec: str, hz: int, noise: float = 0.0) -> Path:
    sound = Sounding(draw_clicks(hz, CLICKS_S, 10.0, noise), hz, codec)
    return draw_film(tmp_path / f"film{suffix}", [sound], video_s=10)


def heard(reader: SoundReader, from_ms: float, rate: float = 1.0) -> NDArray[np.int16]:
    return np.concatenate([chunk.samples for chunk in reader.chunks(from_ms, rate)])[:, 0]


@pytest.mark.parametrize("name", EXACT)
def test_after_a_seek_every_click_is_heard_at_its_very_sample(tmp_path: Path, name: str) -> None:
    suffix, codec, hz = EXACT[name]
    path = draw(tmp_path, suffix, codec, hz)
    apart_s = 1 / hz + 1 / RATE_HZ if hz != RATE_HZ else 0.5 / RATE_HZ
    with SoundReader(path) as reader:
        for from_ms in SEEKS_MS:
            expected = [second for second in CLICKS_S if second * 1000 >= from_ms]
            found = [from_ms / 1000 + second for second in find_clicks(heard(reader, round(from_ms)))]
            assert found == pytest.approx(expected, abs=apart_s + abs(from_ms - round(from_ms)) / 1000)


@pytest.mark.parametrize("name", CODED)
def test_after_a_seek_coded_sound_lies_where_it_lies_when_read_from_its_begin(tmp_path: Path, name: str) -> None:
    suffix, codec, hz = CODED[name]
    path = draw(tmp_path, suffix, codec, hz, noise=300)
    with SoundReader(path) as reader:
        whole = heard(reader, 0.0).astype(np.float64)
        for from_ms in (2_000.0, 5_125.0, 7_777.0):
            part = heard(reader, from_ms)[:40_000].astype(np.float64)
            begin = round(from_ms * RATE_HZ / 1000)
            apart = [float(np.abs(whole[begin + off : begin + off + 40_000] - part).mean()) for off in range(-40, 41)]
            assert abs(int(np.argmin(apart)) - 40) <= (0 if hz == RATE_HZ else 1)


@pytest.mark.parametrize("rate", [0.25, 0.3, 0.5, 0.75, 0.9, 1.1, 1.5, 2.0])
def test_at_every_rate_clicks_are_heard_when_the_picture_shows_them(tmp_path: Path, rate: float) -> None:
    path = write_wave(tmp_path / "clicks.wav", draw_clicks(44_100, CLICKS_S, 10.0), 44_100)
    with SoundReader(path) as reader:
        for from_ms in (0.0, 3_123.0):
            samples = heard(reader, from_ms, rate)
            found = [from_ms / 1000 + second * rate for second in find_clicks(samples, apart_s=0.2 / rate)]
            off = [min((second - click for second in found), key=abs) * 1000 for click in CLICKS_S[1:]]
            off = [value for value, click in zip(off, CLICKS_S[1:], strict=True) if click * 1000 > from_ms + 100]
            off = [value for value in off if abs(value) < 100]  # fast sound may swallow a single click
            assert len(off) >= 5
            assert max(abs(value) for value in off) < 11
            assert abs(float(np.mean(off))) < 4


@pytest.mark.parametrize("rate", [0.25, 0.5, 0.75, 1.0, 1.25, 2.0])
def test_sound_lasts_exactly_as_long_as_its_media_at_every_rate(tmp_path: Path, rate: float) -> None:
    path = write_wave(tmp_path / "clicks.wav", draw_clicks(16_000, CLICKS_S, 10.0), 16_000)
    with SoundReader(path) as reader:
        assert len(heard(reader, 2_000.0, rate)) / RATE_HZ * rate == pytest.approx(8.0, abs=0.0001)


@pytest.mark.parametrize("rate", [0.25, 0.5, 1.5, 2.0])
def test_sound_is_loud_from_its_first_sample_on(tmp_path: Path, rate: float) -> None:
    tone = (np.sin(2 * np.pi * 300 * np.arange(4 * 48_000) / 48_000) * 10_000).astype(np.int16)
    with SoundReader(write_wave(tmp_path / "tone.wav", tone, 48_000)) as reader:
        plain, changed = (heard(reader, 2_000.0, some)[: RATE_HZ // 50].astype(np.float64) for some in (1.0, rate))
    assert np.sqrt((changed**2).mean()) == pytest.approx(np.sqrt((plain**2).mean()), rel=0.1)


def test_at_its_own_rate_sound_has_no_lead() -> None:
    assert lead_s(1.0) == 0
    assert 0.005 < lead_s(2.0) < lead_s(0.25) < 0.025


def test_ten_minutes_of_sound_stay_in_step_with_a_devices_clock(tmp_path: Path) -> None:
    clicks = tuple(float(second) for second in range(5, 600, 20))
    sound = Sounding(draw_clicks(16_000, clicks, 600.0, noise=100), 16_000, "mp2")
    path = draw_film(tmp_path / "long.mkv", [sound], video_s=1)
    with SoundReader(path) as reader:
        starts: list[float] = []
        taken = 0
        for chunk in reader.chunks(0.0):
            device_ms = taken * 1000 / RATE_HZ  # what a device has taken when this chunk's first sample is heard
            assert chunk.at_ms == pytest.approx(device_ms, abs=0.001)
            found = [device_ms / 1000 + second for second in find_clicks(chunk.samples[:, 0])]
            starts += [second for second in found if not starts or second - starts[-1] > 1]
            taken += len(chunk.samples)
    assert taken / RATE_HZ == pytest.approx(600, abs=0.2)
    shift = starts[0] - clicks[0]  # the coder's own delay, which the container does not tell
    assert [second - shift for second in starts] == pytest.approx(clicks, abs=0.002)


def test_sound_shorter_than_the_film_ends_and_longer_sound_goes_on(tmp_path: Path) -> None:
    short = draw_film(tmp_path / "short.mov", [Sounding(draw_clicks(48_000, (0.5,), 1.5))], video_s=3)
    long = draw_film(tmp_path / "long.mov", [Sounding(draw_clicks(48_000, (2.5,), 3.0))], video_s=1)
    with SoundReader(short) as reader:
        assert len(heard(reader, 0.0)) == 1.5 * RATE_HZ
        assert not list(reader.chunks(2_000.0))
    with SoundReader(long) as reader:
        assert find_clicks(heard(reader, 1_000.0)) == [1.5]


def test_a_snippet_is_the_sound_at_its_place_faded_at_both_ends(tmp_path: Path) -> None:
    film = draw_film(tmp_path / "film.mov", [Sounding(draw_clicks(48_000, (0.54, 1.5), 2.0, noise=500))])
    with SoundReader(film) as reader:
        plain = heard(reader, 500.0)[: RATE_HZ // 10]
        snippet = reader.snippet(500.0, 100.0)
        assert snippet.shape == (4_800, 2)
        assert find_clicks(snippet[:, 0]) == [0.04]
        assert np.array_equal(snippet[1_000:3_800, 0], plain[1_000:3_800])
        assert np.abs(snippet[:5]).max() < 20
        assert np.abs(snippet[-5:]).max() < 20
        assert not reader.snippet(9_000.0).any()


def test_each_of_several_sounds_can_be_chosen(tmp_path: Path) -> None:
    sounds = [
        Sounding(draw_clicks(48_000, (0.5,), 2.0), language="eng", title="room"),
        Sounding(draw_clicks(44_100, (1.0,), 2.0), 44_100, language="deu", title="infant's clip-on"),
    ]
    path = draw_film(tmp_path / "two.mkv", sounds)
    listed = list_sounds(path)
    assert [(sound.number, sound.language, sound.title, sound.hz) for sound in listed] == [
        (0, "eng", "room", 48_000),
        (1, "deu", "infant's clip-on", 44_100),
    ]
    assert str(listed[1]) == "sound 2 · infant's clip-on · deu"
    for sound, click in zip(listed, (0.5, 1.0), strict=True):
        with SoundReader(path, stream=sound.number) as reader:
            assert find_clicks(heard(reader, 0.0)) == pytest.approx([click], abs=0.0001)


def test_a_silent_film_lists_no_sound(tmp_path: Path) -> None:
    assert list_sounds(draw_film(tmp_path / "silent.mkv", [])) == ()
