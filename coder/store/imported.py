"""An observation made from another program's file: written whole, with one line in its log that nobody takes back."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from coder.errors import CoderError
from coder.model.change import Change
from coder.model.event import Event
from coder.model.origin import Origin
from coder.store.atomic import make_folder
from coder.store.connection import engine_on, transaction
from coder.store.entry import build_entry
from coder.store.facts import Facts
from coder.store.new_file import write_new_database
from coder.store.observation_file import build_database
from coder.store.plain_words import explain_sqlite


def write_imported(path: Path, facts: Facts, events: Sequence[Event], origin: Origin) -> None:
    """Write a new observation file with events that came from elsewhere.

    Undo never takes them away: the observation began with them. Raises CoderError when there is a file already, or it
    cannot be written; a kill leaves no file or a whole one.
    """
    if path.exists():
        raise CoderError(f"There is already an observation {path.name}.", "Choose another coder id.")
    make_folder(path.parent)
    whole = replace(facts, origin=replace(origin, last_id=max((event.id for event in events), default=0)))
    title = f"Imported from {origin.file} ({origin.format})"
    try:
        with closing(build_database(whole)) as memory:
            _fill(memory, Change(title, added=tuple(events)), facts.identity.coder)
            write_new_database(memory, path)
    except sqlite3.Error as error:
        raise explain_sqlite(error, path) from error


def _fill(memory: sqlite3.Connection, change: Change, coder: str) -> None:
    from coder.store import change_log

    with transaction(engine_on(memory), memory) as connection:
        change_log.write_entries(connection, [build_entry(change, "import", coder)], 0)
        change_log.end_history(connection, 1)
