"""Beside the codes of an interval tier: how many of its intervals are coded, and what a code stands for."""

from pytestqt.qtbot import QtBot

from coder.app.desk import Desk
from coder.gui.palette.code_palette import CodePalette
from coder.gui.palette.definitions import tooltip_of
from coder.gui.palette.interval_note import IntervalNote
from coder.gui.palette.sheet_sections import build_sections
from coder.gui.theme import DARK, LIGHT
from coder.model.scheme import Actor, Kind, Phase, Procedure, Role, Scheme, Tier, plain
from tests.gui.desks import build_desk, build_workspace, press_all
from tests.gui.palette.test_interval_strip import STATE

GAZE = Tier("in_gaze", "infant", Kind.STATE, plain("gaze"), STATE.codes[2:])
SCHEME = Scheme(
    "s",
    "1.0.0",
    actors=(Actor("infant", Role.INFANT, plain("Infant")),),
    tiers=(STATE, GAZE),
    procedure=Procedure("p", (Phase("play", "f5"), Phase("still", "f6"))),
)


def desk_of() -> Desk:
    return build_desk(build_workspace(SCHEME, frames=3_000))


def test_it_counts_and_follows_codes_undo_and_phases(qtbot: QtBot) -> None:
    desk = desk_of()
    palette = CodePalette(desk, DARK)
    qtbot.addWidget(palette)
    (note,) = palette.findChildren(IntervalNote)
    assert note.text() == "0 of 12 coded"
    press_all(desk, ("c", 5_000), ("q", 15_000))
    assert (note.text(), note.accessibleName()) == ("2 of 12 coded", "2 of 12 intervals coded")
    desk.press("ctrl+z")
    assert note.text() == "1 of 12 coded"
    press_all(desk, ("f5", 0), ("f5", 25_000))
    assert note.text() == "1 of 3 coded"


def test_it_changes_its_colour_with_the_theme(qtbot: QtBot) -> None:
    palette = CodePalette(desk_of(), DARK)
    qtbot.addWidget(palette)
    (note,) = palette.findChildren(IntervalNote)
    assert DARK.dim in note.styleSheet()
    palette.set_theme(LIGHT)
    assert LIGHT.dim in note.styleSheet()


def test_length_and_rule_are_told_with_each_code_and_on_the_sheet_of_keys(qtbot: QtBot) -> None:
    rule = "intervals of 10 s: what holds most of the time (predominant)"
    assert rule in tooltip_of(STATE, STATE.codes[0])
    assert "intervals" not in tooltip_of(GAZE, GAZE.codes[0])
    notes = [section.note for section in build_sections(desk_of()) if section.title == "Infant: state"]
    assert notes == [f"{rule}; play pauses at the end of each"]
