"""Lanes of derived codes, while what they are computed from still runs."""

from dataclasses import replace

from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from coder.gui.timeline.hint import row_words
from coder.gui.timeline.view import TimelineView
from coder.model.event import Event
from coder.model.scheme import Code, Derived, Kind, Scheme, Tier, plain
from tests.gui.timeline.sessions import SCHEME, build_view, build_workspace, row

ALONE = Derived("alone", "infant", plain("alone"), all_of=("in_gaze.object",), none_of=("cg_touch.touch",))
LOOKS = Event(1, "in_gaze", "object", 10_000)


def shown(qtbot: QtBot, *events: Event, derived: Derived = ALONE, scheme: Scheme = SCHEME) -> TimelineView:
    view = build_view(build_workspace(*events, scheme=replace(scheme, derived=(derived,))))
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    view.set_now(80_000)
    return view


def colors(view: TimelineView, row_id: str, *times_ms: int) -> list[str]:
    placed, image = row(view, row_id), view.grab().toImage()
    return [image.pixelColor(QPoint(round(view.scale.x(ms)), placed.top + 10)).name() for ms in times_ms]


def is_held(view: TimelineView, *times_ms: int) -> list[bool]:
    ground = colors(view, "derived.alone", 5_000)[0]
    return [color != ground for color in colors(view, "derived.alone", *times_ms)]


def test_what_still_runs_is_drawn_only_where_the_code_holds(qtbot: QtBot) -> None:
    view = shown(qtbot, LOOKS, Event(2, "cg_touch", "touch", 30_000, 50_000))
    assert is_held(view, 20_500, 40_500, 60_500) == [True, False, True]


def test_it_is_not_drawn_over_time_that_could_not_be_judged(qtbot: QtBot) -> None:
    unseen = Event(2, "uncodable", "uncodable", 30_000, 50_000, modifiers=(("reason", "off_camera"),))
    view = shown(qtbot, LOOKS, unseen)
    assert is_held(view, 20_500, 40_500, 60_500) == [True, False, True]


def test_it_is_not_drawn_between_the_phases(qtbot: QtBot) -> None:
    play, still = Event(2, "phase", "play", 12_000, 30_000), Event(3, "phase", "still", 50_000)
    view = shown(qtbot, LOOKS, play, still)
    between = colors(view, "derived.alone", 40_500)
    assert between not in (colors(view, "derived.alone", 20_500), colors(view, "derived.alone", 60_500))


def test_two_ordinal_tiers_are_seen_to_match(qtbot: QtBot) -> None:
    codes = (Code("far", "n", value=0), Code("near", "m", value=1))
    tiers = tuple(
        Tier(name, actor, Kind.STATE, plain("nearness"), codes, default="far")
        for name, actor in (("cg", "caregiver"), ("in", "infant"))
    )
    match = Derived("alone", "dyad", match=("cg", "in"))
    view = shown(
        qtbot,
        Event(1, "cg", "near", 20_000, 60_000),
        Event(2, "in", "near", 40_000, 80_000),
        derived=match,
        scheme=replace(SCHEME, tiers=tiers),
    )
    held = colors(view, "derived.alone", 10_500, 30_500, 50_500, 70_500, 90_500)
    assert held[0] == held[2] == held[4] != held[1] == held[3]


def test_a_derived_code_tells_what_it_is_computed_from(qtbot: QtBot) -> None:
    view = shown(qtbot, LOOKS)
    assert row_words(row(view, "derived.alone").row, view.workspace.scheme) == (
        "Infant: alone\ncomputed, never typed\n"
        "while all hold: infant gaze object\nand none holds: caregiver touch touch"
    )
