"""A consensus observation: written whole, with what both coders agree on as its first change, never taken back."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from coder.model.change import Change
from coder.store.atomic import make_folder
from coder.store.chain import read_last_coded
from coder.store.connection import engine_on, transaction
from coder.store.entry import build_entry
from coder.store.facts import Facts
from coder.store.new_file import write_new_database
from coder.store.observation_file import build_database
from coder.store.plain_words import explain_sqlite

if TYPE_CHECKING:
    from coder.store.observation_file import ObservationFile


def read_coded_hash(file: "ObservationFile") -> str:
    """Return the hash that stands for all that was coded: submitting and reopening changes nothing of that."""
    try:
        with closing(file.snapshot()) as memory:
            return read_last_coded(memory)
    except sqlite3.Error as error:
        raise explain_sqlite(error, file.path) from error


def write_consensus(path: Path, facts: Facts, begun: Change, by: str) -> None:
    """Write a new observation file that begins with some events; raise CoderError when it cannot be written."""
    from coder.store import change_log

    make_folder(path.parent)
    try:
        with closing(build_database(facts)) as memory:
            with transaction(engine_on(memory), memory) as connection:
                change_log.write_entries(connection, [build_entry(begun, "do", by)], 0)
                change_log.end_history(connection, 1)
            write_new_database(memory, path)
    except sqlite3.Error as error:
        raise explain_sqlite(error, path) from error
