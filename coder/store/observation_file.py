"""One observation on disk: its events, its change log, and nobody else writing it."""

import os
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from coder.errors import CoderError
from coder.model.change import Change
from coder.model.event import Event
from coder.model.observation import Identity, Observation
from coder.model.phase_mark import Marks
from coder.model.recode import Recode, Tick
from coder.model.session import Medium
from coder.model.spans import Span
from coder.model.viewing import Viewing
from coder.store import stamp
from coder.store.connection import connect_memory, engine_on, hold, let_go, prove_writable, transaction
from coder.store.entry import Entry, build_entry
from coder.store.expected import find_difference
from coder.store.facts import Facts, StoredScheme, read_facts, record_digests, record_phases, with_digests, write_facts
from coder.store.faults import check_length, check_sound, examine
from coder.store.held import GATE, explain_refusal, find_held, forget_held, remember_held, replaced_meanwhile
from coder.store.lock_note import LockNote, build_note, leave_note, locked, take_note_away
from coder.store.migration import migrate_file, migrate_memory
from coder.store.new_file import write_new_database
from coder.store.plain_words import (
    COPY_SESSION,
    MIXED_UP,
    NotWritableError,
    damaged,
    explain_os_error,
    explain_sqlite,
)
from coder.store.rows import EVENT_QUERY, build_events
from coder.store.sealed import find_seal, refuse_sealed
from coder.store.snapshot import copy_to_memory, read_snapshot
from coder.store.viewing import write_viewing
from coder.store.watch import Watch, find_file_id

if TYPE_CHECKING:
    from sqlalchemy import Connection

HISTORY_LIMIT = 1000


