"""Copies of observations as they are: compared by their logs, put where nothing is, or in a shorter one's place."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from coder.errors import CoderError
from coder.model.observation import Identity
from coder.model.seal import REOPEN
from coder.store.atomic import make_folder
from coder.store.audit import read_log, verify
from coder.store.chain import hash_rows, read_rows
from coder.store.held import held_alone
from coder.store.migration import names_in, replace_kept
from coder.store.new_file import write_new_database
from coder.store.observation_file import ObservationFile, open_observation
from coder.store.plain_words import explain_sqlite
from coder.store.sealed import find_seal


@dataclass(frozen=True, slots=True)
class Trail:
    """An observation by its log: ``hashes`` has one for each entry, over it and all before.

    ``whole`` says that the log is: see ``verify``.
    """

    path: Path
    identity: Identity
    hashes: tuple[str, ...]
    whole: bool = True

    def begins(self, other: "Trail") -> bool:
        """Tell whether the other log begins with all of this one, or is the same."""
        count = len(self.hashes)
        return count <= len(other.hashes) and (not count or other.hashes[count - 1] == self.hashes[-1])


def read_trail(path: Path) -> Trail:
    """Read the log of an observation, without touching it; raise CoderError when it cannot be read."""
    with open_observation(path, read_only=True) as file:
        log = read_log(file)
        return Trail(path, file.identity, tuple(hash_rows(log.rows)), verify(log).whole)


def copy_observation(source: Path, target: Path) -> None:
    """Copy an observation as it was last saved to where there is nothing; raise CoderError when there is something.

    A kill leaves no file at the target, or the whole one.
    """
    make_folder(target.parent)
    with open_observation(source, read_only=True) as file:
        try:
            with closing(file.snapshot()) as memory:
                write_new_database(memory, target)
        except sqlite3.Error as error:
            raise explain_sqlite(error, source) from error


def replace_shorter(source: Path, target: Path, expected: Trail, keep: Path) -> Path:
    """Put a copy of an observation in the place of one that is its beginning; return where that one is kept.

    ``keep`` is the folder for it. Raises CoderError, having changed nothing, when the target is open somewhere, or its
    log is not the ``expected`` one any more.
    """
    with open_observation(source, read_only=True) as file, held_alone(target) as (raw, _):
        if tuple(hash_rows(read_rows(raw))) != expected.hashes:
            raise CoderError(f"{target.name} was coded in meanwhile.", "Merge again.")
        if find_seal(raw) is not None and not _was_reopened(file, len(expected.hashes)):
            raise CoderError(f"{target.name} is submitted, and what goes on from it was not reopened.", "It stays.")
        with closing(file.snapshot()) as memory:
            return replace_kept(raw, memory, target, names_in(keep, target))


def _was_reopened(file: ObservationFile, entries: int) -> bool:
    return read_log(file).rows[entries][3] == REOPEN
