"""Playback: asks the decoder, and believes a frame only when it is painted."""

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from coder.errors import CoderError
from coder.gui.video.playback import Playback
from coder.gui.video.video_view import VideoView
from tests.gui.desks import STEP_MS, EvenFrames
from tests.gui.stage import HandEngine


class Set:
    """A view with its playback and decoder."""

    def __init__(self, qtbot: QtBot, *, prompt: bool) -> None:
        self.view, self.engine = VideoView(), HandEngine(prompt)
        qtbot.addWidget(self.view)
        self.view.resize(640, 360)
        self.view.show()
        qtbot.waitExposed(self.view)
        self.playback = Playback(EvenFrames(250), self.view, self.engine.start)


@pytest.fixture
def slow(qtbot: QtBot) -> Set:
    return Set(qtbot, prompt=False)


@pytest.fixture
def prompt(qtbot: QtBot) -> Set:
    return Set(qtbot, prompt=True)


def test_the_time_is_that_of_the_frame_painted_and_not_of_the_one_wanted(slow: Set, qtbot: QtBot) -> None:
    slow.engine.deliver()
    qtbot.waitUntil(lambda: not slow.view.image.isNull())
    slow.playback.seek_ms(4_000)
    assert slow.engine.asked[-1][0] == 100
    assert slow.playback.now_ms() == 0
    with qtbot.waitSignal(slow.playback.now_changed, check_params_cb=lambda ms: ms == 4_000):
        slow.engine.deliver()
    assert slow.playback.now_ms() == 4_000


def test_the_first_picture_comes_in_its_own_size_and_later_ones_in_the_size_of_the_view(
    prompt: Set, qtbot: QtBot
) -> None:
    assert prompt.engine.asked[0] == (0, None)
    qtbot.waitUntil(lambda: prompt.engine.asked[-1] == (0, (640, 360)))
    prompt.view.resize(320, 400)
    qtbot.waitUntil(lambda: prompt.engine.asked[-1] == (0, (320, 180)))


def test_a_frame_is_asked_for_once(slow: Set) -> None:
    before = len(slow.engine.asked)
    for _ in range(5):
        slow.playback.tick()
    assert len(slow.engine.asked) == before


def test_it_plays_and_stops_at_the_end(prompt: Set, qtbot: QtBot) -> None:
    prompt.playback.seek_ms(248 * STEP_MS)
    with qtbot.waitSignal(prompt.playback.changed):
        prompt.playback.play()
    qtbot.waitUntil(lambda: not prompt.playback.playing)
    qtbot.waitUntil(lambda: prompt.view.read_out.frame == 249)
    qtbot.waitUntil(lambda: not prompt.view.read_out.playing)
    assert not prompt.playback._timer.isActive()


def test_a_step_pauses_and_shows_the_next_frame(prompt: Set, qtbot: QtBot) -> None:
    prompt.playback.play()
    prompt.playback.step(1)
    assert not prompt.playback.playing
    wanted = prompt.playback.core.wanted()
    qtbot.waitUntil(lambda: prompt.view.read_out.frame == wanted)


def test_rate_shuttle_and_loop_are_shown(prompt: Set) -> None:
    playback, view = prompt.playback, prompt.view
    playback.set_rate(0.5)
    assert (view.read_out.rate, playback.rate) == (0.5, 0.5)
    playback.loop(1_000, 2_000)
    assert playback.looping
    assert view.read_out.looping
    assert view.read_out.playing
    playback.end_loop()
    playback.shuttle(-1)
    assert view.read_out.rate < 0
    playback.shuttle(0)
    assert not playback.playing
    playback.step_seconds(1)
    playback.toggle()
    playback.pause()


def test_an_error_of_the_decoder_is_told_and_the_frame_may_be_asked_for_again(slow: Set, qtbot: QtBot) -> None:
    told: list[Any] = []
    slow.playback.failed.connect(told.append)
    slow.engine.on_error(CoderError("Frame 0 cannot be decoded."))
    qtbot.waitUntil(lambda: bool(told))
    before = len(slow.engine.asked)
    slow.playback.seek_ms(0)
    assert len(slow.engine.asked) == before + 1


def test_nothing_is_asked_or_shown_after_it_is_closed(prompt: Set, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not prompt.view.image.isNull())
    prompt.playback.close()
    assert prompt.engine.closed
    before = len(prompt.engine.asked)
    prompt.playback.seek_ms(2_000)
    prompt.engine.deliver()
    qtbot.wait(1)
    assert len(prompt.engine.asked) == before
    assert prompt.view.read_out.frame == 0


def test_without_a_decoder_the_time_moves_all_the_same(qtbot: QtBot) -> None:
    view = VideoView()
    qtbot.addWidget(view)
    playback = Playback(EvenFrames(250), view, None)
    playback.seek_ms(1_000)
    assert playback.now_ms() == 1_000
    assert view.read_out.frame == 25


def test_a_view_that_is_not_seen_does_not_hold_the_time_up(qtbot: QtBot) -> None:
    view, engine = VideoView(), HandEngine()
    qtbot.addWidget(view)
    playback = Playback(EvenFrames(250), view, engine.start)
    playback.seek_ms(1_000)
    qtbot.waitUntil(lambda: playback.now_ms() == 1_000)
