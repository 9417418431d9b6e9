"""The sound of another camera is heard at exactly its place on the main video's time."""

from pathlib import Path

import numpy as np
import pytest

from coder.media.frame_index import FrameIndex, read_index
from coder.media.playlist_sound import PlaylistSound
from coder.media.shifted_sound import ShiftedSound
from coder.media.snippet import SNIPPET_MS, snippet_of
from coder.media.sound import RATE_HZ
from coder.media.stopping import Stopped
from tests.unit.media.sounds import Sounding, draw_clicks, draw_film, find_clicks


@pytest.fixture
def films(tmp_path: Path) -> tuple[list[Path], list[FrameIndex]]:
    """Draw two files with a click a second after the begin of each, 3 s and 2 s long."""
    paths = [
        draw_film(tmp_path / name, [Sounding(draw_clicks(48_000, [1.0], length_s))], length_s)
        for name, length_s in (("a.mov", 3.0), ("b.mov", 2.0))
    ]
    return paths, [read_index(path) for path in paths]


@pytest.mark.parametrize("offset_ms", [1_500, -700])
@pytest.mark.parametrize("from_ms", [0.0, 400.0, 2_600.0])
def test_every_click_lies_at_its_place_on_the_main_time(
    films: tuple[list[Path], list[FrameIndex]], offset_ms: int, from_ms: float
) -> None:
    sound = ShiftedSound(PlaylistSound(*films), offset_ms)
    chunks = list(sound.chunks(from_ms))
    sound.close()
    samples = np.concatenate([chunk.samples[:, 0] for chunk in chunks])
    wanted = [at_s + offset_ms / 1000 - from_ms / 1000 for at_s in (1.0, 4.0)]
    assert find_clicks(samples) == pytest.approx([at_s for at_s in wanted if at_s >= 0], abs=1e-4)
    heard = 0
    for chunk in chunks:
        assert chunk.at_ms == pytest.approx(from_ms + heard * 1000 / RATE_HZ)
        heard += len(chunk.samples)


def test_at_half_rate_it_is_silent_for_twice_as_long(films: tuple[list[Path], list[FrameIndex]]) -> None:
    sound = ShiftedSound(PlaylistSound(*films), 500)
    first = next(iter(sound.chunks(0.0, 0.5)))
    assert len(first.samples) == RATE_HZ
    assert not first.samples.any()
    sound.close()


def test_a_snippet_of_it_is_as_short_as_any(films: tuple[list[Path], list[FrameIndex]]) -> None:
    sound = ShiftedSound(PlaylistSound(*films), 500)
    snippet = snippet_of(sound.chunks(1_480.0))
    assert len(snippet) == round(SNIPPET_MS * 48)
    assert find_clicks(snippet[:, 0]) == pytest.approx([0.02], abs=1e-3)
    sound.close()


def test_nobody_waits_for_silence_that_is_not_wanted(films: tuple[list[Path], list[FrameIndex]]) -> None:
    sound = ShiftedSound(PlaylistSound(*films), 3_600_000)
    with pytest.raises(Stopped):
        next(sound.chunks(0.0, cancel=lambda: True))
    sound.close()
