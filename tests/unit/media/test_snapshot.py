"""A picture on disk is the picture on the screen."""

from pathlib import Path

import av
import numpy as np
import pytest

from coder.errors import CoderError
from coder.media.frame_index import read_index
from coder.media.frames import FrameReader
from coder.media.snapshot import write_png
from tests.unit.media.clips import read_number
from tests.unit.media.conftest import Draw


def test_a_png_holds_exactly_the_picture(draw: Draw, tmp_path: Path) -> None:
    source = draw("h264 in mp4")
    target = tmp_path / "new" / "frame.png"
    with FrameReader(source, read_index(source)) as reader:
        picture = reader.picture(42)
    write_png(picture, target)
    with av.open(str(target)) as container:
        pixels = next(container.decode(video=0)).to_ndarray(format="rgb24").astype(np.uint8)
    assert np.array_equal(pixels, picture.rgb)
    assert read_number(pixels) == 42
    assert [p.name for p in target.parent.iterdir()] == ["frame.png"]


def test_a_folder_that_cannot_be_written_is_named(draw: Draw, tmp_path: Path) -> None:
    source = draw("h264 in mp4")
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    with FrameReader(source, read_index(source)) as reader, pytest.raises(CoderError, match="cannot be written"):
        write_png(reader.picture(0), tmp_path / "file" / "frame.png")
