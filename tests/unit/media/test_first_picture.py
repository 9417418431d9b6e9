"""The first picture is there before the index, and it is the index's frame 0."""

from pathlib import Path

import numpy as np
import pytest

from coder.errors import CoderError
from coder.media.first_picture import read_first_picture
from coder.media.frame_index import read_index
from coder.media.frames import FrameReader
from tests.unit.media.clips import CLIPS, cut
from tests.unit.media.conftest import Draw


@pytest.mark.parametrize("name", CLIPS)
def test_the_first_picture_is_frame_0(name: str, draw: Draw) -> None:
    path = draw(name)
    first = read_first_picture(path)
    with FrameReader(path, read_index(path)) as reader:
        assert np.array_equal(first.bgra, reader.picture(0).bgra)
    assert (first.n, first.time_ms) == (0, 0)
    small = read_first_picture(path, (first.width // 2, 4_000))
    assert small.bgra.shape == (round(first.height * small.width / first.width), first.width // 2, 4)


def test_a_file_that_begins_between_two_key_frames_has_its_first_whole_picture(draw: Draw, tmp_path: Path) -> None:
    path = cut(draw("mpeg2 in ts"), tmp_path / "middle.ts", begin=0.3, unit=188)
    with FrameReader(path, read_index(path)) as reader:
        assert np.array_equal(read_first_picture(path).bgra, reader.picture(0).bgra)


def test_what_has_no_picture_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "noise.mp4"
    path.write_bytes(np.random.default_rng(1).bytes(50_000))
    with pytest.raises(CoderError):
        read_first_picture(path)
