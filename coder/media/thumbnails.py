"""Small pictures of a video along its time, for a strip under the timeline. Imports av and numpy: import lazily."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coder.errors import CoderError
from coder.media.array_cache import Arrays, find_arrays, write_arrays
from coder.media.frame_times import FrameIndex
from coder.media.frames import FrameReader
from coder.media.stopping import Cancel, Progress, check, tell

KIND = "thumbnails 1"
COUNT = 120
HEIGHT = 54
SHOWN_EVERY = 8

Growth = Callable[["Thumbnails"], None]


@dataclass(frozen=True, slots=True, eq=False)
class Thumbnail:
    """A small picture of frame ``n``, shown from ``time_ms`` on; ``bgra``: height × width × 4, as QImage's RGB32."""

    n: int
    time_ms: int
    bgra: NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Thumbnails:
    """Small pictures of key frames, in order, all of one size."""

    pictures: tuple[Thumbnail, ...]

    def __len__(self) -> int:
        return len(self.pictures)

    def nearest(self, ms: float) -> Thumbnail | None:
        """Return the picture whose time lies nearest, or None where there is none at all."""
        place = bisect_left(self.pictures, ms, key=_time)
        around = self.pictures[max(0, place - 1) : place + 1]
        return min(around, key=lambda picture: abs(picture.time_ms - ms), default=None)

    def between(self, from_ms: float, to_ms: float) -> tuple[Thumbnail, ...]:
        """Return the pictures whose times lie in ``[from_ms, to_ms)``."""
        first = bisect_left(self.pictures, from_ms, key=_time)
        return self.pictures[first : bisect_left(self.pictures, to_ms, key=_time)]


def _time(picture: Thumbnail) -> int:
    return picture.time_ms


def build_thumbnails(
    path: Path,
    index: FrameIndex,
    *,
    count: int = COUNT,
    height: int = HEIGHT,
    cancel: Cancel | None = None,
    progress: Progress | None = None,
    on_growth: Growth | None = None,
    cache_dir: Path | None = None,
) -> Thumbnails:
    """Return at most ``count`` pictures of key frames, evenly spread, ``height`` pixels high.

    They come coarsely first, ever finer then: ``on_growth`` gets what is there from time to time. Key frames that
    cannot be decoded are left out. Raises CoderError when the file cannot be read, Stopped when ``cancel`` says so.
    """
    kind = f"{KIND} {count} {height}"
    kept = find_arrays(path, cache_dir, kind) if cache_dir is not None else None
    if kept is not None and (found := _unpack(kept, index)) is not None:
        return found
    pictures: list[Thumbnail] = []
    wanted = choose_frames(index, count)
    with FrameReader(path, index) as reader:
        size: tuple[int, int] | None = None
        for done, n in enumerate(coarse_first(wanted)):
            check(cancel)
            try:
                frame = reader.frame(n, cancel)
            except CoderError:
                if not path.exists():
                    raise
                continue
            if size is None:
                width, high = reader.shown_size(frame)
                size = (max(1, round(width * height / high)), height)
            pictures.append(Thumbnail(n, index.time_ms(n), reader.convert(n, frame, size).bgra))
            tell(progress, (done + 1) / len(wanted))
            if on_growth is not None and len(pictures) % SHOWN_EVERY == 0:
                on_growth(_in_order(pictures))
    made = _in_order(pictures)
    if cache_dir is not None and pictures:
        write_arrays(path, cache_dir, kind, _pack(made))
    tell(progress, 1.0)
    return made


def choose_frames(index: FrameIndex, count: int) -> tuple[int, ...]:
    """Return the key frames that stand for ``count`` equal parts of the video, the last before each part's middle."""
    keys = index.keyframes
    if len(keys) <= count:
        return tuple(keys)
    middles = [(2 * part + 1) * index.duration_ms / (2 * count) for part in range(count)]
    times = [index.time_ms(key) for key in keys]
    return tuple(sorted({keys[max(0, bisect_right(times, middle) - 1)] for middle in middles}))


def coarse_first(frames: Sequence[int]) -> list[int]:
    """Return frames in an order that fills the whole strip early: first, middle, quarters, eighths …"""
    steps = [1 << power for power in reversed(range(len(frames).bit_length()))]
    return list(dict.fromkeys(frame for step in steps for frame in frames[::step]))


def _in_order(pictures: Sequence[Thumbnail]) -> Thumbnails:
    return Thumbnails(tuple(sorted(pictures, key=_time)))


def _pack(made: Thumbnails) -> Arrays:
    return {
        "frames": np.array([picture.n for picture in made.pictures], np.int64),
        "pictures": np.stack([picture.bgra for picture in made.pictures]),
    }


def _unpack(kept: Arrays, index: FrameIndex) -> Thumbnails | None:
    frames, pictures = kept.get("frames"), kept.get("pictures")
    if frames is None or pictures is None or len(frames) != len(pictures):
        return None
    numbers = [int(n) for n in frames.astype(np.int64)]
    if numbers and not 0 <= min(numbers) <= max(numbers) < len(index):
        return None
    each = pictures.astype(np.uint8, copy=False)
    return Thumbnails(tuple(Thumbnail(n, index.time_ms(n), each[place]) for place, n in enumerate(numbers)))
