"""Whether an observation is submitted, as its file tells whoever holds it."""

import hashlib
import json
import sqlite3
from pathlib import Path

from coder.errors import CoderError
from coder.model.seal import REOPEN, SUBMIT, Seal, SealAct
from coder.store.chain import read_last

HINT_REOPEN = "Reopen it and say why to go on coding: Code › Reopen… in the window, or coder reopen."
TABLE_GUARDS = tuple(
    (f"sealed_{table}_{verb.lower()}", verb, table)
    for table in ("events", "meta", "media")
    for verb in ("INSERT", "UPDATE", "DELETE")
)
"""The triggers of a submitted observation's tables: name, what they refuse, of which table."""
_PASSING = ("viewing", "program", "next_event_id", "history_after")
"""Facts that tell nothing of what was coded."""
_FACTS = "SELECT key, value FROM meta ORDER BY key"
_MEDIA = "SELECT position, size_bytes, duration_ms, frames, digest FROM media ORDER BY position"
_LAST = "SELECT seq, time, coder, kind FROM change_log ORDER BY seq DESC LIMIT 1"
_ACTS = "SELECT kind, time, coder, title FROM change_log WHERE kind IN (?, ?) ORDER BY seq"


class SealedError(CoderError):
    """An observation cannot be changed because it is submitted."""

    def __init__(self, name: str, seal: Seal) -> None:
        super().__init__(f"{name} was submitted on {seal.day}: it can be looked at, not changed.", HINT_REOPEN)
        self.seal = seal


def find_seal(raw: sqlite3.Connection) -> Seal | None:
    """Find the seal in an open observation; SQLite's errors pass."""
    last = raw.execute(_LAST).fetchone()
    if last is None or last[3] != SUBMIT:
        return None
    count = int(raw.execute("SELECT count(*) FROM events").fetchone()[0])
    return Seal(str(last[1]), str(last[2]), read_last(raw), int(last[0]), count)


def hash_facts(raw: sqlite3.Connection) -> str:
    """Return a hash of whose an open observation is, its scheme, media and segments; SQLite's errors pass."""
    facts = [list(row) for row in raw.execute(_FACTS) if row[0] not in _PASSING]
    text = json.dumps([facts, [list(row) for row in raw.execute(_MEDIA)]], ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def find_guards(raw: sqlite3.Connection) -> tuple[bool, bool]:
    """Tell whether any guard of a seal is there, and whether all are; SQLite's errors pass."""
    names = {str(row[0]) for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")}
    guards = {"sealed_log", *(name for name, _, _ in TABLE_GUARDS)}
    return bool(guards & names), guards <= names


def find_acts(raw: sqlite3.Connection) -> tuple[SealAct, ...]:
    """Find every submission and reopening in an open observation, in order; SQLite's errors pass."""
    found = raw.execute(_ACTS, (SUBMIT, REOPEN)).fetchall()
    return tuple(
        SealAct(str(kind), str(time), str(who), str(title).partition(": ")[2] if kind == REOPEN else "")
        for kind, time, who, title in found
    )


def refuse_sealed(raw: sqlite3.Connection, path: Path) -> None:
    """Raise SealedError when an observation is submitted; SQLite's errors pass."""
    if (seal := find_seal(raw)) is not None:
        raise SealedError(path.name, seal)
