"""Bring an observation file of an older layout to this one: on a copy, and the original is kept."""

import os
import sqlite3
from collections.abc import Callable
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
    raw = hold(path)
    with closing(raw):
        check_length(raw, path, path)
        with closing(copy_to_memory(raw)) as memory:
            migrate_memory(memory, path, version)
            fresh = write_beside(memory, path)
        try:
            kept = keep_original(raw, path, version)
            if os.name == "nt":
                raw.close()  # Windows replaces no file that is open.
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


def keep_original(raw: sqlite3.Connection, path: Path, version: int) -> Path:
    """Give the held original a second name that stays when the file is replaced; return that name."""
    for number in range(1, 100):
        kept = path.with_name(f"{path.stem}.v{version}.bak{number if number > 1 else ''}{path.suffix}")
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
    sync_folder(path.parent)
    return kept
