"""While a scheme is edited outside: read anew at once, all faults told, and what is coded with never changed."""

from pathlib import Path

import pytest
from PySide6.QtCore import QFileSystemWatcher, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from coder.app.scheme_view import RunningScheme
from coder.gui.scheme_view.scheme_sheet import SchemeSheet
from tests.gui.scheme_view.views import TEXT, Asked, build_sheet, loaded, write
from tests.gui.stage import press

SOON_MS = 1_000
"""A change is shown within a second."""
NEWER = TEXT.replace('"1.0.0"', '"1.1.0"').replace("key: b}", "key: v}")
FAULTY = TEXT.replace("kind: point", "kind: pont").replace("optional: true", "optional: perhaps")


def wait_for(qtbot: QtBot, sheet: SchemeSheet, version: str) -> None:
    qtbot.waitUntil(lambda: version in sheet.head.title.text(), timeout=SOON_MS)


def has_key(sheet: SchemeSheet, chord: str, target: tuple[str, str]) -> bool:
    return sheet.body.keyboard.plates[chord].target == target


def test_a_change_is_shown_within_a_second_and_the_chosen_code_stays(qtbot: QtBot, tmp_path: Path) -> None:
    sheet = build_sheet(qtbot, write(tmp_path))
    sheet.body.choose(("touch", "hold"))
    sheet.body.step_pass(2)
    write(tmp_path, NEWER.replace("id: hold, key", "id: hold, label: Holds still, key"))
    wait_for(qtbot, sheet, "1.1.0")
    assert (sheet.body.chosen, sheet.body.pass_id) == (("touch", "hold"), "caregiver_only")
    assert "Holds still" in sheet.body.card.words.text()
    sheet.body.step_pass(-2)
    assert has_key(sheet, "v", ("signal", "bid"))


def test_a_file_that_an_editor_puts_another_in_the_place_of_is_followed(qtbot: QtBot, tmp_path: Path) -> None:
    path = write(tmp_path)
    sheet = build_sheet(qtbot, path)
    for version in ("1.0.1", "1.0.2", "1.0.3"):
        fresh = tmp_path / "fresh"
        fresh.write_text(TEXT.replace("1.0.0", version), encoding="utf-8")
        if version == "1.0.2":
            path.rename(tmp_path / "lab.yaml~")
        fresh.replace(path)
        wait_for(qtbot, sheet, version)


def test_a_change_that_the_system_tells_nobody_of_is_seen_all_the_same(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileSystemWatcher, "addPaths", lambda _self, paths: paths)
    sheet = build_sheet(qtbot, write(tmp_path))
    write(tmp_path, NEWER)
    wait_for(qtbot, sheet, "1.1.0")


def test_a_file_that_is_gone_leaves_the_last_view_and_says_so_until_it_comes_back(qtbot: QtBot, tmp_path: Path) -> None:
    path = write(tmp_path)
    sheet = build_sheet(qtbot, path)
    path.unlink()
    qtbot.waitUntil(lambda: sheet.faults.count() == 1, timeout=5 * SOON_MS)
    assert "There is no such file." in sheet.faults.item(0).text()
    assert sheet.body.isVisible()
    write(tmp_path, NEWER)
    wait_for(qtbot, sheet, "1.1.0")
    assert not sheet.faults.isVisible()


def test_a_change_of_what_it_extends_is_followed_too(qtbot: QtBot, tmp_path: Path) -> None:
    write(tmp_path)
    more = tmp_path / "more.yaml"
    head = 'format: 1\nscheme: {id: more, version: "0.1.0", title: More}\n'
    more.write_text(f'{head}extends: [{{scheme: lab, version: "^1.0"}}]\n', encoding="utf-8")
    sheet = build_sheet(qtbot, more)
    assert has_key(sheet, "b", ("signal", "bid"))
    write(tmp_path, NEWER)
    qtbot.waitUntil(lambda: has_key(sheet, "v", ("signal", "bid")), timeout=SOON_MS)


def test_all_faults_are_listed_and_the_last_good_view_stays_marked_as_such(qtbot: QtBot, tmp_path: Path) -> None:
    sheet = build_sheet(qtbot, write(tmp_path))
    write(tmp_path, FAULTY)
    qtbot.waitUntil(lambda: sheet.faults.count() == 2, timeout=SOON_MS)
    first, second = (sheet.faults.item(row).text() for row in range(2))
    assert first.startswith("✕  error 27:11: tiers[2].kind:")
    assert "procedure.phases[2].optional" in second
    assert sheet.head.state.text() == "lab.yaml has 2 errors: what is shown is its last version without errors."
    assert sheet.body.isVisible()
    assert "1.0.0" in sheet.head.title.text()
    write(tmp_path, NEWER)
    qtbot.waitUntil(lambda: not sheet.faults.isVisible(), timeout=SOON_MS)
    assert not sheet.head.state.isVisible()


