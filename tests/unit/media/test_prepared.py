"""Which pictures are made before they are asked for, and how long they are kept."""

import time
from collections.abc import Callable

import numpy as np
import pytest
from av.video.frame import VideoFrame

from coder.media.engine import VideoEngine
from coder.media.frame_index import read_index
from coder.media.frames import FrameReader
from coder.media.picture import Picture
from coder.media.prepared import Look, Prepared
from tests.unit.media.conftest import Draw
from tests.unit.media.test_engine import Screen

SMALL: Look = ((8, 4), False)
EVERY = range(1000)


def make_picture(n: int) -> Picture:
    return Picture(n, 40 * n, 8, 4, np.zeros((4, 8, 4), np.uint8))


def fill(prepared: Prepared, head: int, step: int, look: Look = SMALL) -> list[int]:
    made = []
    while (n := prepared.next(head, step, look, EVERY)) is not None:
        made.append(n)
        prepared.keep(make_picture(n), look, head)
    return made


def test_at_rest_the_nearest_pictures_on_both_sides_are_made() -> None:
    assert fill(Prepared(), 10, 0) == [11, 9, 12, 8]


def test_while_stepping_only_what_lies_ahead_is_made() -> None:
    assert fill(Prepared(), 10, -1) == [9, 8]


def test_with_little_room_one_picture_either_side_is_made_and_none_over_and_over() -> None:
    prepared = Prepared(limit=1)
    prepared.keep(make_picture(10), SMALL, 10)
    assert fill(prepared, 10, 0) == [11, 9]
    assert all(prepared.find(n, SMALL) is not None for n in (9, 10, 11))


def test_pictures_far_from_the_head_go_first() -> None:
    prepared = Prepared(limit=3 * 8 * 4 * 4)
    for n in (10, 11, 50, 51, 52):
        prepared.keep(make_picture(n), SMALL, 51)
    assert [n for n in EVERY if prepared.find(n, SMALL) is not None] == [50, 51, 52]


def test_a_picture_of_another_size_or_of_one_field_is_not_handed_out() -> None:
    prepared = Prepared()
    prepared.keep(make_picture(10), SMALL, 10)
    assert prepared.find(10, ((16, 8), False)) is None
    assert prepared.find(10, ((8, 4), True)) is None
    assert prepared.find(10, SMALL) is not None


def test_only_decoded_frames_are_made_and_none_before_the_size_is_known() -> None:
    assert Prepared().next(10, 0, SMALL, {8, 10}) == 8
    assert Prepared().next(10, 0, (None, False), EVERY) is None


def test_a_step_from_rest_makes_no_picture_while_the_coder_waits(draw: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    path, screen, made = draw("h264 in mp4"), Screen(), list[int]()
    convert = FrameReader.convert

    def note(reader: FrameReader, n: int, frame: VideoFrame, size: tuple[int, int] | None = None) -> Picture:
        made.append(n)
        return convert(reader, n, frame, size)

    monkeypatch.setattr(FrameReader, "convert", note)
    engine = VideoEngine(path, read_index(path), screen.show, screen.fail)
    screen.ask(engine, 20, (64, 48))
    wait_until(lambda: {19, 21} <= set(made))
    for n in (21, 20, 19):
        screen.ask(engine, n, (64, 48))
    assert engine.close()
    assert [made.count(n) for n in (19, 20, 21)] == [1, 1, 1]
    assert [picture.n for picture in screen.pictures] == [20, 21, 20, 19]


def wait_until(happened: Callable[[], bool], patience_s: float = 20.0) -> None:
    end = time.monotonic() + patience_s
    while not happened():
        assert time.monotonic() < end
        time.sleep(0.005)
