"""The sha-256 of a whole file, read in the background without being in anybody's way. Standard library only."""

import hashlib
import os
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from coder.errors import CoderError
from coder.media.priority import run_giving_way
from coder.media.stopping import Cancel, Progress, check, tell

PIECE = 4 << 20
WAIT_S = 0.02
_KEPT = 2_000


def read_whole_digest(
    path: Path,
    *,
    cancel: Cancel | None = None,
    progress: Progress | None = None,
    busy: Callable[[], bool] | None = None,
    cache_dir: Path | None = None,
) -> str:
    """Return the sha-256 (hex) of the file at ``path``, from ``cache_dir`` while its size and time of change stay.

    ``busy`` says when to wait. Raises Stopped when ``cancel`` says so, and CoderError when it cannot be read.
    """
    try:
        known = cache_dir / f"{_key(path)}.sha256" if cache_dir is not None else None
        if known is not None and (found := _find(known)):
            return found
        digest = run_giving_way(lambda: _read(path, cancel, progress, busy))
    except OSError as error:
        raise CoderError(
            f"{path.name} cannot be read whole ({error.strerror or error}).", "Look at its drive."
        ) from error
    if known is not None:
        _keep(known, digest)
    return digest


def _read(path: Path, cancel: Cancel | None, progress: Progress | None, busy: Callable[[], bool] | None) -> str:
    found, size, read = hashlib.sha256(), max(1, path.stat().st_size), 0
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            found.update(piece)
            read += len(piece)
            tell(progress, read / size)
            check(cancel)
            while busy is not None and busy():
                time.sleep(WAIT_S)
                check(cancel)
    return found.hexdigest()


def _key(path: Path) -> str:
    facts = path.stat()
    words = f"{path.resolve()}|{facts.st_size}|{facts.st_mtime_ns}"
    return hashlib.sha256(words.encode("utf-8")).hexdigest()[:32]


def _find(known: Path) -> str:
    with suppress(OSError, ValueError):
        text = known.read_text(encoding="ascii").strip()
        if len(text) == 64 and int(text, 16) >= 0:
            return text
    return ""


def _keep(known: Path, digest: str) -> None:
    """Write it down; a disk that is full or cannot be written only means reading the file anew the next time."""
    with suppress(OSError):
        known.parent.mkdir(parents=True, exist_ok=True)
        part = known.with_suffix(f".{os.getpid()}.part")
        part.write_text(digest, encoding="ascii", newline="\n")
        part.replace(known)
        kept = sorted(known.parent.glob("*.sha256"), key=lambda file: file.stat().st_mtime_ns)
        for old in kept[:-_KEPT]:
            old.unlink(missing_ok=True)
