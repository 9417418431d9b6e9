"""Pictures and sound run through the files of one view."""

from collections.abc import Callable, Iterator
from pathlib import Path
from queue import Queue

import numpy as np
import pytest

from coder.errors import CoderError
from coder.media.frame_index import FrameIndex, read_index
from coder.media.frames import Picture
from coder.media.playlist_engine import PlaylistEngine
from coder.media.playlist_sound import PlaylistSound
from coder.media.sound import RATE_HZ
from coder.media.stopping import Stopped
from tests.unit.media.clips import Recipe, draw_clip, read_number
from tests.unit.media.sounds import Sounding, draw_clicks, draw_film, find_clicks

WAIT_S = 20.0
Show = Callable[[int], Picture]


@pytest.fixture
def films(tmp_path: Path) -> tuple[list[Path], list[FrameIndex]]:
    paths = [draw_clip(tmp_path / "a.mp4", Recipe(frames=40)), draw_clip(tmp_path / "b.mp4", Recipe(frames=30))]
    return paths, [read_index(path) for path in paths]


@pytest.fixture
def pictures() -> Queue[Picture]:
    return Queue()


@pytest.fixture
def engine(films: tuple[list[Path], list[FrameIndex]], pictures: Queue[Picture]) -> Iterator[PlaylistEngine]:
    made = PlaylistEngine(*films, pictures.put)
    yield made
    made.close()


def wait_for(pictures: Queue[Picture], n: int) -> Picture:
    while (picture := pictures.get(timeout=WAIT_S)).n != n:
        continue
    return picture


def test_every_frame_is_shown_under_its_number_in_the_whole(engine: PlaylistEngine, pictures: Queue[Picture]) -> None:
    for n in (0, 39, 40, 69, 41, 38):
        engine.request(n)
        picture = wait_for(pictures, n)
        assert read_number(picture.bgra) == (n if n < 40 else n - 40)
        assert picture.time_ms == n * 40


def test_playing_and_dragging_go_over_the_border(engine: PlaylistEngine, pictures: Queue[Picture]) -> None:
    for n in range(36, 45):
        engine.play_from(n)
        assert wait_for(pictures, n).time_ms == n * 40
    engine.rest()
    engine.scrub(10)
    assert read_number(wait_for(pictures, 10).bgra) == 10
    assert engine.dropped >= 0
    assert engine.passed_over >= 0


def test_outside_the_whole_there_is_no_frame(engine: PlaylistEngine) -> None:
    for n in (-1, 70):
        with pytest.raises(IndexError):
            engine.request(n)


def test_a_closed_engine_shows_nothing(engine: PlaylistEngine, pictures: Queue[Picture]) -> None:
    assert engine.close()
    assert engine.close()
    engine.request(3)
    assert not engine.busy
    assert pictures.empty()


def test_an_error_of_the_file_shown_is_told(films: tuple[list[Path], list[FrameIndex]]) -> None:
    errors: Queue[CoderError] = Queue()
    paths, indexes = films
    paths[1].unlink()
    made = PlaylistEngine(paths, indexes, lambda _: None, errors.put)
    made.request(50)
    assert "b.mp4" in errors.get(timeout=WAIT_S).message
    made.close()


@pytest.fixture
def sounding(tmp_path: Path) -> tuple[list[Path], list[FrameIndex]]:
    """Draw 2 s with sound of 1.5 s, 1 s without, and 2 s with sound of 3 s."""
    paths = [
        draw_film(tmp_path / "a.mov", [Sounding(draw_clicks(48_000, (0.5, 1.4), 1.5))], 2),
        draw_film(tmp_path / "b.mov", [], 1),
        draw_film(tmp_path / "c.mov", [Sounding(draw_clicks(44_100, (0.25, 1.0, 2.5), 3.0), 44_100)], 2),
    ]
    return paths, [read_index(path) for path in paths]


@pytest.mark.parametrize(("from_ms", "clicks"), [(0, [0.5, 1.4, 3.25, 4.0]), (1_000, [1.4, 3.25, 4.0]), (3_500, [4.0])])
def test_sound_runs_through_all_files(
    sounding: tuple[list[Path], list[FrameIndex]], from_ms: int, clicks: list[float]
) -> None:
    sound = PlaylistSound(*sounding)
    chunks = list(sound.chunks(from_ms))
    sound.close()
    samples = np.concatenate([chunk.samples for chunk in chunks])
    assert [from_ms / 1000 + second for second in find_clicks(samples[:, 0])] == pytest.approx(clicks, abs=0.0001)
    assert len(samples) == (5_000 - from_ms) * RATE_HZ // 1000
    assert chunks[-1].at_ms == pytest.approx(5_000 - len(chunks[-1].samples) * 1000 / RATE_HZ)


def test_fast_sound_stays_with_the_picture_over_the_borders(sounding: tuple[list[Path], list[FrameIndex]]) -> None:
    sound = PlaylistSound(*sounding)
    samples = np.concatenate([chunk.samples for chunk in sound.chunks(0, 1.5)])
    assert len(samples) == round(5 / 1.5 * RATE_HZ)
    found = [second * 1.5 for second in find_clicks(samples[:, 0], apart_s=0.1)]
    assert found == pytest.approx([0.5, 1.4, 3.25, 4.0], abs=0.011)
    with pytest.raises(Stopped):
        list(sound.chunks(0, cancel=lambda: True))
    sound.close()


def test_files_without_any_sound_say_so(films: tuple[list[Path], list[FrameIndex]]) -> None:
    with pytest.raises(CoderError, match=r"a.mp4 has no sound"):
        PlaylistSound(*films)
