"""Read the change log of an observation: who changed what when."""

import sqlite3
from contextlib import closing

from coder.store.observation_file import ObservationFile
from coder.store.plain_words import explain_sqlite


def last_change(file: ObservationFile) -> str:
    """Return when an observation was last changed (UTC, ISO 8601): when it was made, where nothing is logged.

    Raises CoderError when the log cannot be read.
    """
    try:
        with closing(file.snapshot()) as memory:
            found = memory.execute("SELECT time FROM change_log ORDER BY seq DESC LIMIT 1").fetchone()
    except sqlite3.Error as error:
        raise explain_sqlite(error, file.path) from error
    return str(found[0]) if found is not None else file.facts.created
