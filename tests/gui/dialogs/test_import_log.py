"""File › Import…: what would be made is shown with its losses, and then made; a table's columns can be mended first."""

import json
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from coder.app.settings import Settings
from coder.gui.dialogs.import_codes import CodesDialog
from coder.gui.dialogs.import_columns import ColumnsDialog
from coder.gui.dialogs.import_log import ImportDialog
from coder.gui.dialogs.import_shown import WIDEST, ImportShown, fill_table
from coder.gui.import_log import FILTER
from coder.gui.main_window import MainWindow
from coder.gui.theme import DARK
from coder.model.import_map import NOTHING_SAID, Columns, MappedTier, TimeFormat
from tests.gui.stage import build_window

WAIT_MS = 8_000
CONF = {
    "0": {"code": "smile", "type": "State event", "key": "s"},
    "1": {"code": "bid", "type": "Point event", "key": "b"},
}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    events = [[0.5, "", "smile", "", ""], [1.0, "", "bid", "", "look"], [2.0, "", "smile", "", ""]]
    observations = {
        "v1": {"type": "LIVE", "events": events, "description": "Cried."},
        "v2": {"type": "LIVE", "events": events[:1]},
    }
    path = tmp_path / "lab.boris"
    path.write_text(json.dumps({"behaviors_conf": CONF, "observations": observations}), encoding="utf-8")
    return path


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "log.csv"
    path.write_text("Start;Stop;Behavior;Hand\n1,5;2,5;touch;left\n3;4;touch;right\n", encoding="utf-8")
    return path


def dialog_of(qtbot: QtBot, window: MainWindow, *files: Path) -> ImportDialog:
    dialog = ImportDialog(window.over, DARK, Settings(coder="ana"), files)
    dialog.open()
    qtbot.waitUntil(dialog.make.isEnabled, timeout=WAIT_MS)
    return dialog


def cells(dialog: ImportDialog, row: int = 0) -> list[str]:
    shown = dialog.shown.sessions
    return [str(shown.model().index(row, column).data()) for column in range(shown.columnCount())]


def test_what_will_be_made_is_shown_and_made(qtbot: QtBot, project: Path) -> None:
    window = build_window(qtbot)
    window.shows.logs.show([project])
    (dialog,) = window.over.findChildren(ImportDialog)
    qtbot.waitUntil(dialog.make.isEnabled, timeout=WAIT_MS)
    assert dialog.shown.heading.text() == "Will be made: 2 sessions with 3 events, under a scheme made from the files."
    assert cells(dialog) == ["v1", "imported", "2", "3", "", "none, a clock of 2 s"]
    first = dialog.shown.events
    assert [first.model().index(0, column).data() for column in range(4)] == [
        "0:00.500",
        "0:02.000",
        "behaviour_states",
        "smile",
    ]
    assert "“Cried.”" in dialog.shown.losses.toPlainText()
    dialog.shown.sessions.selectRow(1)
    assert "never ended" in dialog.shown.losses.toPlainText()
    with qtbot.waitSignal(dialog.imported, timeout=WAIT_MS):
        dialog.make.click()
    study = project.with_name("imported study")
    assert (study / "v1" / "observations" / "imported.attune").is_file()
    qtbot.waitUntil(lambda: "Imported 3 events in 2 sessions" in window.bar.text, timeout=WAIT_MS)
    assert [row.entry.coder for row in window.start.rows] == ["imported", "imported"]
    window.start.ask_coder(study / "v1")
    assert "What was imported is that of “imported”." in window.start._asking.text()
    window.start.rows[0].click()
    qtbot.waitUntil(lambda: window.sitting is not None, timeout=WAIT_MS)
    assert window.sitting is not None
    assert len(window.sitting.opened.workspace.observation) == 2


def test_names_are_shown_whole_and_long_ones_in_a_tool_tip(qtbot: QtBot) -> None:
    shown = ImportShown()
    qtbot.addWidget(shown)
    fill_table(shown.sessions, [("observation of the first visit", "x" * 200, "1", "1", "", "none")])
    assert shown.sessions.columnWidth(0) >= shown.sessions.sizeHintForColumn(0)
    assert shown.sessions.columnWidth(1) == WIDEST
    long = shown.sessions.item(0, 1)
    assert long is not None
    assert long.toolTip() == "x" * 200


def test_files_are_asked_for_from_the_start_page(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, project: Path) -> None:
    window = build_window(qtbot)
    assert window.allows("file.import")
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([], ""))
    window.run("file.import")
    assert window.over.findChildren(ImportDialog) == []
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(project)], ""))
    window.run("file.import")
    (dialog,) = window.over.findChildren(ImportDialog)
    qtbot.waitUntil(dialog.make.isEnabled, timeout=WAIT_MS)
    dialog.reject()
    assert not project.with_name("imported study").exists()


