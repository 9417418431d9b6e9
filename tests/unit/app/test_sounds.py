"""Every sound of every camera can be chosen, heard and drawn on the main video's time."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coder.app.cameras import Film
from coder.app.entering import join
from coder.app.sounds import Source, list_sources, open_source, read_spectrogram, read_waveform
from coder.app.steady_frames import SteadyFrames
from coder.errors import CoderError
from coder.media.frame_index import read_index
from tests.unit.media.clips import Recipe, draw_clip
from tests.unit.media.sounds import Sounding, draw_clicks, draw_film, find_clicks


def film(number: int, *paths: Path) -> Film:
    return Film(number, paths, join([read_index(path) for path in paths]))


def clicking(path: Path, *at_s: float, length_s: float = 3.0) -> Path:
    sounds = [Sounding(draw_clicks(48_000, at_s, length_s), title="room", language="eng")]
    return draw_film(path, sounds, length_s)


@pytest.fixture
def films(tmp_path: Path) -> list[Film]:
    """Draw a silent main film, one that clicks at 1 s, and one in two files that click at 0.5 s and 2.5 s."""
    return [
        film(0, draw_clip(tmp_path / "silent.mp4", Recipe(frames=125))),
        film(1, clicking(tmp_path / "a.mkv", 1.0)),
        film(2, clicking(tmp_path / "b.mkv", 0.5, length_s=2.0), clicking(tmp_path / "c.mkv", 0.5, length_s=2.0)),
    ]


OFFSETS = (0, 400, -250)


def clicks_of(source: Source) -> list[float]:
    reader = open_source(source)
    samples = np.concatenate([chunk.samples[:, 0] for chunk in reader.chunks(0.0)])
    reader.close()
    return find_clicks(samples)


def test_every_sound_is_listed_with_its_camera(films: list[Film]) -> None:
    sources = list_sources(films, OFFSETS)
    assert [(source.camera, source.stream, source.offset_ms) for source in sources] == [(1, 0, 400), (2, 0, -250)]
    assert sources[0].words == "camera 2 · a.mkv · sound 1 · room · eng"
    assert Source(0, films[0].paths, SteadyFrames(1, 40)).words == "camera 1 · silent.mp4 · sound 1"


def test_films_that_cannot_be_read_have_no_sounds(films: list[Film], tmp_path: Path) -> None:
    lost = Film(1, (tmp_path / "lost.mp4",), None, "lost.mp4 is missing.")
    frames = films[1].frames
    assert frames is not None
    gone = Film(2, (tmp_path / "gone.mkv",), frames)
    steady = Film(0, films[1].paths, SteadyFrames(100, 4_000))
    assert list_sources([steady, lost, gone], OFFSETS) == ()


def test_a_sound_is_heard_at_its_place_on_the_main_time(films: list[Film]) -> None:
    one, two = list_sources(films, OFFSETS)
    assert clicks_of(one) == pytest.approx([1.4], abs=2e-3)
    assert clicks_of(two) == pytest.approx([0.25, 2.25], abs=2e-3)


def test_it_is_drawn_where_it_is_heard_and_seen_as_it_grows(films: list[Film]) -> None:
    one, two = list_sources(films, OFFSETS)
    for source, at_s in ((one, [1.4]), (two, [0.25, 2.25])):
        grown: list[Any] = []
        _, high = read_waveform(source, lambda: False, grown.append).slice(0, 5_000, 5_000)
        assert np.flatnonzero(high > 0.3)[[0, -1]] / 1000 == pytest.approx([at_s[0], at_s[-1]], abs=0.02)
        tile = read_spectrogram(source, lambda: False, grown.append).slice(0, 5_000, 500, 8)
        assert np.flatnonzero(tile.max(axis=0) > 100)[0] / 100 == pytest.approx(at_s[0], abs=0.04)


def test_a_silent_film_is_refused_and_a_silent_file_among_others_is_not(films: list[Film], tmp_path: Path) -> None:
    frames = films[0].frames
    assert frames is not None
    with pytest.raises(CoderError, match="has no sound"):
        read_waveform(Source(0, films[0].paths, frames), lambda: False, lambda _part: None)
    mixed = film(0, draw_clip(tmp_path / "quiet.mp4", Recipe(frames=50)), films[1].paths[0])
    (source,) = list_sources([Film(0, mixed.paths[::-1], join([read_index(p) for p in mixed.paths[::-1]]))], [0])
    _, high = read_waveform(source, lambda: False, lambda _part: None).slice(0, 5_000, 50)
    assert high[30:].max() == 0.0
