"""Small pictures under the timeline: a click goes there, a drag scrubs."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coder.gui.theme import DARK, LIGHT
from coder.gui.timeline.layout import GUTTER
from coder.gui.timeline.thumbnail_strip import HEIGHT, ThumbnailStrip
from coder.media.thumbnails import Thumbnail, Thumbnails
from tests.gui.stage import sit_down

END_MS = 100_000


@pytest.fixture
def strip(qtbot: QtBot) -> ThumbnailStrip:
    strip = ThumbnailStrip(END_MS, DARK)
    qtbot.addWidget(strip)
    strip.resize(GUTTER + 1000, HEIGHT)
    strip.show()
    qtbot.waitExposed(strip)
    return strip


def greys(count: int) -> Thumbnails:
    """Build pictures that grow lighter along the time."""
    each = END_MS // count
    return Thumbnails(tuple(Thumbnail(n, n * each, np.full((54, 96, 4), 20 + 20 * n, np.uint8)) for n in range(count)))


def test_pictures_lie_where_they_are_in_time(strip: ThumbnailStrip) -> None:
    strip.show_pictures(greys(10))
    image = strip.grab().toImage()
    lights = [image.pixelColor(GUTTER + x, HEIGHT // 2).lightness() for x in (30, 330, 630, 930)]
    assert lights == sorted(lights)
    assert lights[0] < 60 < 150 < lights[-1]


def test_a_click_goes_there_and_a_drag_scrubs(strip: ThumbnailStrip, qtbot: QtBot) -> None:
    with qtbot.waitSignal(strip.seek_asked) as asked:
        QTest.mousePress(strip, Qt.MouseButton.LeftButton, pos=QPoint(GUTTER + 250, 20))
    assert asked.args == [25_000]
    with qtbot.waitSignal(strip.scrub_asked) as asked:
        QTest.mouseMove(strip, QPoint(GUTTER + 400, 20))
    assert asked.args == [40_000]
    QTest.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=QPoint(GUTTER + 400, 20))
    with qtbot.assertNotEmitted(strip.scrub_asked):
        QTest.mouseMove(strip, QPoint(GUTTER + 500, 20))
    with qtbot.assertNotEmitted(strip.seek_asked):
        QTest.mousePress(strip, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))


def test_the_play_head_moves_and_colours_change(strip: ThumbnailStrip) -> None:
    strip.set_now(50_000)
    before = strip.grab().toImage()
    strip.set_now(60_000)
    assert strip.grab().toImage() != before
    strip.set_theme(LIGHT)
    assert strip.grab().toImage().pixelColor(4, 4) == LIGHT.color("panel")


def test_it_comes_and_goes_by_its_command_and_is_remembered(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = sit_down(qtbot, monkeypatch)
    strip = stage.sitting.watching.strip
    assert not strip.isVisible()
    stage.window.run("view.thumbnails")
    assert strip.isVisible()
    assert strip.geometry().top() >= stage.sitting.timeline.geometry().bottom()
    stage.show_frame(700)
    stage.window.menus.menus["View"].aboutToShow.emit()
    assert stage.window.menus.actions["view.thumbnails"].isChecked()
    assert stage.sitting.watching.remember({})["thumbnails"] == "shown"
    stage.window.run("view.thumbnails")
    assert not strip.isVisible()
