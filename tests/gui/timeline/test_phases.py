"""The band of phases, what counts on the lanes below it, and what is said of both."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from coder.app.workspace import Workspace
from coder.gui.phase_words import bar_words, difference_words, phase_words
from coder.gui.theme import DARK, LIGHT, Theme
from coder.gui.timeline.codable import codable_short, codable_words
from coder.gui.timeline.hint import hint_in
from coder.gui.timeline.hit import Area, Hit
from coder.gui.timeline.view import TimelineView
from coder.model.event import Event
from coder.model.scheme import Phase, Procedure
from tests.gui.timeline.sessions import SCHEME, build_view, build_workspace, row

PHASES = (
    Phase("play", "f5", planned_s=40),
    Phase("still", "f6", planned_s=20, may_end_early=True),
    Phase("free", "f7"),
)
PLANNED = replace(SCHEME, procedure=Procedure("p", PHASES))
PLAY = Event(1, "phase", "play", 10_000, 30_000)
STILL = Event(2, "phase", "still", 40_000, 50_000, modifiers=(("early_end", "infant_distress"),))
HIDDEN = Event(3, "uncodable", "uncodable", 12_000, 17_000, modifiers=(("reason", "hidden"),))
BID = Event(4, "in_signal", "bid", 60_000, point=True)


def build(*events: Event) -> Workspace:
    return build_workspace(*events, scheme=PLANNED)


def shown(qtbot: QtBot, *events: Event, theme: Theme = DARK) -> TimelineView:
    view = build_view(build(*events))
    view.set_theme(theme)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    view.show_all()
    return view


def color_at(view: TimelineView, image: QImage, row_id: str, ms: int, from_top: int = 2) -> QColor:
    return image.pixelColor(QPoint(round(view.scale.x(ms)), row(view, row_id).top + from_top))


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
def test_time_outside_the_phases_is_shaded_on_every_lane(qtbot: QtBot, theme: Theme) -> None:
    view = shown(qtbot, PLAY, STILL, theme=theme)
    image = view.grab().toImage()
    for lane in ("in_gaze", "in_signal", "derived.mutual_gaze"):
        inside, outside = color_at(view, image, lane, 21_500), color_at(view, image, lane, 36_500)
        assert inside != outside
        assert outside == color_at(view, image, lane, 6_500) == color_at(view, image, lane, 93_500)
    assert color_at(view, image, "phase", 36_500) == color_at(view, image, "phase", 6_500)


def test_without_a_phase_nothing_is_shaded_and_the_first_one_shades_the_rest_at_once(qtbot: QtBot) -> None:
    view = shown(qtbot)
    image = view.grab().toImage()
    before = color_at(view, image, "in_gaze", 6_500)
    assert before == color_at(view, image, "in_gaze", 21_500)
    view.workspace.press("f5", 10_000)
    image = view.grab().toImage()
    assert color_at(view, image, "in_gaze", 21_500) == before != color_at(view, image, "in_gaze", 6_500)
    view.workspace.undo()
    assert color_at(view, view.grab().toImage(), "in_gaze", 6_500) == before


def test_defaults_are_dotted_in_the_phases_only(qtbot: QtBot) -> None:
    view = shown(qtbot, PLAY)
    image = view.grab().toImage()
    placed = row(view, "cg_gaze")

    def dots(from_ms: int, to_ms: int) -> int:
        columns = range(round(view.scale.x(from_ms)), round(view.scale.x(to_ms)))
        rows = range(placed.top + 4, placed.bottom - 4)
        ground = color_at(view, image, "cg_gaze", from_ms, 1)
        return sum(image.pixelColor(x, y) != ground for x in columns for y in rows)

    assert dots(24_000, 29_000) > 0
    assert dots(51_000, 56_000) == 0


def test_a_phase_that_ended_early_has_a_torn_edge_and_a_line_to_its_planned_end(qtbot: QtBot) -> None:
    view = shown(qtbot, PLAY, STILL)
    image, band = view.grab().toImage(), row(view, "phase")
    edge = round(view.scale.x(50_000)) - 3
    column = {image.pixelColor(edge, y).name() for y in range(band.top + 3, band.bottom - 6)}
    assert len(column) > 1, "the edge is a zigzag"
    tick = image.pixelColor(round(view.scale.x(60_000)) - 1, band.bottom - 4)
    assert tick == view.theme.color("text")
    columns = range(round(view.scale.x(52_000)), round(view.scale.x(58_000)))
    foot = [image.pixelColor(x, band.bottom - 2) for x in columns]
    assert view.theme.color("text") in foot
    assert any(color != view.theme.color("text") for color in foot), "the line is dashed"


def test_a_phase_of_its_planned_length_is_whole(qtbot: QtBot) -> None:
    view = shown(qtbot, Event(1, "phase", "still", 40_000, 60_000))
    image, band = view.grab().toImage(), row(view, "phase")
    edge = round(view.scale.x(60_000)) - 5
    assert len({image.pixelColor(edge, y).name() for y in range(band.top + 3, band.bottom - 8)}) == 1


def test_the_bar_says_how_long_it_was_and_why_it_ended() -> None:
    assert bar_words(PLANNED, PLAY) == "play · 0:20 of 0:40 · shorter than planned"
    assert bar_words(PLANNED, STILL) == "still · 0:10 of 0:20 · ended early: infant distress"
    assert bar_words(PLANNED, Event(1, "phase", "still", 0, 9_000)) == "still · 0:09 of 0:20 · ended early"
    assert bar_words(PLANNED, Event(1, "phase", "still", 0)) == "still"
    assert bar_words(PLANNED, Event(1, "phase", "free", 0, 61_000)) == "free · 1:01"


@pytest.mark.parametrize(
    ("ms", "words"), [(None, ""), (0, "0:00.0"), (40, "0:00.0"), (1_200, "+0:01.2"), (-61_260, "−1:01.3")]
)
def test_a_difference_has_its_sign(ms: int | None, words: str) -> None:
    assert difference_words(ms) == words


def test_the_running_phase_is_named_with_the_time_that_is_left() -> None:
    workspace = build(PLAY, STILL, Event(3, "phase", "free", 60_000, 90_000))
    assert phase_words(workspace, 22_500) == "play 0:12 / 0:40 · 0:28 left"
    assert phase_words(workspace, 65_000) == "free 0:05 / 0:30"
    assert phase_words(workspace, 35_000) == "outside the phases (F5 F6 F7 marks one)"


# hints and what is codable


def plain(html: str) -> list[str]:
    return html.removeprefix("<p style='white-space:pre'>").removesuffix("</p>").split("\n")


def test_an_event_tells_which_phase_it_is_in(qtbot: QtBot) -> None:
    workspace = build(PLAY, STILL, BID)
    inside = Hit(Area.ROW, None, Event(9, "in_gaze", "object", 12_000, 15_000))
    assert plain(hint_in(workspace, inside))[-1] == "in play"
    assert plain(hint_in(workspace, Hit(Area.ROW, None, BID)))[-1] == "outside the phases: it does not count"
    assert plain(hint_in(workspace, Hit(Area.ROW, None, STILL)))[-2:] == [
        "planned 0:20, −0:10.0",
        "ended early: infant distress",
    ]
    assert "phases" not in hint_in(build(BID), Hit(Area.ROW, None, BID)), "while none is marked, all counts"


def test_a_tier_tells_how_much_of_it_is_codable(qtbot: QtBot) -> None:
    view = shown(qtbot, PLAY, STILL, HIDDEN)
    workspace, gaze, touch = view.workspace, row(view, "in_gaze"), row(view, "cg_touch")
    assert codable_words(workspace, gaze.row.tier) == "25.0 s of 30.0 s codable"
    assert plain(hint_in(workspace, Hit(Area.GUTTER, gaze)))[-1] == "25.0 s of 30.0 s codable"
    assert (codable_short(workspace, gaze.row), codable_short(workspace, touch.row)) == ("83%", "")
    assert codable_words(workspace, touch.row.tier) == "30.0 s of 30.0 s codable"
    assert codable_words(workspace, row(view, "phase").row.tier) == ""


def test_uncodable_time_that_still_runs_is_counted_once_it_has_ended(qtbot: QtBot) -> None:
    view = shown(qtbot, PLAY, STILL)
    gaze = row(view, "in_gaze").row
    view.workspace.press("u", 12_000)
    assert codable_short(view.workspace, gaze) == ""
    view.workspace.press("u", 15_000)
    assert codable_short(view.workspace, gaze) == "90%"


def test_the_share_stands_beside_the_name_as_soon_as_it_changes(qtbot: QtBot) -> None:
    view = shown(qtbot, PLAY, STILL)
    placed = row(view, "in_gaze")
    names = (0, placed.top, 112, placed.height)
    before = view.grab().toImage().copy(*names)
    view.workspace.press("u", 12_000)
    view.workspace.press("u", 15_000)
    assert view.grab().toImage().copy(*names) != before
