"""Results of a long run, kept until all of it is done: a run that was interrupted goes on where it was.

Each is kept under a hash of everything it comes of, so other options or other coding never find it. They lie in the
person's own cache, and what cannot be read of them is computed again.
"""

import contextlib
import hashlib
import pickle
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from coder import __version__
from coder.app.settings import cache_folder
from coder.store.atomic import name_beside

_WEEK_S = 7 * 24 * 3600


class Kept:
    """The results of a run under their keys."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._used: set[Path] = set()

    def find(self, key: str) -> Any:
        """Return a result, None where there is none."""
        path = self._path(key)
        try:
            return pickle.loads(path.read_bytes())
        except OSError:
            return None
        except Exception:  # cut short, or of another version: whatever pickle makes of that
            return None

    def keep(self, key: str, found: Any) -> None:
        """Keep a result; where that fails, the run goes on without."""
        path = self._path(key)
        fresh = name_beside(path)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            fresh.write_bytes(pickle.dumps(found, protocol=pickle.HIGHEST_PROTOCOL))
            fresh.replace(path)
        except OSError:
            with contextlib.suppress(OSError):
                fresh.unlink(missing_ok=True)

    def forget(self) -> None:
        """Take away what this run kept or found, and what no run came back for in a week."""
        old = time.time() - _WEEK_S
        for path in (*self._used, *self._folder.glob("*")):
            with contextlib.suppress(OSError):
                if path in self._used or path.stat().st_mtime < old:
                    path.unlink()

    def _path(self, key: str) -> Path:
        path = self._folder / key
        self._used.add(path)
        return path


@contextmanager
def keeping() -> Iterator[Kept]:
    """Give what keeps results; all are taken away when the run ends well, none when it does not."""
    kept = Kept(cache_folder() / "unfinished")
    yield kept
    kept.forget()


def key_of(*parts: object) -> str:
    """Return the key of what comes of some values, of which each is written the same way each time."""
    found = hashlib.sha256(__version__.encode())
    for part in parts:
        found.update(b"\0" + (part if isinstance(part, bytes) else repr(part).encode()))
    return found.hexdigest()


def hash_files(paths: Iterable[Path]) -> bytes:
    """Return a hash of the names and contents of some files; one that cannot be read counts as not there."""
    found = hashlib.sha256()
    for path in sorted(paths):
        with contextlib.suppress(OSError), path.open("rb") as file:
            found.update(path.name.encode() + b"\0" + hashlib.file_digest(file, "sha256").digest())
    return found.digest()
