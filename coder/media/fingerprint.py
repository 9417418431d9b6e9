"""Tell videos apart, and find a moved one again. Imports av and numpy: import this module lazily."""

import hashlib
import os
from pathlib import Path

from coder.media.container import explain
from coder.media.player import FrameTimes
from coder.media.sound_only import read_times
from coder.media.stopping import Cancel, check
from coder.model.media import Fingerprint

SAMPLES = 16
SAMPLE_BYTES = 64 << 10


def read_fingerprint(path: Path, index: FrameTimes | None = None, cache_dir: Path | None = None) -> Fingerprint:
    """Return the fingerprint of the video at ``path``; ``index``: its frames, where known already.

    Raises CoderError when it is neither video nor sound, or cannot be read.
    """
    frames = index if index is not None else read_times(path, cache_dir=cache_dir)
    try:
        return Fingerprint(path.stat().st_size, frames.duration_ms, len(frames), digest(path))
    except OSError as error:
        raise explain(path, error) from error


def find_match(folder: Path, fingerprint: Fingerprint, cancel: Cancel | None = None) -> Path | None:
    """Return the file in ``folder`` or below it that bears ``fingerprint``, or None; unreadable files are passed over.

    Only files of the right size are opened. Raises Stopped when ``cancel`` says so.
    """
    for place, folders, names in os.walk(folder):
        folders.sort()
        check(cancel)
        for name in sorted(names):
            path = Path(place) / name
            try:
                if path.stat().st_size == fingerprint.size_bytes and digest(path) == fingerprint.digest:
                    return path
            except OSError:
                continue
    return None


def digest(path: Path) -> str:
    """Return the sha-256 of the size and of 16 evenly spread samples of 64 KiB, first and last bytes included."""
    size = path.stat().st_size
    found = hashlib.sha256(str(size).encode())
    with path.open("rb") as file:
        for number in range(SAMPLES):
            file.seek(max(0, size - SAMPLE_BYTES) * number // (SAMPLES - 1))
            found.update(file.read(SAMPLE_BYTES))
    return found.hexdigest()
