"""Which observation files this process holds, and how a file is held for a piece of work on it.

On POSIX, opening and closing a held file in any other way drops the locks on it, so a held file is looked at through
the connection that holds it and no other.
"""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from coder.errors import CoderError
from coder.store.connection import hold
from coder.store.faults import examine, explain_unreadable
from coder.store.lock_note import locked
from coder.store.plain_words import primary_code
from coder.store.snapshot import copy_to_memory
from coder.store.watch import FileId, find_file_id

GATE = threading.RLock()
"""Taken by whoever opens a file or lets one go."""
_IN_USE = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


class Held(Protocol):
    """What holds a file."""

    def snapshot(self) -> sqlite3.Connection:
        """Return a copy of what is on disk, in memory."""


_here: dict[FileId, Held] = {}


class _Work:
    """Something that is done to a file while nobody may open it."""

    def __init__(self, raw: sqlite3.Connection) -> None:
        self._raw = raw

    def snapshot(self) -> sqlite3.Connection:
        return copy_to_memory(self._raw)


def find_held(path: Path) -> Held | None:
    """Find what holds a file in this process."""
    file_id = find_file_id(path)
    return None if file_id is None else _here.get(file_id)


def remember_held(file_id: FileId, holder: Held) -> None:
    """Remember that a file is held."""
    _here[file_id] = holder


def forget_held(file_id: FileId) -> None:
    """Forget a file that was let go."""
    _here.pop(file_id, None)


@contextmanager
def held_alone(path: Path) -> Iterator[tuple[sqlite3.Connection, int]]:
    """Hold a file while the block runs, without changing a byte of it; give the connection and the file's layout.

    Raises CoderError when the file is missing, damaged, foreign, or open in this or another program. SQLite's errors
    inside the block are raised as CoderError.
    """
    try:
        with GATE:
            raw, version, file_id = _take(path)
        try:
            yield raw, version
        finally:
            with GATE:
                forget_held(file_id)
                raw.close()
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise explain_refusal(error, path) from error


def _take(path: Path) -> tuple[sqlite3.Connection, int, FileId]:
    if find_held(path) is not None:
        raise locked(path)
    version, before = examine(path), find_file_id(path)
    raw = hold(path)
    if before is None or find_file_id(path) != before:
        raw.close()
        raise replaced_meanwhile(path)
    remember_held(before, _Work(raw))
    return raw, version, before


def replaced_meanwhile(path: Path) -> CoderError:
    """Return the error for a file that is another one all of a sudden."""
    return CoderError(f"{path.name} was replaced while it was being opened.", "Open it again.")


def explain_refusal(error: sqlite3.Error | UnicodeDecodeError, path: Path) -> CoderError:
    """Return why a file that this process does not hold cannot be opened: who has it open, or what it is."""
    if isinstance(error, sqlite3.Error) and primary_code(error) in _IN_USE:
        return locked(path)
    return explain_unreadable(error, path)
