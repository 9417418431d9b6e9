"""Cameras are laid to each other by eye, by numbers and by their sound; what was coded stays as it is."""

import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coder.errors import CoderError
from coder.gui.dialogs import offsets
from coder.gui.dialogs.offsets import OffsetsSheet
from coder.media.alignment import Alignment
from coder.media.stopping import Stopped
from coder.store.session_folder import load_session
from tests.gui.cameras.filmed import Filmed, draw_cameras, make_session, number_in, open_filmed
from tests.gui.stage import press, press_focused

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return draw_cameras(tmp_path_factory.mktemp("films"), 3)


@pytest.fixture
def three(qtbot: QtBot, films: list[Path], tmp_path: Path) -> Filmed:
    return open_filmed(qtbot, make_session(tmp_path / "D01", films))


def kept(filmed: Filmed) -> list[float]:
    return [medium.offset_s for medium in load_session(filmed.sitting.opened.session.folder).media]


def test_this_frame_here_is_that_frame_there(three: Filmed) -> None:
    three.show_frame(40)
    press_focused(Qt.Key.Key_A, "a", ALT)
    view = three.small_of(1)
    assert view.held == f"held on frame {three.frame_of(1, 40)}"
    assert not three.small_of(2).isVisible()
    assert three.views.bar.isVisible()
    assert abs(view.width() - three.sitting.video.width()) < 10
    for _ in range(3):
        press_focused(Qt.Key.Key_Period, ".", ALT)
    held = three.frame_of(1, 40) + 3
    three.wait(lambda: number_in(view.image) == held)
    three.sitting.playback.step(-1)
    three.wait(lambda: number_in(three.sitting.video.image) == 39)
    assert number_in(view.image) == held
    frames = three.views.cameras
    assert frames is not None
    wanted_ms = 39 * 40 - frames[1].frames.time_ms(held)
    assert f"+{wanted_ms / 1000:.3f} s" in three.views.bar.words.text()
    press_focused(Qt.Key.Key_Return, "\r", ALT)
    three.wait(lambda: kept(three) == [0.0, wanted_ms / 1000, -0.733])
    assert view.held == ""
    assert not three.views.bar.isVisible()
    three.show_frame(60)
    assert number_in(view.image) == three.frame_of(1, 60)
    three.wait(lambda: "It is kept in the session's file" in three.window.bar.text)


def test_a_camera_that_is_let_go_is_where_it_was(three: Filmed) -> None:
    three.show_frame(40)
    three.window.run("camera.align")
    three.window.run("camera.held_second_on")
    three.window.run("camera.held_back")
    three.window.run("camera.align")
    three.show_frame(40)
    assert number_in(three.small_of(1).image) == three.frame_of(1, 40)
    assert three.small_of(2).isVisible()
    assert kept(three) == [0.0, 0.487, -0.733]


def test_while_a_camera_is_held_events_are_stamped_by_the_main_video(three: Filmed) -> None:
    three.show_frame(40)
    three.views.show_large(2)
    three.window.run("camera.align")
    assert three.views.large == 0
    assert three.views.holding is not None
    assert three.views.holding.number == 2
    three.wait(lambda: number_in(three.sitting.video.image) == 40)
    three.window.run("camera.held_second_on")
    press_focused(Qt.Key.Key_B, "b")
    assert [event.onset_ms for event in three.sitting.desk.workspace.observation] == [1_600]


def test_the_key_of_another_camera_holds_that_one(three: Filmed) -> None:
    three.show_frame(40)
    three.window.run("camera.align")
    press_focused(Qt.Key.Key_3, "3", ALT)
    assert three.small_of(1).held == ""
    assert three.small_of(2).held != ""
    assert three.small_of(2).isVisible()
    assert not three.small_of(1).isVisible()


