"""What cannot be coded is refused in a sentence; what is damaged is shown as far as it goes, and never wrong."""

import random
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest

from coder.errors import CoderError
from coder.media.frame_index import read_index
from coder.media.probe import probe
from tests.unit.media.clips import CLIPS, Recipe, draw_clip, draw_without_frames
from tests.unit.media.conftest import Draw
from tests.unit.media.damage import SOURCES, damage, walk

COPIES = 300
CENC = {
    "encryption_scheme": "cenc-aes-ctr",
    "encryption_key": "00112233445566778899aabbccddeeff",
    "encryption_kid": "112233445566778899aabbccddeeff00",
}


def refusal(path: Path, act: Callable[[Path], object] = read_index) -> CoderError:
    with pytest.raises(CoderError) as caught:
        act(path)
    assert path.name in caught.value.message
    assert caught.value.hint
    return caught.value


@pytest.mark.parametrize("muxer", [CENC, CENC | {"movflags": "frag_keyframe+empty_moov"}])
def test_an_encrypted_video_is_said_to_be_so(muxer: dict[str, str], tmp_path: Path) -> None:
    path = draw_clip(tmp_path / "protected.mp4", Recipe(frames=40, muxer=muxer))
    assert "encrypted" in refusal(path).message
    assert "encrypted" in refusal(path, probe).message


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("h264 in mp4", ((b"avc1", b"zzq1"), (b"avcC", b"zzqC"))),
        ("h264 in mkv at 29.97", ((b"V_MPEG4/ISO/AVC", b"V_MPEG4/ISO/ZZQ"),)),
    ],
)
def test_an_unknown_codec_is_said_to_be_so(
    name: str, change: tuple[tuple[bytes, bytes], ...], draw: Draw, tmp_path: Path
) -> None:
    content = draw(name).read_bytes()
    for old, new in change:
        content = content.replace(old, new)
    path = tmp_path / f"unknown{CLIPS[name].suffix}"
    path.write_bytes(content)
    assert "codec" in refusal(path).message


def test_a_video_without_frames_is_refused(tmp_path: Path) -> None:
    assert "frame" in refusal(draw_without_frames(tmp_path / "empty.mkv")).message
    assert "frame" in refusal(draw_without_frames(tmp_path / "empty.avi")).message


def test_sound_with_a_cover_picture_is_said_to_be_sound(tmp_path: Path) -> None:
    path = tmp_path / "sound.m4a"
    with av.open(str(path), "w", format="mp4") as container:
        stream = container.add_stream("aac", rate=48_000, layout="mono")
        frame = av.AudioFrame.from_ndarray(np.zeros((1, 1024), np.float32), "fltp", "mono")
        frame.sample_rate = 48_000
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    assert "only sound" in refusal(path).message


def test_damaged_copies_are_opened_and_stepped_through_without_a_fault(draw: Draw, tmp_path: Path) -> None:
    dice, opened = random.Random(2026), 0
    for number in range(COPIES):
        name = SOURCES[number % len(SOURCES)]
        path = tmp_path / f"copy{CLIPS[name].suffix}"
        path.write_bytes(damage(draw(name).read_bytes(), dice))
        opened += walk(path, dice)
    assert COPIES // 4 < opened < COPIES, "both kinds are met: what can be opened, and what is refused"
