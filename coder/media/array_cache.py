"""Keep arrays read from a media file between runs, by its path, size and time of change.

Imports av and numpy: import this module lazily.
"""

import hashlib
import os
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray
from platformdirs import user_cache_path

Arrays = Mapping[str, NDArray[np.generic]]
LIMIT_BYTES = 512 << 20


def media_cache_dir() -> Path:
    """Return the folder of this person's cache that media may use."""
    return user_cache_path("Attune", appauthor=False) / "media"


def find_arrays(path: Path, cache_dir: Path, kind: str) -> Arrays | None:
    """Return the arrays of ``kind`` kept for the file at ``path``, or None; damaged ones count as none."""
    try:
        with _name(path, cache_dir, kind).open("rb") as file:
            kept = np.load(file, allow_pickle=False)
            return {name: kept[name] for name in kept.files}
    except (OSError, ValueError, KeyError, AttributeError, EOFError, zipfile.BadZipFile):
        return None


def write_arrays(path: Path, cache_dir: Path, kind: str, arrays: Arrays) -> None:
    """Keep ``arrays``; a full or read-only disk only means that they are read anew the next time."""
    name = _name(path, cache_dir, kind)
    part = name.with_suffix(f".{os.getpid()}.part")
    named: Any = dict(arrays)
    try:
        cache_dir.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            np.savez(file, **named)
        part.replace(name)
    except OSError:
        with suppress(OSError):
            part.unlink(missing_ok=True)
    _prune(cache_dir)


def _name(path: Path, cache_dir: Path, kind: str) -> Path:
    facts = path.stat()
    words = f"{kind}|{av.__version__}|{path.resolve()}|{facts.st_size}|{facts.st_mtime_ns}"
    return cache_dir / f"{hashlib.sha256(words.encode()).hexdigest()[:32]}.npz"


def _prune(cache_dir: Path) -> None:
    """Let the oldest go when there is too much."""
    with suppress(OSError):
        kept = sorted(((p.stat().st_mtime_ns, p.stat().st_size, p) for p in cache_dir.glob("*.npz")), reverse=True)
        total = 0
        for _, size, file in kept:
            total += size
            if total > LIMIT_BYTES:
                file.unlink(missing_ok=True)
