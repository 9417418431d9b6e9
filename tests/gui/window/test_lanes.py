"""Waveform, pitches and motion are computed in the background and seen on the timeline as they come."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coder.app.motion_lanes import measure_curves, with_region
from coder.app.new_session import NewSession, create_session
from coder.app.settings import load_settings
from coder.errors import CoderError
from coder.gui import lanes as laning
from coder.gui.timeline.rows import motion_row
from coder.media.stopping import Stopped
from coder.model.region import rectangle
from coder.model.session import Session
from coder.store.motion_file import find_motion_plan
from coder.vision.motion_curve import MotionCurve
from tests.gui.cameras.filmed import Filmed, open_window
from tests.gui.stage import press, press_focused
from tests.unit.media.clips import Recipe, draw_clip
from tests.unit.media.sounds import Sounding, draw_clicks, draw_film

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture(scope="module")
def film(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Draw a film with two sounds, one of which is quiet until 2 s."""
    sounds = [
        Sounding(draw_clicks(48_000, [0.5, 1.5], 3.0), title="room"),
        Sounding(draw_clicks(48_000, [2.5], 3.0), title="microphone"),
    ]
    return draw_film(tmp_path_factory.mktemp("film") / "film.mkv", sounds, 3.0)


def make(folder: Path, *films: Path, consecutive: bool = False) -> Session:
    return create_session(NewSession(folder, films, "core-cues", consecutive=consecutive)).session


@pytest.fixture
def sounding(qtbot: QtBot, film: Path, tmp_path: Path) -> Filmed:
    filmed = open_window(qtbot, make(tmp_path / "D01", film).folder)
    filmed.wait(lambda: filmed.sitting.timeline.media.waveform is not None)
    return filmed


@pytest.fixture
def moving(qtbot: QtBot, tmp_path: Path) -> Filmed:
    clip = draw_clip(tmp_path / "clip.mp4", Recipe(frames=100))
    filmed = open_window(qtbot, make(tmp_path / "D01", clip).folder)
    filmed.wait(lambda: not filmed.sitting.video.image.isNull())
    return filmed


def rows_of(filmed: Filmed) -> list[str]:
    return [placed.row.id for placed in filmed.sitting.timeline.scene.layout.fixed]


def loud(filmed: Filmed, from_ms: int, to_ms: int) -> bool:
    waveform: Any = filmed.sitting.timeline.media.waveform
    return float(max(waveform.slice(from_ms, to_ms, 10)[1])) > 0.3


def test_the_pitches_have_a_lane_when_they_are_asked_for_and_it_is_remembered(sounding: Filmed, qtbot: QtBot) -> None:
    assert rows_of(sounding) == ["sound"]
    sounding.window.run("view.spectrogram")
    sounding.wait(lambda: sounding.sitting.timeline.media.spectrogram is not None)
    assert rows_of(sounding) == ["sound", "spectrogram"]
    sounding.sitting.timeline.grab()
    sounding.window.run("view.sound")
    assert rows_of(sounding) == ["spectrogram"]
    folder = sounding.sitting.opened.session.folder
    sounding.window.close()
    again = open_window(qtbot, folder, load_settings())
    again.wait(lambda: rows_of(again) == ["sound", "spectrogram"])
    again.window.run("view.spectrogram")
    assert rows_of(again) == ["sound"]


def test_another_sound_is_heard_and_drawn_and_remembered(sounding: Filmed, qtbot: QtBot) -> None:
    assert loud(sounding, 300, 700)
    assert not loud(sounding, 2_300, 2_700)
    sounding.window.run("sound.choose")
    sheet: Any = sounding.window.shows.sheet
    assert [sheet.list.item(row).text().split(" · ")[-1] for row in range(sheet.list.count())] == ["room", "microphone"]
    press(sheet.list, Qt.Key.Key_Down)
    press(sheet, Qt.Key.Key_Return, "\r")
    sounding.wait(lambda: sounding.sitting.timeline.media.waveform is not None and loud(sounding, 2_300, 2_700))
    assert not loud(sounding, 300, 700)
    assert "microphone" in sounding.window.bar.text
    folder = sounding.sitting.opened.session.folder
    sounding.window.close()
    again = open_window(qtbot, folder, load_settings())
    again.wait(lambda: again.sitting.timeline.media.waveform is not None and loud(again, 2_300, 2_700))


