"""Thumbnails: each shows the very frame it is said to show, coarsely first, kept between runs."""

from pathlib import Path

import numpy as np
import pytest

from coder.errors import CoderError
from coder.media import thumbnails
from coder.media.frame_index import read_index
from coder.media.stopping import Stopped
from coder.media.thumbnails import Thumbnails, build_thumbnails, choose_frames, coarse_first
from tests.unit.media.clips import Recipe, cut, draw_clip, read_number

HEIGHT = 64


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return draw_clip(tmp_path_factory.mktemp("thumbnails") / "clip.mp4", Recipe(frames=300, gop=12))


def test_every_thumbnail_shows_its_frame(path: Path) -> None:
    index = read_index(path)
    made = build_thumbnails(path, index, count=10, height=HEIGHT)
    assert len(made) == 10
    for picture in made.pictures:
        assert read_number(picture.bgra) == picture.n
        assert index.time_ms(picture.n) == picture.time_ms
        assert picture.bgra.shape == (HEIGHT, 144, 4)
        assert picture.n in index.keyframes


def test_a_video_with_few_key_frames_has_few_thumbnails(path: Path) -> None:
    index = read_index(path)
    assert choose_frames(index, 1000) == tuple(index.keyframes)
    assert len(build_thumbnails(path, index, count=1000, height=32)) == len(index.keyframes)


def test_thumbnails_are_spread_evenly(path: Path) -> None:
    index = read_index(path)
    for count in (1, 4, 7):
        chosen = choose_frames(index, count)
        assert len(chosen) == count
        for part, n in enumerate(chosen):
            middle = (part + 0.5) * index.duration_ms / count
            assert 0 <= middle - index.time_ms(n) <= 12 * 40


@pytest.mark.parametrize("count", [0, 1, 2, 5, 16, 33])
def test_the_strip_is_filled_coarsely_first(count: int) -> None:
    order = coarse_first(range(count))
    assert sorted(order) == list(range(count))
    if count == 33:
        assert order[:7] == [0, 32, 16, 8, 24, 4, 12]


def test_it_grows_and_can_be_given_up(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thumbnails, "SHOWN_EVERY", 2)
    index = read_index(path)
    grown: list[Thumbnails] = []
    told: list[float] = []
    build_thumbnails(path, index, count=8, height=16, on_growth=grown.append, progress=told.append)
    assert [len(part) for part in grown] == [2, 4, 6, 8]
    assert all([p.n for p in part.pictures] == sorted(p.n for p in part.pictures) for part in grown)
    assert told[-1] == 1.0
    with pytest.raises(Stopped):
        build_thumbnails(path, index, cancel=lambda: True)


def test_thumbnails_are_kept(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = read_index(path)
    first = build_thumbnails(path, index, count=5, cache_dir=tmp_path)
    monkeypatch.setattr(thumbnails, "FrameReader", pytest.fail)
    again = build_thumbnails(path, index, count=5, cache_dir=tmp_path)
    assert [(p.n, p.time_ms) for p in again.pictures] == [(p.n, p.time_ms) for p in first.pictures]
    assert all(np.array_equal(a.bgra, b.bgra) for a, b in zip(again.pictures, first.pictures, strict=True))


def test_the_nearest_thumbnail_and_those_of_a_stretch_are_found(path: Path) -> None:
    made = build_thumbnails(path, read_index(path), count=4, height=16)
    times = [picture.time_ms for picture in made.pictures]
    assert made.nearest(-100) is made.pictures[0]
    assert made.nearest(times[1] + 10) is made.pictures[1]
    assert made.nearest(times[2] - 10) is made.pictures[2]
    assert made.nearest(1e9) is made.pictures[3]
    assert made.between(times[1], times[3]) == made.pictures[1:3]
    assert Thumbnails(()).nearest(5) is None


def test_turned_pictures_stand_upright(tmp_path: Path) -> None:
    path = draw_clip(tmp_path / "turned.mp4", Recipe(frames=30, rotation=90))
    picture = build_thumbnails(path, read_index(path), count=1, height=HEIGHT).pictures[0]
    assert read_number(picture.bgra) == picture.n


def test_key_frames_that_cannot_be_decoded_are_left_out(path: Path, tmp_path: Path) -> None:
    index = read_index(path)
    short = cut(path, tmp_path / "short.mp4", 0, 1)
    content = bytearray(short.read_bytes())
    middle = len(content) // 2
    content[middle - 3_000 : middle + 3_000] = bytes(6_000)
    short.write_bytes(bytes(content))
    made = build_thumbnails(short, index, count=25, height=32)
    assert 0 < len(made) <= 25


def test_a_file_that_vanished_says_so(path: Path, tmp_path: Path) -> None:
    with pytest.raises(CoderError, match="not there"):
        build_thumbnails(tmp_path / "gone.mp4", read_index(path))
