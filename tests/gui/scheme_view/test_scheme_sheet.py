"""The scheme view: what it shows, by hand and by keys, and that nothing is coded from it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from coder.app.scheme_view import RunningScheme
from coder.gui.scheme_view.keyboard_rows import LAYOUTS
from coder.gui.scheme_view.scheme_sheet import SchemeSheet
from coder.gui.theme import DARK, LIGHT, Theme
from tests.gui.scheme_view.views import TEXT, Asked, build_sheet, loaded, write
from tests.gui.stage import press


@pytest.fixture
def sheet(qtbot: QtBot, tmp_path: Path) -> SchemeSheet:
    return build_sheet(qtbot, write(tmp_path))


def words(sheet: SchemeSheet) -> str:
    return sheet.body.card.words.text()


def test_a_file_is_shown_with_its_title_version_and_status(sheet: SchemeSheet) -> None:
    title = sheet.head.title.text()
    assert "The lab" in title
    assert "lab 1.0.0 · draft" in title
    assert "lab.yaml" in sheet.head.place.text()
    assert "read-only" not in sheet.head.place.text()


def test_a_locked_scheme_is_marked_read_only(qtbot: QtBot, tmp_path: Path) -> None:
    sheet = build_sheet(qtbot, write(tmp_path, TEXT.replace("status: draft", "status: locked")))
    assert "read-only: lab.yaml is locked" in sheet.head.place.text()


def test_the_chosen_code_tells_its_definition_and_what_counts_and_what_does_not(sheet: SchemeSheet) -> None:
    sheet.body.choose(("face", "smile"))
    said = words(sheet)
    for part in ("key s", "face.smile", "corners of the mouth", "a broad smile", "a yawn &amp; a sneeze"):
        assert part in said


def test_its_colour_is_shown_in_dark_and_in_light_with_contrasts(sheet: SchemeSheet) -> None:
    sheet.body.choose(("touch", "touch"))
    dark, light = (sample.words for sample in sheet.body.card.samples)
    assert dark.startswith("#0072b2 in dark: letters 5.2:1, ground ")
    assert light.startswith("#0072b2 in light: letters 5.2:1, ground ")


def test_a_key_shows_what_it_codes_and_codes_nothing(sheet: SchemeSheet) -> None:
    press(sheet, Qt.Key.Key_T, "t")
    assert sheet.body.chosen == ("touch", "touch")
    press(sheet, Qt.Key.Key_T, "T", Qt.KeyboardModifier.ShiftModifier)
    assert sheet.body.chosen == ("touch", "hold")
    press(sheet, Qt.Key.Key_F6)
    assert sheet.body.chosen == ("phase", "still")
    assert "planned 1:00, may end early" in words(sheet)
    press(sheet, Qt.Key.Key_Space, " ")
    assert words(sheet) == "Space: Play or pause, taken by the player."
    assert sheet.isVisible()


def test_arrows_go_through_all_codes_and_all_passes(sheet: SchemeSheet) -> None:
    first = sheet.body.codes[0]
    assert sheet.body.chosen == first
    press(sheet, Qt.Key.Key_Down)
    assert sheet.body.chosen == sheet.body.codes[1]
    press(sheet, Qt.Key.Key_Up)
    press(sheet, Qt.Key.Key_Up)
    assert sheet.body.chosen == first
    press(sheet, Qt.Key.Key_Right)
    assert sheet.body.pass_id == "infant_only"
    press(sheet, Qt.Key.Key_Left)
    assert sheet.body.pass_id == ""


def test_a_pass_has_only_its_codes_and_keys(sheet: SchemeSheet) -> None:
    sheet.body.step_pass(2)
    assert {tier for tier, _ in sheet.body.codes} == {"phase", "touch", "uncodable"}
    plates = sheet.body.keyboard.plates
    assert plates["t"].target == ("touch", "touch")
    assert not plates["s"].means_something
    palette = sheet.body.palette_shown
    assert palette is not None
    assert ("face", "smile") not in palette.buttons
    press(sheet, Qt.Key.Key_B, "b")
    assert sheet.body.chosen not in (None, ("signal", "bid"))


def test_what_is_chosen_stays_chosen_in_another_pass_that_has_it(sheet: SchemeSheet) -> None:
    sheet.body.choose(("signal", "bid"))
    sheet.body.step_pass(1)
    assert sheet.body.chosen == ("signal", "bid")
    sheet.body.step_pass(1)
    assert sheet.body.chosen == sheet.body.codes[0]


def test_a_click_on_the_palette_or_on_a_key_chooses(sheet: SchemeSheet) -> None:
    palette = sheet.body.palette_shown
    assert palette is not None
    QTest.mouseClick(palette.buttons["touch", "touch"], Qt.MouseButton.LeftButton)
    assert sheet.body.chosen == ("touch", "touch")
    QTest.mouseClick(sheet.body.keyboard.plates["b"], Qt.MouseButton.LeftButton)
    assert sheet.body.chosen == ("signal", "bid")


def test_links_are_shown_by_direction_and_lead_to_their_codes(sheet: SchemeSheet) -> None:
    assert sheet.body.sections is not None
    said = sheet.body.sections.texts["Links"].text()
    assert said.index("Infant → Caregiver") < said.index("answered") < said.index("Caregiver → Infant")
    assert "within 0.2 to 5 s" in said
    sheet.body.step_pass(2)
    sheet.body.sections.texts["Links"].linkActivated.emit("face.smile")
    assert (sheet.body.chosen, sheet.body.pass_id) == (("face", "smile"), "")


def test_derived_codes_passes_and_phases_are_told(sheet: SchemeSheet) -> None:
    sections = sheet.body.sections
    assert sections is not None
    assert "warm (infant)" in sections.texts["Derived codes"].text()
    assert "infant only: infant face, infant signal · without sound · at 0.5×" in sections.texts["Passes"].text()
    assert sections.strip is not None
    told = sections.strip.accessibleDescription()
    assert "after: Phase of no planned length, optional." in told
    assert "Window last10: 10 s at the end of play, still." in told


@pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
@pytest.mark.parametrize("size", [(1400, 860), (800, 560)], ids=["large", "small"])
def test_it_is_painted_in_every_theme_and_size(
    qtbot: QtBot, tmp_path: Path, theme: Theme, size: tuple[int, int]
) -> None:
    sheet = build_sheet(qtbot, write(tmp_path), theme=theme, size=size)
    for layout in LAYOUTS:
        sheet.body.layouts.setCurrentText(layout)
        assert not sheet.grab().isNull()
    content = sheet.body.area.widget()
    assert content is not None
    assert content.width() <= sheet.body.area.viewport().width()
    sheet.set_theme(LIGHT if theme.dark else DARK)
    assert not sheet.grab().isNull()


def test_all_that_takes_keys_has_a_name(sheet: SchemeSheet) -> None:
    nameless = [
        widget
        for widget in sheet.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and not said_of(widget)
    ]
    assert nameless == []


def said_of(widget: QWidget) -> str:
    return widget.accessibleName() or (widget.text() if isinstance(widget, QAbstractButton) else "")


def test_tab_goes_round_through_every_part_and_comes_back(sheet: SchemeSheet) -> None:
    seen: list[str] = []
    for _ in range(40):
        QTest.keyClick(QApplication.focusWidget() or sheet, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        name = type(focused).__name__
        if focused is sheet.head.edit and seen:
            break
        seen.append(name)
    assert {"QTabBar", "KeyPlate", "QComboBox", "ReadingLabel", "QPushButton"} <= set(seen)


def test_arrows_on_the_keyboard_go_from_key_to_key(sheet: SchemeSheet) -> None:
    keyboard = sheet.body.keyboard
    sheet.body.choose(("face", "smile"))
    keyboard.setFocus(Qt.FocusReason.TabFocusReason)
    assert QApplication.focusWidget() is keyboard.plates["s"]
    press(keyboard.plates["s"], Qt.Key.Key_Right)
    assert QApplication.focusWidget() is keyboard.plates["d"]
    assert sheet.body.chosen == ("face", "neutral")
    press(keyboard.plates["d"], Qt.Key.Key_Escape)
    assert not sheet.isVisible()


def test_another_layout_moves_the_keys_and_is_remembered(qtbot: QtBot, tmp_path: Path) -> None:
    asked = Asked()
    sheet = build_sheet(qtbot, write(tmp_path), asked=asked)
    plates = sheet.body.keyboard.plates
    assert plates["y"].y() < plates["z"].y()
    sheet.body.layouts.setCurrentText("QWERTZ")
    plates = sheet.body.keyboard.plates
    assert plates["z"].y() < plates["y"].y()
    assert plates["t"].target == ("touch", "touch")
    assert asked.others == ["QWERTZ"]


def test_the_scheme_that_is_coded_with_is_shown_in_its_pass(qtbot: QtBot) -> None:
    sheet = build_sheet(qtbot, None, RunningScheme(loaded(), "infant_only"))
    assert sheet.body.pass_id == "infant_only"
    assert "its file is not found" in sheet.head.place.text()
    assert not sheet.head.edit.isVisible()
