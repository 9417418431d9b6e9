"""The decoder's thread: the newest request wins, and everything shown is exact."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Condition

import av
import pytest

from coder.errors import CoderError
from coder.media.engine import VideoEngine
from coder.media.frame_index import read_index
from coder.media.frames import FrameReader, Picture
from tests.unit.media.clips import read_number
from tests.unit.media.conftest import Draw

PATIENCE_S = 20


@dataclass
class Screen:
    """Keeps what an engine shows, and waits for it."""

    pictures: list[Picture] = field(default_factory=list)
    errors: list[CoderError] = field(default_factory=list)
    changed: Condition = field(default_factory=Condition)

    def show(self, picture: Picture) -> None:
        with self.changed:
            self.pictures.append(picture)
            self.changed.notify()

    def fail(self, error: CoderError) -> None:
        with self.changed:
            self.errors.append(error)
            self.changed.notify()

    def wait_for(self, happened: Callable[[], bool]) -> None:
        with self.changed:
            assert self.changed.wait_for(happened, PATIENCE_S)

    def wait_for_full(self, n: int) -> Picture:
        """Wait until the last picture is frame ``n`` in full."""
        self.wait_for(lambda: bool(self.pictures) and (self.pictures[-1].n, self.pictures[-1].draft) == (n, False))
        return self.pictures[-1]

    def ask(self, engine: VideoEngine, n: int, size: tuple[int, int] | None = None) -> Picture:
        before = len(self.pictures)
        engine.request(n, size)
        self.wait_for(lambda: len(self.pictures) > before)
        return self.pictures[-1]


def place_of_packet(path: Path, n: int) -> tuple[int, int]:
    """Return where the content of packet ``n`` lies, and how long it is."""
    with av.open(str(path)) as container:
        packet = [p for p in container.demux(video=0) if p.size][n]
        assert packet.pos is not None
        return packet.pos, packet.size


@pytest.fixture
def screen() -> Screen:
    return Screen()


@pytest.fixture(params=["h264 in mp4", "h264 with b-frames in avi", "interlaced mpeg2 in ts", "variable rate"])
def engine(request: pytest.FixtureRequest, draw: Draw, screen: Screen) -> Iterator[VideoEngine]:
    path = draw(str(request.param))
    made = VideoEngine(path, read_index(path), screen.show, screen.fail)
    yield made
    assert made.close()
    assert not screen.errors


def test_requests_bring_exactly_their_frames(engine: VideoEngine, screen: Screen) -> None:
    dice = random.Random(5)
    n = 0
    for _ in range(60):
        n = dice.choice([dice.randrange(len(engine.index)), max(0, n - 1), min(len(engine.index) - 1, n + 1)])
        picture = screen.ask(engine, n)
        assert (picture.n, read_number(picture.bgra), picture.time_ms) == (n, n, engine.index.time_ms(n))


def test_stepping_back_from_the_end_to_the_start_is_exact(engine: VideoEngine, screen: Screen) -> None:
    for n in range(len(engine.index) - 1, -1, -1):
        assert read_number(screen.ask(engine, n).bgra) == n


def test_playing_on_then_stepping_is_exact(engine: VideoEngine, screen: Screen) -> None:
    engine.play_from(10)
    screen.wait_for(lambda: bool(screen.pictures))
    for n in (*range(11, 40), *range(40, 70, 4)):
        assert read_number(screen.ask(engine, n).bgra) == n
    engine.rest()
    for n in range(68, 40, -1):
        assert read_number(screen.ask(engine, n).bgra) == n


def test_of_many_requests_the_newest_is_shown_and_none_is_wrong(engine: VideoEngine, screen: Screen) -> None:
    for n in range(0, 70, 3):
        engine.request(n)
    screen.wait_for(lambda: bool(screen.pictures) and screen.pictures[-1].n == 69)
    numbers = [p.n for p in screen.pictures]
    assert numbers == sorted(numbers) == [read_number(p.bgra) for p in screen.pictures]
    assert len(numbers) + engine.passed_over == 24


def test_a_picture_comes_in_the_size_asked_for(engine: VideoEngine, screen: Screen) -> None:
    picture = screen.ask(engine, 33, (288, 100))
    assert (picture.width, picture.height, picture.bgra.shape) == (288, 100, (100, 288, 4))
    assert read_number(picture.bgra) == 33


def test_a_cache_of_a_few_frames_is_exact_too(draw: Draw, screen: Screen) -> None:
    path = draw("h264 in mp4")
    engine = VideoEngine(path, read_index(path), screen.show, screen.fail, cache_bytes=1)
    for n in (50, 49, 48, 47, 46, 20, 21, 22, 99, 98, 0):
        assert read_number(screen.ask(engine, n).bgra) == n
    assert engine.close()


def test_a_frame_outside_the_video_is_refused(engine: VideoEngine) -> None:
    with pytest.raises(IndexError):
        engine.request(len(engine.index))


def test_a_vanished_file_is_reported_and_shown_again_when_it_is_back(
    draw: Draw, screen: Screen, tmp_path: Path
) -> None:
    path = tmp_path / "clip.mp4"
    content = draw("h264 in mp4").read_bytes()
    path.write_bytes(content)
    index = read_index(path)
    path.unlink()
    engine = VideoEngine(path, index, screen.show, screen.fail)
    engine.request(5)
    screen.wait_for(lambda: bool(screen.errors))
    assert "not there" in screen.errors[0].message
    path.write_bytes(content)
    assert read_number(screen.ask(engine, 5).bgra) == 5
    assert engine.close()


def test_a_damaged_frame_is_an_error_and_never_another_frame(draw: Draw, screen: Screen, tmp_path: Path) -> None:
    whole = draw("mjpeg in avi")
    index = read_index(whole)
    content = bytearray(whole.read_bytes())
    place, size = place_of_packet(whole, 50)
    content[place : place + size] = bytes(size)
    path = tmp_path / "damaged.avi"
    path.write_bytes(content)
    lost = []
    with FrameReader(path, index) as reader:
        for n in range(len(index)):
            try:
                assert read_number(reader.picture(n).bgra) == n
            except CoderError:
                lost.append(n)
    assert lost == [50]
    engine = VideoEngine(path, index, screen.show, screen.fail)
    engine.request(lost[0])
    screen.wait_for(lambda: bool(screen.errors))
    assert f"Frame {lost[0]}" in screen.errors[0].message
    for n in (lost[0] - 1, lost[0] + 1):
        assert read_number(screen.ask(engine, n).bgra) == n
    assert engine.close()


def test_closing_before_any_request_ends_the_thread(draw: Draw, screen: Screen) -> None:
    path = draw("h264 in mp4")
    assert VideoEngine(path, read_index(path), screen.show).close()
