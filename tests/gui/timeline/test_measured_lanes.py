"""Lanes of what is measured: pitches and motion, whole or as far as they have grown."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from coder.gui.theme import DARK, LIGHT, Theme
from coder.gui.timeline.hint import hint_of
from coder.gui.timeline.hit import Area, Hit
from coder.gui.timeline.layout import GUTTER
from coder.gui.timeline.rows import RowKind
from coder.gui.timeline.scene import Media
from coder.gui.timeline.view import TimelineView
from tests.gui.timeline.sessions import SCHEME, build_view, build_workspace, row


@pytest.fixture
def view(qtbot: QtBot) -> TimelineView:
    made = build_view(build_workspace())
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    made.grab()
    return made


def rows_painted(view: TimelineView) -> list[str]:
    view.grab()
    return list(view.painted.rows)


def color_at(view: TimelineView, x: float, y: int) -> str:
    return view.grab().toImage().pixelColor(QPoint(round(x), y)).name()


class Hum:
    """Pitches: the lowest loud, the others quiet."""

    def slice(self, _from_ms: int, _to_ms: int, columns: int, rows: int) -> NDArray[np.uint8]:
        tile = np.zeros((rows, columns), np.uint8)
        tile[: rows // 2] = 120  # above 4000 Hz: not drawn
        tile[-4:] = 255
        return tile


class Swing:
    """Motion of one height."""

    def __init__(self, height: float, known_ms: float = 100_000) -> None:
        self.height, self.known_ms = height, known_ms

    def slice(self, _from_ms: int, _to_ms: int, columns: int) -> list[float]:
        return [self.height] * columns


@pytest.mark.parametrize("theme", [DARK, LIGHT])
def test_pitches_are_brighter_the_louder_they_are(view: TimelineView, theme: Theme) -> None:
    view.set_theme(theme)
    view.set_media(replace(view.media, spectrogram=Hum()))
    placed, x = row(view, "spectrogram"), view.scale.x(50_000) + 3
    assert color_at(view, x, placed.top + 2) == theme.window
    assert color_at(view, x, placed.bottom - 3) not in (theme.window, color_at(view, x, placed.bottom - 8))


def test_the_lanes_say_what_is_measured_on_them(view: TimelineView) -> None:
    view.set_media(replace(view.media, spectrogram=Hum(), motion={"infant": Swing(0.5)}))
    hints = [hint_of(SCHEME, Hit(Area.GUTTER, row(view, name))) for name in ("spectrogram", "motion.infant")]
    assert "up to 4000 Hz" in hints[0]
    assert "Infant: motion" in hints[1]


def test_motion_is_drawn_as_high_as_it_is_in_its_actors_colour(view: TimelineView) -> None:
    view.set_media(replace(view.media, motion={"infant": Swing(0.5), "toy": Swing(0.0)}))
    placed, x = row(view, "motion.infant"), view.scale.x(50_000) + 3
    filled = color_at(view, x, placed.bottom - 4)
    assert color_at(view, x, placed.top + 3) == DARK.window != filled
    assert color_at(view, x, row(view, "motion.toy").bottom - 4) == DARK.window
    assert [known.row.id for known in view.scene.layout.fixed][-2:] == ["motion.infant", "motion.toy"]


def test_a_row_says_what_is_done_until_there_is_something_to_draw(view: TimelineView) -> None:
    view.set_media(
        Media(motion={"infant": None}, words={"motion.infant": "measuring… 3%", "spectrogram": "listening…"})
    )
    before = view.grab().toImage()
    assert rows_painted(view)[:3] == ["phase", "spectrogram", "motion.infant"]
    view.set_media(replace(view.media, words={**view.media.words, "motion.infant": "measuring… 50%"}))
    assert view.grab().toImage() != before
    assert view.painted.rows == ("motion.infant",)
    view.set_media(replace(view.media, motion={"infant": Swing(1.0)}, words={}))
    assert [known.row.id for known in view.scene.layout.fixed] == ["phase", "motion.infant"]


def test_what_is_said_of_motion_that_grows_stands_behind_what_is_drawn(view: TimelineView) -> None:
    view.show_all()

    def words_in(known_ms: float) -> list[int]:
        """Return in which columns of the row the words are seen."""
        said = Media(motion={"infant": Swing(0.0, known_ms)}, words={"motion.infant": "measuring… 40%"})
        view.set_media(said)
        one = view.grab().toImage()
        view.set_media(replace(said, words={}))
        other, placed = view.grab().toImage(), row(view, "motion.infant")
        differs = ((x, one.pixel(x, y) != other.pixel(x, y)) for x in across for y in range(placed.top, placed.bottom))
        return sorted({x for x, differ in differs if differ})

    across = range(GUTTER, view.width())
    end_ms = view.workspace.end_ms
    assert min(words_in(0)) - GUTTER < 20
    assert 0 < min(words_in(0.4 * end_ms)) - view.scale.x(round(0.4 * end_ms)) < 20
    assert words_in(0.98 * end_ms) == []


def test_only_the_row_that_changed_is_painted_again(view: TimelineView) -> None:
    view.set_media(replace(view.media, spectrogram=Hum(), motion={"infant": Swing(0.2)}))
    view.grab()
    view.set_media(replace(view.media, spectrogram=Hum()))
    assert rows_painted(view) == ["spectrogram"]
    view.set_media(replace(view.media, motion={"infant": Swing(0.7)}))
    assert rows_painted(view) == ["motion.infant"]
    view.set_shown(RowKind.MOTION, False)
    assert "motion.infant" not in rows_painted(view)
