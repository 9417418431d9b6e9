"""A region is drawn with a rubber band and named by one key."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coder.gui.video.look import Look
from coder.gui.video.region_drawing import RegionDrawing
from coder.gui.video.video_view import VideoView
from coder.model.region import Region, rectangle
from tests.gui.stage import press

NAMES = ["caregiver", "infant", "region_1"]


@pytest.fixture
def view(qtbot: QtBot) -> VideoView:
    made = VideoView()
    qtbot.addWidget(made)
    made.resize(640, 480)
    made.set_frame_size(160, 90)
    made.show_picture(QImage(160, 90, QImage.Format.Format_RGB32), 0, 0)
    made.show()
    qtbot.waitExposed(made)
    return made


class Drawn:
    """A drawing that is under way, and what came of it."""

    def __init__(self, view: VideoView, known: tuple[Region, ...] = ()) -> None:
        self.drawing = RegionDrawing(view, NAMES, known)
        self.regions: list[Region] = []
        self.ended = 0
        self.drawing.drawn.connect(self.regions.append)
        self.drawing.ended.connect(self._end)

    def _end(self) -> None:
        self.ended += 1

    def drag(self, begin: tuple[int, int], end: tuple[int, int]) -> None:
        """Draw a band between two places of the widget."""
        QTest.mousePress(self.drawing, Qt.MouseButton.LeftButton, pos=QPoint(*begin))
        QTest.mouseMove(self.drawing, QPoint(*end))
        QTest.mouseRelease(self.drawing, Qt.MouseButton.LeftButton, pos=QPoint(*end))


def points(region: Region) -> list[float]:
    (left, top), _, (right, lower), _ = region.points
    return [left, top, right, lower]


def test_a_band_becomes_a_region_in_shares_of_the_picture(view: VideoView) -> None:
    drawn = Drawn(view)
    drawn.drag((64, 96), (320, 240))  # the picture is 640 × 360, from 60 down
    assert drawn.drawing.naming
    press(drawn.drawing, Qt.Key.Key_2, "2")
    (region,) = drawn.regions
    assert region.name == "infant"
    assert points(region) == pytest.approx([0.1, 0.1, 0.5, 0.5])
    assert region.fault() == ""
    assert drawn.ended == 1


def test_a_band_drawn_backwards_and_past_the_edge_is_held_within_the_picture(view: VideoView) -> None:
    drawn = Drawn(view)
    drawn.drag((320, 240), (-50, -50))
    press(drawn.drawing, Qt.Key.Key_1, "1")
    assert points(drawn.regions[0]) == pytest.approx([0.0, 0.0, 0.5, 0.5])


@pytest.mark.parametrize("look", [Look(turns=1), Look(turns=2), Look(zoom=2.0, x=0.3, y=0.4)])
def test_the_region_is_one_of_the_frame_however_it_is_looked_at(view: VideoView, look: Look) -> None:
    view.show_look(look)
    drawn = Drawn(view)
    drawn.drag((250, 170), (330, 260))
    press(drawn.drawing, Qt.Key.Key_1, "1")
    ends = [view.framing.place_of(QPoint(*at).toPointF()) for at in ((250, 170), (330, 260))]
    xs, ys = sorted(at.x() for at in ends), sorted(at.y() for at in ends)
    assert points(drawn.regions[0]) == pytest.approx([xs[0], ys[0], xs[1], ys[1]], abs=1e-3)


def test_a_name_is_taken_by_a_click_too_and_a_press_elsewhere_begins_anew(view: VideoView) -> None:
    drawn = Drawn(view)
    drawn.drag((64, 96), (320, 240))
    drawn.drag((128, 96), (320, 240))
    QTest.mouseClick(drawn.drawing, Qt.MouseButton.LeftButton, pos=drawn.drawing._plates()[1].center().toPoint())
    assert [region.name for region in drawn.regions] == ["caregiver"]
    assert points(drawn.regions[0])[0] == pytest.approx(0.2)


def test_a_slip_of_the_hand_is_no_region_and_a_name_before_a_band_is_none(view: VideoView) -> None:
    drawn = Drawn(view)
    press(drawn.drawing, Qt.Key.Key_1, "1")
    drawn.drag((100, 100), (102, 101))
    assert not drawn.drawing.naming
    press(drawn.drawing, Qt.Key.Key_1, "1")
    assert drawn.regions == []
    assert drawn.ended == 0


def test_escape_leaves_without_a_region(view: VideoView) -> None:
    drawn = Drawn(view)
    drawn.drag((64, 96), (320, 240))
    press(drawn.drawing, Qt.Key.Key_Escape)
    assert (drawn.regions, drawn.ended) == ([], 1)


def test_it_covers_the_picture_as_that_grows_and_shows_the_regions_there_are(view: VideoView) -> None:
    drawn = Drawn(view, (rectangle("infant", 0.5, 0, 0.5, 1),))
    plain = RegionDrawing(view, NAMES, ())
    assert drawn.drawing.grab().toImage() != plain.grab().toImage()
    view.resize(700, 500)
    assert drawn.drawing.size() == view.size()
    assert "caregiver" in drawn.drawing.accessibleName()
