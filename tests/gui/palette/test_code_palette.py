"""The code palette: what is lit, what a click does, and that it leaves the keys alone."""

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from coder.app.desk import Desk
from coder.gui.palette.code_palette import CodePalette
from coder.gui.palette.definitions import tooltip_of
from coder.gui.palette.key_button import Light
from coder.gui.theme import DARK, LIGHT
from tests.gui.desks import StillPlayer, build_desk, build_workspace, core_cues, press_all, still_face
from tests.gui.palette.schemes import build_scheme


@pytest.fixture
def desk() -> Desk:
    return build_desk(build_workspace(build_scheme()))


@pytest.fixture
def palette(qtbot: QtBot, desk: Desk) -> CodePalette:
    palette = CodePalette(desk, DARK)
    qtbot.addWidget(palette)
    palette.resize(340, 400)
    with qtbot.waitExposed(palette):
        palette.show()
    return palette


def lit(palette: CodePalette) -> dict[str, Light]:
    return {code: button.light for (_, code), button in palette.buttons.items() if button.light is not Light.OFF}


def click(palette: CodePalette, tier: str, code: str) -> None:
    QTest.mouseClick(palette.buttons[tier, code], Qt.MouseButton.LeftButton)


def test_every_code_of_the_scheme_has_a_button_with_its_key(qtbot: QtBot) -> None:
    scheme = still_face()
    palette = CodePalette(build_desk(build_workspace(scheme)), DARK)
    qtbot.addWidget(palette)
    assert {name: button.chord for name, button in palette.buttons.items()} == {
        (tier.id, code.id): code.key for tier in scheme.lanes for code in tier.codes
    }


def test_a_click_codes_at_the_frame_on_the_screen(palette: CodePalette, desk: Desk) -> None:
    desk.player.seek_ms(1240)
    click(palette, "look", "at")
    assert [(event.code, event.onset_ms) for event in desk.workspace.observation] == [("at", 1240)]


def test_a_click_leaves_the_keys_where_they_were(qtbot: QtBot, palette: CodePalette) -> None:
    elsewhere = QLineEdit()
    qtbot.addWidget(elsewhere)
    elsewhere.show()
    elsewhere.activateWindow()
    elsewhere.setFocus()
    qtbot.waitUntil(elsewhere.hasFocus)
    click(palette, "look", "at")
    assert QApplication.focusWidget() is elsewhere
    assert all(button.focusPolicy() is Qt.FocusPolicy.NoFocus for button in palette.buttons.values())


def test_what_holds_is_lit_and_the_default_only_dotted(palette: CodePalette, desk: Desk) -> None:
    assert lit(palette) == {"lie": Light.DEFAULT}
    press_all(desk, ("q", 1000), ("w", 1000), ("a", 2000), ("g", 3000))
    palette.set_now(1500)
    assert lit(palette) == {"talk": Light.ON, "sing": Light.ON, "lie": Light.DEFAULT}
    palette.set_now(3000)
    assert lit(palette) == {"talk": Light.ON, "sing": Light.ON, "sit": Light.ON, "at": Light.ON}


def test_a_press_lights_its_button_at_once_and_undo_puts_it_out(palette: CodePalette, desk: Desk) -> None:
    press_all(desk, ("g", 0))
    assert lit(palette)["at"] is Light.ON
    desk.workspace.undo()
    assert "at" not in lit(palette)


def test_uncodable_time_puts_the_default_out(qtbot: QtBot) -> None:
    desk = build_desk(build_workspace(core_cues()))
    palette = CodePalette(desk, DARK)
    qtbot.addWidget(palette)
    assert lit(palette)["away"] is Light.DEFAULT
    press_all(desk, ("u", 0), ("1", 0))
    assert lit(palette) == {"uncodable": Light.ON}


def test_a_press_flashes_for_a_moment(qtbot: QtBot, palette: CodePalette, desk: Desk) -> None:
    button = palette.buttons["look", "at"]
    press_all(desk, ("g", 0))
    assert button.flashing
    qtbot.waitUntil(lambda: not button.flashing)


