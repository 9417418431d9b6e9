"""One view in several files behaves as one film."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coder.media.frame_index import read_index
from coder.media.frames import FrameReader
from coder.media.player import Player
from coder.media.playlist import Place, Playlist
from tests.doubles import EvenFrames
from tests.unit.media.clips import Recipe, draw_clip, read_number

PARTS = (EvenFrames(4_000), EvenFrames(1_980, 33), EvenFrames(1_000, 20))
WHOLE = Playlist(PARTS)


def test_frames_and_times_run_through_all_files() -> None:
    assert len(WHOLE) == 100 + 60 + 50
    assert WHOLE.duration_ms == 6_980
    assert WHOLE.borders == ((0, 4_000), (4_000, 5_980), (5_980, 6_980))
    assert [WHOLE.time_ms(n) for n in (0, 99, 100, 101, 160, 209)] == [0, 3_960, 4_000, 4_033, 5_980, 6_960]
    assert WHOLE.place(99) == Place(0, 99)
    assert WHOLE.place(100) == Place(1, 0)
    assert WHOLE.file_ms(4_050.5) == (1, 50.5)


@given(n=st.integers(0, 209))
def test_a_frame_is_found_by_its_time_and_its_place(n: int) -> None:
    assert WHOLE.at(WHOLE.time_ms(n)) == n
    assert WHOLE.number(WHOLE.place(n)) == n
    following = WHOLE.time_ms(n + 1) if n + 1 < len(WHOLE) else WHOLE.duration_ms
    assert WHOLE.at(following - 1) == n


def test_outside_the_whole_the_nearest_frame_is_shown() -> None:
    assert WHOLE.at(-5) == 0
    assert WHOLE.at(9_999) == 209
    assert WHOLE.file_ms(9_999.0) == (2, 4_019.0)
    for wrong in (-1, 210):
        with pytest.raises(IndexError):
            WHOLE.place(wrong)
        with pytest.raises(IndexError):
            WHOLE.time_ms(wrong)
    with pytest.raises(IndexError):
        WHOLE.number(Place(1, 60))


def test_a_playlist_needs_a_file() -> None:
    with pytest.raises(ValueError, match="needs a file"):
        Playlist([])


def test_a_player_steps_over_the_border_of_two_files() -> None:
    player = Player(WHOLE, now=lambda: 0.0)
    player.seek_frame(99)
    player.step(1)
    assert player.wanted() == 100
    assert player.position_ms() == 4_000
    player.step(-1)
    assert player.wanted() == 99


def test_every_picture_of_two_real_files_is_the_one_of_the_whole(tmp_path: Path) -> None:
    paths = [
        draw_clip(tmp_path / "a.mp4", Recipe(frames=40)),
        draw_clip(tmp_path / "b.mkv", Recipe(suffix=".mkv", frames=30)),
    ]
    indexes = [read_index(path) for path in paths]
    whole = Playlist(indexes)
    readers = [FrameReader(path, index) for path, index in zip(paths, indexes, strict=True)]
    for n in (0, 39, 40, 41, 69):
        place = whole.place(n)
        assert read_number(readers[place.file].picture(place.frame).bgra) == (n if n < 40 else n - 40)
    for reader in readers:
        reader.close()
