"""``confusion_matrix.csv``: how often, or how long, two coders had each two codes; one row a cell."""

from collections.abc import Iterator

from coder.model.agreement import Comparison
from coder.model.number import format_figure
from coder.model.table import Column, ColumnType, Table


def confusion_matrix_table() -> Table:
    """Return the table of cells."""
    return Table("confusion_matrix", "a cell of a matrix of agreement that is not empty", _COLUMNS)


def confusion_matrix_rows(comparison: Comparison) -> Iterator[list[str]]:
    """Give the cells of two coders on one tier of a session that have tallies."""
    for one in comparison.compared:
        turned = one.reference == comparison.pair[1]
        where = [comparison.session, "-".join(comparison.pair), comparison.tier, one.code, one.method.value]
        for row, cells in zip(one.names, one.tallies, strict=True):
            for column, tally in zip(one.names, cells, strict=True):
                if tally:
                    codes = (column, row) if turned else (row, column)
                    yield [*where, one.reference, *codes, format_figure(tally)]


_COLUMNS = (
    Column("session_id", ColumnType.ID, "The session."),
    Column("pair", ColumnType.ID, "The two coders, A-B."),
    Column("tier", ColumnType.ID, "The tier."),
    Column("code", ColumnType.ID, "The code, where codes may overlap.", missing="a whole tier of exclusive codes"),
    Column("method", ColumnType.ID, "How they are compared."),
    Column("reference", ColumnType.ID, "Whose units are walked.", missing="the method takes both alike"),
    Column("code_a", ColumnType.ID, "The first coder's code; none: no code, nil: no event to pair with."),
    Column("code_b", ColumnType.ID, "The second coder's code."),
    Column("tally", ColumnType.NUMBER, "How often: units or events (a linked pair is 2); of durations, seconds."),
)
