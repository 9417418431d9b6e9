"""A hash for each entry of the change log, over it and the hash before: what was logged cannot be altered unseen.

The hashes lie in a table of their own, which older programs pass over. An entry that was written without a hash gets it
with the next one that is written, and is marked as ``late``: what was done to it before then cannot be told.
"""

import hashlib
import json
import sqlite3
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coder.model.seal import REOPEN, SUBMIT

if TYPE_CHECKING:
    from sqlalchemy import Connection

Row = tuple[int, str, str, str, str, str, str]
"""An entry as the log holds it: seq, time, coder, kind, title, before, after."""
COLUMNS = ("seq", "time", "coder", "kind", "title", "before", "after")
ROWS = f"SELECT {', '.join(COLUMNS)} FROM change_log"
TABLE = "chain"
_THERE = f"SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '{TABLE}'"
_LAST = f"SELECT seq, hash FROM {TABLE} ORDER BY seq DESC LIMIT 1"
_LAST_CODED = (
    f"SELECT {TABLE}.hash FROM {TABLE} JOIN change_log USING (seq) WHERE kind NOT IN (?, ?) ORDER BY seq DESC LIMIT 1"
)
_INSERT = f"INSERT INTO {TABLE} (seq, hash, late) VALUES (?, ?, ?)"
_REFUSE = "BEGIN SELECT RAISE(ABORT, 'the chain of hashes is append-only'); END"
MAKE = (
    f"CREATE TABLE {TABLE} (seq INTEGER NOT NULL PRIMARY KEY, hash TEXT NOT NULL, late INTEGER NOT NULL)",
    f"CREATE TRIGGER {TABLE}_no_update BEFORE UPDATE ON {TABLE} {_REFUSE}",
    f"CREATE TRIGGER {TABLE}_no_delete BEFORE DELETE ON {TABLE} {_REFUSE}",
    f"CREATE TRIGGER {TABLE}_no_replace BEFORE INSERT ON {TABLE} "
    f"WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE seq = NEW.seq) {_REFUSE}",
)


@dataclass(frozen=True, slots=True)
class Link:
    """The hash (sha-256, hex) of an entry; ``late`` when it was made after the entry was written."""

    seq: int
    hash: str
    late: bool = False


def hash_row(before: str, row: Row) -> str:
    """Return the hash of an entry behind another hash, which is empty for the first."""
    text = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(f"{before}\n{text}".encode("utf-8", "surrogatepass")).hexdigest()


def hash_rows(rows: Iterable[Row], before: str = "") -> Iterator[str]:
    """Give the hash of each entry, one behind the other."""
    for row in rows:
        before = hash_row(before, row)
        yield before


def extend(connection: "Connection", rows: Sequence[Row]) -> None:
    """Give hashes to entries that are being written, and before them to all that have none yet.

    Saving is never refused for the chain's sake: where it is longer than the log it is left to whoever checks it.
    """
    if not rows:
        return
    if connection.exec_driver_sql(_THERE).first() is None:
        for statement in MAKE:
            connection.exec_driver_sql(statement)
    last = connection.exec_driver_sql(_LAST).first()
    seq, before = (0, "") if last is None else (int(last[0]), str(last[1]))
    first = rows[0][0]
    if first > seq + 1:
        older = connection.exec_driver_sql(f"{ROWS} WHERE seq > ? AND seq < ? ORDER BY seq", (seq, first))
        before = _insert(connection, [_plain(row) for row in older], before, late=True)
    if first > seq:
        _insert(connection, rows, before, late=False)


def _plain(row: Iterable[object]) -> Row:
    seq, *words = row
    time, coder, kind, title, before, after = (str(word) for word in words)
    return int(str(seq)), time, coder, kind, title, before, after


def _insert(connection: "Connection", rows: Sequence[Row], before: str, *, late: bool) -> str:
    for row, found in zip(rows, hash_rows(rows, before), strict=True):
        connection.exec_driver_sql(_INSERT, (row[0], found, int(late)))
        before = found
    return before


def read_rows(raw: sqlite3.Connection) -> list[Row]:
    """Read the whole log in order; SQLite's errors pass."""
    return [_plain(row) for row in raw.execute(f"{ROWS} ORDER BY seq")]


def read_links(raw: sqlite3.Connection) -> list[Link]:
    """Read the chain in order, empty where there is none; SQLite's errors pass."""
    if raw.execute(_THERE).fetchone() is None:
        return []
    found = raw.execute(f"SELECT seq, hash, late FROM {TABLE} ORDER BY seq")
    return [Link(int(seq), str(text), bool(late)) for seq, text, late in found]


def read_last(raw: sqlite3.Connection) -> str:
    """Read the hash of the last entry, which stands for the whole log, empty without one; SQLite's errors pass.

    A log that was written without hashes gets the one that it would have.
    """
    found = raw.execute(_LAST).fetchone() if raw.execute(_THERE).fetchone() is not None else None
    if found is not None:
        return str(found[1])
    return next(iter(deque(hash_rows(read_rows(raw)), maxlen=1)), "")


def read_last_coded(raw: sqlite3.Connection) -> str:
    """Read the hash of the last entry that neither submits nor reopens; SQLite's errors pass."""
    found = None
    if raw.execute(_THERE).fetchone() is not None:
        found = raw.execute(_LAST_CODED, (SUBMIT, REOPEN)).fetchone()
    return read_last(raw) if found is None else str(found[0])
