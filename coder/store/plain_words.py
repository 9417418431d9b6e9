"""What the disk or SQLite refused, said plainly."""

import errno
import sqlite3
from pathlib import Path

from coder.errors import CoderError

FREE_SPACE = "Free some space and try again, or use another disk."
ANOTHER_FOLDER = "Check the folder's permissions, or use a folder that you may write in."
COPY_SESSION = "Check the folder's permissions, or copy the session's folder to where you may write, and open it there."
ELSEWHERE = "Check the folder's permissions, or save a copy elsewhere."
TRY_AGAIN = "Check that the disk or network drive is connected, then try again."
MIXED_UP = "its parts do not fit together"

_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)


class NotWritableError(CoderError):
    """A file that may not be written where it is: what can be done instead depends on what it was for."""


def explain_os_error(error: OSError, path: Path) -> CoderError:
    """Return what an error of the operating system means for the file."""
    if error.errno in _FULL:
        return CoderError(f"The disk is full: {path.name} could not be written.", FREE_SPACE)
    if error.errno in _FORBIDDEN:
        return NotWritableError(f"{path.name} may not be written in the folder {path.parent.name}.", ANOTHER_FOLDER)
    if error.errno == errno.ENOENT:
        return CoderError(f"{path.name} is not there.", "Check its name and folder.")
    reason = error.strerror or str(error)
    return CoderError(f"{path.name} could not be used: {reason}.", TRY_AGAIN)


def explain_read_error(error: OSError, path: Path) -> CoderError:
    """Return what it means that a file could not be read."""
    if error.errno in _FORBIDDEN:
        return CoderError(f"{path.name} may not be read.", "Check the permissions of the file and of its folder.")
    return explain_os_error(error, path)


def explain_sqlite(error: sqlite3.Error, path: Path) -> CoderError:
    """Return what an error of SQLite means for the observation file."""
    name = path.name
    match primary_code(error):
        case sqlite3.SQLITE_FULL:
            return CoderError(f"The disk is full: {name} could not be written.", FREE_SPACE)
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM:
            return NotWritableError(f"{name} may not be written.", ELSEWHERE)
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return CoderError(f"{name} is in use by another program.", "Close it there and try again.")
        case sqlite3.SQLITE_CANTOPEN:
            return NotWritableError(f"{name} cannot be opened or written in its folder.", ELSEWHERE)
        case sqlite3.SQLITE_CORRUPT | sqlite3.SQLITE_NOTADB:
            return damaged(path, MIXED_UP)
        case sqlite3.SQLITE_IOERR:
            return CoderError(f"The disk did not take {name}.", TRY_AGAIN)
    return CoderError(f"{name} could not be used: {error}.", TRY_AGAIN)


def damaged(path: Path, reason: str) -> CoderError:
    """Return the error for a file that was an observation once."""
    return CoderError(
        f"{path.name} is damaged: {reason}.",
        "It was left as it is. Bring back a copy of it from a backup, or code the session under another coder id.",
    )


_BY_WORDS = (
    ("full", sqlite3.SQLITE_FULL),
    ("readonly", sqlite3.SQLITE_READONLY),
    ("locked", sqlite3.SQLITE_BUSY),
    ("unable to open", sqlite3.SQLITE_CANTOPEN),
    ("malformed", sqlite3.SQLITE_CORRUPT),
    ("not a database", sqlite3.SQLITE_NOTADB),
    ("could not decode", sqlite3.SQLITE_CORRUPT),
    ("i/o error", sqlite3.SQLITE_IOERR),
)


def primary_code(error: sqlite3.Error) -> int:
    """Return SQLite's result code without its refinement; errors that the driver made itself tell it by their words."""
    code = getattr(error, "sqlite_errorcode", None)
    if isinstance(code, int) and code & 0xFF != sqlite3.SQLITE_ERROR:
        return code & 0xFF
    words = str(error).lower()
    return next((known for part, known in _BY_WORDS if part in words), sqlite3.SQLITE_ERROR)
