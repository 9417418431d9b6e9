"""The digest of a whole file: slow, certain. Standard library only."""

import hashlib
from pathlib import Path

from coder.errors import CoderError
from coder.media.stopping import Cancel, Progress, check, tell

PIECE_BYTES = 4 << 20


def full_digest(path: Path, cancel: Cancel | None = None, progress: Progress | None = None) -> str:
    """Return the sha-256 (hex) of every byte of the file at ``path``.

    Raises Stopped when ``cancel`` says so, and CoderError when the file cannot be read.
    """
    found = hashlib.sha256()
    read = 0
    try:
        size = max(1, path.stat().st_size)
        with path.open("rb") as file:
            while piece := file.read(PIECE_BYTES):
                check(cancel)
                found.update(piece)
                read += len(piece)
                tell(progress, read / size)
    except OSError as error:
        raise CoderError(
            f"{path.name} cannot be read to its end ({error.strerror or error}).",
            "Look whether its drive or network share is there.",
        ) from error
    return found.hexdigest()
