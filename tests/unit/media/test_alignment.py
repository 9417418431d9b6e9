"""Two media of one session are laid to each other by their sound."""

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from coder.errors import CoderError
from coder.media.alignment import Heard, align
from coder.media.stopping import Stopped
from tests.unit.media.conftest import Draw
from tests.unit.media.sounds import Mono, Sounding, draw_film, write_wave

HZ = 48_000
Wave = NDArray[np.float64]


def play_room(length_s: float, seed: int = 1, hz: int = HZ) -> Wave:
    """Draw a room: bursts of coloured noise and tones at random times, between −1 and 1."""
    rng = np.random.default_rng(seed)
    room = np.zeros(int(length_s * hz))
    for begin_s in np.cumsum(rng.exponential(0.6, int(length_s * 2))):
        begin, length = int(begin_s * hz), int(rng.uniform(0.05, 0.5) * hz)
        part = room[begin : begin + length]
        seconds = np.arange(len(part)) / hz
        tone = np.sin(2 * np.pi * rng.uniform(200, 2_000) * seconds)
        part += rng.uniform(0.1, 0.5) * np.exp(-seconds * 8) * (tone + 0.5 * rng.standard_normal(len(part)))
    return room


def hear(room: Wave, begin_s: float, length_s: float, hz: int, noise: float, seed: int, gain: float = 1.0) -> Mono:
    """Return what a camera hears of the room from ``begin_s`` on, at its own rate, with its own noise."""
    rng = np.random.default_rng(seed)
    times = begin_s + np.arange(int(length_s * hz)) / hz
    heard = np.interp(times, np.arange(len(room)) / HZ, room, 0.0, 0.0) * gain
    heard += noise * rng.standard_normal(len(heard))
    return (heard * 9_000).clip(-32_768, 32_767).astype(np.int16)


@pytest.fixture(scope="module")
def room() -> Wave:
    return play_room(80)


