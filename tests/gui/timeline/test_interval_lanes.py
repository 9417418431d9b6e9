"""Lanes of intervals: each one that waits for a code is a hollow cell."""

from dataclasses import replace
from random import Random

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from coder.editing.edits import SetModifier
from coder.gui.timeline.view import TimelineView
from coder.model.event import Event
from coder.model.scheme import Code, Kind, Tier, plain
from tests.gui.timeline.sessions import SCHEME, build_view, build_workspace, row

STATE = Tier(
    "in_state", "infant", Kind.INTERVAL, plain("state"), (Code("calm", "c"), Code("upset", "q")), length_s=10.0
)
ACTS = Tier(
    "in_acts",
    "infant",
    Kind.INTERVAL,
    plain("acts"),
    (Code("kick", "k"), Code("suck", "s")),
    exclusive=False,
    length_s=7.0,
)
SAMPLED = replace(SCHEME, tiers=(*SCHEME.tiers, STATE, ACTS))
CALM = Event(1, "in_state", "calm", 10_000, 20_000)


def shown(qtbot: QtBot, *events: Event, end_ms: int = 100_000) -> TimelineView:
    view = build_view(build_workspace(*events, end_ms=end_ms, scheme=SAMPLED), height=420)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    return view


def is_marked(view: TimelineView, row_id: str, ms: int) -> bool:
    """Tell whether anything is drawn at an instant on the upper edge of a row's bars, or in its middle."""
    placed, image = row(view, row_id), view.grab().toImage()
    x = round(view.scale.x(ms))
    ground = image.pixelColor(QPoint(x, placed.top)).name()  # shaded where nothing counts
    column = range(placed.top + 1, placed.bottom - 2)
    return any(image.pixelColor(QPoint(x, y)).name() != ground for y in column)


def test_an_uncoded_interval_is_a_hollow_cell_and_a_coded_one_a_bar(qtbot: QtBot) -> None:
    view = shown(qtbot, CALM)
    inside = QPoint(round(view.scale.x(25_500)), row(view, "in_state").top + 10)
    assert view.grab().toImage().pixelColor(inside).name() == view.theme.color("window").name()
    assert is_marked(view, "in_state", 25_500)
    inside.setX(round(view.scale.x(15_500)))
    assert view.grab().toImage().pixelColor(inside).name() != view.theme.color("window").name()


def test_there_are_no_cells_outside_the_phases(qtbot: QtBot) -> None:
    view = shown(qtbot, Event(1, "phase", "play", 20_000, 45_000))
    assert [is_marked(view, "in_state", ms) for ms in (15_500, 25_500, 43_000, 55_500)] == [False, True, True, False]


def test_where_codes_overlap_a_cell_is_hollow_only_where_there_is_no_code_at_all(qtbot: QtBot) -> None:
    view = shown(qtbot, Event(1, "in_acts", "kick", 0, 7_000))
    assert not is_marked(view, "in_acts.suck", 3_000)
    assert is_marked(view, "in_acts.suck", 9_500)


def test_cells_too_narrow_to_be_seen_are_a_line(qtbot: QtBot) -> None:
    hours = shown(qtbot, CALM, Event(2, "phase", "play", 0, 5_000_000), end_ms=10_000_000)
    hours.show_all()
    assert is_marked(hours, "in_state", 2_000_000)
    assert not is_marked(hours, "in_state", 7_000_000)


@pytest.mark.parametrize("shown_ms", [20_000, 100_000])
def test_painting_again_where_it_changed_gives_the_same_picture(qtbot: QtBot, shown_ms: int) -> None:
    view, chance = shown(qtbot, CALM), Random(shown_ms)
    view.reduced_motion = True
    view.set_range(30_000, 30_000 + shown_ms)
    workspace = view.workspace
    tiers = ("in_state", "in_acts", "phase", "uncodable")
    codes = [(tier.id, code.id) for tier in SAMPLED.lanes for code in tier.codes if tier.id in tiers]
    for _ in range(20):
        workspace.code(*chance.choice(codes), chance.randrange(2_500) * 40)
        if chance.random() < 0.2:
            workspace.undo()
        if chance.random() < 0.3 and len(blocks := workspace.observation.lane("uncodable")):
            workspace.do(SetModifier(chance.choice(list(blocks)).id, "reason", "hidden"))
        pieced = view.grab().toImage()
        view.set_theme(view.theme)
        assert pieced == view.grab().toImage()
