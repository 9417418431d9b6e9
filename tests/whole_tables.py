"""Whole tables of a few observations as the export writes them, as one text each."""

from collections.abc import Iterable

from coder.editing.event_columns import PLAIN, EventRows, events_table
from coder.editing.whose import Ending, Observed
from coder.formats.codable_csv import codable_rows, codable_table, given_reasons
from coder.formats.events_csv import Log, events_rows
from coder.formats.phases_csv import PhaseLog, phases_rows, phases_table
from coder.formats.ratings_csv import ratings_rows, ratings_table
from coder.formats.sessions_csv import TABLE, SessionRow, sessions_row
from coder.model.scheme import UNCODABLE
from coder.model.table import table_text


def format_events(logs: Iterable[Log], how: EventRows = PLAIN) -> str:
    """Write the events of some observations, in the order given."""
    logs = tuple(logs)
    table = events_table([log.scheme for log in logs], how)
    return table_text(table, (row for log in logs for row in events_rows(log, table, how)))


def format_sessions(rows: Iterable[SessionRow]) -> str:
    """Write the rows in the order given."""
    return table_text(TABLE, map(sessions_row, rows))


def format_phases(logs: Iterable[PhaseLog], *, comments: bool = False) -> str:
    """Write the phases of some observations, in the order given."""
    logs = tuple(logs)
    table = phases_table(log.scheme for log in logs)
    return table_text(table, (row for log in logs for row in phases_rows(log, comments=comments)))


def format_ratings(logs: Iterable[Observed], *, comments: bool = False) -> str:
    """Write the ratings of some observations, in the order given."""
    logs = tuple(logs)
    table = ratings_table(log.scheme for log in logs)
    return table_text(table, (row for log in logs for row in ratings_rows(log, comments=comments)))


def format_codable(logs: Iterable[Ending], *, windows: tuple[str, ...] = ()) -> str:
    """Write the codable time of some observations, in the order given."""
    logs = tuple(logs)
    reasons = list(dict.fromkeys(reason for log in logs for reason in given_reasons(log.observation.lane(UNCODABLE))))
    table = codable_table([log.scheme for log in logs], reasons, windows=windows)
    return table_text(table, (row for log in logs for row in codable_rows(log, table, windows=windows)))
