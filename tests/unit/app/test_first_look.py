"""A session's first picture is seen before all else; making and opening one can be watched and given up."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from coder.app.first_look import read_first_look
from coder.app.new_session import NewSession, create_session
from coder.app.open_session import open_session
from coder.media.stopping import Stopped
from coder.model.session import Session
from coder.store.session_folder import observation_path
from tests.unit.media.clips import Recipe, draw_clip, read_number


@pytest.fixture
def unseen(session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Session:
    """Forget what is known of the session's video."""
    monkeypatch.setenv("ATTUNE_CACHE", str(tmp_path / "another cache"))
    return session


def test_the_first_picture_is_seen_without_an_index(unseen: Session, tmp_path: Path) -> None:
    picture = read_first_look(unseen.folder)
    assert picture is not None
    assert (picture.n, read_number(picture.bgra)) == (0, 0)
    assert not (tmp_path / "another cache").exists()


def test_the_first_picture_fits_into_the_room_and_keeps_its_shape(unseen: Session) -> None:
    picture = read_first_look(unseen.folder, (72, 400))
    assert picture is not None
    assert (picture.width, picture.height) == (72, 32)
    assert picture.bgra.shape == (32, 72, 4)


def test_a_picture_is_not_made_larger_than_it_is(unseen: Session) -> None:
    small, whole = read_first_look(unseen.folder, (4_000, 4_000)), read_first_look(unseen.folder)
    assert small is not None
    assert whole is not None
    assert np.array_equal(small.bgra, whole.bgra)


def test_where_there_is_no_picture_nothing_is_seen_and_nothing_said(unseen: Session, tmp_path: Path) -> None:
    unseen.media_path().write_bytes(b"no video")
    assert read_first_look(unseen.folder) is None
    unseen.media_path().unlink()
    assert read_first_look(unseen.folder) is None
    assert read_first_look(tmp_path) is None


def test_looking_can_be_given_up(unseen: Session) -> None:
    with pytest.raises(Stopped):
        read_first_look(unseen.folder, cancel=lambda: True)


def test_reading_the_times_of_the_frames_is_told_from_nothing_to_all(unseen: Session) -> None:
    told: list[float] = []
    with open_session(unseen.folder, "ana", progress=told.append):
        assert told[-1] == 1.0


def test_progress_runs_over_the_files_of_all_cameras(
    clip: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = draw_clip(tmp_path / "other.mp4", Recipe(frames=60))
    wanted = NewSession(tmp_path / "study" / "D02", (clip, other), "core-cues")
    folder = create_session(wanted).session.folder
    monkeypatch.setenv("ATTUNE_CACHE", str(tmp_path / "another cache"))
    told: list[float] = []
    with open_session(folder, "ana", progress=told.append) as opened:
        assert {0.5, 1.0}.issubset(told)
        assert all(before <= after for before, after in pairwise(told))
        assert [medium.fingerprint.frames for medium in opened.file.media if medium.fingerprint] == [100, 60]


def test_what_is_given_up_is_not_begun(unseen: Session) -> None:
    with pytest.raises(Stopped):
        open_session(unseen.folder, "ana", cancel=lambda: True)
    assert not observation_path(unseen, "ana").exists()


def test_what_is_given_up_after_reading_is_not_begun_either(unseen: Session) -> None:
    told: list[float] = []
    with pytest.raises(Stopped):
        open_session(unseen.folder, "ana", progress=told.append, cancel=lambda: bool(told))
    assert not list(unseen.folder.glob("observations/*"))


def test_an_observation_that_was_given_up_is_not_held(unseen: Session) -> None:
    with open_session(unseen.folder, "ana") as opened:
        opened.workspace.press("g", 400)
    unseen.media_path().touch()
    with pytest.raises(Stopped):
        open_session(unseen.folder, "ana", cancel=lambda: True)
    with open_session(unseen.folder, "ana") as again:
        assert len(again.workspace.observation) == 1
        assert again.writer is not None


def test_making_a_session_is_told_and_what_is_given_up_is_not_made(clip: Path, tmp_path: Path) -> None:
    other = draw_clip(tmp_path / "other.mp4", Recipe(frames=20))
    wanted, told = NewSession(tmp_path / "made", (clip, other), "core-cues"), list[float]()
    with pytest.raises(Stopped):
        create_session(wanted, progress=told.append, cancel=lambda: 1.0 in told)
    assert told[0] <= 0.5
    assert told[-1] == 1.0
    assert not wanted.folder.exists()
    create_session(wanted)
    assert wanted.folder.exists()
