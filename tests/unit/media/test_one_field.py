"""One field of an interlaced frame: half the lines, none of them from another instant."""

from threading import Event

import av
import numpy as np
import pytest

from coder.media.engine import VideoEngine
from coder.media.frame_index import read_index
from coder.media.frames import FrameReader, Picture
from coder.media.one_field import OneField
from coder.media.picture import PictureMaker
from tests.unit.media.clips import read_number
from tests.unit.media.conftest import Draw


def woven(format_name: str = "yuv420p", size: tuple[int, int] = (64, 32)) -> av.VideoFrame:
    """Build a frame whose upper field is bright and whose lower field is dark."""
    pixels = np.full((size[1], size[0]), 30, np.uint8)
    pixels[::2] = 220
    return av.VideoFrame.from_ndarray(pixels, "gray").reformat(format=format_name)


def test_the_upper_field_has_every_other_line() -> None:
    field = OneField().take(woven())
    assert (field.width, field.height) == (64, 16)
    assert field.to_ndarray()[:16].min() > 200


def test_frames_of_another_size_or_format_are_taken_as_well() -> None:
    one = OneField()
    assert one.take(woven()).height == 16
    assert one.take(woven("yuv422p")).format.name == "yuv422p"
    assert one.take(woven(size=(96, 64))).width == 96


def test_a_picture_of_one_field_is_as_large_as_the_whole_and_has_no_comb() -> None:
    maker = PictureMaker()
    combed = maker.make(woven(), 0, 0).bgra[..., 1]
    maker.one_field = True
    smooth = maker.make(woven(), 0, 0)
    assert (smooth.width, smooth.height) == (64, 32)
    assert np.ptp(combed) > 150
    assert smooth.bgra[..., 1].min() > 200


@pytest.mark.parametrize("clip", ["interlaced mpeg2 in ts", "rotated by 90", "dv in avi"])
def test_the_frame_stays_the_one_asked_for(draw: Draw, clip: str) -> None:
    path = draw(clip)
    with FrameReader(path, read_index(path)) as reader:
        whole = reader.picture(7)
        reader.show_one_field(True)
        one = reader.picture(7)
        assert (one.n, one.time_ms, one.width, one.height) == (7, whole.time_ms, whole.width, whole.height)
        assert read_number(one.bgra) == read_number(whole.bgra) == 7
        reader.show_one_field(False)
        assert (reader.picture(7).bgra == whole.bgra).all()


def test_the_engine_shows_one_field_from_the_next_request_on(draw: Draw) -> None:
    path, came = draw("interlaced mpeg2 in ts"), Event()
    shown: list[Picture] = []

    def show(picture: Picture) -> None:
        shown.append(picture)
        came.set()

    engine = VideoEngine(path, read_index(path), show)
    try:
        for wanted in (False, True):
            came.clear()
            engine.show_one_field(wanted)
            engine.request(3)
            assert came.wait(20)
    finally:
        engine.close()
    assert [read_number(picture.bgra) for picture in shown] == [3, 3]
    assert (shown[0].bgra != shown[1].bgra).any()
