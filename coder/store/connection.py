"""Connections to an observation file: how one is opened, held for this process alone, and given to SQLAlchemy."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from os import fsencode
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

BUSY_S = 0.5
_CACHE_KIB = 16_384


def connect(path: Path, busy_s: float = BUSY_S) -> sqlite3.Connection:
    """Open an existing database file; SQLite's errors pass. Never makes a file, whatever is in the way."""
    name = path.absolute().as_posix()
    url = "file://" + quote(fsencode(name if name.startswith("/") else f"/{name}"), safe="/:") + "?mode=rw"
    return sqlite3.connect(url, uri=True, timeout=busy_s, isolation_level=None, check_same_thread=False)


def connect_memory() -> sqlite3.Connection:
    """Open an empty database in memory."""
    return sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)


def hold(path: Path) -> sqlite3.Connection:
    """Open the file for this connection alone, without changing a byte of it; SQLite's errors pass.

    A journal left by a killed program is rolled back on the way.
    """
    raw = connect(path)
    try:
        for pragma in (
            "locking_mode = EXCLUSIVE",
            "journal_mode = TRUNCATE",
            "synchronous = EXTRA",
            "fullfsync = ON",
            "trusted_schema = OFF",
            "cell_size_check = ON",
            f"cache_size = -{_CACHE_KIB}",
        ):
            raw.execute(f"PRAGMA {pragma}").fetchall()
        raw.execute("BEGIN EXCLUSIVE")  # Once taken, the lock stays until the connection is closed.
        raw.execute("COMMIT")
    except BaseException:
        raw.close()
        raise
    return raw


def let_go(raw: sqlite3.Connection) -> None:
    """Close a held file and remove its empty journal, under SQLite's own lock, so that nothing is left beside it."""
    try:
        raw.execute("PRAGMA locking_mode = NORMAL").fetchall()
        raw.execute("PRAGMA journal_mode = DELETE").fetchall()
    except sqlite3.Error:
        pass  # An empty journal beside the file does no harm.
    finally:
        raw.close()


def prove_writable(raw: sqlite3.Connection) -> None:
    """Write a value over itself: a read-only folder or a full disk shows now, not at the first key press."""
    raw.execute("BEGIN IMMEDIATE")
    try:
        version = raw.execute("PRAGMA user_version").fetchone()[0]
        raw.execute(f"PRAGMA user_version = {version:d}")
        raw.execute("COMMIT")
    finally:
        if raw.in_transaction:
            raw.execute("ROLLBACK")


def engine_on(raw: sqlite3.Connection) -> "Engine":
    """Return an SQLAlchemy engine on one connection, whose transactions begin as BEGIN IMMEDIATE."""
    from sqlalchemy import create_engine, event
    from sqlalchemy.pool import StaticPool

    engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)

    def begin(connection: "Connection") -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    event.listen(engine, "begin", begin)
    return engine


@contextmanager
def transaction(engine: "Engine", raw: sqlite3.Connection) -> Iterator["Connection"]:
    """Run one transaction: durable when the block is left, nothing of it there when anything is raised.

    Raises sqlite3.Error, not SQLAlchemy's wrapping of it.
    """
    from sqlalchemy.exc import DBAPIError

    try:
        with engine.begin() as connection:
            yield connection
    except DBAPIError as error:
        raise error.orig if isinstance(error.orig, sqlite3.Error) else sqlite3.OperationalError(str(error)) from error
    finally:
        if raw.in_transaction:
            raw.rollback()
