"""An MP4 or MOV file is indexed by its tables, and the result is that of reading every packet."""

from fractions import Fraction
from pathlib import Path

import pytest

from coder.media import frame_index
from coder.media.frame_index import read_index
from coder.media.moov import UnreadableTablesError, read_samples
from coder.media.moov_index import find_packets
from coder.media.packets import read_packets
from tests.unit.media.clips import CLIPS, Recipe, cut, draw_clip
from tests.unit.media.conftest import Draw

LISTED = [name for name, recipe in CLIPS.items() if recipe.suffix in {".mp4", ".mov"} and name != "fragmented"]


@pytest.mark.parametrize("name", LISTED)
def test_the_tables_tell_the_same_as_all_packets(name: str, draw: Draw) -> None:
    path = draw(name)
    listed, packets = find_packets(path), read_packets(path)
    assert listed is not None
    one, other = listed.in_order(), packets.in_order()
    assert (listed.tell, listed.counted, listed.complaints) == (packets.tell, packets.counted, packets.complaints)
    assert one.pts.tolist() == other.pts.tolist()
    assert one.dts.tolist() == other.dts.tolist()
    assert one.keys.tolist() == other.keys.tolist()
    assert (one.time_base, one.end_pts) == (other.time_base, other.end_pts)


@pytest.mark.parametrize("name", ["fragmented", "variable rate in mkv", "mjpeg in avi", "mpeg2 in ts"])
def test_where_there_are_no_tables_the_packets_are_read(name: str, draw: Draw) -> None:
    path = draw(name)
    assert find_packets(path) is None
    assert len(read_index(path)) == len(CLIPS[name].times or range(CLIPS[name].frames))


def test_no_packet_is_read_where_the_tables_tell(draw: Draw, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frame_index, "read_packets", pytest.fail)
    assert len(read_index(draw("h264 in mp4"))) == 100


def test_frames_that_a_half_file_lists_but_does_not_hold_are_not_believed(tmp_path: Path) -> None:
    whole = draw_clip(tmp_path / "whole.mp4", Recipe(muxer={"movflags": "faststart"}))
    half = cut(whole, tmp_path / "half.mp4", end=0.6)
    assert find_packets(half) is None
    assert len(read_index(half)) < len(read_index(whole))


def test_several_edits_are_left_to_the_packets(draw: Draw, tmp_path: Path) -> None:
    content = bytearray(draw("h264 in mp4").read_bytes())
    place = content.index(b"elst")
    content[place + 8 : place + 12] = (3).to_bytes(4, "big")
    path = tmp_path / "edits.mp4"
    path.write_bytes(content)
    with pytest.raises(UnreadableTablesError):
        read_samples(path, 1)


@pytest.mark.parametrize("name", [b"stsz", b"stco", b"stsc", b"stts", b"ctts"])
def test_damaged_tables_are_not_believed(name: bytes, tmp_path: Path) -> None:
    whole = draw_clip(tmp_path / "whole.mp4", Recipe(frames=40, rate=Fraction(25)))
    content = bytearray(whole.read_bytes())
    place = content.index(name)
    content[place + 8 : place + 16] = b"\xff" * 8
    path = tmp_path / "damaged.mp4"
    path.write_bytes(content)
    with pytest.raises(UnreadableTablesError):
        read_samples(path, 1)
