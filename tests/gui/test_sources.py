"""What an analysis or an export is of."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from coder.gui.sources import OTHER, SourceBox


def build_box(qtbot: QtBot) -> SourceBox:
    box = SourceBox([("This session, D01", Path("study/D01")), ("The whole study s", Path("study"))], "Which?")
    qtbot.addWidget(box)
    return box


def test_what_is_open_comes_first_and_another_folder_last(qtbot: QtBot) -> None:
    box = build_box(qtbot)
    assert [box.itemText(at) for at in range(box.count())] == ["This session, D01", "The whole study s", OTHER]
    assert box.folder == Path("study/D01")


def test_another_folder_is_asked_for_and_chosen(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    box, turned = build_box(qtbot), []
    box.turned.connect(lambda: turned.append(box.folder))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "elsewhere/other")
    box.setCurrentText(OTHER)
    box.activated.emit(box.currentIndex())
    assert turned == [Path("elsewhere/other")]
    assert box.currentText() == "other"
    assert box.itemText(box.count() - 1) == OTHER


def test_where_no_other_folder_is_named_the_first_is_chosen_and_nothing_told(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    box, turned = build_box(qtbot), []
    box.turned.connect(lambda: turned.append(box.folder))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    box.setCurrentText(OTHER)
    box.activated.emit(box.currentIndex())
    assert (box.currentIndex(), turned) == (0, [])
