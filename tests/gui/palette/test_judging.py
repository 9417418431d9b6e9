"""Rows of the palette show what cannot be judged now, and how much is codable."""

import pytest
from pytestqt.qtbot import QtBot

from coder.gui.palette.code_palette import CodePalette
from coder.gui.palette.rows import TierRow
from coder.gui.theme import DARK, LIGHT, Theme
from coder.model.event import Event
from tests.gui.desks import build_desk, build_workspace, core_cues


def build(qtbot: QtBot, *events: Event, theme: Theme = DARK) -> CodePalette:
    palette = CodePalette(build_desk(build_workspace(core_cues(), events)), theme)
    qtbot.addWidget(palette)
    palette.resize(340, 600)
    return palette


def rows(palette: CodePalette) -> dict[str, TierRow]:
    """Return the rows of tiers by the name and actor of their first button."""
    return {tier: row for (tier, _), button in palette.buttons.items() if isinstance(row := button.parent(), TierRow)}


HIDDEN = Event(1, "uncodable", "uncodable", 10_000, 20_000, modifiers=(("reason", "infant_hidden"),))


def test_only_the_blocked_tiers_say_so_and_only_while_it_lasts(qtbot: QtBot) -> None:
    palette = build(qtbot, HIDDEN)
    found = rows(palette)
    palette.set_now(15_000)
    blocked = {tier for tier, row in found.items() if row.blocked}
    assert blocked == {"in_gaze", "in_face"}
    assert found["in_gaze"].blocked == "uncodable: infant hidden"
    assert found["in_gaze"].accessibleName() == "gaze, uncodable: infant hidden"
    palette.set_now(20_000)
    assert not any(row.blocked for row in found.values())
    assert found["in_gaze"].accessibleName() == "gaze"


def test_a_press_blocks_at_once_and_the_reason_frees_what_it_does_not_block(qtbot: QtBot) -> None:
    palette = build(qtbot)
    workspace, found = palette._desk.workspace, rows(palette)
    palette.set_now(5_000)
    workspace.press("u", 5_000)
    assert found["cg_gaze"].blocked == found["in_gaze"].blocked == "uncodable"
    reasons = [option.id for option in workspace.scheme.uncodable.reasons] if workspace.scheme.uncodable else []
    workspace.press(str(reasons.index("infant_hidden") + 1), 5_000)
    assert (found["cg_gaze"].blocked, found["in_gaze"].blocked) == ("", "uncodable: infant hidden")


def test_a_tier_tells_how_much_of_it_is_codable(qtbot: QtBot) -> None:
    palette = build(qtbot, HIDDEN)
    found = rows(palette)
    assert found["in_gaze"].toolTip() == "590.0 s of 600.0 s codable"
    assert found["cg_gaze"].toolTip() == "600.0 s of 600.0 s codable"
    palette._desk.workspace.press("u", 30_000)
    palette._desk.workspace.press("u", 35_000)
    assert found["in_gaze"].toolTip() == "585.0 s of 600.0 s codable"


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
def test_a_blocked_label_is_hatched(qtbot: QtBot, theme: Theme) -> None:
    palette = build(qtbot, HIDDEN, theme=theme)
    row = rows(palette)["in_gaze"]
    palette.show()
    palette.set_now(5_000)
    before = row.grab().toImage()
    palette.set_now(15_000)
    assert row.grab().toImage() != before
