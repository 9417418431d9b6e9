"""Put a database from memory on disk as a new file: the whole of it, or nothing."""

import contextlib
import sqlite3
from pathlib import Path

from coder.errors import CoderError
from coder.store.atomic import name_beside, place_new, sync_file
from coder.store.connection import connect
from coder.store.plain_words import explain_os_error, explain_sqlite


def write_new_database(source: sqlite3.Connection, path: Path) -> None:
    """Write a database to a path where there is nothing yet; raise CoderError when there is, or it cannot be written.

    A kill at any moment leaves no file at the path, or the whole one.
    """
    fresh = write_beside(source, path)
    place_new(fresh, path)


def write_beside(source: sqlite3.Connection, path: Path) -> Path:
    """Write a database durably under another name in the folder of ``path``; return that name."""
    fresh = name_beside(path)
    try:
        fresh.touch(exist_ok=False)
        _fill(source, fresh)
        sync_file(fresh)
    except (OSError, sqlite3.Error) as error:
        with contextlib.suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise _explain(error, path) from error
    return fresh


def _explain(error: OSError | sqlite3.Error, path: Path) -> CoderError:
    return explain_os_error(error, path) if isinstance(error, OSError) else explain_sqlite(error, path)


def _fill(source: sqlite3.Connection, fresh: Path) -> None:
    target = connect(fresh)
    try:
        # Nobody knows this file yet: it needs no journal, only to be whole before it gets its name.
        target.execute("PRAGMA journal_mode = OFF").fetchall()
        target.execute("PRAGMA synchronous = OFF")
        source.backup(target)
    finally:
        target.close()