def test_a_scheme_with_faults_from_the_start_says_that_it_cannot_be_shown(qtbot: QtBot, tmp_path: Path) -> None:
    sheet = build_sheet(qtbot, write(tmp_path, FAULTY))
    assert not sheet.body.isVisible()
    assert sheet.head.state.text() == "lab.yaml has 2 errors: it can be shown once they are mended."
    write(tmp_path)
    qtbot.waitUntil(sheet.body.isVisible, timeout=SOON_MS)


def test_warnings_are_listed_and_the_scheme_is_shown(qtbot: QtBot, tmp_path: Path) -> None:
    colours = TEXT.replace("{id: touch, key: t}", "{id: touch, key: t, color: '#112233'}")
    sheet = build_sheet(qtbot, write(tmp_path, colours.replace("key: shift+t}", "key: shift+t, color: '#112233'}")))
    assert sheet.faults.item(0).text().startswith("!  warning 24:")
    assert sheet.head.state.text() == "lab.yaml has 1 warning: it can be used."
    assert sheet.body.isVisible()


def test_a_click_or_enter_on_a_fault_opens_the_file_at_its_place(qtbot: QtBot, tmp_path: Path) -> None:
    asked = Asked()
    path = write(tmp_path, FAULTY)
    sheet = build_sheet(qtbot, path, asked=asked)
    item = sheet.faults.item(0)
    place = sheet.faults.visualItemRect(item).center()
    QTest.mouseClick(sheet.faults.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked.places == [(path, 27, 11)]
    press(sheet.faults, Qt.Key.Key_Down)
    press(sheet.faults, Qt.Key.Key_Return)
    assert asked.places[1][1] == 40
    QTest.mouseClick(sheet.head.edit, Qt.MouseButton.LeftButton)
    assert asked.places[2] == (path, 1, 1)


def test_what_is_coded_with_stays_and_the_drift_is_told_in_sentences(qtbot: QtBot, tmp_path: Path) -> None:
    asked, running = Asked(), RunningScheme(loaded(), "", write(tmp_path))
    sheet = build_sheet(qtbot, running.path, running, asked)
    assert not sheet.head.drift.isVisible()
    write(tmp_path, NEWER)
    qtbot.waitUntil(sheet.head.drift.isVisible, timeout=SOON_MS)
    assert sheet.head.drift.text() == "This observation is coded with 1.0.0; the file is 1.1.0 (1 change)."
    assert has_key(sheet, "b", ("signal", "bid"))
    assert sheet.scheme == running.loaded.scheme
    sheet.head.more.click()
    assert sheet.head.changes.text() == "Code signal.bid: key was b, is v."
    assert sheet.head.changes.isVisible()
    sheet.head.migrate.click()
    assert asked.others == ["migrate"]


def test_the_file_can_be_looked_at_beside_what_is_coded_with(qtbot: QtBot, tmp_path: Path) -> None:
    running = RunningScheme(loaded(), "", write(tmp_path, NEWER))
    sheet = build_sheet(qtbot, running.path, running)
    assert sheet.head.swap.text() == "Show the file"
    sheet.head.swap.click()
    assert has_key(sheet, "v", ("signal", "bid"))
    assert sheet.head.swap.text() == "Show this observation’s"
    sheet.head.swap.click()
    assert has_key(sheet, "b", ("signal", "bid"))


def test_faults_of_the_file_leave_what_is_coded_with_as_it_is(qtbot: QtBot, tmp_path: Path) -> None:
    running = RunningScheme(loaded(), "", write(tmp_path, FAULTY))
    sheet = build_sheet(qtbot, running.path, running)
    assert sheet.faults.count() == 2
    assert sheet.head.state.text() == "lab.yaml has 2 errors. What is shown is this observation’s own copy."
    assert has_key(sheet, "b", ("signal", "bid"))


def test_nobody_looks_at_the_file_once_the_view_is_closed(qtbot: QtBot, tmp_path: Path) -> None:
    sheet = build_sheet(qtbot, write(tmp_path))
    assert sheet.watch is not None
    thread = sheet.watch.worker
    assert thread is not None
    sheet.close_sheet()
    thread.join(1)
    assert not thread.is_alive()
