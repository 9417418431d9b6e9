"""A snapshot is the exact frame, and says what it shows and nothing else."""

import zlib
from pathlib import Path

import av
import numpy as np
import pytest

from coder.app.cameras import Film
from coder.app.new_session import NewSession, create_session
from coder.app.open_session import open_session
from coder.app.snapshot import snapshot_name, write_snapshot
from coder.errors import CoderError
from coder.media.frame_index import read_index
from coder.model.session import Session, SessionClock
from tests.unit.media.clips import Recipe, draw_clip, read_number


def texts_of(path: Path) -> dict[str, str]:
    """Read a PNG's texts, and check each chunk's sum."""
    png, at, found = path.read_bytes(), 8, {}
    while at < len(png):
        length = int.from_bytes(png[at : at + 4], "big")
        content = png[at + 4 : at + 8 + length]
        assert zlib.crc32(content).to_bytes(4, "big") == png[at + 8 + length : at + 12 + length]
        if content[:4] == b"iTXt":
            keyword, rest = content[4:].split(b"\0", 1)
            found[keyword.decode("latin-1")] = rest[4:].decode("utf-8")
        at += 12 + length
    return found


def number_in(path: Path) -> int:
    with av.open(str(path)) as container:
        frame = next(container.decode(video=0))
        return read_number(frame.to_ndarray(format="bgra").astype(np.uint8))


def test_it_is_the_frame_itself_with_its_time_in_its_name(session: Session) -> None:
    with open_session(session.folder, "ana") as opened:
        path = write_snapshot(opened.session, opened.video, 57)
    assert path == session.folder / "snapshots" / "D01_v1_0-00-02.280_f000057.png"
    assert number_in(path) == 57
    assert texts_of(path) == {"Session": "D01_v1", "Media time (s)": "2.280", "Frame": "57"}


def test_of_several_files_the_one_that_is_shown_is_kept(clip: Path, tmp_path: Path) -> None:
    second = draw_clip(tmp_path / "second.mp4", Recipe(frames=30))
    wanted = NewSession(tmp_path / "P01", (clip, second), "core-cues", consecutive=True)
    with open_session(create_session(wanted).session.folder, "ana") as opened:
        path = write_snapshot(opened.session, opened.video, 107)
    assert number_in(path) == 7
    assert path.name == "P01_0-00-04.280_f000107.png"


def test_another_cameras_frame_bears_the_common_time(session: Session, clip: Path) -> None:
    film = Film(1, (clip,), read_index(clip))
    path = write_snapshot(session, film, 12, camera=1, at_ms=1_980)
    assert path.name == "D01_v1_camera2_0-00-01.980_f000012.png"
    assert number_in(path) == 12
    assert texts_of(path)["Camera"] == "2"


def test_a_name_is_one_that_any_system_takes() -> None:
    assert snapshot_name("Dyad 7/ä: *", 3_723_040, 93_076) == "Dyad_7_ä____1-02-03.040_f093076.png"


def test_without_a_picture_there_is_none(tmp_path: Path) -> None:
    wanted = NewSession(tmp_path / "L01", (), "core-cues", clock=SessionClock(60))
    with (
        open_session(create_session(wanted).session.folder, "ana") as opened,
        pytest.raises(CoderError, match="no picture"),
    ):
        write_snapshot(opened.session, opened.video, 3)
