"""One view in several files is opened, coded and found again as one."""

from pathlib import Path

import pytest

from coder.app.code import code_keys
from coder.app.locate import relink
from coder.app.new_session import NewSession, create_session
from coder.app.open_session import open_session
from coder.errors import CoderError
from coder.media.playlist import Playlist
from coder.model.session import Session
from tests.unit.media.clips import Recipe, draw_clip


@pytest.fixture
def session(tmp_path: Path) -> Session:
    """Make a session of two files, 4 s and 2 s."""
    files = (
        draw_clip(tmp_path / "00001.mp4", Recipe(frames=100)),
        draw_clip(tmp_path / "00002.mkv", Recipe(suffix=".mkv", frames=50)),
    )
    return create_session(NewSession(tmp_path / "D01", files, "core-cues", copy=True, consecutive=True)).session


def test_events_are_coded_over_the_border_of_files(session: Session) -> None:
    with open_session(session.folder, "ana") as opened:
        assert isinstance(opened.workspace.frames, Playlist)
        assert (len(opened.workspace.frames), opened.workspace.end_ms) == (150, 6_000)
        code_keys(opened, ["3.97,1", "4.05,2", "9,1"])
        assert [event.onset_ms for event in opened.workspace.observation] == [3_960, 4_040, 5_960]
    with open_session(session.folder, "ana") as again:
        assert again.notices == ()
        assert [medium.fingerprint.frames for medium in again.file.media if medium.fingerprint] == [100, 50]


def test_without_one_of_its_files_it_is_view_only_at_the_same_times(session: Session, tmp_path: Path) -> None:
    with open_session(session.folder, "ana") as opened:
        code_keys(opened, ["4.05,1"])
    moved = (session.folder / "00002.mkv").rename(tmp_path / "elsewhere.mkv")
    with open_session(session.folder, "ana") as without:
        assert without.video.missing == session.folder / "00002.mkv"
        assert without.workspace.view_only == "the video 00002.mkv is missing."
        assert (len(without.workspace.frames), without.workspace.end_ms) == (150, 6_000)
    relinked = relink(session, session.media[1].fingerprint, moved, 1)
    assert relinked.media[1].continues
    with open_session(session.folder, "ana") as found:
        assert found.workspace.view_only == ""


def test_another_file_in_the_place_of_one_is_named(session: Session) -> None:
    with open_session(session.folder, "ana"):
        pass
    draw_clip(session.folder / "00002.mkv", Recipe(suffix=".mkv", frames=40))
    with open_session(session.folder, "ana") as opened:
        assert opened.workspace.view_only.startswith("00002.mkv differs from the one coded: 10 frames fewer")


def test_files_of_one_camera_have_no_offsets(session: Session, tmp_path: Path) -> None:
    media = tuple(session.media_path(number) for number in (0, 1))
    with pytest.raises(CoderError, match="Files of one camera have no offsets"):
        create_session(NewSession(tmp_path / "D02", media, "core-cues", offsets_s=(0.0, 2.0), consecutive=True))
