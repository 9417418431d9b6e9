"""Keep frame indexes between runs, by path, size and time of change. Imports av and numpy: import lazily."""

import hashlib
import os
import zipfile
from fractions import Fraction
from pathlib import Path

import av
import numpy as np

from coder.media.frame_times import FrameIndex

VERSION = 1


def find_index(path: Path, cache_dir: Path) -> FrameIndex | None:
    """Return the index kept for the file at ``path``, or None; a damaged one counts as none."""
    try:
        with np.load(_name(path, cache_dir), allow_pickle=False) as kept:
            return FrameIndex(
                Fraction(int(kept["tick"][0]), int(kept["tick"][1])),
                kept["pts"],
                kept["dts"],
                kept["keys"],
                int(kept["end"]),
                kept["places"],
                tuple(str(text) for text in kept["complaints"]),
            )
    except (OSError, ValueError, KeyError, IndexError, zipfile.BadZipFile):
        return None


def write_index(path: Path, cache_dir: Path, index: FrameIndex) -> None:
    """Keep ``index``; a full or read-only disk only means that it is read anew the next time."""
    name = _name(path, cache_dir)
    part = name.with_suffix(f".{os.getpid()}.part")
    try:
        cache_dir.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            np.savez(
                file,
                tick=np.array([index.time_base.numerator, index.time_base.denominator]),
                pts=index.pts,
                dts=index.dts,
                keys=index.keys,
                end=np.array(index.end_pts),
                places=index.places,
                complaints=np.array(index.complaints, np.str_),
            )
        part.replace(name)
    except OSError:
        part.unlink(missing_ok=True)


def _name(path: Path, cache_dir: Path) -> Path:
    facts = path.stat()
    words = f"{VERSION}|{av.__version__}|{path.resolve()}|{facts.st_size}|{facts.st_mtime_ns}"
    return cache_dir / f"{hashlib.sha256(words.encode()).hexdigest()[:32]}.npz"
