"""A file that does not answer is given up: the window goes on, and a later request tries again."""

import random
import threading
from pathlib import Path

import pytest

from coder.errors import CoderError
from coder.media.decoding import Decoding
from coder.media.engine import MOST_HUNG, VideoEngine
from coder.media.frame_index import read_index
from coder.media.watchdog import Watchdog
from tests.unit.media.clips import read_number
from tests.unit.media.conftest import Draw
from tests.unit.media.hanging import Share
from tests.unit.media.test_engine import Screen


@pytest.fixture
def screen() -> Screen:
    return Screen()


def test_a_file_that_does_not_answer_is_reported_and_tried_again(draw: Draw, share: Share, screen: Screen) -> None:
    path = draw("h264 in mp4")
    engine = VideoEngine(path, read_index(path), screen.show, screen.fail, silence_s=0.3)
    share.answers.clear()
    engine.request(50)
    screen.wait_for(lambda: bool(screen.errors))
    assert "does not answer" in screen.errors[0].message
    assert screen.errors[0].hint
    share.answers.set()
    engine.request(20)
    assert read_number(screen.wait_for_full(20).bgra) == 20
    assert 50 not in [p.n for p in screen.pictures]
    assert engine.close()


@pytest.mark.parametrize("rate", [1.0, -1.0])
def test_a_file_that_vanishes_while_playing_is_told_once_a_second_at_most(
    rate: float, draw: Draw, screen: Screen, tmp_path: Path
) -> None:
    path = tmp_path / "clip.mp4"
    path.write_bytes(draw("h264 in mp4").read_bytes())
    index = read_index(path)
    engine = VideoEngine(path, index, screen.show, screen.fail)
    path.unlink()
    for n in range(50, 60)[:: int(rate)]:
        engine.play_from(n, rate=rate)
    screen.wait_for(lambda: bool(screen.errors))
    assert "not there" in screen.errors[0].message
    engine.play_from(55, rate=rate)
    engine.rest()
    path.write_bytes(draw("h264 in mp4").read_bytes())
    assert read_number(screen.ask(engine, 7).bgra) == 7
    assert len(screen.errors) == 1
    assert engine.close()


def test_a_fault_ahead_of_the_head_does_not_lose_what_is_asked_for(
    draw: Draw, screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise CoderError("The disk is damaged there.")

    monkeypatch.setattr(Decoding, "_fill", fail)
    path = draw("long gop at 59.94")
    engine = VideoEngine(path, read_index(path), screen.show, screen.fail)
    dice = random.Random(8)
    n = 80
    for _ in range(60):
        n = min(max(n + dice.choice([-20, -9, -2, 5, 30]), 0), 159)
        assert read_number(screen.ask(engine, n).bgra) == n
    assert engine.close()
    assert not screen.errors


def test_closing_does_not_wait_for_a_file_that_hangs(draw: Draw, share: Share, screen: Screen) -> None:
    path = draw("h264 in mp4")
    engine = VideoEngine(path, read_index(path), screen.show, screen.fail)
    share.answers.clear()
    engine.request(50)
    assert share.hanging.wait(20)
    assert not engine.close(timeout_s=0.05)
    share.answers.set()
    assert engine.close()
    assert not screen.pictures


def test_a_file_that_never_answers_does_not_gather_threads(draw: Draw, share: Share, screen: Screen) -> None:
    path = draw("h264 in mp4")
    engine = VideoEngine(path, read_index(path), screen.show, screen.fail, silence_s=0.05)
    share.answers.clear()
    before = threading.active_count()
    for count in range(1, MOST_HUNG + 4):
        engine.request(count)
        screen.wait_for(lambda count=count: len(screen.errors) >= count)  # type: ignore[misc]
    assert threading.active_count() - before <= 2 * MOST_HUNG
    assert not engine.close()


def test_work_that_is_heard_of_is_not_silent() -> None:
    silent = threading.Event()
    dog = Watchdog(0.2, silent.set)
    for _ in range(1000):
        dog.beat("somebody")
    dog.end("somebody")
    assert not silent.wait(0.5)
    dog.beat("somebody")
    assert silent.wait(20)
    dog.close()
