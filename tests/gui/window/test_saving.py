"""Saved, saving, not saved: what the window says of the disk."""

from threading import Thread

import pytest
from pytestqt.qtbot import QtBot

from coder.gui.message_bar import MessageBar
from coder.gui.saved_light import Safety, SavedLight
from coder.gui.saving import Saving, copy_name
from coder.gui.theme import DARK
from coder.store.writer import SaveState


@pytest.fixture
def parts(qtbot: QtBot) -> tuple[Saving, SavedLight, MessageBar, list[str]]:
    bar, done = MessageBar(DARK, still=True), []
    qtbot.addWidget(bar)
    light = SavedLight(DARK)
    qtbot.addWidget(light)
    saving = Saving(bar)
    saving.show_on(light, bar, retry=lambda: done.append("retry"), save_copy=lambda: done.append("copy"))
    return saving, light, bar, done


def test_a_state_told_on_the_writers_thread_is_shown(
    parts: tuple[Saving, SavedLight, MessageBar, list[str]], qtbot: QtBot
) -> None:
    saving, light, _, _ = parts
    writer = Thread(target=lambda: saving.tell(SaveState("saving", 3)))
    writer.start()
    writer.join()
    qtbot.waitUntil(lambda: light.state.safety is Safety.SAVING)


def test_what_is_not_saved_is_said_with_what_can_be_done(
    parts: tuple[Saving, SavedLight, MessageBar, list[str]], qtbot: QtBot
) -> None:
    saving, light, bar, done = parts
    saving.tell(SaveState("not_saved", 3, "The disk is full.", "Free some space."))
    qtbot.waitUntil(lambda: light.words == "NOT SAVED")
    assert bar.text == "Not saved: the disk is full. Free some space."
    assert [button.text() for button in bar._buttons] == ["Retry", "Save a copy to…"]
    for button in bar._buttons:
        button.click()
    assert done == ["retry", "copy"]


def test_the_complaint_goes_when_all_is_saved_again(
    parts: tuple[Saving, SavedLight, MessageBar, list[str]], qtbot: QtBot
) -> None:
    saving, light, bar, _ = parts
    saving.tell(SaveState("not_saved", 3, "The disk is full.", ""))
    saving.tell(SaveState("saved", 4))
    qtbot.waitUntil(lambda: bar.text == "Everything is saved again.")
    assert light.words == "saved"


def test_the_question_whether_to_leave_is_not_covered_by_a_complaint(
    parts: tuple[Saving, SavedLight, MessageBar, list[str]], qtbot: QtBot
) -> None:
    saving, light, bar, done = parts
    saving.ask_to_leave(1, "The disk is full.", lambda: done.append("leave"))
    saving.tell(SaveState("not_saved", 3, "The disk is full.", ""))
    qtbot.waitUntil(lambda: light.words == "NOT SAVED")
    assert bar.text == "1 change is not saved: The disk is full."
    bar._buttons[1].click()
    assert done == ["leave"]
    bar.clear()
    saving.tell(SaveState("not_saved", 3, "The disk is full.", ""))
    qtbot.waitUntil(lambda: bar.text == "Not saved: the disk is full.")


def test_a_copy_gets_a_free_name(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("observations")
    (folder / "ana copy.attune").touch()
    assert copy_name(folder / "ana.attune").name == "ana copy 2.attune"
