"""Submit an observation, and open it again: both are entries of its change log.

The file itself refuses every other change meanwhile, whichever program asks: see ``_GUARDS``.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from coder.errors import CoderError
from coder.model.change import Change
from coder.model.seal import FACTS, REOPEN, REOPENED, SUBMIT, SUBMITTED, Seal, SealAct
from coder.store import stamp
from coder.store.chain import read_links
from coder.store.connection import engine_on, let_go, prove_writable, transaction
from coder.store.entry import build_entry
from coder.store.faults import check_length, check_sound
from coder.store.held import held_alone
from coder.store.observation_file import open_observation
from coder.store.plain_words import explain_sqlite
from coder.store.sealed import TABLE_GUARDS, find_acts, find_seal, hash_facts

_REASON = 200
"""How many characters a reason has at most."""
_SEALED = f"(SELECT kind FROM change_log ORDER BY seq DESC LIMIT 1) = '{SUBMIT}'"
_REFUSE = "BEGIN SELECT RAISE(ABORT, 'the observation is submitted'); END"
_GUARDS = (
    f"CREATE TRIGGER IF NOT EXISTS sealed_log BEFORE INSERT ON change_log "
    f"WHEN NEW.kind <> '{REOPEN}' AND {_SEALED} {_REFUSE}",
    *(
        f"CREATE TRIGGER IF NOT EXISTS {guard} BEFORE {verb} ON {table} WHEN {_SEALED} {_REFUSE}"
        for guard, verb, table in TABLE_GUARDS
    ),
)


def read_seal(path: Path) -> Seal | None:
    """Read the seal of an observation, None where it is not submitted; raise CoderError when it cannot be read."""
    with _viewed(path) as memory:
        return find_seal(memory)


def read_acts(path: Path) -> tuple[SealAct, ...]:
    """Read how often an observation was submitted and opened again, in order; raise CoderError."""
    with _viewed(path) as memory:
        return find_acts(memory)


@contextmanager
def _viewed(path: Path) -> Iterator[sqlite3.Connection]:
    with open_observation(path, read_only=True) as file:
        try:
            with closing(file.snapshot()) as memory:
                yield memory
        except sqlite3.Error as error:
            raise explain_sqlite(error, path) from error


def submit_observation(path: Path, coder: str) -> Seal:
    """Seal an observation that nobody has open, durably; return the seal.

    Raises CoderError, having changed nothing, when it is submitted already, open somewhere, or cannot be written.
    """
    return _act(path, SUBMIT, coder, "")


def reopen_observation(path: Path, coder: str, reason: str) -> None:
    """Take the seal from an observation, durably, and log by whom and why.

    Raises CoderError, having changed nothing, without a reason, and when it is not submitted or open somewhere.
    """
    said = " ".join(reason.split())
    if not said:
        raise CoderError("Reopening needs a reason.", "Say in a few words what is to be changed.")
    if len(said) > _REASON:
        raise CoderError(f"The reason is longer than {_REASON} characters.", "Say it in fewer words.")
    _act(path, REOPEN, coder, said)


def _act(path: Path, kind: str, coder: str, reason: str) -> Seal:
    with held_alone(path) as (raw, version):
        check_length(raw, path, path)
        check_sound(raw, path)
        if version < stamp.VERSION:
            raise CoderError(f"{path.name} has an older layout.", "Open it once for coding, then submit it.")
        prove_writable(raw)
        before = find_seal(raw)
        if kind == SUBMIT and before is not None:
            raise CoderError(f"{path.name} was submitted already, on {before.day}.", "Nothing was changed.")
        if kind == REOPEN and before is None:
            raise CoderError(f"{path.name} is not submitted.", "It can be coded as it is; nothing was changed.")
        seal = _log(raw, kind, coder, reason)
        let_go(raw)
        return seal


def _log(raw: sqlite3.Connection, kind: str, coder: str, reason: str) -> Seal:
    from coder.store import change_log

    count = int(raw.execute("SELECT count(*) FROM events").fetchone()[0])
    events = f"{count} event{'' if count == 1 else 's'}"
    title = f"{SUBMITTED}: {events}{FACTS}{hash_facts(raw)}" if kind == SUBMIT else f"{REOPENED}: {reason}"
    entry = build_entry(Change(title), kind, coder)
    with transaction(engine_on(raw), raw) as connection:
        seq = change_log.newest_seq(connection)
        for statement in _GUARDS:
            connection.exec_driver_sql(statement)
        change_log.write_entries(connection, [entry], seq)
    return Seal(entry.time, coder, read_links(raw)[-1].hash, seq + 1, count)
