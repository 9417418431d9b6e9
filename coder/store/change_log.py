"""Write changes to the events and the log, and read them back. Imports SQLAlchemy: import where it is needed only."""

from collections.abc import Sequence

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update

from coder.editing.history import without_tier
from coder.errors import CoderError
from coder.model.change import Change
from coder.model.scheme import PHASE
from coder.model.seal import REOPEN, SUBMIT
from coder.store.chain import COLUMNS, Row, extend
from coder.store.entry import Entry
from coder.store.rows import build_change, event_row, format_events, parse_events, storable
from coder.store.schema import change_log, events, meta

HISTORY_CHARACTERS = 8_000_000
"""How much of the log is read at most for undo: one import may be as long as a thousand presses."""
HISTORY_AFTER = "history_after"
"""Under this name ``meta`` holds the number of the change after which changes can be taken back."""

_GONE = delete(events).where(
    events.c.id == bindparam("gone_id"),
    events.c.code == bindparam("gone_code"),
    events.c.onset_ms == bindparam("gone_onset_ms"),
)


def newest_seq(connection: Connection) -> int:
    """Return the number of the last change in the log, 0 when there is none."""
    return int(connection.execute(select(func.coalesce(func.max(change_log.c.seq), 0))).scalar_one())


def write_entries(connection: Connection, entries: Sequence[Entry], known_seq: int) -> None:
    """Carry out changes on the events and log them as ``known_seq + 1`` onwards.

    What an earlier attempt already made durable without being able to say so is found in the log and not done twice.
    Raises CoderError when the file's events are not those that the changes began from.
    """
    done = _already_there(connection, entries, known_seq)
    rows = [log_row(entry, place) for place, entry in enumerate(entries[done:], start=known_seq + done + 1)]
    for entry, row in zip(entries[done:], rows, strict=True):
        _carry_out(connection, entry.change)
        connection.execute(insert(change_log), dict(zip(COLUMNS, row, strict=True)))
    extend(connection, rows)
    used = max((event.id for entry in entries for event in (*entry.change.come, *entry.change.gone)), default=0)
    raise_next_id(connection, used + 1)


def log_row(entry: Entry, seq: int) -> Row:
    """Return an entry as the log holds it."""
    title, before, after = storable(entry.change.title), entry.change.gone, entry.change.come
    return (seq, entry.time, storable(entry.coder), entry.kind, title, format_events(before), format_events(after))


def _already_there(connection: Connection, entries: Sequence[Entry], known_seq: int) -> int:
    columns = (change_log.c.time, change_log.c.kind, change_log.c.before, change_log.c.after)
    query = select(*columns).where(change_log.c.seq > known_seq).order_by(change_log.c.seq)
    found = [tuple(row) for row in connection.execute(query)]
    asked = [
        (entry.time, entry.kind, format_events(entry.change.gone), format_events(entry.change.come))
        for entry in entries[: len(found)]
    ]
    if found != asked:
        raise CoderError(
            "The file holds changes that did not come from here.",
            "Save a copy elsewhere, then open the file again and compare.",
        )
    return len(found)


def _carry_out(connection: Connection, change: Change) -> None:
    gone = [{"gone_id": event.id, "gone_code": event.code, "gone_onset_ms": event.onset_ms} for event in change.gone]
    if gone and connection.execute(_GONE, gone).rowcount != len(gone):
        raise CoderError(
            f"“{change.title}” does not fit the events in the file.",
            "Save a copy elsewhere, then open the file again and compare.",
        )
    if change.come:
        connection.execute(insert(events), [event_row(event) for event in change.come])


def raise_next_id(connection: Connection, to: int) -> None:
    """Let the next event get at least this id: ids are never used again, not even those of deleted events."""
    if to > next_id(connection):
        connection.execute(update(meta).where(meta.c.key == "next_event_id").values(value=str(to)))


def end_history(connection: Connection, seq: int) -> None:
    """Let nothing up to a change be taken back from now on."""
    connection.execute(insert(meta).prefix_with("OR REPLACE"), {"key": HISTORY_AFTER, "value": str(seq)})


def next_id(connection: Connection) -> int:
    """Return the id that the next event gets; raise ValueError when the file does not know."""
    return int(connection.execute(select(meta.c.value).where(meta.c.key == "next_event_id")).scalar_one())


def read_history(connection: Connection, limit: int) -> tuple[list[Change], list[Change]]:
    """Return what can be undone and what can be redone, last first to go at the end of each list.

    Only the last ``limit`` changes are read, and no more than ``HISTORY_CHARACTERS``; none from before the scheme was
    another. Raises ValueError when the log makes no sense.
    """
    done: list[Change] = []
    undone: list[Change] = []
    for kind, title, before, after in reversed(_last_rows(connection, limit)):
        change = build_change(title, parse_events(before), parse_events(after))
        _replay(done, undone, kind, change)
    return done, undone


def _last_rows(connection: Connection, limit: int) -> list[tuple[str, str, str, str]]:
    columns = (change_log.c.kind, change_log.c.title, change_log.c.before, change_log.c.after)
    since = select(meta.c.value).where(meta.c.key == HISTORY_AFTER)
    first = int(connection.execute(since).scalar() or 0)
    query = select(*columns).where(change_log.c.seq > first).order_by(change_log.c.seq.desc()).limit(limit)
    rows: list[tuple[str, str, str, str]] = []
    characters = 0
    for kind, title, before, after in connection.execute(query):
        characters += len(before) + len(after)
        if rows and characters > HISTORY_CHARACTERS:
            break
        rows.append((kind, title, before, after))
    return rows


def _replay(done: list[Change], undone: list[Change], kind: str, change: Change) -> None:
    # A stack may lack its oldest changes, which were not read; its newest are always right.
    if kind == "undo":
        undone.append(done.pop() if done else change.inverse())
    elif kind == "redo":
        done.append(undone.pop() if undone else change)
    elif kind == "migrate":
        # Earlier changes speak of another layout or scheme; they cannot be taken back one by one.
        if change:
            done.clear()
            undone.clear()
    elif kind == "phases":
        # They are the session's now; what was done to them before cannot be taken back one by one.
        done[:], undone[:] = without_tier(done, PHASE), without_tier(undone, PHASE)
    elif kind not in (SUBMIT, REOPEN):
        done.append(change)
        undone.clear()