def test_a_derived_code_counts_from_where_it_began(palette: CodePalette, desk: Desk) -> None:
    (_, row) = palette.derived[0]
    press_all(desk, ("w", 1000), ("g", 2000))
    palette.set_now(1500)
    assert (row.holds, row.read_out) == (False, "derived")
    palette.set_now(5240)
    assert (row.holds, row.read_out) == (True, "derived · 0:03.2")
    palette.set_now(95_000)
    assert row.read_out == "derived · 1:33.0"
    press_all(desk, ("h", 96_000), ("g", 100_000))
    palette.set_now(97_000)
    assert not row.holds
    palette.set_now(101_500)
    assert row.read_out == "derived · 0:01.5"
    palette.set_now(4000)
    assert row.read_out == "derived · 0:02.0"


def test_a_pass_shows_only_its_tiers(qtbot: QtBot) -> None:
    palette = CodePalette(build_desk(build_workspace(build_scheme(), pass_id="child_only")), DARK)
    qtbot.addWidget(palette)
    assert {tier for tier, _ in palette.buttons} == {"look", "pose"}
    assert palette.derived == []


def test_only_buttons_that_change_are_painted(
    qtbot: QtBot, palette: CodePalette, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    press_all(desk, ("g", 1000), ("h", 2000))
    painted: list[str] = []
    for (_, code), button in palette.buttons.items():
        monkeypatch.setattr(button, "update", lambda code=code: painted.append(code))
    palette.set_now(1000)
    palette.set_now(1040)
    painted.clear()
    palette.set_now(2000)
    assert sorted(painted) == ["at", "off"]


def test_buttons_say_who_what_and_which_key(palette: CodePalette) -> None:
    assert palette.buttons["look", "at"].accessibleName() == "at, child gaze, key g"
    assert palette.buttons["look", "c1"].text() == "Other"


def test_what_a_lab_writes_is_shown_as_it_is_written() -> None:
    tier = build_scheme().tiers[0]
    talk, sing = (tooltip_of(tier, code) for code in tier.codes)
    assert "Words &lt;b&gt;or&lt;/b&gt; sounds &amp; more." in talk
    assert "1 low, 2 high, 3 very high" in talk
    assert "<b>counts:</b> a lullaby" in sing
    assert "<b>does not count:</b> a radio" in sing


@pytest.mark.parametrize("width", [240, 300, 340, 360])
def test_buttons_wrap_inside_the_width_and_the_rest_scrolls(qtbot: QtBot, width: int) -> None:
    palette = CodePalette(build_desk(build_workspace(core_cues())), LIGHT)
    qtbot.addWidget(palette)
    palette.resize(width, 160)
    with qtbot.waitExposed(palette):
        palette.show()
    page = palette.widget()
    assert page is not None
    for button in palette.buttons.values():
        right = button.mapTo(page, button.rect().topRight()).x()
        assert right < palette.viewport().width()
    assert page.height() > palette.viewport().height()
    assert palette.verticalScrollBar().maximum() > 0


def test_at_the_usual_width_a_tier_takes_one_line(qtbot: QtBot) -> None:
    palette = CodePalette(build_desk(build_workspace(core_cues())), LIGHT)
    qtbot.addWidget(palette)
    palette.resize(340, 400)
    with qtbot.waitExposed(palette):
        palette.show()
    for tier in core_cues().tiers:
        assert len({palette.buttons[tier.id, code.id].y() for code in tier.codes}) == 1
    assert palette.buttons["cg_face", "smile"].brief
    assert not palette.buttons["cg_touch", "touch"].brief


def test_a_view_only_observation_says_so(qtbot: QtBot) -> None:
    workspace = build_workspace(build_scheme(), view_only="it is another coder's.")
    palette = CodePalette(build_desk(workspace, StillPlayer(500)), DARK)
    qtbot.addWidget(palette)
    said: list[str] = []
    workspace.noticed.add(lambda notice: said.append(notice.message))
    click(palette, "look", "at")
    assert said == ["This observation is view-only: it is another coder's."]
    assert len(workspace.observation) == 0


def test_a_closed_palette_listens_no_more(qtbot: QtBot, desk: Desk) -> None:
    palette = CodePalette(desk, DARK)
    shiboken6.delete(palette)
    press_all(desk, ("g", 0))
    assert len(desk.workspace.observation) == 1


def test_a_change_of_theme_is_painted(palette: CodePalette) -> None:
    before = palette.grab().toImage()
    palette.set_theme(LIGHT)
    assert palette.grab().toImage() != before
