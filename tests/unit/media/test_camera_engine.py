"""Cameras that are asked by the main video's frames show the exact frame of the same instant."""

from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from queue import Queue

import numpy as np
import pytest

from coder.media.camera_engine import CameraEngine
from coder.media.cameras import Camera, Side
from coder.media.engine import VideoEngine
from coder.media.fingerprint import read_fingerprint
from coder.media.frame_index import FrameIndex, read_index
from coder.media.frames import Picture
from coder.media.playlist import Playlist
from coder.media.playlist_engine import PlaylistEngine
from coder.media.proxy_build import build_proxy
from tests.unit.media.clips import NTSC, Recipe, draw_clip, read_number

WAIT_S = 20.0
RATES = (Fraction(25), NTSC, Fraction(50), Fraction(15))
OFFSETS_MS = (0, 487, -733, 1_013)
OTHERS = (1, 2, 3)


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Path, FrameIndex]]:
    folder = tmp_path_factory.mktemp("cameras")
    paths = [
        draw_clip(folder / f"{number}.mp4", Recipe(frames=int(4 * rate), rate=rate))
        for number, rate in enumerate(RATES)
    ]
    return [(path, read_index(path)) for path in paths]


@pytest.fixture
def pictures() -> Queue[Picture]:
    return Queue()


@pytest.fixture
def cameras(films: list[tuple[Path, FrameIndex]], pictures: Queue[Picture]) -> Iterator[list[CameraEngine]]:
    made = [_start(films, number, pictures) for number in range(len(films))]
    yield made
    for engine in made:
        engine.close()


def _start(films: list[tuple[Path, FrameIndex]], number: int, pictures: Queue[Picture]) -> CameraEngine:
    path, index = films[number]
    return CameraEngine(
        Camera(number, index, OFFSETS_MS[number]),
        films[0][1],
        lambda on_picture, on_error: VideoEngine(path, index, on_picture, on_error, 16 << 20),
        pictures.put,
        lambda _error: None,
    )


def shown(pictures: Queue[Picture], n: int) -> Picture:
    while (picture := pictures.get(timeout=WAIT_S)).n != n:
        continue
    return picture


def expected(films: list[tuple[Path, FrameIndex]], camera: int, n: int) -> int:
    """Work out the frame anew: the last one that begins at or before the instant, within the film."""
    ms = films[0][1].time_ms(n) - OFFSETS_MS[camera]
    index = films[camera][1]
    return max((k for k in range(len(index)) if index.time_ms(k) <= ms), default=0)


@pytest.mark.parametrize("camera", range(len(RATES)))
def test_every_camera_shows_the_exact_frame_of_the_common_time(
    films: list[tuple[Path, FrameIndex]], cameras: list[CameraEngine], pictures: Queue[Picture], camera: int
) -> None:
    for n in np.random.default_rng(3).integers(0, len(films[0][1]), 25).tolist():
        cameras[camera].request(n)
        picture = shown(pictures, n)
        assert read_number(picture.bgra) == expected(films, camera, n)
        assert picture.time_ms == films[0][1].time_ms(n)


@pytest.mark.parametrize("camera", OTHERS)
def test_it_stays_exact_while_it_plays_and_when_it_is_dragged(
    films: list[tuple[Path, FrameIndex]], cameras: list[CameraEngine], pictures: Queue[Picture], camera: int
) -> None:
    for n in range(30, 60):
        cameras[camera].play_from(n)
        assert read_number(shown(pictures, n).bgra) == expected(films, camera, n)
    cameras[camera].rest()
    cameras[camera].scrub(12)
    assert read_number(shown(pictures, 12).bgra) == expected(films, camera, 12)


