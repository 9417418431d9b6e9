"""The picture and what is read over it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coder.gui.icons import NAMES, build_icon, paint_icon
from coder.gui.theme import DARK
from coder.gui.video.overlay import ReadOut, format_rate
from coder.gui.video.video_view import VideoView


@pytest.fixture
def view(qtbot: QtBot) -> VideoView:
    view = VideoView()
    qtbot.addWidget(view)
    view.resize(800, 300)
    view.show()
    qtbot.waitExposed(view)
    return view


def red() -> QImage:
    image = QImage(64, 36, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.red)
    return image


def test_a_picture_keeps_its_shape_on_black(view: VideoView) -> None:
    view.set_frame_size(64, 36)
    view.show_picture(red(), 0, 0)
    grabbed = view.grab().toImage()
    rect = view.picture_rect()
    assert round(rect.width() / rect.height(), 2) == round(64 / 36, 2)
    assert grabbed.pixelColor(5, 150).lightness() < 20
    assert grabbed.pixelColor(400, 250).red() > 240


def test_it_tells_a_frame_only_when_it_is_painted(view: VideoView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.painted) as told:
        view.show_picture(red(), 7, 280)
        assert not told.signal_triggered
    assert told.args == [7]


def test_words_stand_where_there_is_no_picture(view: VideoView) -> None:
    view.show_notice("The video is missing.")
    assert view.image.isNull()
    view.grab()


def test_a_click_takes_the_focus(view: VideoView, qtbot: QtBot) -> None:
    with qtbot.waitSignal(view.clicked):
        QTest.mouseClick(view, Qt.MouseButton.LeftButton)


def test_the_read_out_says_time_frame_rate_and_loop() -> None:
    read_out = ReadOut(3_723_040, 93_076, 0.5, True, True, "pass gaze")
    assert read_out.time == "1:02:03.040"
    assert read_out.rest.split("   ") == ["frame 93076", "½×", "loop", "pass gaze"]


def test_rates_are_written_as_people_read_them() -> None:
    assert [format_rate(rate) for rate in (0.125, 0.25, 0.5, 1.0, 2.0, -4.0)] == ["⅛×", "¼×", "½×", "1×", "2×", "−4×"]


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_paints_something(view: VideoView, name: str) -> None:
    pixmap = build_icon(name, DARK.color("text"), DARK.color("dim")).pixmap(16, 16)
    image = pixmap.toImage()
    assert any(image.pixelColor(x, y).alpha() for x in range(image.width()) for y in range(image.height()))
    assert callable(paint_icon)
