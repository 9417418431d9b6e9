"""``unblinded.txt`` in a study's folder: when somebody asked to see what was not submitted yet."""

import getpass
from collections.abc import Sequence
from pathlib import Path

from coder.store.entry import now_utc
from coder.store.plain_words import explain_os_error

UNBLINDED = "unblinded.txt"


def note_unblinded(folder: Path, what: str, names: Sequence[str]) -> None:
    """Add a line: when, who was logged in, what was done, and to which observations; raise CoderError."""
    line = f"{now_utc()}  {_person()}  {what}: {', '.join(names)}\n"
    try:
        with (folder / UNBLINDED).open("a", encoding="utf-8", newline="") as file:
            file.write(line)
    except OSError as error:
        raise explain_os_error(error, folder / UNBLINDED) from error


def _person() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"
