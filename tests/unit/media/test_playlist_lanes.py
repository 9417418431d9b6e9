"""Waveform and spectrogram run through the files of one view."""

import numpy as np

from coder.media.playlist_lanes import Border, PlaylistSpectrogram, PlaylistWave
from coder.media.spectrogram import Spectrogram
from coder.media.waveform import WaveForm

BORDERS = (Border(0, 4_000), Border(4_000, 6_000))


def wave(level: int, seconds: int) -> WaveForm:
    """Build a waveform of 10 ms a bin whose samples are all as loud."""
    bins = np.full(seconds * 100, level, np.int16)
    return WaveForm(0.0, 10.0, (-bins,), (bins,))


def pitches(power: int, seconds: int) -> Spectrogram:
    return Spectrogram(0.0, 10.0, (np.full((seconds * 100, 128), power, np.uint8),))


def test_each_file_is_drawn_within_its_borders_and_no_further() -> None:
    whole = PlaylistWave(BORDERS, [wave(8_192, 5), wave(16_384, 2)])  # the first one's sound is longer than its film
    low, high = whole.slice(0, 8_000, 80)
    assert high[:40].tolist() == [0.25] * 40
    assert high[40:60].tolist() == [0.5] * 20
    assert high[60:].tolist() == [0.0] * 20
    assert (low == -high).all()


def test_only_what_is_read_so_far_is_drawn() -> None:
    _, high = PlaylistWave(BORDERS, [wave(8_192, 4)]).slice(3_000, 5_000, 20)
    assert high.tolist() == [0.25] * 10 + [0.0] * 10
    _, none = PlaylistWave(BORDERS, [None, wave(8_192, 2)]).slice(3_000, 5_000, 20)
    assert none.tolist() == [0.0] * 10 + [0.25] * 10


def test_pitches_are_drawn_as_the_wave_is() -> None:
    tile = PlaylistSpectrogram(BORDERS, [pitches(100, 4), pitches(200, 2)]).slice(3_000, 7_000, 40, 8)
    assert tile.shape == (8, 40)
    assert tile.flags["C_CONTIGUOUS"]
    assert tile[0].tolist() == [100] * 10 + [200] * 20 + [0] * 10
