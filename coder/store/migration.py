"""Bring an observation file of an older layout to this one: on a copy, and the original is kept."""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path

from coder.errors import CoderError
from coder.store import stamp
from coder.store.atomic import replace_file, sync_folder
from coder.store.connection import hold
from coder.store.entry import now_utc
from coder.store.faults import check_length, check_sound
from coder.store.new_file import write_beside, write_new_database
from coder.store.plain_words import explain_os_error
from coder.store.snapshot import copy_to_memory

Step = Callable[[sqlite3.Connection], None]
STEPS: dict[int, Step] = {}
"""What brings a layout to the next one, by the older number. Layout 1 is the first, so there is none yet."""


def migrate_file(path: Path, version: int) -> Path:
    """Bring the file to this layout; return where the original is kept.

    A kill at any moment leaves the original or the finished file at the path, never anything between.
    SQLite's errors pass; raises CoderError when there is no way from that layout.
    """
    refuse_unknown(path, version)
    with closing(hold(path)) as raw:
        check_length(raw, path, path)
        with closing(copy_to_memory(raw)) as memory:
            migrate_memory(memory, path, version)
            return replace_kept(raw, memory, path, _names(path, version))


def replace_kept(raw: sqlite3.Connection, memory: sqlite3.Connection, path: Path, names: Iterable[Path]) -> Path:
    """Put a database from memory in the place of a held file, which is kept under the first of ``names`` that is free.

    A kill at any moment leaves the original or the new file at the path. Returns where the original is kept; raises
    CoderError when it cannot be written. On Windows the held file is closed, for none that is open can be replaced.
    """
    fresh = write_beside(memory, path)
    try:
        kept = keep_original(raw, path, names)
        if os.name == "nt":
            raw.close()
        replace_file(fresh, path)
    except OSError as error:
        raise explain_os_error(error, path) from error
    finally:
        fresh.unlink(missing_ok=True)
    sync_folder(path.parent)
    return kept


def migrate_memory(memory: sqlite3.Connection, path: Path, version: int) -> None:
    """Bring a copy in memory to this layout and log that it was done; raise CoderError when it does not succeed."""
    refuse_unknown(path, version)
    memory.execute("BEGIN")
    for older in range(version, stamp.VERSION):
        STEPS[older](memory)
    memory.execute(f"PRAGMA user_version = {stamp.VERSION:d}")
    memory.execute(
        "INSERT INTO change_log (seq, time, coder, kind, title, before, after)"
        " SELECT coalesce(max(seq), 0) + 1, ?, '', 'migrate', ?, '[]', '[]' FROM change_log",
        (now_utc(), f"Brought from layout {version} to {stamp.VERSION}"),
    )
    memory.execute("COMMIT")
    check_sound(memory, path)


def refuse_unknown(path: Path, version: int) -> None:
    """Raise CoderError when there is no way from a layout to this one."""
    if any(older not in STEPS for older in range(version, stamp.VERSION)):
        raise CoderError(
            f"{path.name} has layout {version}, which no released Attune wrote.",
            "It was left as it is. Open it with the program that made it.",
        )


def _names(path: Path, version: int) -> Iterator[Path]:
    for number in range(1, 100):
        yield path.with_name(f"{path.stem}.v{version}.bak{number if number > 1 else ''}{path.suffix}")


def names_in(folder: Path, path: Path) -> Iterator[Path]:
    """Give the places in a folder, made here, where the original of a file may be kept; raise CoderError without it."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise explain_os_error(error, folder) from error
    for number in range(1, 100):
        yield folder / f"{path.stem}{f'-{number}' if number > 1 else ''}{path.suffix}"


def keep_original(raw: sqlite3.Connection, path: Path, names: Iterable[Path]) -> Path:
    """Give the held original a second name that stays when the file is replaced; return that name."""
    for kept in names:
        if not kept.exists():
            return _keep_as(raw, path, kept)
        if kept.samefile(path):
            return kept  # An earlier attempt came this far.
    raise CoderError(f"There are too many copies of {path.name} in its folder.", "Move some away and try again.")


def _keep_as(raw: sqlite3.Connection, path: Path, kept: Path) -> Path:
    try:
        kept.hardlink_to(path)
    except (OSError, NotImplementedError):
        write_new_database(raw, kept)  # No hard links on this disk.
    sync_folder(kept.parent)
    return kept
