"""Look at an observation without touching it, even while another program is writing it."""

import sqlite3
import tempfile
import time
from contextlib import closing
from pathlib import Path

from coder.errors import CoderError
from coder.store.connection import connect, connect_memory
from coder.store.faults import check_length
from coder.store.plain_words import explain_read_error

_ATTEMPTS = 100
_PAUSE_S = 0.05


def read_snapshot(path: Path) -> sqlite3.Connection:
    """Return the last committed state in memory; the file itself is only read.

    Raises CoderError when it cannot be read or is being written without a pause; SQLite's errors pass.
    Never call it for a file this process holds: POSIX then drops the process's locks on it.
    """
    database, journal = _read_still(path)
    with tempfile.TemporaryDirectory(prefix="attune-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / "copy.attune"
        copy.write_bytes(database)
        if journal:
            # What a killed program left behind is rolled back on the copy.
            copy.with_name(f"{copy.name}-journal").write_bytes(journal)
        with closing(connect(copy)) as raw:
            raw.execute("SELECT count(*) FROM sqlite_master").fetchone()
            check_length(raw, path, copy)
            return copy_to_memory(raw)


def read_committed(path: Path) -> bytes:
    """Return the bytes of the last committed state: those of the file, unless something in it is half done.

    Raises and must not be called as ``read_snapshot``.
    """
    database, journal = _read_still(path)
    if not journal:
        return database
    with closing(read_snapshot(path)) as memory:
        return memory.serialize()


def copy_to_memory(raw: sqlite3.Connection) -> sqlite3.Connection:
    """Return a copy of a database in memory."""
    memory = connect_memory()
    try:
        raw.backup(memory)
    except BaseException:
        memory.close()
        raise
    return memory


def _read_still(path: Path) -> tuple[bytes, bytes]:
    """Return file and journal as they stood at one instant.

    Journal, file, journal, file, journal: when the journals are equal and the files are equal, no commit lay between
    the readings that could have mixed two states: the change log only grows, so no state ever comes back.
    """
    journal_path = path.with_name(f"{path.name}-journal")
    for attempt in range(_ATTEMPTS):
        if attempt:
            time.sleep(_PAUSE_S)
        try:
            first = _journal(journal_path), path.read_bytes()
            second = _journal(journal_path), path.read_bytes()
            last = _journal(journal_path)
        except OSError as error:
            raise explain_read_error(error, path) from error
        if first == second and last == first[0]:
            return first[1], first[0]
    raise CoderError(f"{path.name} is being written without a pause.", "Try again in a moment.")


def _journal(path: Path) -> bytes:
    if not path.is_file():
        return b""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return b""
    # A journal whose first bytes are zero holds nothing that could be rolled back.
    return content if content[:8].strip(b"\x00") else b""