def test_the_buttons_of_the_bar_do_what_the_keys_do_and_say_which_they_are(three: Filmed) -> None:
    three.show_frame(40)
    three.window.run("camera.align")
    bar, before = three.views.bar, three.small_of(1).held
    bar._buttons["camera.held_on"].click()
    assert three.small_of(1).held != before
    assert bar.same.toolTip() == "This frame here = that frame there (Alt+Enter)"
    bar.leave.click()
    assert three.views.holding is None


# ------------------------------------------------------------------------- the sheet


def sheet_of(filmed: Filmed) -> OffsetsSheet:
    filmed.window.run("camera.offsets")
    sheet = filmed.window.shows.sheet
    assert isinstance(sheet, OffsetsSheet)
    return sheet


def test_offsets_are_set_by_numbers_and_shown_at_once(three: Filmed) -> None:
    three.show_frame(50)
    sheet = sheet_of(three)
    assert [field.value() for field in sheet.fields.values()] == [0.487, -0.733]
    sheet.fields[1].setValue(1.5)
    press(sheet, Qt.Key.Key_Return, "\r")
    three.wait(lambda: kept(three) == [0.0, 1.5, -0.733])
    three.wait(lambda: number_in(three.small_of(1).image) == three.frame_of(1, 50))
    three.wait(lambda: three.sitting.opened.session.media[1].offset_s == 1.5)
    assert three.window.shows.sheet is None


def test_a_sheet_that_is_left_changes_nothing(three: Filmed) -> None:
    sheet = sheet_of(three)
    sheet.fields[1].setValue(1.5)
    press(sheet, Qt.Key.Key_Escape)
    assert kept(three) == [0.0, 0.487, -0.733]


def answer(monkeypatch: pytest.MonkeyPatch, found: Alignment | CoderError) -> None:
    def align(_session: Any, _number: int, *, progress: Any, cancel: Any) -> Alignment:
        progress(0.5)
        if isinstance(found, CoderError):
            raise found
        return found

    monkeypatch.setattr(offsets, "align_by_sound", align)


def test_sound_that_agrees_fills_the_number_in_and_says_how_sure_it_is(
    three: Filmed, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, Alignment(3_250.4, 4.2, 0.91, 36.0))
    sheet = sheet_of(three)
    sheet.buttons[1].click()
    three.wait(lambda: sheet.fields[1].value() == 3.25)
    assert sheet.results[1].text() == (
        "+3.250 s, sure (4.2 times better than the next best place; 91% of the samples agree to a millisecond; "
        "the clocks drift by 36 ms an hour)."
    )
    assert sheet.buttons[1].text() == "By sound"
    assert sheet.bars[1].isHidden()


def test_sound_that_does_not_agree_leaves_the_number_as_it_was(three: Filmed, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, Alignment(-9_000.0, 1.05, 0.0))
    sheet = sheet_of(three)
    sheet.buttons[1].click()
    three.wait(lambda: sheet.results[1].text().startswith("Not sure, so left as it was: the best place is −9.000 s"))
    assert sheet.fields[1].value() == 0.487


def test_cameras_without_sound_say_so_and_what_to_do(three: Filmed) -> None:
    sheet = sheet_of(three)
    sheet.buttons[2].click()
    three.wait(lambda: "has no sound" in sheet.results[2].text())
    assert sheet.buttons[2].text() == "By sound"


def test_listening_can_be_given_up(three: Filmed, monkeypatch: pytest.MonkeyPatch) -> None:
    begun, ended = threading.Event(), threading.Event()

    def listen(_session: Any, _number: int, *, progress: Any, cancel: Any) -> Alignment:
        progress(0.25)
        begun.set()
        while not cancel():
            threading.Event().wait(0.002)
        ended.set()
        raise Stopped

    monkeypatch.setattr(offsets, "align_by_sound", listen)
    sheet = sheet_of(three)
    sheet.buttons[1].click()
    assert begun.wait(10)
    three.wait(lambda: sheet.bars[1].value() == 25)
    assert sheet.buttons[1].text() == "Cancel"
    sheet.buttons[1].click()
    assert ended.wait(10)
    assert sheet.results[1].text() == "Left as it was."