def test_the_waveform_is_seen_as_it_grows(
    qtbot: QtBot, film: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Wave:
        def slice(self, _from_ms: int, _to_ms: int, columns: int) -> tuple[list[float], list[float]]:
            return [-0.5] * columns, [0.5] * columns

    part, whole, go_on = Wave(), Wave(), threading.Event()

    def read(_source: Any, cancel: Callable[[], bool], on_growth: Callable[[Any], object]) -> Wave:
        on_growth(part)
        assert go_on.wait(20)
        return whole

    monkeypatch.setattr(laning, "GROWTH_S", 0.0)
    monkeypatch.setattr(laning, "read_waveform", read)
    filmed = open_window(qtbot, make(tmp_path / "D01", film).folder)
    filmed.wait(lambda: filmed.sitting.timeline.media.waveform is part)
    assert rows_of(filmed) == ["sound"]
    filmed.sitting.timeline.grab()
    go_on.set()
    filmed.wait(lambda: filmed.sitting.timeline.media.waveform is whole)
    filmed.sitting.timeline.grab()
    assert filmed.sitting.timeline.painted.rows == ("sound",)


def test_the_sound_of_consecutive_files_is_drawn_as_one(qtbot: QtBot, film: Path, tmp_path: Path) -> None:
    second = draw_film(tmp_path / "second.mkv", [Sounding(draw_clicks(48_000, [1.0], 2.0))], 2.0)
    filmed = open_window(qtbot, make(tmp_path / "D01", film, second, consecutive=True).folder)
    filmed.wait(lambda: filmed.sitting.timeline.media.waveform is not None and loud(filmed, 3_900, 4_100))
    assert loud(filmed, 400, 600)
    assert not loud(filmed, 4_300, 4_900)


def test_a_silent_video_has_no_lane_and_says_why_there_is_no_sound(moving: Filmed) -> None:
    moving.wait(lambda: moving.sitting.transport.mute.toolTip() == "The video has no sound.")
    assert rows_of(moving) == []
    moving.window.run("view.spectrogram")
    assert moving.window.bar.text == "There is no sound to draw."
    moving.window.run("sound.mute")
    assert moving.window.bar.text == "The video has no sound."
    moving.window.run("sound.choose")
    assert moving.window.bar.text == "There is no sound to choose."


# ---------------------------------------------------------------------------- motion


def draw(filmed: Filmed, key: Qt.Key, text: str, begin: tuple[int, int], end: tuple[int, int]) -> None:
    press_focused(Qt.Key.Key_R, "r", ALT)
    drawing = filmed.sitting.company.drawing
    assert drawing is not None
    rect = filmed.sitting.video.picture_rect()
    places = [QPoint(int(rect.left() + x), int(rect.top() + y)) for x, y in (begin, end)]
    QTest.mousePress(drawing, Qt.MouseButton.LeftButton, pos=places[0])
    QTest.mouseMove(drawing, places[1])
    QTest.mouseRelease(drawing, Qt.MouseButton.LeftButton, pos=places[1])
    press_focused(key, text)


def test_a_region_is_drawn_measured_in_the_background_and_seen_as_a_lane(moving: Filmed) -> None:
    draw(moving, Qt.Key.Key_2, "2", (10, 10), (300, 200))
    assert rows_of(moving) == [motion_row("infant")]
    moving.wait(lambda: moving.sitting.timeline.media.motion["infant"] is not None)
    motion: Any = moving.sitting.timeline.media.motion["infant"]
    assert max(motion.slice(0, 4_000, 50)) > 0
    moving.sitting.timeline.grab()
    plan = find_motion_plan(moving.sitting.opened.session.folder)
    assert plan is not None
    assert [region.name for region in plan.regions] == ["infant"]
    press_focused(Qt.Key.Key_B, "b")
    assert [event.code for event in moving.sitting.desk.workspace.observation] == ["bid"]


def test_regions_of_the_session_are_measured_when_it_is_opened(qtbot: QtBot, tmp_path: Path) -> None:
    session = make(tmp_path / "D01", draw_clip(tmp_path / "clip.mp4", Recipe(frames=50)))
    with_region(session, rectangle("caregiver", 0, 0, 0.5, 1))
    with_region(session, rectangle("table_top", 0.5, 0.5, 0.5, 0.5))
    filmed = open_window(qtbot, session.folder)
    filmed.wait(lambda: rows_of(filmed) == ["motion.caregiver", "motion.table_top"])
    filmed.wait(lambda: all(filmed.sitting.timeline.media.motion.values()))
    labels = [(placed.row.initial, placed.row.label) for placed in filmed.sitting.timeline.scene.layout.fixed]
    assert labels == [("C", "motion"), ("", "table top motion")]
    filmed.window.run("view.motion")
    assert rows_of(filmed) == []
    filmed.window.run("motion.remove")
    filmed.window.run("view.motion")
    assert rows_of(filmed) == []
    assert filmed.window.bar.text.startswith("There are no regions for motion.")


class Part:
    """A curve that is measured to its middle."""

    known_ms = 2_000.0

    def slice(self, _from_ms: int, _to_ms: int, columns: int) -> list[float]:
        return [0.5] * columns


def test_measuring_tells_how_far_it_is_and_can_be_stopped_and_gone_on_with(
    moving: Filmed, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, ended, part = threading.Event(), threading.Event(), Part()
    monkeypatch.setattr(laning, "GROWTH_S", 0.0)
    measure = measure_curves

    def slowly(_session: Any, _plan: Any, *, progress: Any, cancel: Any, on_growth: Any) -> Any:
        progress(0.4)
        on_growth({"caregiver": part})
        begun.set()
        while not cancel():
            threading.Event().wait(0.002)
        ended.set()
        raise Stopped

    monkeypatch.setattr(laning, "measure_curves", slowly)
    draw(moving, Qt.Key.Key_1, "1", (10, 10), (300, 200))
    row, timeline = motion_row("caregiver"), moving.sitting.timeline
    moving.wait(lambda: timeline.media.words[row] == "measuring… 40%" and timeline.media.motion["caregiver"] is part)
    timeline.grab()
    moving.window.run("view.motion")
    moving.window.run("view.motion")
    assert not ended.is_set()
    moving.window.run("motion.stop")
    assert ended.wait(10)
    assert timeline.media.words[row].startswith("stopped")
    assert timeline.media.motion["caregiver"] is part
    moving.window.run("motion.stop")
    assert moving.window.bar.text == "No motion is being measured."
    monkeypatch.setattr(laning, "measure_curves", measure)
    moving.window.run("motion.measure")
    moving.wait(lambda: isinstance(timeline.media.motion["caregiver"], MotionCurve))
    assert timeline.media.words[row] == ""


def test_a_region_that_is_drawn_while_its_lanes_are_hidden_is_measured(moving: Filmed) -> None:
    session = moving.sitting.opened.session
    with_region(session, rectangle("caregiver", 0, 0, 0.5, 1))
    moving.sitting.company.lanes.find_regions()
    moving.wait(lambda: all(moving.sitting.timeline.media.motion.values()))
    moving.window.run("view.motion")
    draw(moving, Qt.Key.Key_2, "2", (10, 10), (300, 200))
    moving.wait(lambda: rows_of(moving) == ["motion.caregiver", "motion.infant"])
    moving.wait(lambda: all(moving.sitting.timeline.media.motion.values()))


def test_what_cannot_be_measured_is_said_on_the_lane(moving: Filmed, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any, **__: Any) -> Any:
        raise CoderError("clip.mp4 cannot be read.", "")

    monkeypatch.setattr(laning, "measure_curves", refuse)
    draw(moving, Qt.Key.Key_1, "1", (10, 10), (300, 200))
    moving.wait(lambda: moving.sitting.timeline.media.words[motion_row("caregiver")] == "clip.mp4 cannot be read.")


def test_without_regions_there_is_nothing_to_measure_or_remove(moving: Filmed) -> None:
    for command in ("motion.measure", "motion.remove"):
        moving.window.bar.clear()
        moving.window.run(command)
        assert moving.window.bar.text.startswith("There are no regions for motion.")
    moving.window.run("motion.draw")
    moving.window.run("motion.draw")
    assert moving.sitting.company.drawing is None
    assert find_motion_plan(moving.sitting.opened.session.folder) is None