@pytest.mark.parametrize("camera", OTHERS)
def test_a_picture_nobody_asked_for_bears_the_first_frame_that_it_is_shown_with(
    films: list[tuple[Path, FrameIndex]], cameras: list[CameraEngine], camera: int
) -> None:
    engine, main = cameras[camera], films[0][1]
    for n in range(len(main)):
        frame = engine.frame_of(n)
        first = engine.main_frame_of(frame)
        if engine.camera.side(main.time_ms(n)) is Side.WITHIN:
            assert engine.frame_of(first) == frame
            assert first <= n
            if first and engine.camera.side(main.time_ms(first - 1)) is Side.WITHIN:
                assert engine.frame_of(first - 1) < frame


def test_outside_its_film_a_camera_shows_its_nearest_frame(
    films: list[tuple[Path, FrameIndex]], cameras: list[CameraEngine], pictures: Queue[Picture]
) -> None:
    late, early = cameras[3], cameras[2]
    assert late.camera.side(0) is Side.BEFORE
    late.request(0)
    assert read_number(shown(pictures, 0).bgra) == 0
    last = len(films[0][1]) - 1
    assert early.camera.side(films[0][1].time_ms(last)) is Side.AFTER
    early.request(last)
    assert read_number(shown(pictures, last).bgra) == len(films[2][1]) - 1


def test_a_camera_that_is_held_stays_on_its_frame(cameras: list[CameraEngine], pictures: Queue[Picture]) -> None:
    engine = cameras[1]
    engine.held = 17
    for n in (5, 50):
        engine.request(n)
        assert read_number(shown(pictures, n).bgra) == 17
    engine.held = None
    engine.request(50)
    assert read_number(shown(pictures, 50).bgra) == engine.frame_of(50) != 17


def test_a_camera_filmed_in_several_files_is_one_on_the_clock(
    tmp_path: Path, films: list[tuple[Path, FrameIndex]], pictures: Queue[Picture]
) -> None:
    paths = [draw_clip(tmp_path / f"{name}.mp4", Recipe(frames=40)) for name in "ab"]
    indexes = [read_index(path) for path in paths]
    engine = CameraEngine(
        Camera(1, Playlist(indexes), 410),
        films[0][1],
        lambda on_picture, on_error: PlaylistEngine(paths, indexes, on_picture, on_error, 16 << 20),
        pictures.put,
        lambda _error: None,
    )
    for n in (12, 49, 50, 51, 52, 90):
        engine.request(n)
        assert read_number(shown(pictures, n).bgra) == (n * 40 - 410) // 40 % 40
    engine.close()


def test_drafts_are_of_the_same_instant_and_come_file_by_file(
    tmp_path: Path, films: list[tuple[Path, FrameIndex]], pictures: Queue[Picture]
) -> None:
    paths = [draw_clip(tmp_path / f"{name}.mp4", Recipe(frames=40, gop=40)) for name in "ab"]
    indexes = [read_index(path) for path in paths]
    engine = CameraEngine(
        Camera(1, Playlist(indexes), 410),
        films[0][1],
        lambda on_picture, on_error: PlaylistEngine(paths, indexes, on_picture, on_error, 16 << 20),
        pictures.put,
        lambda _error: None,
    )
    for file, (path, index) in enumerate(zip(paths, indexes, strict=True)):
        engine.use_proxy(build_proxy(path, index, read_fingerprint(path, index), tmp_path / "proxy"), file)
    for n in (45, 88):
        engine.scrub(n)
        draft = shown(pictures, n)
        assert draft.draft
        assert read_number(draft.bgra) == (n * 40 - 410) // 40 % 40
        assert draft.time_ms == films[0][1].time_ms(n)
        assert not shown(pictures, n).draft
    engine.use_proxy(None, 1)
    engine.scrub(60)
    assert not shown(pictures, 60).draft
    engine.close()


def test_a_smaller_cache_lets_the_farthest_frames_go(cameras: list[CameraEngine], pictures: Queue[Picture]) -> None:
    engine = cameras[0]
    engine.request(50)
    shown(pictures, 50)
    engine.limit_cache(1)
    engine.request(51)
    assert read_number(shown(pictures, 51).bgra) == 51
