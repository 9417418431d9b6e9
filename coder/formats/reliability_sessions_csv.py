"""``reliability_sessions.csv``: every two coders of a session, compared or left out, and how their onsets differ."""

from coder.model.agreement import SessionPair
from coder.model.table import Column, ColumnType, Table


def reliability_sessions_table() -> Table:
    """Return the table of the pairs of each session."""
    return Table("reliability_sessions", "two coders of a session", _COLUMNS)


def reliability_sessions_row(found: SessionPair) -> list[str]:
    """Return the row of one pair."""
    times = (None, None, None) if found.quartiles_ms is None else (found.shift_ms, *found.quartiles_ms)
    return [
        found.session,
        "-".join(found.pair),
        str(int(found.compared)),
        str(found.paired),
        *("" if ms is None else f"{ms / 1000:.3f}" for ms in times),
        f"{found.reason} {found.hint}".strip(),
    ]


_NONE = "none of their events are paired"
_COLUMNS = (
    Column("session_id", ColumnType.ID, "The session."),
    Column("pair", ColumnType.ID, "The two coders, A-B."),
    Column("compared", ColumnType.YES_NO, "They were compared; else reason says why not."),
    Column("paired", ColumnType.INTEGER, "How many of their events are paired, by overlap or by nearness."),
    Column("onset_median_s", ColumnType.NUMBER, "The median of B's onset − A's.", "s", missing=_NONE),
    Column("onset_quartile_1_s", ColumnType.NUMBER, "The first quartile of it.", "s", missing=_NONE),
    Column("onset_quartile_3_s", ColumnType.NUMBER, "The third quartile of it.", "s", missing=_NONE),
    Column("reason", ColumnType.TEXT, "Why they were left out, and what to do.", missing="they were compared"),
)
