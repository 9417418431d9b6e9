"""Pictures are upright, in square pixels and in the right colours."""

from pathlib import Path

import av
import numpy as np
import pytest

from coder.media import picture as picture_module
from coder.media.frame_index import read_index
from coder.media.frames import FrameReader
from coder.media.picture import PictureMaker, Turn, read_turn
from tests.unit.media.clips import draw_number, read_number
from tests.unit.media.conftest import Draw

CORNERS = np.arange(6, dtype=np.uint8).reshape(2, 3, 1)


@pytest.mark.parametrize(
    ("turn", "expected"),
    [
        (Turn(), [[0, 1, 2], [3, 4, 5]]),
        (Turn(mirror_x=True), [[2, 1, 0], [5, 4, 3]]),
        (Turn(mirror_y=True), [[3, 4, 5], [0, 1, 2]]),
        (Turn(swap=True), [[0, 3], [1, 4], [2, 5]]),
        (Turn(swap=True, mirror_x=True), [[3, 0], [4, 1], [5, 2]]),
        (Turn(swap=True, mirror_y=True), [[2, 5], [1, 4], [0, 3]]),
    ],
)
def test_a_turn_swaps_first_and_mirrors_then(turn: Turn, expected: list[list[int]]) -> None:
    turned = turn.apply(CORNERS)
    assert turned[..., 0].tolist() == expected
    assert turned.flags.c_contiguous


def test_a_mirrored_video_is_mirrored_back(tmp_path: Path) -> None:
    path = tmp_path / "mirrored.mp4"
    with av.open(str(path), "w") as container:
        stream = container.add_stream("mpeg4", rate=25)
        stream.width, stream.height, stream.pix_fmt = 144, 64, "yuv420p"
        stream.set_display_rotation(0, hflip=True)
        for n in range(5):
            pixels = np.ascontiguousarray(draw_number(n)[:, ::-1])
            container.mux(stream.encode(av.VideoFrame.from_ndarray(pixels, "gray").reformat(format="yuv420p")))
        container.mux(stream.encode(None))
    with FrameReader(path, read_index(path)) as reader:
        assert [read_number(p.bgra) for p in reader.read_pictures()] == [0, 1, 2, 3, 4]


@pytest.mark.parametrize("width", [1020, 1026, 1028, 1034, 1036])
def test_a_plain_wall_stays_plain_at_every_width(width: int) -> None:
    """The library's threads write past the end of a line, into the first pixels of another thread's part."""
    planes = np.vstack([np.full((360, 640), 200, np.uint8), np.full((180, 640), 128, np.uint8)])
    wall = av.VideoFrame.from_ndarray(planes, "yuv420p")
    for _ in range(40):
        pixels = PictureMaker().make(wall, 0, 0, (width, 578)).bgra
        assert np.ptp(pixels[..., 1]) <= 2  # it dithers


def test_side_data_is_looked_at_once_a_video(draw: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    """A frame whose side data was looked at is never freed: a minute of video would fill the memory."""
    asked: list[int] = []

    def count(frame: av.VideoFrame) -> Turn:
        asked.append(frame.rotation)
        return read_turn(frame)

    monkeypatch.setattr(picture_module, "read_turn", count)
    path = draw("rotated by 90")
    with FrameReader(path, read_index(path)) as reader:
        assert sum(1 for _ in reader.read_pictures()) == 100
    assert len(asked) == 1


def test_red_stays_red_in_both_orders_of_bytes() -> None:
    red = np.zeros((32, 48, 3), np.uint8)
    red[..., 0] = 255
    frame = av.VideoFrame.from_ndarray(red, "rgb24").reformat(format="yuv420p")
    made = PictureMaker().make(frame, 0, 0)
    assert np.allclose(made.bgra.mean(axis=(0, 1)), [0, 0, 255, 255], atol=4)
    assert np.allclose(made.rgb.mean(axis=(0, 1)), [255, 0, 0], atol=4)
    assert made.bgra.flags.c_contiguous
    assert made.rgb.flags.c_contiguous


def test_wide_pixels_are_drawn_square(draw: Draw) -> None:
    path = draw("wide pixels")
    with FrameReader(path, read_index(path)) as reader:
        made = reader.picture(7)
        assert (made.width, made.height) == (209, 64)
        assert made.bgra.shape == (64, 209, 4)
        small = reader.picture(7, size=(105, 32))
    assert small.bgra.shape == (32, 105, 4)
    assert read_number(small.bgra) == 7
