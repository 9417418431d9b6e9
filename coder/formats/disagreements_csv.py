"""``disagreements.csv``: where two coders differ, and how."""

from collections.abc import Iterator

from coder.model.agreement import Comparison, DisagreementType
from coder.model.table import Column, ColumnType, Level, Table
from coder.model.time import format_seconds


def disagreements_table() -> Table:
    """Return the table of disagreements."""
    return Table("disagreements", "a stretch of time or a point in which two coders differ", _COLUMNS)


def disagreements_rows(comparison: Comparison) -> Iterator[list[str]]:
    """Give the disagreements of two coders on one tier of a session, in order of time."""
    where = [comparison.session, "-".join(comparison.pair), comparison.tier]
    for one in comparison.disagreements:
        offset = "" if one.offset_ms is None else format_seconds(one.offset_ms)
        yield [*where, format_seconds(one.onset_ms), offset, one.code_a, one.code_b, one.type.value]


_TYPES = (
    Level(DisagreementType.BOUNDARY, "boundary", "Both saw it, with another beginning or end."),
    Level(DisagreementType.CATEGORY, "category", "Both saw something, and gave it other codes."),
    Level(DisagreementType.MISSED_BY_A, "missed by A", "Only the second coder of the pair saw it."),
    Level(DisagreementType.MISSED_BY_B, "missed by B", "Only the first coder of the pair saw it."),
)
_COLUMNS = (
    Column("session_id", ColumnType.ID, "The session."),
    Column("pair", ColumnType.ID, "The two coders, A-B."),
    Column("tier", ColumnType.ID, "The tier."),
    Column("onset_s", ColumnType.NUMBER, "Where they begin to differ.", "s"),
    Column("offset_s", ColumnType.NUMBER, "Where they cease to.", "s", missing="a point"),
    Column("code_a", ColumnType.ID, "The first coder's code there; none: no code."),
    Column("code_b", ColumnType.ID, "The second coder's code there; none: no code."),
    Column("type", ColumnType.LEVEL, "How they differ.", levels=_TYPES),
)
