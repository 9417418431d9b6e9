"""Regulation beside the picture: computed out of the way, gone through with keys, each mark plays its moments."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from coder.app.notices import Notice
from coder.app.regulation_named import Named
from coder.app.regulation_view import GRID, ODDS, RegulationLook
from coder.errors import CoderError
from coder.gui.analysis_head import ALL_SESSIONS
from coder.gui.background import Background
from coder.gui.regulation.regulation_head import OTHER_PAIR
from coder.gui.regulation.regulation_panel import RegulationPanel, Wanted, Ways
from coder.gui.theme import DARK, LIGHT, Theme
from coder.media.stopping import Stopped
from coder.model.chart import HeatMap
from coder.model.construct import CodeEvidence, ConstructSeen
from coder.model.contingency import Pair
from tests.unit.app.looks import BACK, CUES, LATE_MS, PAIR, TIERS, build_look

WAIT_MS = 20_000
FOLDERS = {"D01_v1": Path("study/D01_v1"), "D02_v1": Path("study/D02_v1")}
OTHER = Pair("infant.bid", "caregiver.touch")
BID_SEEN = CodeEvidence("infant.bid", "signal", "proxy", 6, 60_000)
TRUST = ConstructSeen("trust", "Trust & reciprocity", "Whom it turns to.", (BID_SEEN,))
CODES = (OTHER.response, OTHER.cue)
LOOK = replace(build_look(), folders=FOLDERS, coders={"D01_v1": "ana", "D02_v1": "ben"}, codes=CODES)


@dataclass
class Stage:
    """A window that notes what it is asked for."""

    look: RegulationLook = LOOK
    error: CoderError | None = None
    told: list[Notice] = field(default_factory=list)
    played: list[tuple[Path, str, int]] = field(default_factory=list)
    ran: list[str] = field(default_factory=list)
    asked: list[tuple[Path, str]] = field(default_factory=list)
    named: list[Named] = field(default_factory=list)
    gate: Event | None = None

    def compute(self, wanted: Wanted, work: Background) -> RegulationLook:
        """Give the look that is ready, when the gate is open."""
        self.asked.append((wanted.folder, wanted.coder))
        self.named += [wanted.named] if wanted.named is not None else []
        work.grow(("ana", "ben"))
        while self.gate is not None and not self.gate.wait(0.01):
            if work.left():
                raise Stopped
        if self.error is not None:
            raise self.error
        return self.look

    def run(self, chord: str) -> bool:
        """Note a chord."""
        self.ran.append(chord)
        return True

    def ways(self) -> Ways:
        """Return what the panel is given."""
        return Ways(self.compute, self.told.append, lambda *where: self.played.append(where), self.run)


Build = Callable[..., RegulationPanel]


@pytest.fixture
def build(qtbot: QtBot) -> Iterator[Build]:
    """Build a panel that has computed, unless the stage holds it back."""
    made: list[RegulationPanel] = []

    def make(stage: Stage, theme: Theme = LIGHT, coder: str = "ana") -> RegulationPanel:
        panel = RegulationPanel(
            theme, [("This session", Path("study/D01_v1")), ("The study", Path("study"))], stage.ways(), coder
        )
        qtbot.addWidget(panel)
        panel.resize(560, 700)
        panel.show()
        panel.compute()
        made.append(panel)
        if stage.gate is None:
            qtbot.waitUntil(lambda: not panel.running, timeout=WAIT_MS)
        return panel

    yield make
    for panel in made:
        panel.give_up()


def turn(qtbot: QtBot, panel: RegulationPanel) -> None:
    """Show what is chosen now."""
    panel.head.turned.emit()
    qtbot.waitUntil(lambda: not panel.running, timeout=WAIT_MS)


def test_a_click_on_a_bar_plays_its_first_moment_and_another_click_the_next_one(build: Build) -> None:
    stage = Stage()
    panel = build(stage)
    view = panel.body.view
    bar = next(mark for mark in view.marks if mark.words.startswith("1 to 1.5 s after"))
    for _ in range(2):
        QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=bar.area.center().toPoint())
    assert stage.played == [(FOLDERS["D01_v1"], "ana", CUES[0]), (FOLDERS["D01_v1"], "ana", CUES[1])]
    assert len(panel.body.moments.listing.rows) == 10


def test_keys_alone_go_to_a_row_of_the_forest_and_play_its_cues(build: Build) -> None:
    stage = Stage()
    panel = build(stage)
    panel.body.tabs.setCurrentIndex([*panel.body.views].index(ODDS))
    view = panel.body.view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Home)
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert stage.played == [(FOLDERS["D02_v1"], "ben", CUES[0])]
    panel.body.moments.go_to(2)
    QTest.keyClick(panel.body.moments, Qt.Key.Key_Return)
    assert stage.played[-1] == (FOLDERS["D02_v1"], "ben", CUES[2])


def test_the_way_through_the_grid_moves_along_with_the_video_of_its_session(qtbot: QtBot, build: Build) -> None:
    panel = build(Stage())
    panel.head.session.setCurrentIndex(panel.head.session.findData("D01_v1"))
    turn(qtbot, panel)
    grid = panel.body.views[GRID]
    panel.follow(FOLDERS["D01_v1"], CUES[0] + LATE_MS)
    assert isinstance(grid.chart, HeatMap)
    moved = grid.chart.path
    assert len(moved) == 3
    assert grid.accessibleDescription() == "now smile with smile"
    panel.follow(FOLDERS["D02_v1"], 1_000)
    assert grid.chart.path == moved


def test_nothing_is_asked_of_the_window_while_it_computes_and_it_can_be_given_up(qtbot: QtBot, build: Build) -> None:
    stage = Stage(gate=Event())
    panel = build(stage)
    qtbot.waitUntil(lambda: bool(stage.asked), timeout=WAIT_MS)
    assert panel.head.again.text() == "Stop"
    panel.head.again.click()
    assert not panel.running
    assert panel.head.state.text() == "It was given up."
    assert panel.body.view.reason == "Nothing is computed yet."


def test_another_coder_is_computed_anew(qtbot: QtBot, build: Build) -> None:
    stage = Stage()
    panel = build(stage)
    panel.head.coder.setCurrentIndex(panel.head.coder.findData("ben"))
    panel.head.coder.activated.emit(panel.head.coder.currentIndex())
    qtbot.waitUntil(lambda: not panel.running, timeout=WAIT_MS)
    assert stage.asked == [(Path("study/D01_v1"), "ana"), (Path("study/D01_v1"), "ben")]


def test_what_cannot_be_computed_is_said_in_words_of_the_window(build: Build) -> None:
    error = CoderError("ana and ben both coded this session.", "Say with --coder whose events count.")
    panel = build(Stage(error=error), coder="")
    assert panel.body.view.reason == "ana and ben both coded this session. Choose the coder above."
    assert not panel.head.picture.isEnabled()
    assert panel.head.coder.findData("ben") > 0


def test_a_link_without_cues_has_reasons_in_place_of_charts(qtbot: QtBot, build: Build) -> None:
    panel = build(Stage())
    panel.head.link.setCurrentIndex(panel.head.link.findData(BACK))
    turn(qtbot, panel)
    assert panel.body.view.reason == "There is no cue in codable time."
    assert "attachment security" in panel.body.words.text()


def test_the_session_chosen_stays_when_another_link_is_looked_at(qtbot: QtBot, build: Build) -> None:
    panel = build(Stage())
    assert panel.head.session.itemText(0) == ALL_SESSIONS
    panel.head.session.setCurrentIndex(panel.head.session.findData("D02_v1"))
    panel.head.link.setCurrentIndex(panel.head.link.findData(BACK))
    panel.head.link.activated.emit(1)
    qtbot.waitUntil(lambda: not panel.running, timeout=WAIT_MS)
    shown = panel.head.shown()
    assert shown is not None
    assert (shown.pair, shown.session) == (BACK, "D02_v1")


def test_beside_every_chart_stand_its_words_and_it_has_a_name_for_who_cannot_see_it(build: Build) -> None:
    panel = build(Stage())
    for place, view in enumerate(panel.body.views.values()):
        panel.body.tabs.setCurrentIndex(place)
        assert "describes observed behaviour, not attachment security" in panel.body.words.text()
        assert view.accessibleName()


def named(qtbot: QtBot, panel: RegulationPanel, cue: str, response: str, within_s: float = 3.0) -> None:
    """Name a cue and a response in place of a link."""
    panel.head.link.setCurrentIndex(panel.head.link.findText(OTHER_PAIR))
    panel.head.link.activated.emit(panel.head.link.currentIndex())
    fields = panel.head.pair
    fields.within.setValue(within_s)
    for box, code in ((fields.cue, cue), (fields.response, response)):
        box.setCurrentIndex(box.findText(code))
        box.activated.emit(box.currentIndex())
    qtbot.waitUntil(lambda: not panel.running, timeout=WAIT_MS)


def test_a_cue_and_a_response_that_no_link_has_are_computed_beside_the_links(qtbot: QtBot, build: Build) -> None:
    stage = Stage()
    panel = build(stage)
    assert panel.head.pair.isHidden()
    stage.look = replace(LOOK, pairs=(*LOOK.pairs, OTHER))
    named(qtbot, panel, OTHER.cue, OTHER.response)
    assert stage.named == [Named(OTHER.cue, OTHER.response, 3_000)]
    shown = panel.head.shown()
    assert shown is not None
    assert (shown.pair, shown.tiers) == (OTHER, TIERS), "it has no grid of its own"
    panel.head.link.setCurrentIndex(0)
    panel.head.link.activated.emit(0)
    assert panel.head.pair.isHidden()


def test_a_named_pair_begins_with_its_own_grid(qtbot: QtBot, build: Build) -> None:
    stage = Stage(replace(LOOK, codes=(PAIR.cue, PAIR.response)))
    panel = build(stage)
    panel.head.tiers.setCurrentIndex(1)
    same = replace(PAIR, link="")
    stage.look = replace(LOOK, pairs=(*LOOK.pairs, same), codes=(PAIR.cue, PAIR.response))
    named(qtbot, panel, same.cue, same.response)
    shown = panel.head.shown()
    assert shown is not None
    assert (shown.pair, shown.tiers) == (same, None)


def test_a_cue_and_a_response_that_no_session_has_both_are_said_to_be_nowhere(qtbot: QtBot, build: Build) -> None:
    panel = build(Stage())
    named(qtbot, panel, OTHER.cue, OTHER.response)
    assert panel.body.view.reason.startswith(f"No session here has both {OTHER.cue} and {OTHER.response}")
    assert not panel.head.pair.isHidden()


def test_a_scheme_without_links_asks_for_a_cue_and_a_response(build: Build) -> None:
    panel = build(Stage(RegulationLook((), codes=(OTHER.cue, OTHER.response))))
    assert panel.body.view.reason == "There are no links here. Choose a cue and a response above."
    assert not panel.head.pair.isHidden()
    assert not panel.head.picture.isEnabled()


def test_no_key_codes_from_the_panel_commands_go_through_and_escape_closes(qtbot: QtBot, build: Build) -> None:
    stage = Stage()
    panel = build(stage)
    panel.body.view.setFocus()
    QTest.keyClick(panel.body.view, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert stage.ran == ["ctrl+e"]
    with qtbot.waitSignal(panel.closed, timeout=WAIT_MS):
        QTest.keyClick(panel.body.view, Qt.Key.Key_Escape)


@pytest.mark.parametrize("theme", [DARK, LIGHT])
@pytest.mark.parametrize("size", [(634, 846), (450, 646)])
def test_all_of_it_fits_beside_the_picture(build: Build, theme: Theme, size: tuple[int, int]) -> None:
    panel = build(Stage(replace(LOOK, constructs={"D01_v1": (TRUST,)})), theme)
    panel.head.pair.show()
    panel.resize(*size)
    assert panel.minimumSizeHint().width() <= size[0]
    assert panel.minimumSizeHint().height() <= size[1]
    for part in (panel.head.done, panel.head.picture, panel.head.phase, panel.body.moments):
        inside = part.mapTo(panel, part.rect().bottomRight())
        assert panel.rect().contains(inside)
    assert panel.body.view.width() >= 240
    tabs = panel.body.tabs.tabBar()
    assert tabs.rect().contains(tabs.tabRect(tabs.count() - 1))


def test_what_is_left_out_is_told_above_the_charts(build: Build) -> None:
    panel = build(Stage(replace(LOOK, left_out=("Session D03: ana is left out.",))))
    assert panel.head.state.text() == "Session D03: ana is left out."
    assert panel.head.state.isVisible()


def test_constructs_have_a_page_of_their_own_with_their_evidence_and_are_no_chart(build: Build) -> None:
    stage = Stage(replace(LOOK, constructs={"D01_v1": (TRUST,)}))
    panel = build(stage)
    tabs, words = panel.body.tabs, panel.body.constructs
    assert tabs.isTabVisible(tabs.indexOf(words))
    tabs.setCurrentWidget(words)
    text = words.toPlainText()
    assert text.startswith("Trust & reciprocity")
    assert "infant.bid on signal (proxy): 6 times, 6.00 per codable minute" in text
    assert "attachment security" in text
    panel.choose_picture()
    assert stage.told[0].message == "There is no chart here to be saved."


def test_where_a_scheme_has_no_constructs_there_is_no_page_for_them(build: Build) -> None:
    tabs = build(Stage()).body.tabs
    assert [tabs.tabText(at) for at in range(tabs.count()) if tabs.isTabVisible(at)][-1] == "Log odds"


def test_tab_goes_from_what_is_asked_to_the_chart_its_words_and_its_moments(build: Build) -> None:
    panel = build(Stage())
    panel.head.tiers.setFocus()
    found = []
    for _ in range(4):
        QTest.keyClick(panel, Qt.Key.Key_Tab)
        found.append(panel.focusWidget())
    assert found == [panel.body.tabs.tabBar(), panel.body.view, panel.body.reading, panel.body.moments]


def test_whatever_the_keys_reach_has_a_name_and_the_words_of_a_chart_are_read_out(build: Build) -> None:
    panel = build(Stage())
    panel.head.pair.show()
    for part in panel.findChildren(QWidget):
        if part.isVisible() and part.focusPolicy() & Qt.FocusPolicy.TabFocus and part.focusProxy() is None:
            named = QAccessible.queryAccessibleInterface(part)
            inner = isinstance(part, QLineEdit)  # a spin box speaks for its own field
            assert inner or named.text(QAccessible.Text.Name), part
    assert panel.body.reading.accessibleDescription() == panel.body.words.text()


def test_of_what_cannot_be_computed_nothing_of_before_can_be_chosen(qtbot: QtBot, build: Build) -> None:
    stage = Stage()
    panel = build(stage)
    stage.error = CoderError("There is no session in drawing.")
    panel.compute()
    qtbot.waitUntil(lambda: not panel.running, timeout=WAIT_MS)
    assert panel.head.link.count() == 0
    assert not panel.head.link.isEnabled()
    stage.error = None
    panel.compute()
    qtbot.waitUntil(lambda: not panel.running, timeout=WAIT_MS)
    assert panel.head.link.isEnabled()


def test_the_picture_in_front_is_saved_with_what_it_shows(qtbot: QtBot, build: Build, tmp_path: Path) -> None:
    stage = Stage()
    panel = build(stage)
    panel.save_picture(tmp_path / "around.svg")
    qtbot.waitUntil(lambda: bool(stage.told), timeout=WAIT_MS)
    assert "around.svg" in stage.told[0].message
    drawn = (tmp_path / "around.svg").read_text(encoding="utf-8")
    assert drawn.lstrip().startswith("<?xml")
    assert "not attachment security" in re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", drawn))


def test_the_pair_is_named_by_who_answers_whom(build: Build) -> None:
    panel = build(Stage())
    assert panel.head.link.itemText(0) == f"smile_back: {PAIR.cue} → {PAIR.response}"
