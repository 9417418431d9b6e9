"""Damaged copies of clips, and a walk through them: nothing but a sentence may come of it."""

import random
from contextlib import suppress
from pathlib import Path
from threading import Semaphore

from coder.errors import CoderError
from coder.media.engine import VideoEngine
from coder.media.frame_index import FrameIndex, read_index
from coder.media.frames import FrameReader

SOURCES = (
    "h264 in mp4",
    "hevc open gop",
    "h264 in mkv at 29.97",
    "mpeg2 in ts",
    "vp9 in webm",
    "mjpeg in avi",
    "fragmented",
    "h264 open gop in mts",
    "mpeg2 in ps",
    "h264 with b-frames in avi",
    "wmv",
    "flv",
)
WALK = 8
PATIENCE_S = 30


def damage(content: bytes, dice: random.Random) -> bytes:
    """Return ``content`` with bytes flipped, an end cut off, or pieces shuffled."""
    damaged = bytearray(content)
    kind = dice.choice(["flip", "flip", "burst", "cut", "shuffle", "zero"])
    size = len(damaged)
    if kind == "flip":
        for _ in range(dice.choice([1, 5, 50])):
            damaged[dice.randrange(size)] ^= 1 << dice.randrange(8)
    elif kind == "cut":
        del damaged[dice.randrange(1, size) :]
    else:
        begin, length = dice.randrange(size), dice.randrange(1, max(2, size // 4))
        if kind == "burst":
            damaged[begin : begin + length] = dice.randbytes(len(damaged[begin : begin + length]))
        elif kind == "zero":
            damaged[begin : begin + length] = bytes(len(damaged[begin : begin + length]))
        else:
            piece = damaged[begin : begin + length]
            del damaged[begin : begin + length]
            place = dice.randrange(len(damaged) + 1)
            damaged[place:place] = piece
    return bytes(damaged)


def walk(path: Path, dice: random.Random) -> bool:
    """Open the file, read frames here and there, play a little; say whether it could be opened."""
    try:
        index = read_index(path)
    except CoderError:
        return False
    places = sorted(dice.randrange(len(index)) for _ in range(WALK))
    dice.shuffle(places)
    try:
        with FrameReader(path, index) as reader:
            for n in places:
                _read(reader, n)
            for picture in reader.read_pictures(places[0], places[0] + 5):
                assert index.time_ms(picture.n) == picture.time_ms
    except CoderError:
        return True
    _show(path, index, places)
    return True


def _read(reader: FrameReader, n: int) -> None:
    with suppress(CoderError):
        assert reader.picture(n).n == n


def _show(path: Path, index: FrameIndex, places: list[int]) -> None:
    """Each request to an engine is answered, by its picture or by a sentence."""
    answered = Semaphore(0)

    def answer(_: object) -> None:
        answered.release()

    engine = VideoEngine(path, index, answer, answer)
    for n in places[:4]:
        engine.request(n)
        assert answered.acquire(timeout=PATIENCE_S)
    assert engine.close(PATIENCE_S)
