"""When an observation was coded and submitted, as its change log has it."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from coder.model.seal import REOPEN
from coder.store.plain_words import explain_sqlite
from coder.store.sealed import find_acts

if TYPE_CHECKING:
    from coder.store.observation_file import ObservationFile

_CODED = "SELECT max(time) FROM change_log WHERE kind IN ('do', 'undo', 'redo')"


@dataclass(frozen=True, slots=True)
class CodingDates:
    """When it was last coded, and when it was submitted for the first time (UTC, ISO 8601; empty: never)."""

    coded: str
    submitted: str = ""
    reopened: bool = False


def read_dates(file: "ObservationFile") -> CodingDates:
    """Read the dates of an open observation; raise CoderError when the log cannot be read.

    What is imported, migrated or submitted is not coded: without any coding it is when the file was made.
    """
    try:
        with closing(file.snapshot()) as memory:
            coded = memory.execute(_CODED).fetchone()[0] or file.facts.created
            acts = find_acts(memory)
    except sqlite3.Error as error:
        raise explain_sqlite(error, file.path) from error
    submitted = next((act.time for act in acts if act.kind != REOPEN), "")
    return CodingDates(str(coded), submitted, any(act.kind == REOPEN for act in acts))
