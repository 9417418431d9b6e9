"""Two coders' disagreements are decided in the window, with keys alone."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coder.app.consensus_opening import ReviewWish, open_consensus
from coder.app.plan import draw_plan
from coder.gui.consensus.pair_sheet import PairSheet
from coder.gui.consensus.reason_sheet import ReasonSheet
from coder.gui.consensus.review_desk import ReviewDesk
from coder.gui.header import Header
from coder.gui.main_window import MainWindow
from coder.gui.sitting import Sitting
from coder.model.agreement import DisagreementType
from coder.model.consensus import Wanted
from tests.closed import close_window
from tests.deciding import create_fine_pair, create_pair
from tests.gui.stage import build_window, press_focused

OPENS_MS = 20_000


@pytest.fixture
def session(tmp_path: Path) -> Path:
    return create_pair(tmp_path / "study")


def open_as(window: MainWindow, qtbot: QtBot, session: Path, coder: str = "ana") -> Sitting:
    window.open_session(session, coder)
    qtbot.waitUntil(lambda: window.sitting is not None, timeout=OPENS_MS)
    assert window.sitting is not None
    return window.sitting


def review_of(window: MainWindow, qtbot: QtBot) -> ReviewDesk:
    """Wait until disagreements are reviewed; return what shows them."""
    qtbot.waitUntil(lambda: window.sitting is not None and window.sitting.review is not None, timeout=OPENS_MS)
    assert window.sitting is not None
    assert window.sitting.review is not None
    return window.sitting.review


def press(*keys: str) -> None:
    """Press keys of letters and digits."""
    for key in keys:
        press_focused(Qt.Key(ord(key.upper())), key)


def test_disagreements_are_decided_with_keys_alone(qtbot: QtBot, session: Path) -> None:
    window = build_window(qtbot)
    open_as(window, qtbot, session)
    press_focused(Qt.Key.Key_F9, "", Qt.KeyboardModifier.ControlModifier)
    desk = review_of(window, qtbot)
    assert desk.queue.head.text() == "Disagreements of ana and ben · 0 of 7 decided"
    assert desk.deciding.head.text() == "Infant gaze · 1 of 7"
    assert desk.deciding.what.text() == "↔ boundary · 0:01.000–0:02.000"
    press("a")
    assert "Decided gaze at 0:01.000: ana: face. 6 left to decide." in window.bar.text
    assert desk.deciding.head.text() == "Caregiver touch stroke · 2 of 7"
    press("b", "f", "u", "0", "b", "a")
    assert desk.queue.head.text() == "Disagreements of ana and ben · 7 of 7 decided"
    assert "All disagreements are decided." in window.bar.text
    lines = [desk.queue.list.item(row).text() for row in range(7)]
    assert lines[2] == "✓ 0:10.000  ≠ I gaze · neither: face"
    press_focused(Qt.Key.Key_Z, "", Qt.KeyboardModifier.ControlModifier)
    assert desk.review.left == 1
    qtbot.waitUntil(lambda: "→" in desk.queue.figures.text(), timeout=OPENS_MS)
    assert "1 not decided: counted as not coded." in desk.queue.figures.text()
    window.close()


def test_a_reason_is_typed_and_goes_with_the_decision(qtbot: QtBot, session: Path) -> None:
    window = build_window(qtbot)
    window.review(session, ("ana", "ben"))
    desk = review_of(window, qtbot)
    press("r")
    sheet = window.shows.sheet
    assert isinstance(sheet, ReasonSheet)
    sheet.field.setText("seen in slow motion")
    press_focused(Qt.Key.Key_Return, "")
    assert desk.deciding.said.text() == "reason: seen in slow motion"
    press("a")
    assert desk.review.disputes[0].ruled.reason == "seen in slow motion"
    window.close()


def test_disagreements_of_a_cell_are_shown_and_filters_show_others(qtbot: QtBot, session: Path) -> None:
    window = build_window(qtbot)
    window.review(session, ("ana", "ben"), "", Wanted("gaze", "toy", "away"))
    desk = review_of(window, qtbot)
    assert desk.queue.list.count() == 1
    assert desk.queue.codes.currentText() == "toy / away"
    window.review(session, ("ben", "ana"), "", Wanted(types=frozenset({DisagreementType.MISSED_BY_B})))
    assert window.sitting is not None
    assert window.sitting.review is desk
    assert desk.queue.types.currentText() == "missed by ben"
    assert desk.queue.list.count() == 2
    desk.queue.types.setCurrentIndex(0)
    desk.queue.tiers.setCurrentIndex(3)
    desk.queue.types.setFocus()
    desk.queue.types.activated.emit(0)
    assert not desk.queue.types.hasFocus()
    assert [desk.queue.list.item(row).text() for row in range(2)] == [
        "○ 0:30.000  ≠ I signal · bid / fuss",
        "○ 0:40.000  ▿ I signal · fuss / none",
    ]
    window.close()


def test_a_click_on_the_strip_or_in_the_queue_goes_there(qtbot: QtBot, session: Path) -> None:
    window = build_window(qtbot)
    window.review(session, ("ana", "ben"))
    desk = review_of(window, qtbot)
    desk.queue.list.itemClicked.emit(desk.queue.list.item(2))
    assert desk.review.current is desk.review.disputes[2]
    assert window.sitting is not None
    window.sitting.timeline.show_all()
    box = desk.lanes.box_of(desk.review.disputes[3])
    QTest.mouseClick(desk.lanes, Qt.MouseButton.LeftButton, pos=box.center())
    assert desk.review.current is desk.review.disputes[3]
    desk.deciding.buttons["0a"].click()
    assert not desk.review.disputes[3].open
    window.close()


def test_lanes_of_both_the_strip_and_the_consensus_are_painted(qtbot: QtBot, session: Path) -> None:
    window = build_window(qtbot)
    window.review(session, ("ana", "ben"))
    desk = review_of(window, qtbot)
    assert window.sitting is not None
    window.sitting.timeline.show_all()
    image = desk.lanes.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    rows = {name or "strip": top + height // 2 for name, top, height in desk.lanes.rows()}
    x = round(window.sitting.timeline.scale.x(1_300))
    colors = {name: image.pixelColor(x, y).name() for name, y in rows.items()}
    assert colors["ana"] != colors["ben"]
    assert colors["consensus"] == colors["ben"]
    assert colors["strip"] not in (colors["ana"], colors["ben"])
    window.close()


def test_of_three_coders_it_is_asked_whose_disagreements_are_meant(qtbot: QtBot, tmp_path: Path) -> None:
    session = create_pair(tmp_path / "study", "dora")
    window = build_window(qtbot)
    open_as(window, qtbot, session)
    window.run("analyse.review")
    sheet = window.shows.sheet
    assert isinstance(sheet, PairSheet)
    assert [sheet.list.item(row).text() for row in range(3)] == ["ana and ben", "ana and dora", "ben and dora"]
    press_focused(Qt.Key.Key_Down, "")
    press_focused(Qt.Key.Key_Return, "")
    assert review_of(window, qtbot).review.pair == ("ana", "dora")
    window.close()


def test_a_session_of_one_coder_has_nothing_to_review(qtbot: QtBot, session: Path) -> None:
    (session / "observations" / "ben.attune").unlink()
    window = build_window(qtbot)
    open_as(window, qtbot, session)
    window.run("analyse.review")
    assert "D01 was not coded by two coders." in window.bar.text
    window.close()


def test_the_sheet_of_keys_tells_what_decides(qtbot: QtBot, session: Path) -> None:
    from coder.gui.palette.sheet_sections import build_sections

    window = build_window(qtbot)
    window.review(session, ("ana", "ben"))
    review_of(window, qtbot)
    assert window.sitting is not None
    sections = build_sections(window.sitting.desk)
    assert [entry.name for entry in sections[0].entries][:2] == ["accept ana", "accept ben"]
    assert ("shift+b",) in [entry.keys for entry in sections[1].entries]
    window.close()


def test_the_screen_reader_gets_a_sentence(qtbot: QtBot, session: Path) -> None:
    window = build_window(qtbot)
    window.review(session, ("ana", "ben"))
    desk = review_of(window, qtbot)
    told = desk.lanes.accessibleDescription()
    assert told == "Disagreement 1 of 7: gaze, boundary, at 1.0 seconds. ana: face. ben: nothing."
    window.close()


def test_the_consensus_can_be_looked_at_and_its_marks_are_no_events(qtbot: QtBot, session: Path) -> None:
    window = build_window(qtbot)
    window.review(session, ("ana", "ben"))
    review_of(window, qtbot)
    window.show_start()
    qtbot.waitUntil(lambda: window.sitting is None, timeout=OPENS_MS)
    window.open_session(session, "consensus", view_only=True)
    qtbot.waitUntil(lambda: window.sitting is not None, timeout=OPENS_MS)
    assert window.sitting is not None
    assert window.sitting.events.model.rowCount() == window.sitting.events.model.total == 5
    window.close()


def test_ratings_and_what_lies_beneath_are_decided_with_keys_and_agreement_on_them_is_shown(
    qtbot: QtBot, tmp_path: Path
) -> None:
    window = build_window(qtbot)
    window.review(create_fine_pair(tmp_path / "study"), ("ana", "ben"))
    desk = review_of(window, qtbot)
    lines = [desk.queue.list.item(row).text() for row in range(6)]
    assert lines[:4] == [
        "○ 0:05.000  ↔ I gaze · another face / one",
        "○ 0:08.000  ↔ I signal · bid, ben 0.20 s later",
        "○ 0:20.000  ≠ I gaze face: how · long / short",
        "○ session  ≠ C mood warmth · 6 / 4",
    ]
    press("n", "n", "n")
    assert (desk.deciding.head.text(), desk.deciding.what.text()) == (
        "Caregiver mood warmth · 4 of 6",
        "≠ category · session",
    )
    shown = [button.text() for name, button in desk.deciding.buttons.items() if name[0] in "12"]
    assert shown == ["1", "2", "3", "4", "5", "6", "7", "⌫  not rated", "u  not ratable"]
    press("5", "4")
    assert desk.deciding.said.text() == "4… Enter decides"
    press("8")
    press_focused(Qt.Key.Key_Return, "")
    press("a")
    assert desk.queue.list.item(3).text() == "✓ session  ≠ C mood warmth · neither: 5"
    press("p")
    figures = "C mood rated alike: 1 of 4 → ana 2 of 4, ben 1 of 4"
    qtbot.waitUntil(lambda: figures in desk.queue.figures.text(), timeout=OPENS_MS)
    press("n")
    assert desk.deciding.buttons["10"].text() == "0  one event"
    assert not any(name[0] == "2" for name in desk.deciding.buttons)
    window.close()


def test_where_it_cannot_be_reviewed_the_session_is_open_as_before_and_why_is_said(qtbot: QtBot, session: Path) -> None:
    study = session.parent / "study.yaml"
    study.write_text("format: 1\nstudy: {id: S}\nplan: {coders: [ana, ben], share: 1.0, seed: 3}\n", encoding="utf-8")
    draw_plan(session.parent)
    window = build_window(qtbot)
    before = open_as(window, qtbot, session)
    window.review(session, ("ana", "ben"))
    qtbot.waitUntil(lambda: window.sitting not in (None, before), timeout=OPENS_MS)
    assert window.sitting is not None
    assert window.sitting.review is None
    assert window.sitting.opened.workspace.observation.identity.coder == "ana"
    assert "ana and ben have not submitted D01 yet." in window.bar.text
    window.close()


def test_a_consensus_that_is_decided_elsewhere_can_be_looked_at(qtbot: QtBot, session: Path) -> None:
    window = build_window(qtbot)
    with open_consensus(ReviewWish(session, ("ana", "ben"), decided_by="cleo")):
        before = open_as(window, qtbot, session)
        window.review(session, ("ana", "ben"))
        qtbot.waitUntil(lambda: window.sitting not in (None, before), timeout=OPENS_MS)
        qtbot.waitUntil(lambda: window.bar._buttons[0].text() == "Open view-only", timeout=OPENS_MS)
        window.bar._buttons[0].click()
        desk = review_of(window, qtbot)
        press("a")
        assert desk.review.left == 7
        assert "view-only" in window.bar.text
        qtbot.waitUntil(lambda: len(window.findChildren(Header)) == 1, timeout=OPENS_MS)
        close_window(window)
