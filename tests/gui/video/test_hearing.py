"""What is heard: one device or none, louder and softer, another sound, snippets while scrubbing."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from coder.app.keymap import build_keymap
from coder.app.sounds import Source
from coder.errors import CoderError
from coder.gui.theme import DARK
from coder.gui.video import hearing as hearings
from coder.gui.video.hearing import Hearing
from coder.gui.video.playback import Playback
from coder.gui.video.transport import Transport
from coder.gui.video.video_view import VideoView
from tests.gui.desks import EvenFrames
from tests.gui.stage import HandEngine
from tests.gui.video.test_sound import HandSink, Tone

FRAMES = EvenFrames(250)
ROOM, MICROPHONE = (
    Source(0, (Path("room.mp4"),), FRAMES),
    Source(1, (Path("microphone.wav"),), FRAMES, offset_ms=400),
)


@dataclass
class Set:
    """A hearing with its playback, its devices and its files."""

    hearing: Hearing
    playback: Playback
    transport: Transport
    sinks: list[HandSink] = field(default_factory=list)
    tones: list[Tone] = field(default_factory=list)
    opened: list[Source] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)
    no_device: bool = False

    def open_sink(self) -> HandSink:
        """Open a device, if there is one."""
        if self.no_device:
            raise CoderError("There is no sound device.", "Coding works without it.")
        self.sinks.append(HandSink())
        return self.sinks[-1]

    def open_source(self, source: Source) -> Tone:
        """Open a sound."""
        self.opened.append(source)
        self.tones.append(Tone())
        return self.tones[-1]

    @property
    def sink(self) -> HandSink:
        """The device opened last."""
        return self.sinks[-1]


@pytest.fixture
def scene(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Set]:
    view, engine = VideoView(), HandEngine()
    transport = Transport(build_keymap(), DARK, pre_roll_s=0, volume=0.8)
    for widget in (view, transport):
        qtbot.addWidget(widget)
    playback = Playback(FRAMES, view, engine.start)
    hearing = Hearing(playback, playback, transport, volume=0.8)
    made = Set(hearing, playback, transport)
    monkeypatch.setattr(hearings, "open_source", made.open_source)
    hearing.open_sink = made.open_sink
    hearing.told.connect(lambda notice: made.told.append(str(notice)))
    hearing.silent.connect(lambda error: made.silent.append(str(error)))
    yield made
    hearing.close()
    playback.close()


def play(scene: Set, qtbot: QtBot) -> None:
    scene.hearing.listen(ROOM)
    scene.playback.play()
    qtbot.waitUntil(lambda: len(scene.sink.taken) > 0)


def test_the_sound_that_is_chosen_is_heard_from_where_the_picture_is(scene: Set, qtbot: QtBot) -> None:
    scene.hearing.listen(ROOM)
    scene.playback.seek_ms(4_000)
    scene.playback.play()
    qtbot.waitUntil(lambda: bool(scene.tones[-1].asked))
    from_ms, rate = scene.tones[-1].asked[0]
    assert from_ms == pytest.approx(4_000.0, abs=40)
    assert rate == 1.0
    scene.hearing.listen(MICROPHONE)
    qtbot.waitUntil(lambda: scene.opened == [ROOM, MICROPHONE])
    qtbot.waitUntil(lambda: bool(scene.tones[-1].asked))
    assert not scene.sinks[0].running


def test_mute_and_volume_change_the_device_and_are_told(scene: Set, qtbot: QtBot) -> None:
    volumes: list[float] = []
    scene.hearing.volume_changed.connect(volumes.append)
    play(scene, qtbot)
    scene.hearing.toggle()
    assert scene.sink.volume == 0.0
    assert not scene.hearing.on
    scene.hearing.toggle()
    assert scene.sink.volume == 0.8
    scene.hearing.change_volume(1)
    scene.hearing.change_volume(1)
    scene.hearing.change_volume(1)
    assert scene.sink.volume == 1.0
    scene.hearing.change_volume(-1)
    assert scene.sink.volume == volumes[-1] == 0.9
    assert scene.told[:2] == ["The sound is off.", "The sound is on."]
    assert scene.told[-1] == "Volume 90 of 100."


def test_softer_while_it_is_off_turns_it_on(scene: Set, qtbot: QtBot) -> None:
    play(scene, qtbot)
    scene.hearing.toggle()
    scene.hearing.change_volume(-1)
    assert scene.hearing.on
    assert scene.sink.volume == 0.7


def test_without_a_device_it_is_said_once_calmly_and_the_time_runs(scene: Set, qtbot: QtBot) -> None:
    scene.no_device = True
    scene.hearing.listen(ROOM)
    assert scene.silent == ["There is no sound device. Coding works without it."]
    assert not scene.transport.mute.isEnabled()
    scene.playback.play()
    qtbot.waitUntil(lambda: scene.playback.now_ms() > 100)
    scene.hearing.toggle()
    assert scene.told == ["There is no sound device. Coding works without it."]


def test_a_device_unplugged_in_the_middle_is_told_and_the_picture_goes_on(scene: Set, qtbot: QtBot) -> None:
    play(scene, qtbot)
    scene.sink.processed = 100_000
    qtbot.waitUntil(lambda: scene.playback.core.position_ms() >= 0)
    scene.sink.unplugged = True
    qtbot.waitUntil(lambda: bool(scene.told))
    assert scene.told[0].startswith("The sound device is gone: playing goes on without sound.")
    here_ms = scene.playback.now_ms()
    qtbot.waitUntil(lambda: scene.playback.now_ms() > here_ms + 100)
    assert scene.playback.playing
    assert len(scene.told) == 1


def test_after_it_was_plugged_in_again_sound_is_turned_on_again(scene: Set, qtbot: QtBot) -> None:
    play(scene, qtbot)
    scene.sink.unplugged = True
    qtbot.waitUntil(lambda: bool(scene.told))
    scene.hearing.toggle()
    assert scene.told[-1] == "The sound is on again."
    assert scene.transport.mute.isEnabled()
    qtbot.waitUntil(lambda: len(scene.sinks) == 2 and len(scene.sink.taken) > 0)


def test_snippets_are_heard_while_scrubbing_only_where_they_are_wanted(scene: Set, qtbot: QtBot) -> None:
    scene.hearing.listen(ROOM)
    scene.playback.seek_ms(2_000)
    qtbot.waitUntil(lambda: scene.playback.now_ms() == 2_000)
    assert not scene.sink.running
    scene.hearing.toggle_scrub()
    scene.playback.scrub_ms(3_000)
    qtbot.waitUntil(lambda: (3_000.0, 1.0) in scene.tones[-1].asked)
    qtbot.waitUntil(lambda: len(scene.sink.taken) > 0)
    asked = len(scene.tones[-1].asked)
    scene.hearing.toggle()
    scene.playback.scrub_ms(4_000)
    qtbot.waitUntil(lambda: scene.playback.now_ms() == 4_000)
    assert len(scene.tones[-1].asked) == asked
    assert scene.told[0].startswith("Snippets of sound are heard")


def test_a_sound_that_cannot_be_read_leaves_the_time_to_the_clock(
    scene: Set, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_source: Source) -> Tone:
        raise CoderError("room.mp4 has no sound.")

    monkeypatch.setattr(hearings, "open_source", refuse)
    scene.hearing.listen(ROOM)
    scene.playback.play()
    qtbot.waitUntil(lambda: scene.playback.now_ms() > 100)
