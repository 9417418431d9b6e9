"""The form for ratings: what is shown of each item, what clicks and Tab do, what a screen reader hears."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coder.app.desk import Desk
from coder.editing.edits import SetComment
from coder.gui.ratings.panel import RatingPanel
from coder.gui.theme import DARK, LIGHT
from coder.model.event import Event
from coder.model.rating import NOT_RATABLE, Item, Level, Rating, Scale
from coder.model.scheme import Code, Kind, Scheme, Tier
from coder.model.text import plain
from tests.gui.desks import build_desk, build_workspace
from tests.ratings import MARKED, SCHEME

LEFT = Qt.MouseButton.LeftButton


def show(qtbot: QtBot, *events: Event, scheme: Scheme = SCHEME, height: int = 700) -> tuple[Desk, RatingPanel]:
    desk = build_desk(build_workspace(scheme, events))
    panel = RatingPanel(desk, DARK)
    qtbot.addWidget(panel)
    panel.resize(320, height)
    with qtbot.waitExposed(panel):
        panel.show()
    panel.activateWindow()
    desk.ratings.open()
    return desk, panel


def values(desk: Desk) -> dict[str, str | None]:
    rated = [event for event in desk.workspace.observation if event.tier != "phase"]
    return {event.code: event.modifier("value") for event in rated}


def test_each_item_stands_on_a_line_with_what_it_is_rated(qtbot: QtBot) -> None:
    desk, panel = show(qtbot)
    for chord in ("4", "n", "2", "1"):
        desk.press(chord)
    shown = {name: row.value for (_, name), row in panel.rows.items() if row.isVisible()}
    assert shown == {
        "smiles": "4, at times",
        "soothes": "not ratable",
        "hurries": "2",
        "greets": "in part",
        "names": "–",
    }
    assert panel.rows["cg_warmth", "smiles"].accessibleName() == "Smiles, caregiver cg warmth, rated 4, at times"
    assert panel.rows["cg_list", "names"].accessibleName() == "Names, caregiver cg list, not rated yet"
    assert panel.rows["cg_warmth", "smiles"].accessibleDescription() == "How smiles."
    assert (panel.head.words, panel.head.accessibleName()) == ("4 of 5 rated", "Ratings, 4 of 5 rated")


def test_the_item_that_is_asked_shows_its_definition_and_every_level_with_its_key_and_anchor(qtbot: QtBot) -> None:
    desk, panel = show(qtbot)
    details = panel.details
    assert [row for row in panel.rows.values() if row.current] == [panel.rows["cg_warmth", "smiles"]]
    assert "How smiles." in details.words.text()
    assert [(row.chord, row.text()) for row in details.levels.values()] == [
        ("1", "not at all"),
        ("2", ""),
        ("3", ""),
        ("4", "at times"),
        ("5", ""),
        ("6", ""),
        ("7", "throughout"),
        ("n", "not ratable"),
    ]
    assert details.levels["4"].accessibleName() == "4, at times, key 4"
    assert details.levels["2"].y() == details.levels["3"].y()
    desk.press("4")
    desk.ratings.go(-1)
    assert [name for name, row in details.levels.items() if row.lit] == ["4"]


def test_a_level_that_must_be_chosen_from_has_no_row_for_not_ratable(qtbot: QtBot) -> None:
    desk, panel = show(qtbot)
    desk.ratings.go_to("cg_list", "names")
    assert [row.text() for row in panel.details.levels.values()] == ["not seen", "in part", "seen"]


def test_clicks_rate_and_go_about_and_leave_the_keys_alone(qtbot: QtBot) -> None:
    desk, panel = show(qtbot)
    QTest.mouseClick(panel.details.levels["7"], LEFT)
    assert values(desk) == {"smiles": "7"}
    QTest.mouseClick(panel.rows["cg_list", "greets"], LEFT)
    QTest.mouseClick(panel.details.levels[NOT_RATABLE], LEFT)
    assert values(desk) == {"smiles": "7", "greets": NOT_RATABLE}
    QTest.mouseClick(panel.rows["cg_warmth", "soothes"], Qt.MouseButton.RightButton)
    assert desk.ratings.current is not None
    assert desk.ratings.current.item.id == "names"
    assert all(row.focusPolicy() is Qt.FocusPolicy.NoFocus for row in panel.details.levels.values())


def test_tab_goes_from_item_to_item(qtbot: QtBot) -> None:
    desk, panel = show(qtbot)
    panel.focus_current()
    qtbot.waitUntil(panel.rows["cg_warmth", "smiles"].hasFocus)
    for name in ("soothes", "hurries"):
        QTest.keyClick(panel.window(), Qt.Key.Key_Tab)
        assert desk.ratings.current is not None
        assert desk.ratings.current.item.id == name
    QTest.keyClick(panel.window(), Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is panel.rows["cg_warmth", "soothes"]
    desk.press("3")
    assert QApplication.focusWidget() is panel.rows["cg_warmth", "hurries"]


def test_the_form_takes_no_key_from_the_window(qtbot: QtBot) -> None:
    _, panel = show(qtbot, height=200)
    for target in (panel.rows["cg_warmth", "smiles"], panel.area):
        event = QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Down, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(target, event)
        assert not event.isAccepted()


def test_what_is_typed_is_seen_until_it_is_rated(qtbot: QtBot) -> None:
    desk, panel = show(qtbot, *MARKED)
    desk.press("p")
    assert panel.details.typed.text() == "type 1 to 5 in steps of 0.5, then Enter"
    desk.press("3")
    assert panel.details.typed.text() == "3▏ Enter"
    desk.press("enter")
    assert panel.rows["dyad_step", "in_step"].value == "3"
    assert panel.details.typed.isHidden()


def test_a_scale_too_fine_for_rows_shows_its_anchors(qtbot: QtBot) -> None:
    items = (Item("share", Scale(0, 100), anchors=(("0", plain("never")), ("100", plain("always")))),)
    tier = Tier("all", "caregiver", Kind.RATING, codes=(Code("share"),), rating=Rating(items=items))
    desk, panel = show(qtbot, scheme=replace(SCHEME, tiers=(tier,)))
    assert [row.text() for row in panel.details.levels.values()] == ["0  never", "100  always", "not ratable"]
    QTest.mouseClick(panel.details.levels["100"], LEFT)
    assert values(desk) == {"share": "100"}


def test_levels_say_what_they_mean(qtbot: QtBot) -> None:
    level = Level("near", "1", plain("close by"), definition=plain("within reach of an arm for most of the time"))
    tier = Tier("style", "dyad", Kind.RATING, codes=(Code("x"),), rating=Rating(items=(Item("x", levels=(level,)),)))
    _, panel = show(qtbot, scheme=replace(SCHEME, tiers=(tier,)))
    row = panel.details.levels["near"]
    assert (row.text(), row.more) == ("close by", "within reach of an arm for most of the time")
    assert row.accessibleDescription() == row.more
    assert row.heightForWidth(160) > row.heightForWidth(400)


def test_the_phases_have_buttons_with_how_much_is_rated(qtbot: QtBot) -> None:
    desk, panel = show(qtbot, *MARKED)
    assert {name: button.text() for name, button in panel.phases.buttons.items()} == {
        "play": "play 0/2",
        "still": "still 0/2",
    }
    QTest.mouseClick(panel.phases.buttons["still"], LEFT)
    desk.press("4")
    desk.press("enter")
    assert panel.phases.buttons["still"].text() == "still 1/2"
    assert panel.phases.buttons["still"].accessibleName() == "Phase still, 1 of 2 rated"
    assert [name for name, button in panel.phases.buttons.items() if button.isChecked()] == ["still"]
    desk.press("p")
    assert panel.rows["dyad_step", "in_step"].value == "–"


def test_without_a_phase_it_says_how_one_is_marked(qtbot: QtBot) -> None:
    desk, panel = show(qtbot)
    assert panel.phases.hint.text() == "No phase is marked yet. Mark phases where they begin: F5 F6 F7."
    assert panel.phases.hint.isVisible()
    assert panel.rows["dyad_step", "in_step"].isHidden()
    desk.press("f5", 0)
    assert panel.phases.hint.isHidden()
    assert panel.rows["dyad_step", "in_step"].isVisible()


def test_composites_are_live_and_say_why_they_are_missing(qtbot: QtBot) -> None:
    desk, panel = show(qtbot)
    score = panel.scores["cg_warmth", "warmth_mean"]
    assert (score.value, score.reason) == ("–", "0 of 3 items are valid, 2 needed")
    assert score.accessibleName() == "warmth, mean, missing: 0 of 3 items are valid, 2 needed"
    for chord in ("6", "5", "1"):
        desk.press(chord)
    assert (score.value, score.accessibleName()) == ("6", "warmth, mean, 6, of 3 items")


def test_a_comment_is_seen_and_heard(qtbot: QtBot) -> None:
    desk, panel = show(qtbot)
    desk.press("4")
    desk.workspace.do(SetComment(1, "first half only"))
    assert panel.rows["cg_warmth", "smiles"].accessibleName().endswith("rated 4, at times, with a comment")
    assert (panel.details.comment.more, panel.details.comment.chord) == ("first half only", "c")


def test_the_item_that_is_asked_is_always_in_sight(qtbot: QtBot) -> None:
    desk, panel = show(qtbot, height=320)
    for _ in range(4):
        desk.press("down")
    row = panel.rows["cg_list", "names"]
    area = panel.area.viewport()
    qtbot.waitUntil(lambda: 0 <= row.mapTo(area, row.rect().topLeft()).y() <= area.height() - row.height())
    for _ in range(4):
        desk.press("up")
    first = panel.rows["cg_warmth", "smiles"]
    qtbot.waitUntil(lambda: first.mapTo(area, first.rect().topLeft()).y() >= 0)


def test_the_name_of_the_item_that_is_asked_is_read_in_full(qtbot: QtBot) -> None:
    long = Code("smiles", label=plain("Smiles in a way that goes with what the infant shows at that moment"))
    tier = replace(SCHEME.tiers[1], codes=(long, *SCHEME.tiers[1].codes[1:]))
    desk, panel = show(qtbot, scheme=replace(SCHEME, tiers=(tier,)))
    row = panel.rows["cg_warmth", "smiles"]
    qtbot.waitUntil(lambda: row.height() > 40)
    desk.press("down")
    qtbot.waitUntil(lambda: row.height() == 28)


def test_it_is_painted_in_both_themes(qtbot: QtBot) -> None:
    desk, panel = show(qtbot, *MARKED)
    desk.press("4")
    before = panel.grab().toImage()
    panel.set_theme(LIGHT)
    assert panel.grab().toImage() != before
    assert [row.lit for row in panel.details.levels.values()].count(True) == 0
    panel.set_theme(DARK)
    assert panel.details.isVisible()