@pytest.fixture(scope="module")
def main(room: Wave, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_wave(tmp_path_factory.mktemp("main") / "main.wav", hear(room, 0, 60, HZ, 0.01, 2), HZ)


@pytest.mark.parametrize(
    ("offset_s", "length_s", "hz", "noise"),
    [
        (12.3456, 40.0, 44_100, 0.01),
        (-7.7501, 50.0, 48_000, 0.03),
        (0.0, 60.0, 44_100, 0.1),
        (45.0, 30.0, 16_000, 0.01),
        (20.0421, 10.0, 44_100, 0.02),
    ],
)
def test_the_offset_is_found_to_the_millisecond(
    tmp_path: Path, room: Wave, main: Path, offset_s: float, length_s: float, hz: int, noise: float
) -> None:
    other = write_wave(tmp_path / "other.wav", hear(room, offset_s, length_s, hz, noise, 3, 0.3), hz)
    found = align([Heard(main)], [Heard(other)])
    assert found.offset_ms == pytest.approx(offset_s * 1000, abs=0.5)
    assert found.sure


def test_looking_from_the_other_side_turns_the_sign(tmp_path: Path, room: Wave, main: Path) -> None:
    other = write_wave(tmp_path / "other.wav", hear(room, 9.5, 30, 44_100, 0.02, 5), 44_100)
    assert align([Heard(other)], [Heard(main)]).offset_ms == pytest.approx(-9_500, abs=0.5)


def test_media_time_counts_from_the_first_frame_of_each_video(tmp_path: Path, room: Wave, main: Path) -> None:
    other = write_wave(tmp_path / "other.wav", hear(room, 10, 30, HZ, 0.02, 5), HZ)
    assert align([Heard(main, 1.25)], [Heard(other, 0.5)]).offset_ms == pytest.approx(10_000 - 1_250 + 500, abs=0.5)


def test_coded_sound_in_films_is_aligned_and_one_of_several_sounds_chosen(
    tmp_path: Path, room: Wave, main: Path
) -> None:
    strange = hear(play_room(30, seed=9), 0, 20, HZ, 0.02, 6)
    sounds = [Sounding(strange, HZ, "aac"), Sounding(hear(room, 5.125, 25, 44_100, 0.02, 7), 44_100, "aac")]
    film = draw_film(tmp_path / "film.mp4", sounds)
    assert align([Heard(main)], [Heard(film, stream=1)]).offset_ms == pytest.approx(5_125, abs=0.5)
    assert not align([Heard(main)], [Heard(film, stream=0)]).sure


def write_consecutive(folder: Path, room: Wave) -> list[Heard]:
    """Write what a camera filmed of the room from 5 s to 55 s in three files, the middle one (20 to 28 s) silent.

    The first one's sound goes on for 2 s after its pictures, the last one's begins 1 s before them.
    """
    first = write_wave(folder / "a.wav", hear(room, 5, 17, 44_100, 0.02, 3), 44_100)
    silent = draw_film(folder / "b.mkv", [], 1.0)
    last = write_wave(folder / "c.wav", hear(room, 27, 28, 44_100, 0.02, 4), 44_100)
    return [
        Heard(first, end_s=15.0),
        Heard(silent, begin_s=15.0, end_s=23.0),
        Heard(last, start_s=1.0, begin_s=23.0),
    ]


def test_a_camera_in_several_files_is_heard_as_one(tmp_path: Path, room: Wave) -> None:
    files = write_consecutive(tmp_path, room)
    late = write_wave(tmp_path / "late.wav", hear(room, 35, 30, HZ, 0.02, 5), HZ)  # only the last file was there
    early = write_wave(tmp_path / "early.wav", hear(room, 0, 18, HZ, 0.02, 6), HZ)  # only the first one was
    for other, begin_s in ((late, 35), (early, 0)):
        found = align([Heard(other)], files)
        assert found.offset_ms == pytest.approx((5 - begin_s) * 1000, abs=0.5)
        assert found.sure
        assert align(files, [Heard(other)]).offset_ms == pytest.approx((begin_s - 5) * 1000, abs=0.5)


def test_a_camera_in_several_files_without_any_sound_says_so(tmp_path: Path, main: Path) -> None:
    films = [draw_film(tmp_path / f"{name}.mkv", [], 1.0) for name in "ab"]
    with pytest.raises(CoderError, match=r"a.mkv has no sound"):
        align([Heard(main)], [Heard(films[0], end_s=1.0), Heard(films[1], begin_s=1.0)])


@pytest.mark.parametrize("seed", [11, 12, 13, 26])
def test_the_sound_of_another_session_is_not_sure(tmp_path: Path, main: Path, seed: int) -> None:
    other = write_wave(tmp_path / "other.wav", hear(play_room(60, seed), 0, 50, HZ, 0.02, seed), HZ)
    found = align([Heard(main)], [Heard(other)])
    assert 1 <= found.confidence < 2
    assert found.agreement < 0.5
    assert not found.sure


def test_a_camera_whose_clock_is_slow_shows_its_drift(tmp_path: Path) -> None:
    hz, minutes = 8_000, 8
    long = play_room(minutes * 60, seed=4, hz=HZ)
    first = write_wave(tmp_path / "first.wav", hear(long, 0, minutes * 60, hz, 0.01, 1), hz)
    times = np.arange(int((minutes * 60 - 20) * hz)) / hz * (1 - 50e-6) + 10
    slow = (np.interp(times, np.arange(len(long)) / HZ, long) * 9_000).astype(np.int16)
    found = align([Heard(first)], [Heard(write_wave(tmp_path / "second.wav", slow, hz))])
    assert found.sure
    assert found.drift_ms_per_h == pytest.approx(180, abs=5)
    assert found.offset_ms == pytest.approx(10_000 - 0.050 * (minutes * 60 - 20) / 2, abs=1)


def test_silence_cannot_be_aligned(tmp_path: Path, main: Path) -> None:
    silent = write_wave(tmp_path / "silent.wav", np.zeros(10 * HZ, np.int16), HZ)
    with pytest.raises(CoderError, match=r"silent.wav has no sound: it is silent throughout"):
        align([Heard(main)], [Heard(silent)])


def test_too_little_sound_cannot_be_aligned(tmp_path: Path, room: Wave, main: Path) -> None:
    short = write_wave(tmp_path / "short.wav", hear(room, 0, 3, HZ, 0.01, 1), HZ)
    with pytest.raises(CoderError, match="less than 5 s"):
        align([Heard(short)], [Heard(main)])


def test_a_video_without_sound_says_so(draw: Draw, main: Path) -> None:
    with pytest.raises(CoderError, match="no sound"):
        align([Heard(main)], [Heard(draw("mjpeg in avi"))])


def test_aligning_can_be_given_up_and_tells_how_far_it_is(tmp_path: Path, main: Path) -> None:
    told: list[float] = []
    align([Heard(main)], [Heard(main)], progress=told.append)
    assert told == sorted(told)
    assert told[-1] == 1.0
    with pytest.raises(Stopped):
        align([Heard(main)], [Heard(main)], cancel=lambda: True)
