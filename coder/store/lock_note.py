"""The note beside an observation that says who has it open; SQLite's lock decides, the note only tells."""

import contextlib
import getpass
import json
import os
import platform
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from coder.errors import CoderError
from coder.store.atomic import write_atomic

HINT = "Close it there, or open it view-only."
_LIMIT_BYTES = 4096


@dataclass(frozen=True, slots=True)
class LockNote:
    """Who holds an observation, where, and since when (UTC, ISO 8601)."""

    coder: str
    person: str
    host: str
    pid: int
    since: str
    token: str = ""


def note_path(path: Path) -> Path:
    """Return where the note of an observation lies."""
    return path.with_name(f"{path.name}.lock")


def build_note(coder: str) -> LockNote:
    """Return the note of this process."""
    since = datetime.now(UTC).isoformat(timespec="seconds")
    return LockNote(coder, person_here(), platform.node(), os.getpid(), since, secrets.token_hex(8))


def leave_note(path: Path, note: LockNote) -> None:
    """Write the note; where it cannot be written the lock holds all the same."""
    content = {"coder": note.coder, "person": note.person, "host": note.host, "pid": note.pid}
    content |= {"since": note.since, "token": note.token}
    with contextlib.suppress(CoderError):
        write_atomic(note_path(path), json.dumps(content, ensure_ascii=False) + "\n")


def take_note_away(path: Path, note: LockNote) -> None:
    """Remove the note if it is still ours."""
    found = find_note(path)
    if found is not None and found.token == note.token:
        with contextlib.suppress(OSError):
            note_path(path).unlink(missing_ok=True)


def find_note(path: Path) -> LockNote | None:
    """Find the note beside an observation; one that cannot be read is none."""
    try:
        with note_path(path).open("rb") as stream:
            found = json.loads(stream.read(_LIMIT_BYTES).decode("utf-8"))
        return LockNote(
            str(found["coder"]),
            str(found["person"]),
            str(found["host"]),
            int(found["pid"]),
            str(found["since"]),
            str(found.get("token", "")),
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None


def locked(path: Path) -> CoderError:
    """Return the error for an observation that is open elsewhere: who, where, since when."""
    note = find_note(path)
    if note is None:
        return CoderError(f"{path.name} is open in another program, which left no name.", HINT)
    place = "this computer" if note.host == platform.node() else note.host
    who = f"coder {note.coder}" + (f" ({note.person})" if note.person else "")
    return CoderError(
        f"{path.name} is already open: {who} on {place}, process {note.pid}, since {_local(note.since)}.", HINT
    )


def person_here() -> str:
    """Return the name that the person has on this computer; empty when it is not known."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def _local(since: str) -> str:
    try:
        return datetime.fromisoformat(since).astimezone().strftime("%Y-%m-%d %H:%M")
    except (ValueError, OSError):
        return since
