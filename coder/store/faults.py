"""What a bad observation file is, said plainly; a bad file is never opened as empty and never overwritten."""

import sqlite3
from pathlib import Path

from coder.errors import CoderError
from coder.store import stamp
from coder.store.plain_words import MIXED_UP, damaged, explain_read_error, explain_sqlite, primary_code
from coder.store.stamp import APPLICATION_ID, HEADER_BYTES, NEEDED, SQLITE_MAGIC

LEFT_ALONE = "It was left as it is."
_HINT_EMPTY = f"{LEFT_ALONE} Bring back a copy of it from a backup, or remove it to start the observation anew."
_NOT_WRITABLE = (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN)
_KINDS = (
    (b"PK\x03\x04", "a ZIP archive (or an Office document)"),
    (b"%PDF", "a PDF document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1aE\xdf\xa3", "a video"),
    (b"RIFF", "a video or sound file"),
)


def examine(path: Path) -> int:
    """Return the layout version of an observation file; raise CoderError for anything that is none.

    Opens the file: never call it for a file this process holds, because POSIX then drops the process's locks on it.
    """
    head = _read_head(path)
    if not head:
        raise CoderError(f"{path.name} is empty (0 bytes): it holds no observation.", _HINT_EMPTY)
    if not head.startswith(SQLITE_MAGIC):
        raise _foreign(path, head)
    if len(head) < HEADER_BYTES:
        raise _cut_short(path)
    if _number(head, 68) != APPLICATION_ID:
        raise CoderError(
            f"{path.name} is a database of another program, not an Attune observation.",
            f"{LEFT_ALONE} Open it with the program that made it.",
        )
    return _refuse_newer(path, _number(head, 60, signed=True))


def _read_head(path: Path) -> bytes:
    if path.is_dir():
        raise CoderError(f"{path.name} is a folder, not an observation.", "Name an .attune file.")
    try:
        with path.open("rb") as stream:
            return stream.read(4096)
    except OSError as error:
        raise explain_read_error(error, path) from error


def _foreign(path: Path, head: bytes) -> CoderError:
    if SQLITE_MAGIC.startswith(head):
        return _cut_short(path)
    if not head.strip(b"\x00"):
        return damaged(path, "it holds nothing but zeros")
    return CoderError(
        f"{path.name} is {_describe(head)}, not an Attune observation.",
        f"{LEFT_ALONE} Name an .attune file that Attune wrote.",
    )


def _describe(head: bytes) -> str:
    for start, kind in _KINDS:
        if head.startswith(start):
            return kind
    if head[4:8] == b"ftyp":
        return "a video"
    try:
        text = head.decode("utf-8")
    except UnicodeDecodeError as error:
        # A multi-byte character may be cut at the end of what was read.
        text = "" if error.start < len(head) - 3 else head[: error.start].decode("utf-8")
    return "a text file" if text and all(sign.isprintable() or sign.isspace() for sign in text) else "some other file"


def _refuse_newer(path: Path, version: int) -> int:
    if version > stamp.VERSION:
        raise CoderError(
            f"{path.name} was written by a newer Attune (layout {version}; this one reads up to {stamp.VERSION}).",
            f"{LEFT_ALONE} Install the newer Attune to open it.",
        )
    return version


def _cut_short(path: Path) -> CoderError:
    return damaged(path, f"it was cut short at {_size(path)} bytes")


def explain_unreadable(error: sqlite3.Error | UnicodeDecodeError, path: Path) -> CoderError:
    """Return why opening failed; the file must not be held by this process."""
    if isinstance(error, UnicodeDecodeError):
        return damaged(path, MIXED_UP)  # SQLite quotes the broken text in its message.
    code = primary_code(error)
    if code in _NOT_WRITABLE:
        return CoderError(explain_sqlite(error, path).message, "Check the folder's permissions, or open it view-only.")
    if code != sqlite3.SQLITE_CORRUPT:
        return explain_sqlite(error, path)
    head = _read_head(path)
    whole = _page_bytes(head) * _number(head, 28) if len(head) >= HEADER_BYTES else 0
    size = _size(path)
    return _too_short(path, size, whole) if size < whole else explain_sqlite(error, path)


def check_length(raw: sqlite3.Connection, path: Path, database: Path) -> None:
    """Raise CoderError when ``database`` (the file ``path`` or a copy of it) is shorter than it says.

    SQLite takes a last page that is there in part for whole, with zeros for the rest.
    """
    pages, page_bytes = (raw.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size"))
    size = _size(database)
    if size < pages * page_bytes:
        raise _too_short(path, size, pages * page_bytes)


def check_sound(raw: sqlite3.Connection, path: Path) -> None:
    """Raise CoderError unless every page of the database is sound and every table and trigger is there."""
    try:
        found = raw.execute("PRAGMA integrity_check(1)").fetchone()
        rows = raw.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'trigger')").fetchall()
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise damaged(path, MIXED_UP) from error
    if found is None or found[0] != "ok":
        raise damaged(path, MIXED_UP)
    missing = sorted(NEEDED - {str(row[0]) for row in rows})
    if missing:
        raise damaged(path, f"it has no {missing[0]}")


def _too_short(path: Path, size: int, whole: int) -> CoderError:
    return damaged(path, f"it was cut short, only {size} of its {whole} bytes are there")


def _number(head: bytes, place: int, *, signed: bool = False) -> int:
    return int.from_bytes(head[place : place + 4], "big", signed=signed)


def _page_bytes(head: bytes) -> int:
    size = int.from_bytes(head[16:18], "big")
    return 65536 if size == 1 else size


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