class ObservationFile:
    """An open observation file; every method may be called from any thread."""

    def __init__(self, raw: sqlite3.Connection, path: Path, watch: Watch | None) -> None:
        self.path = path
        self._raw, self._watch = raw, watch
        self._engine = engine_on(raw)
        self._lock = threading.RLock()
        self._note: LockNote | None = None
        self._closed = False
        self._facts, self._seq, self._count = self._read_state()

    @property
    def facts(self) -> Facts:
        """Everything but the events and the log."""
        return self._facts

    @property
    def identity(self) -> Identity:
        """Whose observation of what this is."""
        return self._facts.identity

    @property
    def scheme(self) -> StoredScheme:
        """The scheme it was coded under."""
        return self._facts.scheme

    @property
    def scheme_text(self) -> str:
        """The scheme's whole text."""
        return self._facts.scheme.text

    @property
    def scheme_sha256(self) -> str:
        """The sha-256 (hex) of the scheme's text."""
        return self._facts.scheme.sha256

    @property
    def media(self) -> tuple[Medium, ...]:
        """The media that were coded, with their fingerprints and what is recorded of their sha-256."""
        return self._facts.media

    @property
    def read_only(self) -> bool:
        """Tell whether this is a view that cannot be written."""
        return self._watch is None

    @property
    def count(self) -> int:
        """How many events are on disk."""
        return self._count

    @property
    def seq(self) -> int:
        """The number of the last change on disk."""
        return self._seq

    def load(self) -> Observation:
        """Read every event; raise CoderError when one makes no sense."""
        from coder.store import change_log

        with self._work() as connection:
            rows = self._raw.execute(EVENT_QUERY).fetchall()
            start = change_log.next_id(connection)
            return Observation(self.identity, build_events(rows), start, self._facts.origin, self._facts.blocks)

    def load_tier(self, tier_id: str) -> list[Event]:
        """Read the events of one tier, in no order; raise CoderError when one makes no sense."""
        with self._work():
            return build_events(self._raw.execute(f"{EVENT_QUERY} WHERE tier = ?", (tier_id,)).fetchall())

    @property
    def log_hash(self) -> str:
        """The hash of the last entry of the change log, which stands for all of it; empty where it has none."""
        from coder.store.chain import read_last

        with self._work():
            return read_last(self._raw)

    def load_history(self, limit: int = HISTORY_LIMIT) -> tuple[list[Change], list[Change]]:
        """Read what can be undone and what can be redone, the next one last; only the last ``limit`` changes count."""
        from coder.store import change_log

        with self._work() as connection:
            return change_log.read_history(connection, limit)

    def load_queue(self) -> tuple[Recode, ...]:
        """Read the events that a migration left to be looked at again, and what came of it."""
        from coder.store import recode

        with self._work() as connection:
            return recode.read_queue(connection)

    def tick_off(self, ticks: Mapping[int, Tick]) -> None:
        """Write down durably what came of looking at events again, by their place in the queue; raise CoderError."""
        from coder.store import recode

        with self._durable() as connection:
            recode.tick_off(connection, ticks)

    def commit(self, change: Change, kind: str = "do", coder: str = "") -> int:
        """Make one change durable and log it; return how many events are on disk (see ``commit_all``)."""
        return self.commit_all((build_entry(change, kind, coder or self.identity.coder),))

    def commit_all(self, entries: Sequence[Entry]) -> int:
        """Make changes durable in one transaction, in order; return how many events are on disk.

        Raises CoderError when they could not be made durable: then none of them counts as saved, and the same entries
        may be given again, first in line, without being done twice.
        """
        from coder.store import change_log

        with self._lock:
            with self._durable() as connection:
                change_log.write_entries(connection, entries, self._seq)
            self._seq += len(entries)
            self._count += sum(len(entry.change.added) - len(entry.change.removed) for entry in entries)
            return self._count

    def record_digests(self, digests: Mapping[int, str]) -> None:
        """Record the sha-256 (hex) of whole media by their position, durably; one that is recorded is never changed.

        Neither an event nor the log is touched. Raises CoderError when it could not be made durable.
        """
        with self._lock:
            media = self.media
            new = {place: text for place, text in digests.items() if place < len(media) and not media[place].sha256}
            with self._durable() as connection:
                record_digests(connection, new)
            self._facts = replace(self._facts, media=with_digests(media, new))

    def record_phases(self, marks: Marks) -> None:
        """Record durably which phases of the session the observation has; raise CoderError when that fails."""
        with self._lock:
            if marks == self._facts.phases_seen:
                return
            with self._durable() as connection:
                record_phases(connection, marks)
            self._facts = replace(self._facts, phases_seen=marks)

    def keep_viewing(self, viewing: Viewing) -> None:
        """Keep durably how far it has been watched; neither an event nor the log is touched. May raise CoderError."""
        with self._durable() as connection:
            write_viewing(connection, viewing)

    def check(self) -> None:
        """Raise CoderError when what is written would be lost: the file was removed, renamed or replaced."""
        self._refuse_closed()
        self._refuse_read_only().check()

    def snapshot(self) -> sqlite3.Connection:
        """Return a copy of what is on disk, in memory; SQLite's errors pass."""
        with self._lock:
            self._refuse_closed()
            return copy_to_memory(self._raw)

    def save_copy(self, path: Path) -> None:
        """Write what is on disk to a new file; raise CoderError when there is one already or it cannot be written."""
        try:
            memory = self.snapshot()
        except sqlite3.Error as error:
            raise explain_sqlite(error, self.path) from error
        with closing(memory):
            write_new_database(memory, path)

    def close(self) -> None:
        """Let the file go; a second call does nothing."""
        with GATE, self._lock:
            if self._closed:
                return
            self._closed = True
            if self._watch is not None:
                forget_held(self._watch.file_id)
            if self._note is not None:
                take_note_away(self.path, self._note)
            self._let_go()

    def _let_go(self) -> None:
        try:
            if self._watch is not None:
                self._watch.check()
        except CoderError:
            self._raw.close()  # What lies at the path now, and its journal, are another's.
        else:
            let_go(self._raw)

    def announce(self) -> None:
        """Leave a note beside the file that says who has it open."""
        self._note = build_note(self.identity.coder)
        leave_note(self.path, self._note)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _durable(self) -> "Iterator[Connection]":
        """Run a transaction that is durable, in the file at the path, when the block is left; else raise CoderError."""
        with self._lock:
            self._refuse_closed()
            watch = self._refuse_read_only()
            watch.check()
            watch.renew_journal(self._raw)
            with self._work() as connection:
                yield connection
            watch.check()
            watch.remember_journal()

    @contextmanager
    def _work(self) -> "Iterator[Connection]":
        """Run a transaction; what fails is raised as CoderError."""
        with self._lock:
            self._refuse_closed()
            try:
                with transaction(self._engine, self._raw) as connection:
                    yield connection
            except sqlite3.Error as error:
                raise explain_sqlite(error, self.path) from error
            except (UnicodeDecodeError, TypeError) as error:
                raise damaged(self.path, MIXED_UP) from error
            except ValueError as error:
                raise damaged(self.path, str(error)) from error

    def _read_state(self) -> tuple[Facts, int, int]:
        from coder.store import change_log

        with self._work() as connection:
            count = int(self._raw.execute("SELECT count(*) FROM events").fetchone()[0])
            return replace(read_facts(connection), seal=find_seal(self._raw)), change_log.newest_seq(connection), count

    def _refuse_read_only(self) -> Watch:
        if self._watch is None:
            raise CoderError(f"{self.path.name} is open view-only.", "Open it for coding to change it.")
        return self._watch

    def _refuse_closed(self) -> None:
        if self._closed:
            raise CoderError(f"{self.path.name} is no longer open.", "Open it again.")