def test_a_file_that_cannot_be_read_is_said_and_nothing_can_be_imported(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "lab.opf"
    path.write_bytes(b"no archive")
    dialog = ImportDialog(build_window(qtbot).over, DARK, Settings(), (path,))
    qtbot.waitUntil(lambda: "damaged" in dialog.message.text(), timeout=WAIT_MS)
    assert not dialog.make.isEnabled()
    assert dialog.format.currentData() == "datavyu"
    dialog.reject()


def test_a_name_that_is_taken_is_said_and_the_next_free_one_taken_on_request(qtbot: QtBot, project: Path) -> None:
    window = build_window(qtbot)
    dialog = dialog_of(qtbot, window, project)
    with qtbot.waitSignal(dialog.imported, timeout=WAIT_MS):
        dialog.make.click()
    study = project.with_name("imported study")
    again = ImportDialog(window.over, DARK, Settings(coder="ana"), (project,), study)
    qtbot.waitUntil(lambda: "has the sessions “v1”, “v2” already" in again.message.text(), timeout=WAIT_MS)
    again.again.setChecked(True)
    qtbot.waitUntil(again.make.isEnabled, timeout=WAIT_MS)
    assert cells(again)[0] == "v1-2"
    again.reject()


def test_the_columns_of_a_table_are_guessed_shown_and_mended(qtbot: QtBot, table: Path) -> None:
    dialog = dialog_of(qtbot, build_window(qtbot), table)
    assert cells(dialog)[2] == "2"
    assert dialog.columns.isEnabled()
    dialog.columns.click()
    (columns,) = dialog.findChildren(ColumnsDialog)
    found = columns.columns()
    assert (found.sign, found.decimal, found.onset, found.code) == (";", ",", "Start", "Behavior")
    assert found.modifiers == ("Hand",)
    columns.time.setCurrentIndex(columns.time.findData(TimeFormat.CLOCK))
    columns.roles["comment"].setCurrentText("Hand")
    columns.modifiers.item(3).setCheckState(columns.modifiers.item(0).checkState())
    columns._choose()
    qtbot.waitUntil(dialog.make.isEnabled, timeout=WAIT_MS)
    assert dialog.wish().mapping.columns == Columns(
        sign=";",
        decimal=",",
        time=TimeFormat.CLOCK,
        onset="Start",
        offset="Stop",
        code="Behavior",
        comment="Hand",
    )
    dialog.reject()


def test_columns_need_an_onset_and_follow_the_sign_between_them(qtbot: QtBot, table: Path) -> None:
    columns = ColumnsDialog(build_window(qtbot), table, None)
    assert columns.roles["onset"].findText("Start;Stop;Behavior;Hand") > 0
    columns._choose()
    assert "onset" in columns.message.text()
    columns.sign.setCurrentIndex(columns.sign.findData(";"))
    columns.sign.activated.emit(1)
    assert columns.roles["onset"].findText("Start") > 0
    columns.reject()


def test_codes_are_led_to_those_of_a_scheme_that_is_there(qtbot: QtBot, project: Path) -> None:
    dialog = dialog_of(qtbot, build_window(qtbot), project)
    assert not dialog.codes.isEnabled()
    place = dialog.schemes.findText("core-cues")
    dialog.schemes.setCurrentIndex(place)
    dialog.schemes.activated.emit(place)
    qtbot.waitUntil(lambda: dialog.codes.isEnabled() and dialog.make.isEnabled(), timeout=WAIT_MS)
    dialog.codes.click()
    (codes,) = dialog.findChildren(CodesDialog)
    assert [box.accessibleName() for box in codes.boxes] == ["behaviour states, smile", "behaviour points, bid"]
    codes.boxes[0].setCurrentIndex(0)
    codes._choose()
    qtbot.waitUntil(dialog.make.isEnabled, timeout=WAIT_MS)
    assert dialog.wish().mapping.tiers[0] == MappedTier("behaviour states", "", (("smile", ""),))
    assert int(cells(dialog)[4]) >= 1
    dialog.reject()


def test_another_format_or_scheme_forgets_what_was_said_for_the_one_before(qtbot: QtBot, table: Path) -> None:
    dialog = dialog_of(qtbot, build_window(qtbot), table)
    dialog._use(NOTHING_SAID.__class__(Columns(sign=";", onset="Start")))
    dialog._forget_mapping()
    assert dialog.wish().mapping == NOTHING_SAID
    dialog.reject()


def test_the_filter_shows_files_of_every_program() -> None:
    for ending in (".boris", ".boris.gz", ".eaf", ".opf", ".csv", ".textgrid"):
        assert f"*{ending}" in FILTER
