"""The tables of an observation file. Imports SQLAlchemy: import this module where it is needed only."""

from typing import Final

from sqlalchemy import BigInteger, Column, Connection, Integer, MetaData, Table, Text

from coder.store.stamp import APPLICATION_ID, VERSION

LAYOUT: Final = MetaData()

meta = Table(
    "meta",
    LAYOUT,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
"""Facts by name: session, coder, pass, record, created, program, scheme_*, next_event_id, history_after, imported_*,
media_sha256:POSITION, viewing, blocks."""

media = Table(
    "media",
    LAYOUT,
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("file", Text, nullable=False),
    Column("size_bytes", BigInteger),
    Column("duration_ms", BigInteger),
    Column("frames", BigInteger),
    Column("digest", Text),
)
"""The media that were coded; the first is the main video."""

events = Table(
    "events",
    LAYOUT,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("tier", Text, nullable=False),
    Column("code", Text, nullable=False),
    Column("onset_ms", BigInteger, nullable=False),
    Column("offset_ms", BigInteger),
    Column("point", Integer, nullable=False),
    Column("modifiers", Text, nullable=False),
    Column("target", Text, nullable=False),
    Column("comment", Text, nullable=False),
)
"""One row an event, as it is now; ``modifiers`` is a JSON list of pairs, empty when there are none."""

change_log = Table(
    "change_log",
    LAYOUT,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("time", Text, nullable=False),
    Column("coder", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
)
"""Every change there ever was: its events before and after, as JSON lists."""

_REFUSE = "BEGIN SELECT RAISE(ABORT, 'the change log is append-only'); END"
# INSERT OR REPLACE would delete a row without asking the delete trigger.
_TAKEN = "WHEN EXISTS (SELECT 1 FROM change_log WHERE seq = NEW.seq)"


def build_layout(connection: Connection) -> None:
    """Make the tables, the triggers that keep the log append-only, and the stamps, in an empty database."""
    LAYOUT.create_all(connection)
    for statement in (
        f"CREATE TRIGGER change_log_no_update BEFORE UPDATE ON change_log {_REFUSE}",
        f"CREATE TRIGGER change_log_no_delete BEFORE DELETE ON change_log {_REFUSE}",
        f"CREATE TRIGGER change_log_no_replace BEFORE INSERT ON change_log {_TAKEN} {_REFUSE}",
        f"PRAGMA application_id = {APPLICATION_ID}",
        f"PRAGMA user_version = {VERSION}",
    ):
        connection.exec_driver_sql(statement)
