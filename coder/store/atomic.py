"""Write a whole file or nothing: a kill at any moment leaves the old file or the new one."""

import contextlib
import os
import secrets
import time
from pathlib import Path

from coder.errors import CoderError
from coder.store.plain_words import explain_os_error

ON_WINDOWS = os.name == "nt"
REPLACE_ATTEMPTS = 20
_PAUSE_S = 0.05


def write_atomic(path: Path, content: bytes | str) -> None:
    """Replace a file by new content, durable on return; text is written as UTF-8 with newlines as given.

    Raises CoderError when it cannot be written; the old file is then untouched.
    """
    whole = content.encode("utf-8") if isinstance(content, str) else content
    fresh = name_beside(path)
    try:
        write_synced(fresh, whole)
        replace_file(fresh, path)
        sync_folder(path.parent)
    except OSError as error:
        raise explain_os_error(error, path) from error
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, unless they are there; raise CoderError when that fails."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise explain_os_error(error, folder) from error


def name_beside(path: Path) -> Path:
    """Return an unused hidden name in the same folder, so that renaming stays on one disk."""
    return path.with_name(f".{path.name[:80]}.{secrets.token_hex(4)}.new")


def write_synced(path: Path, content: bytes) -> None:
    """Write a new file and wait until the disk has it."""
    with path.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def sync_file(path: Path) -> None:
    """Wait until the disk has the whole of a finished file."""
    with path.open("r+b") as stream:
        os.fsync(stream.fileno())


def replace_file(fresh: Path, path: Path) -> None:
    """Put a finished file in the place of another; wait a moment for whoever reads it on Windows."""
    for attempt in range(REPLACE_ATTEMPTS):
        try:
            fresh.replace(path)
        except PermissionError:
            if not ON_WINDOWS or attempt == REPLACE_ATTEMPTS - 1:
                raise
            time.sleep(_PAUSE_S)
        else:
            return


def place_new(fresh: Path, path: Path) -> None:
    """Give a finished file its name; raise CoderError when that name is taken, and leave what is there alone."""
    try:
        _link(fresh, path)
        sync_folder(path.parent)
    except FileExistsError as error:
        raise CoderError(
            f"There is already a file {path.name}.", "Choose another name; nothing was written."
        ) from error
    except OSError as error:
        raise explain_os_error(error, path) from error
    finally:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)


def _link(fresh: Path, path: Path) -> None:
    try:
        path.hardlink_to(fresh)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):
        # No hard links on this disk (FAT, some network shares): look first, then rename.
        if path.exists():
            raise FileExistsError(path) from None
        fresh.rename(path)


def sync_folder(folder: Path) -> None:
    """Wait until the disk knows the folder's new names; where folders cannot be opened (Windows) there is no need."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