def create_observation(
    path: Path,
    identity: Identity,
    scheme: StoredScheme,
    media: Sequence[Medium] = (),
    *,
    blocks: tuple[Span, ...] = (),
) -> ObservationFile:
    """Make a new observation file and open it; its folder is made when only that is missing.

    ``blocks``: only these stretches of the session are coded.

    Raises CoderError when there is a file already, or it cannot be written. A kill leaves no file or a whole one.
    """
    path = _real(path)
    if path.exists():
        raise CoderError(f"There is already an observation {path.name}.", "Open it, or choose another coder id.")
    try:
        _make_parent(path)
        with closing(build_database(Facts(identity, scheme, tuple(media), blocks=blocks))) as memory:
            write_new_database(memory, path)
    except NotWritableError as error:  # Nothing is coded yet, so there is nothing to save a copy of.
        raise CoderError(error.message, COPY_SESSION) from error
    return open_observation(path)


def _make_parent(path: Path) -> None:
    try:
        path.parent.mkdir(exist_ok=True)
    except OSError as error:
        raise explain_os_error(error, path.parent) from error


def _real(path: Path) -> Path:
    # SQLite puts the journal beside the file that a link leads to, on POSIX only.
    return Path(path).absolute() if os.name == "nt" else Path(path).resolve()


def build_database(facts: Facts) -> sqlite3.Connection:
    """Build an observation without events in memory."""
    from coder.store.schema import build_layout

    memory = connect_memory()
    with transaction(engine_on(memory), memory) as connection:
        build_layout(connection)
        write_facts(connection, facts)
    return memory


def open_observation(path: Path, *, read_only: bool = False, expected: Identity | None = None) -> ObservationFile:
    """Open an observation to code in it, or a view of its last saved state that needs no lock and writes nothing.

    An older layout is migrated, keeping the original beside it. Raises CoderError when the file is missing, damaged,
    foreign, of a newer program, open elsewhere, may not be written, or is not the ``expected`` observation.
    """
    path = _real(path)
    with GATE:
        try:
            opened = _view(path) if read_only else _hold(path)
        except (sqlite3.Error, UnicodeDecodeError) as error:
            raise explain_refusal(error, path) from error
    if expected is not None and (refusal := find_difference(opened.identity, expected, path)) is not None:
        opened.close()
        raise refusal
    return opened


def _view(path: Path) -> ObservationFile:
    held = find_held(path)
    version = stamp.VERSION if held is not None else examine(path)
    raw = held.snapshot() if held is not None else read_snapshot(path)
    try:
        if version < stamp.VERSION:
            migrate_memory(raw, path, version)
        check_sound(raw, path)
        return ObservationFile(raw, path, None)
    except BaseException:
        raw.close()
        raise


def _hold(path: Path) -> ObservationFile:
    if find_held(path) is not None:
        raise locked(path)
    version = examine(path)
    if version < stamp.VERSION:
        migrate_file(path, version)
    before = find_file_id(path)
    raw = hold(path)
    try:
        if before is None or find_file_id(path) != before:
            raise replaced_meanwhile(path)
        check_length(raw, path, path)
        check_sound(raw, path)
        refuse_sealed(raw, path)
        watch = Watch(path, before)
        opened = ObservationFile(raw, path, watch)
        prove_writable(raw)
        watch.remember_journal()
    except BaseException:
        raw.close()
        raise
    remember_held(before, opened)
    opened.announce()
    return opened
