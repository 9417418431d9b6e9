import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from coder.app.locate import find_moved, point_to, relink
from coder.errors import CoderError
from coder.media.fingerprint import read_fingerprint
from coder.model.media import Fingerprint
from coder.model.session import Session
from coder.store.session_folder import load_session
from tests.unit.media.clips import Recipe, draw_clip


def known(session: Session) -> Fingerprint:
    """Return the fingerprint the session was made with."""
    fingerprint = session.media[0].fingerprint
    assert fingerprint is not None
    return fingerprint


def test_a_video_that_was_renamed_is_found_by_what_it_is(session: Session) -> None:
    moved = session.media_path().rename(session.folder / "renamed.mp4")
    assert find_moved(session, known(session)) == moved
    changed = relink(session, known(session), moved)
    assert changed.media[0].file == "renamed.mp4"
    assert load_session(session.folder).media_path() == moved.resolve()


def test_a_video_beside_the_session_or_in_a_folder_named_is_found(session: Session, tmp_path: Path) -> None:
    elsewhere = tmp_path / "videos"
    elsewhere.mkdir()
    shutil.move(session.media_path(), elsewhere / "a.mp4")
    assert find_moved(session, known(session)) is None
    assert find_moved(session, known(session), tmp_path / "nowhere", elsewhere) == elsewhere / "a.mp4"
    shutil.move(elsewhere / "a.mp4", session.folder.parent / "b.mp4")
    assert find_moved(session, known(session)) == session.folder.parent / "b.mp4"


def test_another_video_of_the_same_name_is_not_found(session: Session) -> None:
    draw_clip(session.media_path(), Recipe(frames=50))
    assert find_moved(session, known(session)) is None


def test_another_video_is_refused_with_what_differs_and_nothing_is_written(session: Session, tmp_path: Path) -> None:
    before = (session.folder / "session.yaml").read_bytes()
    other = draw_clip(tmp_path / "other.mp4", Recipe(frames=90))
    with pytest.raises(CoderError, match=r"not the video that was coded: 10 frames fewer, 0\.400 s shorter"):
        relink(session, known(session), other)
    assert (session.folder / "session.yaml").read_bytes() == before


def test_a_session_of_which_nothing_is_known_takes_the_video_it_is_given(session: Session, tmp_path: Path) -> None:
    other = draw_clip(tmp_path / "other.mp4", Recipe(frames=50))
    changed = relink(session, None, other)
    assert changed.media[0].fingerprint == read_fingerprint(other)
    assert changed.media[0].outside


def test_the_way_to_a_video_is_written_from_the_sessions_folder(tmp_path: Path) -> None:
    folder = tmp_path / "D01"
    assert point_to(folder, folder / "a.mp4").file == "a.mp4"
    outside = point_to(folder, tmp_path / "videos" / "a.mp4", 1.5)
    assert (outside.file, outside.outside, outside.offset_s) == ("../videos/a.mp4", True, 1.5)


def test_a_video_on_another_drive_is_to_be_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_way(path: Path, start: Path) -> str:
        raise ValueError("path is on mount 'D:', start on mount 'C:'")

    monkeypatch.setattr("os.path.relpath", no_way)
    with pytest.raises(CoderError, match="another drive") as told:
        point_to(tmp_path, tmp_path / "a.mp4")
    assert told.value.hint == "Copy it into the session's folder."


def test_the_other_media_of_a_session_stay_as_they_are(session: Session) -> None:
    second = replace(session.media[0], file="second.mp4", offset_s=2.0)
    shutil.copy(session.media_path(), session.folder / "second.mp4")
    both = replace(session, media=(session.media[0], second))
    moved = session.media_path().rename(session.folder / "renamed.mp4")
    changed = relink(both, known(session), moved)
    assert [medium.file for medium in changed.media] == ["renamed.mp4", "second.mp4"]
    assert load_session(session.folder).media[1].offset_s == 2.0
