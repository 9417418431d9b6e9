"""Ratings in the whole window: the form beside the picture, its keys, and the way back to coding."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from coder.app.settings import Settings
from coder.gui.ratings.item_row import ItemRow
from coder.gui.ratings.panel import RatingPanel
from coder.gui.timeline.rows import Measured, build_rows
from coder.model.scheme import Pass, Scheme
from tests.gui.desks import build_workspace
from tests.gui.stage import Stage, build_opened, of_scheme, press_focused, sit_down
from tests.ratings import SCHEME

CTRL = Qt.KeyboardModifier.ControlModifier
ALONE = replace(SCHEME, tiers=SCHEME.tiers[1:3])


@pytest.fixture
def stage(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Stage:
    return sit_down(qtbot, monkeypatch, of_scheme(SCHEME))


def open_form(stage: Stage) -> RatingPanel:
    press_focused(Qt.Key.Key_6, "6", CTRL)
    panel = stage.sitting.beside.panel
    assert panel is not None
    return panel


def values(stage: Stage) -> list[str]:
    return [f"{event.code} {event.modifier('value')}" for event in stage.workspace.observation]


def test_the_form_takes_the_place_of_the_codes_and_gives_it_back(stage: Stage) -> None:
    sitting = stage.sitting
    assert sitting.beside.currentWidget() is sitting.codes
    panel = open_form(stage)
    assert sitting.beside.currentWidget() is panel
    assert isinstance(QApplication.focusWidget(), ItemRow)
    press_focused(Qt.Key.Key_5, "5")
    press_focused(Qt.Key.Key_Down)
    press_focused(Qt.Key.Key_N, "n")
    assert values(stage) == ["smiles 5", "hurries not_ratable"]
    press_focused(Qt.Key.Key_Escape)
    assert sitting.beside.currentWidget() is sitting.codes
    assert QApplication.focusWidget() is sitting.video
    press_focused(Qt.Key.Key_G, "g")
    assert [event.code for event in stage.workspace.observation][-1] == "at_face"


def test_the_video_plays_on_while_items_are_rated(stage: Stage) -> None:
    open_form(stage)
    press_focused(Qt.Key.Key_Space, " ")
    press_focused(Qt.Key.Key_5, "5")
    assert stage.sitting.playback.playing
    assert values(stage) == ["smiles 5"]
    press_focused(Qt.Key.Key_Space, " ")


def test_one_undo_takes_a_rating_back_and_the_form_shows_it(stage: Stage) -> None:
    panel = open_form(stage)
    press_focused(Qt.Key.Key_5, "5")
    press_focused(Qt.Key.Key_Z, "z", CTRL)
    assert (values(stage), panel.head.words) == ([], "0 of 5 rated")


def test_a_comment_is_written_without_leaving_the_form(stage: Stage, qtbot: QtBot) -> None:
    open_form(stage)
    press_focused(Qt.Key.Key_5, "5")
    press_focused(Qt.Key.Key_Up)
    press_focused(Qt.Key.Key_C, "c")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    assert field.accessibleName() == "Comment on Smiles"
    QTest.keyClicks(field, "first half only")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert [event.comment for event in stage.workspace.observation] == ["first half only"]
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), ItemRow))


def test_where_only_ratings_are_coded_the_form_is_open_from_the_start(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = sit_down(qtbot, monkeypatch, of_scheme(ALONE))
    assert stage.sitting.beside.currentWidget() is stage.sitting.beside.panel
    assert isinstance(QApplication.focusWidget(), ItemRow)
    press_focused(Qt.Key.Key_3, "3")
    assert values(stage) == ["smiles 3"]


def test_a_pass_of_ratings_opens_the_form_and_another_does_not(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    passes = (Pass("warmth", ("cg_warmth",)), Pass("gaze", ("cg_gaze",)))
    scheme = replace(SCHEME, passes=passes)
    for name, is_open in (("warmth", True), ("gaze", False)):
        stage = sit_down(qtbot, monkeypatch, build_opened(build_workspace(scheme, pass_id=name, frames=1500)))
        assert stage.sitting.desk.ratings.is_open is is_open
        stage.window.close()


def test_the_palette_shows_how_much_is_rated_and_opens_the_form_there(stage: Stage, qtbot: QtBot) -> None:
    buttons = stage.sitting.codes.ratings
    assert {name: button.text() for name, button in buttons.items()} == {
        "cg_warmth": "0 of 3 rated",
        "cg_list": "0 of 2 rated",
        "dyad_step": "rate each phase",
        "in_style": "rate each phase",
    }
    QTest.mouseClick(buttons["cg_list"], Qt.MouseButton.LeftButton)
    press_focused(Qt.Key.Key_2, "2")
    assert values(stage) == ["greets 2"]
    assert buttons["cg_list"].text() == "1 of 2 rated"


def test_the_form_gets_room_and_gives_it_back_and_the_splitter_is_remembered_as_it_was(stage: Stage) -> None:
    page = stage.sitting.page
    before = page.right.sizes()
    open_form(stage)
    assert page.right.sizes()[0] > before[0]
    press_focused(Qt.Key.Key_Escape)
    assert page.right.sizes() == before
    open_form(stage)
    page.shape()
    assert page.right.sizes() == before


def test_in_a_small_window_the_tab_says_what_it_holds(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    stage = sit_down(qtbot, monkeypatch, of_scheme(SCHEME), size=(1024, 700))
    page = stage.sitting.page
    qtbot.waitUntil(lambda: page.folded)
    page.tabs.setCurrentIndex(1)
    open_form(stage)
    assert (page.tabs.currentIndex(), page.tabs.tabText(0)) == (0, "Ratings")
    press_focused(Qt.Key.Key_Escape)
    assert page.tabs.tabText(0) == "Codes"


def test_ratings_have_a_row_in_the_table_and_no_lane(stage: Stage) -> None:
    open_form(stage)
    press_focused(Qt.Key.Key_4, "4")
    model = stage.sitting.events.model
    assert [model.index(0, column).data() for column in (2, 3, 4)] == ["cg warmth", "smiles", "4, at times"]
    rows = build_rows(SCHEME, stage.workspace.lanes, Measured())
    assert [row.id for row in rows] == ["phase", "cg_gaze", "uncodable"]


def test_the_menu_ticks_the_form_while_it_is_open(stage: Stage) -> None:
    action = stage.window.menus.actions["code.ratings"]
    open_form(stage)
    stage.window.menus.menus["Code"].aboutToShow.emit()
    assert action.isChecked()
    press_focused(Qt.Key.Key_Escape)
    stage.window.menus.menus["Code"].aboutToShow.emit()
    assert not action.isChecked()


def test_the_sheet_of_keys_names_the_keys_of_the_form(stage: Stage) -> None:
    from coder.gui.palette.sheet_sections import build_sections

    desk = stage.sitting.desk
    titles = [section.title for section in build_sections(desk)]
    assert titles.index("Form for ratings") > titles.index("Caregiver: cg warmth")
    desk.ratings.open()
    sections = build_sections(desk)
    assert sections[0].title == "Form for ratings"
    warmth = next(section for section in sections if section.title == "Caregiver: cg warmth")
    assert (warmth.entries[0].name, warmth.note) == ("Smiles", "rated once a session, in the form (Code › Ratings)")


def test_a_form_that_is_open_follows_the_theme(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    from coder.gui.theme import LIGHT

    stage = sit_down(qtbot, monkeypatch, of_scheme(SCHEME), settings=Settings(coder="ana"))
    panel = open_form(stage)
    before = panel.grab().toImage()
    stage.sitting.set_theme(LIGHT)
    assert panel.grab().toImage() != before


def test_a_scheme_without_ratings_says_so(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    none: Scheme = replace(SCHEME, tiers=SCHEME.tiers[:1])
    stage = sit_down(qtbot, monkeypatch, of_scheme(none))
    press_focused(Qt.Key.Key_6, "6", CTRL)
    assert stage.window.bar.text.startswith("This scheme has no ratings.")
    assert stage.sitting.beside.panel is None
