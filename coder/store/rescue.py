"""Save everything elsewhere: what is on disk, what waits, and what is in memory alone."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from coder.errors import CoderError
from coder.model.change import Change
from coder.model.observation import Observation
from coder.store.connection import engine_on, transaction
from coder.store.entry import Entry, build_entry
from coder.store.new_file import write_new_database
from coder.store.observation_file import ObservationFile, build_database
from coder.store.plain_words import explain_sqlite
from coder.store.rows import EVENT_QUERY, build_events


def write_rescue(file: ObservationFile, waiting: Sequence[Entry], observation: Observation, path: Path) -> None:
    """Write a new file with the events as ``observation`` has them and as much of the log as can be read.

    Raises CoderError when there is a file already at the path, or it cannot be written.
    """
    with closing(_copy_of(file)) as memory:
        _catch_up(memory, file, waiting)
        try:
            _agree(memory, observation)
        except sqlite3.Error as error:
            raise explain_sqlite(error, path) from error
        write_new_database(memory, path)


def _copy_of(file: ObservationFile) -> sqlite3.Connection:
    try:
        return file.snapshot()
    except (CoderError, sqlite3.Error):
        # The disk does not even give back what it has: the events are all in memory, the log begins anew.
        return build_database(file.facts)


def _catch_up(memory: sqlite3.Connection, file: ObservationFile, waiting: Sequence[Entry]) -> None:
    """Log what waits as it happened; where that does not fit, ``_agree`` brings the events right all the same."""
    from coder.store import change_log

    try:
        with transaction(engine_on(memory), memory) as connection:
            change_log.write_entries(connection, waiting, file.seq)
    except (CoderError, sqlite3.Error):
        return


def _agree(memory: sqlite3.Connection, observation: Observation) -> None:
    from coder.store import change_log

    with transaction(engine_on(memory), memory) as connection:
        change = _difference(memory, observation)
        if change:
            entry = build_entry(change, "import", observation.identity.coder)
            change_log.write_entries(connection, (entry,), change_log.newest_seq(connection))
        change_log.raise_next_id(connection, observation.next_id)


def _difference(memory: sqlite3.Connection, observation: Observation) -> Change:
    stored = {event.id: event for event in build_events(memory.execute(EVENT_QUERY).fetchall())}
    there = {event.id: event for event in observation}
    return Change(
        "Save what was in memory",
        added=tuple(event for event in there.values() if event.id not in stored),
        removed=tuple(event for event in stored.values() if event.id not in there),
        replaced=tuple((stored[event.id], event) for event in there.values() if stored.get(event.id, event) != event),
    )
