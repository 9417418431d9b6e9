"""Notice when the file that is written is no longer the file at its path.

On POSIX a removed file goes on taking commits that nobody will ever see again, and a journal without a name cannot
be rolled back after a kill. SQLite notices neither.
"""

import sqlite3
from pathlib import Path

from coder.errors import CoderError
from coder.store.plain_words import explain_sqlite

FileId = tuple[int, int]
HINT = "Put it back and try again, or save a copy elsewhere: the work is still in memory."


def find_file_id(path: Path) -> FileId | None:
    """Find what tells one file on this computer from another; None when there is no file."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


class Watch:
    """The file as it was when it was opened."""

    def __init__(self, path: Path, file_id: FileId) -> None:
        self.path, self.file_id = path, file_id
        self._journal = path.with_name(f"{path.name}-journal")
        self._journal_id = find_file_id(self._journal)

    def check(self) -> None:
        """Raise CoderError when the file was removed, renamed or replaced."""
        found = find_file_id(self.path)
        if found is None:
            raise CoderError(f"{self.path.name} was removed or renamed, or its drive is gone.", HINT)
        if found != self.file_id:
            raise CoderError(f"{self.path.name} was replaced by another file.", HINT)

    def renew_journal(self, raw: sqlite3.Connection) -> None:
        """Let SQLite make a journal with a name again when somebody tidied the old one away; outside a transaction.

        Raises CoderError when that does not succeed.
        """
        if self._journal_id is not None and find_file_id(self._journal) == self._journal_id:
            return
        try:
            # Holding the file exclusively, SQLite closes its journal only on the way to having none.
            raw.execute("PRAGMA journal_mode = OFF").fetchall()
            mode = raw.execute("PRAGMA journal_mode = TRUNCATE").fetchone()
        except sqlite3.Error as error:
            raise explain_sqlite(error, self.path) from error
        if mode is None or mode[0] != "truncate":
            raise CoderError(f"{self._journal.name} cannot be made again.", HINT)

    def remember_journal(self) -> None:
        """Remember which file the journal is."""
        self._journal_id = find_file_id(self._journal)
