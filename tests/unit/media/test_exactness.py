"""The frame shown is the frame asked for: on every kind of file, after every kind of jump, without tolerance."""

import random
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest

from coder.media.frame_index import read_index
from coder.media.frames import FrameReader
from tests.unit.media.clips import CLIPS, cut, read_number, shift_times
from tests.unit.media.conftest import Draw

HIDDEN = {"begin edited away": 5}  # numbers drawn before the edit list lets the video begin


@pytest.fixture(params=CLIPS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def reader(name: str, draw: Draw) -> Iterator[FrameReader]:
    path = draw(name)
    with FrameReader(path, read_index(path)) as opened:
        yield opened


def drawn_times_ms(name: str) -> list[float]:
    """Return when each shown number was drawn to appear, from the first one shown."""
    recipe = CLIPS[name]
    tick = recipe.tick or 1 / recipe.rate
    times = recipe.times if recipe.times is not None else tuple(range(recipe.frames))
    shown = times[HIDDEN.get(name, 0) :]
    return [float(Fraction(t - shown[0]) * tick * 1000) for t in shown]


def test_the_index_holds_every_frame_at_the_time_it_was_drawn_for(name: str, reader: FrameReader) -> None:
    drawn = drawn_times_ms(name)
    assert len(reader.index) == len(drawn)
    worst = max(abs(reader.index.time_ms(n) - ms) for n, ms in enumerate(drawn))
    assert worst <= 1.0  # the container's own rounding


def test_a_seek_to_any_time_shows_the_frame_of_that_time(name: str, reader: FrameReader) -> None:
    dice = random.Random(name)
    index = reader.index
    times = [dice.randrange(index.duration_ms) for _ in range(40)]
    for n in dice.sample(range(len(index)), 8):
        times += [index.time_ms(n), index.time_ms(n + 1) - 1 if n + 1 < len(index) else index.duration_ms - 1]
    for ms in times:
        n = index.at(ms)
        assert index.time_ms(n) <= ms
        assert n + 1 == len(index) or ms < index.time_ms(n + 1)
        picture = reader.picture(n)
        assert (picture.n, picture.time_ms) == (n, index.time_ms(n))
        assert read_number(picture.bgra) == n + HIDDEN.get(name, 0), f"at {ms} ms"


def test_steps_show_the_neighbours(name: str, reader: FrameReader) -> None:
    dice = random.Random(name + " steps")
    last = len(reader.index) - 1
    n = last // 2
    for step in [1, 1, 1, -1, -1, -1, -1, 7, -5, -20, *(dice.choice([-1, 1, -13, 13]) for _ in range(20))]:
        n = min(max(n + step, 0), last)
        assert read_number(reader.picture(n).bgra) == n + HIDDEN.get(name, 0)


def test_reading_on_shows_every_frame_once(name: str, reader: FrameReader) -> None:
    numbers = [read_number(p.bgra) for p in reader.read_pictures()]
    assert numbers == [n + HIDDEN.get(name, 0) for n in range(len(reader.index))]
    first = len(reader.index) // 3
    again = [(p.n, read_number(p.bgra)) for p in reader.read_pictures(first, first + 9)]
    assert again == [(n, n + HIDDEN.get(name, 0)) for n in range(first, first + 10)]


def test_of_frames_at_one_time_the_last_is_shown(draw: Draw, tmp_path: Path) -> None:
    source = draw("mjpeg in avi")
    path = shift_times(source, tmp_path / "twice.mkv", lambda n: 40 * (n - n % 10 if n % 10 == 1 else n))
    index = read_index(path)
    kept = [n for n in range(100) if n % 10]
    assert len(index) == len(kept)
    with FrameReader(path, index) as reader:
        assert [read_number(reader.picture(n).bgra) for n in range(len(index) - 1, -1, -1)] == kept[::-1]


def test_a_file_that_begins_between_two_key_frames_begins_with_its_first_whole_picture(
    draw: Draw, tmp_path: Path
) -> None:
    path = cut(draw("mpeg2 in ts"), tmp_path / "middle.ts", begin=0.3, unit=188)
    index = read_index(path)
    with FrameReader(path, index) as reader:
        numbers = [read_number(p.bgra) for p in reader.read_pictures()]
        assert numbers == list(range(numbers[0], 100))
        assert len(numbers) == len(index)
        for n in random.Random(3).sample(range(len(index)), 20):
            assert read_number(reader.picture(n).bgra) == numbers[n]


@pytest.mark.parametrize("name", ["h264 in mkv at 29.97", "mjpeg in avi", "mpeg2 in ts", "fragmented"])
def test_what_is_left_of_a_cut_file_is_exact(name: str, draw: Draw, tmp_path: Path) -> None:
    path = cut(draw(name), tmp_path / f"cut{CLIPS[name].suffix}", end=0.6)
    index = read_index(path)
    with FrameReader(path, index) as reader:
        for n in random.Random(name).sample(range(len(index)), 25):
            number = read_number(reader.picture(n).bgra)
            assert abs(index.time_ms(n) - drawn_times_ms(name)[number]) <= 1.0


def test_a_lost_chunk_of_an_avi_does_not_shift_what_a_seek_shows(draw: Draw, tmp_path: Path) -> None:
    """An AVI only counts its chunks: after a lost one, its table and its chunks disagree on the count."""
    content = bytearray(draw("mjpeg in avi").read_bytes())
    place = next(m.start() for m in list(re.finditer(b"00dc", content))[50:])
    content[place : place + 4] = bytes(4)
    path = tmp_path / "lost.avi"
    path.write_bytes(content)
    index = read_index(path)
    with FrameReader(path, index) as reader:
        numbers = [read_number(p.bgra) for p in reader.read_pictures()]
        assert len(numbers) == len(index)
        for n in random.Random(4).sample(range(len(index)), 40):
            assert read_number(reader.picture(n).bgra) == numbers[n]
