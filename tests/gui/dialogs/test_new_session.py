"""A new session is made on one page, checked before anything is written."""

import shutil
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from coder.app.settings import Settings
from coder.app.shipped import shipped_folder
from coder.gui.dialogs.new_session import NewSessionDialog
from coder.gui.theme import DARK
from coder.store.session_folder import load_session
from tests.gui.stage import build_window
from tests.unit.media.clips import Recipe, draw_clip
from tests.unit.media.hanging import LongRead

MADE_MS = 20_000


@pytest.fixture
def video(tmp_path: Path) -> Path:
    return Path(shutil.copy(shipped_folder("sample_sessions") / "D01_v1" / "video.mp4", tmp_path / "visit 3.mp4"))


@pytest.fixture
def dialog(qtbot: QtBot, video: Path) -> NewSessionDialog:
    window = build_window(qtbot)
    return NewSessionDialog(window, DARK, Settings(coder="ana"), [video])


def test_the_video_names_the_session_and_its_folder(dialog: NewSessionDialog, video: Path) -> None:
    assert dialog.session.text() == "visit_3"
    assert dialog.folder.text() == str(video.parent / "visit_3")
    dialog.session.setText("D09_v3")
    dialog.session.textEdited.emit("D09_v3")
    assert dialog.folder.text() == str(video.parent / "D09_v3")


def test_after_a_video_is_chosen_the_next_letters_name_the_coder(qtbot: QtBot, video: Path) -> None:
    dialog = NewSessionDialog(build_window(qtbot), DARK, Settings())
    dialog.open()
    dialog.add_videos([video])
    assert dialog.focusWidget() is dialog.coder
    dialog.coder.setText("ana")
    dialog.add_videos([video])
    assert dialog.focusWidget() is dialog.make
    dialog.schemes.setFocus()
    assert dialog.make.isDefault()


def test_the_file_dialog_begins_beside_the_session_opened_last(
    qtbot: QtBot, video: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places: list[str] = []

    def choose(_parent: object, _title: str, place: str, _filter: str) -> tuple[list[str], str]:
        places.append(place)
        return [], ""

    monkeypatch.setattr(QFileDialog, "getOpenFileNames", choose)
    window = build_window(qtbot)
    NewSessionDialog(window, DARK, Settings().opened(video.parent / "visit_2", "ana"))._choose_videos()
    NewSessionDialog(window, DARK, Settings())._choose_videos()
    assert places[0] == str(video.parent)
    assert Path(places[1]).is_dir()


def test_a_session_is_written_and_told_with_its_coder(dialog: NewSessionDialog, video: Path, qtbot: QtBot) -> None:
    dialog.open()
    dialog.age.setText("182")
    with qtbot.waitSignal(dialog.created, timeout=MADE_MS) as made:
        dialog.make.click()
    assert made.args == [video.parent / "visit_3", "ana"]
    assert load_session(video.parent / "visit_3").age_days == 182


def test_what_is_missing_is_said_and_nothing_is_written(dialog: NewSessionDialog, video: Path) -> None:
    dialog.coder.clear()
    dialog.make.click()
    assert "Who codes?" in dialog.message.text()
    assert dialog.focusWidget() is dialog.coder
    dialog._remove()
    dialog.make.click()
    assert "no video" in dialog.message.text()
    assert not (video.parent / "visit_3").exists()


def test_a_file_that_is_no_video_is_refused(dialog: NewSessionDialog, video: Path, qtbot: QtBot) -> None:
    text = video.with_name("notes.mp4")
    text.write_text("no video at all\n", encoding="utf-8")
    dialog._remove()
    dialog.add_videos([text])
    dialog.make.click()
    qtbot.waitUntil(lambda: "text file" in dialog.message.text(), timeout=MADE_MS)
    assert dialog.make.isEnabled()
    assert dialog.make.isDefault()


def test_a_coder_id_that_names_no_file_is_refused_before_anything_is_written(
    dialog: NewSessionDialog, video: Path
) -> None:
    dialog.coder.setText("../ana")
    dialog.make.click()
    assert "coder id" in dialog.message.text()
    assert not (video.parent / "visit_3").exists()


def test_the_faults_of_a_scheme_are_listed(dialog: NewSessionDialog, tmp_path: Path) -> None:
    scheme = tmp_path / "broken.yaml"
    scheme.write_text("format: 1\nscheme: {id: Bad Id}\ntires: []\n", encoding="utf-8")
    dialog.use_scheme(scheme)
    assert dialog.scheme() == scheme
    assert not dialog.faults.isHidden()
    words = dialog.faults.toPlainText()
    assert "things are wrong in broken.yaml:" in words
    assert "line 2, scheme.id: " in words
    assert str(tmp_path) not in words
    dialog.schemes.setCurrentIndex(0)
    dialog._scheme_chosen()
    assert dialog.faults.isHidden()
    dialog.schemes.setCurrentIndex(dialog.schemes.findText("broken.yaml"))
    dialog._scheme_chosen()
    assert not dialog.faults.isHidden()
    dialog.make.click()
    assert dialog.message.text() == "The scheme cannot be used. Mend what is wrong in it, or choose another."


def test_a_long_video_is_read_with_progress_and_can_be_given_up(
    qtbot: QtBot, tmp_path: Path, long_read: LongRead
) -> None:
    film = draw_clip(tmp_path / "film.mkv", Recipe(suffix=".mkv", frames=10))
    dialog = NewSessionDialog(build_window(qtbot), DARK, Settings(coder="ana"), [film])
    made: list[object] = []
    dialog.created.connect(made.append)
    dialog.open()
    dialog.make.click()
    qtbot.waitUntil(lambda: dialog.message.text() == "Reading the times of its frames… 43 %", timeout=MADE_MS)
    work = dialog._work
    assert work is not None
    dialog.reject()
    qtbot.waitUntil(lambda: not work.running, timeout=MADE_MS)
    assert not (tmp_path / "film").exists(), "nothing was written"
    assert made == []


def test_a_session_without_a_video_is_coded_by_a_clock(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = NewSessionDialog(build_window(qtbot), DARK, Settings(coder="ana"))
    dialog.clock.setChecked(True)
    assert not dialog.videos.isEnabled()
    dialog.minutes.setValue(20)
    dialog.session.setText("L07")
    dialog.folder.setText(str(tmp_path / "L07"))
    with qtbot.waitSignal(dialog.created, timeout=MADE_MS) as made:
        dialog.make.click()
    session = load_session(made.args[0])
    assert (session.media, session.id) == ((), "L07")
    assert session.clock is not None
    assert session.clock.length_s == 1_200


def test_files_of_one_camera_follow_one_another(dialog: NewSessionDialog, video: Path, qtbot: QtBot) -> None:
    dialog.add_videos([Path(shutil.copy(video, video.parent / "visit 3 b.mp4"))])
    dialog.consecutive.setChecked(True)
    with qtbot.waitSignal(dialog.created, timeout=MADE_MS) as made:
        dialog.make.click()
    assert [medium.continues for medium in load_session(made.args[0]).media] == [False, True]
