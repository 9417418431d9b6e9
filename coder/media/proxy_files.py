"""The files of a proxy: the frames as JPEG pictures one after the other, and the table that says where each lies.

A frame counts only once the table names it, and the table is replaced whole: what is cut off is never seen.
Imports numpy: import this module lazily.
"""

import hashlib
import os
import time
import zipfile
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np

from coder.media.frame_times import FrameIndex, Ticks
from coder.media.picture import Turn

FORMAT = 1
LIMIT_BYTES = 10 << 30
STALE_S = 120.0
BEAT_S = 10.0


@dataclass(frozen=True, slots=True, eq=False)
class ProxyTable:
    """Frame n is the bytes ``offsets[n]`` to ``offsets[n + 1]``; none where the video itself is damaged.

    ``times``: digest of the frame times it was made for. ``width`` and ``height``: of the video, as shown.
    """

    times: str
    frames: int
    width: int
    height: int
    turn: Turn
    offsets: Ticks

    @property
    def done(self) -> int:
        """Return how many frames are there, from the first on."""
        return len(self.offsets) - 1


@dataclass(frozen=True, slots=True)
class ProxyFiles:
    """Where the proxy of the video with this ``digest`` lies."""

    folder: Path
    digest: str

    @property
    def pictures(self) -> Path:
        """Return the file of pictures: any player takes it for a Motion-JPEG video."""
        return self.folder / f"{self.digest[:32]}.mjpeg"

    @property
    def table(self) -> Path:
        """Return the file that says which pictures are there."""
        return self.folder / f"{self.digest[:32]}.npz"

    @property
    def claim(self) -> Path:
        """Return the file that says that somebody is building."""
        return self.folder / f"{self.digest[:32]}.claim"

    def find_table(self, index: FrameIndex) -> ProxyTable | None:
        """Return the table if it is one for ``index`` and its pictures are there; damaged ones count as none."""
        try:
            with self.table.open("rb") as file:
                kept = np.load(file, allow_pickle=False)
                form, frames, width, height, *turn = kept["facts"].astype(int).tolist()
                offsets = kept["offsets"].astype(np.int64)
                table = ProxyTable(str(kept["times"]), frames, width, height, Turn(*map(bool, turn)), offsets)
            whole = self.pictures.stat().st_size >= int(offsets[-1]) and bool((np.diff(offsets) >= 0).all())
        except (OSError, ValueError, KeyError, IndexError, TypeError, EOFError, zipfile.BadZipFile):
            return None
        fits = form == FORMAT and table.times == digest_of_times(index) and table.frames == len(index) >= table.done
        return table if fits and whole else None

    def write_table(self, table: ProxyTable) -> None:
        """Replace the table; raise OSError when it cannot be written."""
        part = self.table.with_suffix(f".{os.getpid()}.part")
        turn = table.turn
        facts = [FORMAT, table.frames, table.width, table.height, turn.swap, turn.mirror_x, turn.mirror_y]
        with part.open("wb") as file:
            np.savez(file, facts=np.array(facts, np.int64), times=np.array(table.times), offsets=table.offsets)
        part.replace(self.table)

    def touch(self) -> None:
        """Take note that the proxy is in use: the one unused for longest goes first."""
        with suppress(OSError):
            os.utime(self.table)


def digest_of_times(index: FrameIndex) -> str:
    """Return a digest of all frame times: a proxy serves one numbering of frames only."""
    tick = f"{index.time_base.numerator}/{index.time_base.denominator}|".encode()
    return hashlib.sha256(tick + index.pts.astype("<i8").tobytes()).hexdigest()


def prune(folder: Path, limit_bytes: int, keep: Collection[ProxyFiles] = ()) -> None:
    """Let the proxies unused for longest go until all take no more than ``limit_bytes``; those to ``keep`` stay."""
    staying = {files.table for files in keep}
    with suppress(OSError):
        for pictures in folder.glob("*.mjpeg"):  # left behind by a crash before the first table
            if not pictures.with_suffix(".npz").exists() and _age_s(pictures) > STALE_S:
                pictures.unlink(missing_ok=True)
        kept = sorted((table.stat().st_mtime_ns, table) for table in folder.glob("*.npz"))
        sizes = {table: _size(table) + _size(table.with_suffix(".mjpeg")) for _, table in kept}
        total = sum(sizes.values())
        for _, table in kept:
            if total <= limit_bytes:
                return
            if table not in staying:
                total -= sizes[table]
                table.unlink(missing_ok=True)
                table.with_suffix(".mjpeg").unlink(missing_ok=True)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


class Claim:
    """The right to build one proxy, shown by a file that is touched as long as the work goes on."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._beat_s = time.monotonic()

    def beat(self) -> None:
        """Say that the work goes on."""
        if time.monotonic() - self._beat_s > BEAT_S:
            self._beat_s = time.monotonic()
            with suppress(OSError):
                os.utime(self._file)

    @classmethod
    @contextmanager
    def hold(cls, file: Path, wait: Callable[[], None]) -> Iterator[Self]:
        """Hold the claim, calling ``wait`` as long as another has it; one left behind by a crash is taken over."""
        while True:
            try:
                file.open("x", encoding="utf-8").close()
                break
            except FileExistsError:
                if _age_s(file) > STALE_S:
                    file.unlink(missing_ok=True)
                else:
                    wait()
        try:
            yield cls(file)
        finally:
            with suppress(OSError):
                file.unlink(missing_ok=True)


def _age_s(file: Path) -> float:
    try:
        return time.time() - file.stat().st_mtime
    except OSError:
        return 0.0
