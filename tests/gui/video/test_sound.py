"""Sound that is heard leads the time; a device that dies does not stop it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from coder.errors import CoderError
from coder.gui.video.sound import Sound
from coder.media.clock import MediaClock
from coder.media.heard import GUESS_US
from coder.media.snippet import SNIPPET_MS
from coder.media.sound import SoundChunk


@dataclass
class HandSink:
    """A device that takes what the test says."""

    taken: bytearray = field(default_factory=bytearray)
    processed: int = 0
    running: bool = False
    volume: float = 0.0
    room: int = 1 << 16
    unplugged: bool = False

    def start(self) -> None:
        self.taken, self.processed, self.running = bytearray(), 0, True

    def stop(self) -> None:
        self.running = False

    def bytes_free(self) -> int:
        return self.room

    def write(self, samples: bytes) -> None:
        self.taken += samples

    def processed_us(self) -> int:
        return self.processed

    def set_volume(self, volume: float) -> None:
        self.volume = volume

    def failed(self) -> bool:
        return self.unplugged


@dataclass
class Tone:
    """A sound file of some chunks of a tenth of a second, each of its own number."""

    count: int = 1000
    asked: list[tuple[float, float]] = field(default_factory=list)
    closed: bool = False
    broken: bool = False

    def chunks(
        self, from_ms: float, rate: float = 1.0, cancel: Callable[[], bool] | None = None
    ) -> Iterator[SoundChunk]:
        self.asked.append((from_ms, rate))
        if self.broken:
            raise CoderError("film.mp4 is not there any more.", "")
        for number in range(self.count):
            if cancel is not None and cancel():
                return
            yield SoundChunk(from_ms + number * 100 * rate, np.full((4_800, 2), number, np.int16))

    def close(self) -> None:
        self.closed = True


@dataclass
class Scene:
    """A sound with its device, its file and its time."""

    sink: HandSink
    tone: Tone
    sound: Sound
    clock: list[float]

    def hear(self, ms: int) -> None:
        """Let the device take sound."""
        self.sink.processed += ms * 1000


@pytest.fixture
def scene(qtbot: QtBot) -> Iterator[Scene]:
    parent, sink, tone, clock = QObject(), HandSink(), Tone(), [100.0]
    sound = Sound(parent, sink, lambda: tone, now=lambda: clock[0])
    yield Scene(sink, tone, sound, clock)
    sound.close()
    assert tone.closed


def start(scene: Scene, qtbot: QtBot, rate: float = 1.0) -> None:
    scene.sound.follow(1, 5_000.0, rate, True)
    qtbot.waitUntil(lambda: len(scene.sink.taken) > 0)


def test_the_time_waits_until_the_first_sound_is_heard_and_then_follows_it(scene: Scene, qtbot: QtBot) -> None:
    start(scene, qtbot)
    assert scene.sound.media_ms(1) == 5_000.0
    scene.hear(100)
    assert scene.sound.media_ms(1) == 5_000.0
    scene.hear(200)
    assert scene.sound.media_ms(1) == 5_200.0
    scene.clock[0] += 0.05
    assert scene.sound.media_ms(1) == pytest.approx(5_250.0)


def test_a_place_that_cannot_be_read_is_silent_and_the_next_one_is_heard(scene: Scene, qtbot: QtBot) -> None:
    scene.tone.broken = True
    scene.sound.follow(1, 5_000.0, 1.0, True)
    qtbot.waitUntil(lambda: scene.sound._ahead.ended)
    scene.tone.broken = False
    scene.sound.follow(2, 9_000.0, 1.0, True)
    qtbot.waitUntil(lambda: len(scene.sink.taken) > 0)
    assert scene.sound.media_ms(2) == 9_000.0


def test_the_time_never_runs_back(scene: Scene, qtbot: QtBot) -> None:
    start(scene, qtbot)
    scene.hear(100)
    scene.sound.media_ms(1)
    scene.clock[0] += 1.0
    far = scene.sound.media_ms(1)
    assert far == pytest.approx(5_000 + GUESS_US / 1000)
    scene.hear(10)
    assert scene.sound.media_ms(1) == far


def test_at_half_rate_half_the_media_time_is_heard(scene: Scene, qtbot: QtBot) -> None:
    start(scene, qtbot, 0.5)
    assert scene.tone.asked[-1] == (5_000.0, 0.5)
    scene.hear(100)
    scene.sound.media_ms(1)
    scene.hear(400)
    assert scene.sound.media_ms(1) == 5_200.0


def test_it_leads_only_the_epoch_it_plays(scene: Scene, qtbot: QtBot) -> None:
    start(scene, qtbot)
    assert scene.sound.media_ms(2) is None
    scene.sound.follow(2, 9_000.0, 1.0, True)
    qtbot.waitUntil(lambda: scene.tone.asked[-1] == (9_000.0, 1.0))
    assert scene.sound.media_ms(1) is None
    assert scene.sound.media_ms(2) == 9_000.0


@pytest.mark.parametrize(("rate", "playing"), [(-1.0, True), (8.0, True), (1.0, False)])
def test_it_is_silent_backwards_very_fast_and_in_a_pause(
    scene: Scene, qtbot: QtBot, rate: float, playing: bool
) -> None:
    start(scene, qtbot)
    scene.sound.follow(2, 5_000.0, rate, playing)
    assert not scene.sink.running
    assert scene.sound.media_ms(2) is None


def test_a_device_that_takes_nothing_gives_the_time_back(scene: Scene, qtbot: QtBot) -> None:
    clock = MediaClock(lambda: scene.clock[0], scene.sound)
    clock.set(5_000.0, running=True)
    scene.sound.follow(clock.epoch, 5_000.0, 1.0, True)
    qtbot.waitUntil(lambda: len(scene.sink.taken) > 0)
    assert clock.place_ms() == 5_000.0
    scene.clock[0] += 3.0
    clock.place_ms()
    scene.clock[0] += 1.0
    assert clock.place_ms() > 5_500.0


def test_when_the_sound_ends_before_the_picture_the_time_runs_on(scene: Scene, qtbot: QtBot) -> None:
    scene.tone.count = 2
    scene.sound.follow(1, 0.0, 1.0, True)
    qtbot.waitUntil(lambda: len(scene.sink.taken) == 2 * 4_800 * 4)
    scene.hear(100)
    assert scene.sound.media_ms(1) is not None
    scene.hear(100)
    qtbot.waitUntil(lambda: scene.sound.media_ms(1) is None)


def test_the_volume_is_passed_on(scene: Scene) -> None:
    assert scene.sink.volume == 0.8
    scene.sound.set_volume(0.0)
    assert scene.sink.volume == 0.0


def test_a_file_without_sound_leaves_the_time_to_the_clock(qtbot: QtBot) -> None:
    def refuse() -> Tone:
        raise CoderError("video.mp4 has no sound.")

    parent, sink = QObject(), HandSink()
    sound = Sound(parent, sink, refuse)
    sound.follow(1, 0.0, 1.0, True)
    qtbot.waitUntil(lambda: sound.media_ms(1) is None)
    sound.close()


def test_a_device_unplugged_in_the_middle_gives_the_time_back_at_once_and_says_so(scene: Scene, qtbot: QtBot) -> None:
    clock = MediaClock(lambda: scene.clock[0], scene.sound)
    clock.set(5_000.0, running=True)
    scene.sound.follow(clock.epoch, 5_000.0, 1.0, True)
    qtbot.waitUntil(lambda: len(scene.sink.taken) > 0)
    scene.hear(100)
    clock.place_ms()
    scene.hear(200)
    assert clock.place_ms() == 5_200.0
    with qtbot.waitSignal(scene.sound.lost):
        scene.sink.unplugged = True
    scene.clock[0] += 0.4
    assert clock.place_ms() == pytest.approx(5_600.0)
    assert not scene.sink.running
    scene.sound.follow(clock.epoch + 1, 9_000.0, 1.0, True)
    assert not scene.sink.running


def test_a_device_that_takes_nothing_is_told_once(scene: Scene, qtbot: QtBot) -> None:
    told: list[bool] = []
    scene.sound.lost.connect(lambda: told.append(True))
    start(scene, qtbot)
    scene.clock[0] += 3.0
    assert scene.sound.media_ms(1) is None
    assert scene.sound.media_ms(1) is None
    assert told == [True]


def test_a_snippet_is_short_faded_and_leads_no_time(scene: Scene, qtbot: QtBot) -> None:
    scene.sound.play_snippet(2_000.0)
    qtbot.waitUntil(lambda: len(scene.sink.taken) > 0)
    qtbot.waitUntil(lambda: not scene.sound._feeder.isActive())
    assert len(scene.sink.taken) == round(SNIPPET_MS * 48) * 4
    assert scene.tone.asked == [(2_000.0, 1.0)]
    assert scene.sound.media_ms(1) is None
    scene.sound.follow(3, 2_000.0, 1.0, False)
    assert scene.sink.running
    scene.sound.follow(4, 2_000.0, 1.0, True)
    qtbot.waitUntil(lambda: scene.sound.media_ms(4) is not None)
