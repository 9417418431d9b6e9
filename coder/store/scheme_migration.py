"""Bring an observation file to a new version of its scheme: on a copy, and the original is kept beside it."""

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coder.editing.migration import Migrated
from coder.errors import CoderError
from coder.model.change import Change
from coder.model.event import Event
from coder.model.recode import Recode
from coder.store import stamp
from coder.store.connection import engine_on, transaction
from coder.store.entry import build_entry
from coder.store.facts import Facts, StoredScheme, read_facts, replace_scheme
from coder.store.faults import check_length, check_sound
from coder.store.held import held_alone
from coder.store.migration import migrate_memory, names_in, replace_kept
from coder.store.plain_words import MIXED_UP, damaged
from coder.store.rows import EVENT_QUERY, build_events
from coder.store.sealed import refuse_sealed
from coder.store.snapshot import copy_to_memory

if TYPE_CHECKING:
    from sqlalchemy import Connection


@dataclass(frozen=True, slots=True)
class Coded:
    """What a migration begins from."""

    facts: Facts
    events: Sequence[Event]
    queue: Sequence[Recode]


Plan = Callable[[Coded], Migrated]
"""Says what becomes of an observation; raises CoderError when it must not be migrated."""


def migrate_scheme(path: Path, goal: StoredScheme, plan: Plan, person: str) -> Path:
    """Bring an observation to another version of its scheme; return where the original is kept.

    A kill at any moment leaves the original or the finished file at the path, never anything between. Raises
    CoderError, having changed nothing, when the file is open somewhere, cannot be used, or the plan refuses.
    """
    with held_alone(path) as (raw, version):
        check_length(raw, path, path)
        refuse_sealed(raw, path)
        with closing(copy_to_memory(raw)) as memory:
            if version < stamp.VERSION:
                migrate_memory(memory, path, version)
            _rewrite(memory, path, goal, plan, person)
            check_sound(memory, path)
            return replace_kept(raw, memory, path, names_in(path.with_name(f"before-{goal.version}"), path))


def find_refusals(paths: Sequence[Path]) -> list[CoderError]:
    """Return why files could not be migrated now: those that are open somewhere, or no sound observations."""
    found: list[CoderError] = []
    for path in paths:
        try:
            with held_alone(path) as (raw, _):
                refuse_sealed(raw, path)
        except CoderError as error:
            found.append(error)
    return found


def read_coded(raw: sqlite3.Connection, connection: "Connection") -> Coded:
    """Read what a migration begins from; raise ValueError when it makes no sense."""
    from coder.store.recode import read_queue

    return Coded(read_facts(connection), build_events(raw.execute(EVENT_QUERY).fetchall()), read_queue(connection))


def _rewrite(memory: sqlite3.Connection, path: Path, goal: StoredScheme, plan: Plan, person: str) -> None:
    try:
        with transaction(engine_on(memory), memory) as connection:
            coded = read_coded(memory, connection)
            done = plan(coded)
            _log(connection, coded.facts.scheme, goal, done, person)
            replace_scheme(connection, goal)
    except (UnicodeDecodeError, TypeError) as error:
        raise damaged(path, MIXED_UP) from error
    except ValueError as error:
        raise damaged(path, str(error)) from error


def _log(connection: "Connection", old: StoredScheme, goal: StoredScheme, done: Migrated, person: str) -> None:
    """Carry out and log each step; what was done before cannot be taken back one by one any more."""
    from coder.store import change_log
    from coder.store.recode import write_queue

    whole = Change(f"Migrated {goal.id} {old.version} → {goal.version}: {_count(done.open, 'event')} to look at again")
    changes = [*(taken.change for taken in done.taken if taken.events), whole]
    first = change_log.newest_seq(connection)
    change_log.write_entries(connection, [build_entry(change, "migrate", person) for change in changes], first)
    change_log.end_history(connection, first + len(changes))
    write_queue(connection, done.queue)


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
