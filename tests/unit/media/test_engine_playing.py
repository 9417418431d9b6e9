"""Playing is exact at any speed: what decoding cannot hold is left out, never wrong."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from coder.media import decoding
from coder.media.engine import VideoEngine
from coder.media.frame_index import read_index
from tests.unit.media.clips import read_number
from tests.unit.media.conftest import Draw
from tests.unit.media.test_engine import Screen, place_of_packet

CLIPS = ["h264 in mp4", "long gop at 59.94", "interlaced mpeg2 in ts", "h264 with b-frames in avi", "hevc open gop"]


@pytest.fixture
def screen() -> Screen:
    return Screen()


@pytest.fixture(params=CLIPS)
def engine(request: pytest.FixtureRequest, draw: Draw, screen: Screen) -> Iterator[VideoEngine]:
    path = draw(str(request.param))
    made = VideoEngine(path, read_index(path), screen.show, screen.fail)
    yield made
    assert made.close()
    assert not screen.errors


def test_on_time_every_frame_is_shown_and_none_dropped(engine: VideoEngine, screen: Screen) -> None:
    for n in range(len(engine.index)):
        engine.play_from(n)
        screen.wait_for_full(n)
    assert [read_number(p.bgra) for p in screen.pictures] == list(range(len(engine.index)))
    assert engine.dropped == 0


def test_a_request_overtaken_while_playing_counts_as_dropped(engine: VideoEngine, screen: Screen) -> None:
    last = len(engine.index) - 1
    for n in range(last + 1):
        engine.play_from(n)
    screen.wait_for_full(last)
    numbers = [p.n for p in screen.pictures]
    assert numbers == sorted(numbers) == [read_number(p.bgra) for p in screen.pictures]
    assert engine.dropped == last + 1 - len(numbers)
    engine.rest()
    engine.play_from(last)
    screen.wait_for(lambda: len(screen.pictures) > len(numbers))
    assert engine.dropped == 0


def test_when_late_pictures_are_left_out_and_those_shown_are_exact(
    engine: VideoEngine, screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decoding, "LATE_S", -1.0)
    monkeypatch.setattr(decoding, "BETWEEN_S", 0.0)
    asked = [*range(0, len(engine.index), 7), len(engine.index) - 1]
    for n in asked:
        seen = len(screen.pictures)
        engine.play_from(n)
        screen.wait_for(lambda seen=seen: len(screen.pictures) > seen)  # type: ignore[misc]
    engine.rest()
    engine.request(asked[-1])
    screen.wait_for_full(asked[-1])
    assert engine.close()  # nothing comes any more
    numbers = [p.n for p in screen.pictures]
    assert numbers == sorted(numbers) == [read_number(p.bgra) for p in screen.pictures]


def test_when_late_the_newest_key_frame_is_shown(draw: Draw, screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "LATE_S", -1.0)
    path = draw("h264 in mp4")
    engine = VideoEngine(path, read_index(path), screen.show, screen.fail)
    for n in (1, 45, 80, 98):
        seen = len(screen.pictures)
        engine.play_from(n)
        screen.wait_for(lambda seen=seen: len(screen.pictures) > seen)  # type: ignore[misc]
    assert [p.n for p in screen.pictures] == [1, 30, 60, 90]
    assert [read_number(p.bgra) for p in screen.pictures] == [1, 30, 60, 90]
    assert engine.dropped == 3
    assert engine.close()


def test_a_loop_that_begins_again_is_not_late(draw: Draw, screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decoding, "LATE_S", -1.0)
    path = draw("h264 in mp4")
    engine = VideoEngine(path, read_index(path), screen.show, screen.fail)
    for n in (45, 44, 20):
        engine.play_from(n)
        assert read_number(screen.wait_for_full(n).bgra) == n
    assert engine.close()


def test_playing_back_shows_every_frame(engine: VideoEngine, screen: Screen) -> None:
    backwards = list(range(len(engine.index) - 1, -1, -1))
    for n in backwards:
        engine.play_from(n, rate=-1.0)
        screen.wait_for_full(n)
    assert [read_number(p.bgra) for p in screen.pictures] == backwards
    assert engine.dropped == 0


def test_playing_back_quicker_than_decoding_is_exact_and_counts_what_it_leaves_out(
    engine: VideoEngine, screen: Screen
) -> None:
    for n in range(len(engine.index) - 1, -1, -1):
        engine.play_from(n, rate=-4.0)
    screen.wait_for_full(0)
    assert engine.close()
    numbers = [p.n for p in screen.pictures]
    assert numbers == sorted(numbers, reverse=True) == [read_number(p.bgra) for p in screen.pictures]
    assert engine.dropped == len(engine.index) - len(numbers)


def test_a_small_cache_plays_back_exactly(draw: Draw, screen: Screen) -> None:
    path = draw("h264 in mp4")
    engine = VideoEngine(path, read_index(path), screen.show, screen.fail, cache_bytes=1)
    for n in range(60, 20, -1):
        engine.play_from(n, rate=-1.0)
        assert read_number(screen.wait_for_full(n).bgra) == n
    assert engine.close()


@pytest.mark.parametrize("rate", [1.0, -1.0])
def test_playing_over_a_damaged_frame_leaves_it_out(rate: float, draw: Draw, screen: Screen, tmp_path: Path) -> None:
    whole = draw("mjpeg in avi")
    content = bytearray(whole.read_bytes())
    place, size = place_of_packet(whole, 50)
    content[place : place + size] = bytes(size)
    path = tmp_path / "damaged.avi"
    path.write_bytes(content)
    engine = VideoEngine(path, read_index(whole), screen.show, screen.fail)
    way = list(range(45, 56))[:: int(rate)]
    for n in way:
        engine.play_from(n, rate=rate)
        if n != 50:
            screen.wait_for_full(n)
    assert [read_number(p.bgra) for p in screen.pictures] == [n for n in way if n != 50]
    assert engine.dropped == 1
    assert not screen.errors
    assert engine.close()
