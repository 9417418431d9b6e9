"""A video is known again wherever it lies, and another one is not taken for it."""

from pathlib import Path

import pytest

from coder.errors import CoderError
from coder.media.fingerprint import digest, find_match, read_fingerprint
from coder.media.stopping import Stopped
from tests.unit.media.conftest import Draw


def test_a_fingerprint_tells_size_length_and_frames(draw: Draw) -> None:
    path = draw("h264 in mp4")
    found = read_fingerprint(path)
    assert (found.size_bytes, found.duration_ms, found.frames) == (path.stat().st_size, 4000, 100)
    assert len(found.digest) == 64


def test_a_moved_and_renamed_video_is_found(draw: Draw, tmp_path: Path) -> None:
    path = draw("h264 in mp4")
    moved = tmp_path / "new place" / "renamed.mp4"
    moved.parent.mkdir()
    moved.write_bytes(path.read_bytes())
    (tmp_path / "same size.mp4").write_bytes(bytes(path.stat().st_size))
    (tmp_path / "other.avi").write_bytes(draw("mjpeg in avi").read_bytes())
    assert find_match(tmp_path, read_fingerprint(path)) == moved


def test_a_changed_byte_makes_another_video(draw: Draw, tmp_path: Path) -> None:
    path = draw("h264 in mp4")
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    (tmp_path / "changed.mp4").write_bytes(content)
    assert find_match(tmp_path, read_fingerprint(path)) is None


def test_a_large_file_is_sampled_at_both_ends(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.write_bytes(bytes(3 << 20))
    other.write_bytes(bytes((3 << 20) - 1) + b"x")
    assert digest(one) != digest(other)


def test_the_search_can_be_given_up(draw: Draw, tmp_path: Path) -> None:
    with pytest.raises(Stopped):
        find_match(tmp_path, read_fingerprint(draw("h264 in mp4")), cancel=lambda: True)


def test_a_missing_file_has_no_fingerprint(tmp_path: Path) -> None:
    with pytest.raises(CoderError):
        read_fingerprint(tmp_path / "gone.mp4")
