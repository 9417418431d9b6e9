"""``transitions.csv``: which code follows which, a number of events later."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coder.model.number import format_figure
from coder.model.table import Column, ColumnType, Table
from coder.model.transitions import Transitions

_WHY = "it cannot be computed: see reason"
TABLE = Table(
    "transitions",
    "a pair of codes at a lag, in a session or in all",
    (
        Column("dyad_id", ColumnType.ID, "The dyad; pooled: all sessions, which ignores dyads."),
        Column("session_id", ColumnType.ID, "The session.", missing="all sessions"),
        Column("phase", ColumnType.ID, "The phase.", missing="the whole session"),
        Column("tiers", ColumnType.ID, "The tiers whose events are followed."),
        Column("lag", ColumnType.INTEGER, "How many events later.", "event"),
        Column("code", ColumnType.ID, "The first code: ACTOR.CODE."),
        Column("next_code", ColumnType.ID, "The code that follows."),
        Column("n", ColumnType.INTEGER, "How often it does."),
        Column("expected", ColumnType.NUMBER, "How often it would by chance.", missing=_WHY),
        Column("probability", ColumnType.NUMBER, "n by how often anything followed the first code.", missing=_WHY),
        Column("z", ColumnType.NUMBER, "The adjusted residual.", missing=_WHY),
        Column("p", ColumnType.NUMBER, "Two-tailed, of z as a normal deviate.", missing=_WHY),
        Column("q_fdr", ColumnType.NUMBER, "The false discovery rate among the cells of the table.", missing=_WHY),
        Column("yules_q", ColumnType.NUMBER, "Of the cell's own 2 × 2 table.", missing=_WHY),
        Column("reason", ColumnType.TEXT, "Why a cell is empty, in words.", missing="all could be computed"),
    ),
)


@dataclass(frozen=True, slots=True)
class TransitionRows:
    """The cells of a session, or of all; ``rates``: the false discovery rate of each cell."""

    dyad_id: str
    session_id: str
    found: Transitions
    rates: tuple[float | None, ...]
    phase: str = ""
    tiers: str = ""


def transitions_rows(tables: Iterable[TransitionRows]) -> Iterator[list[str]]:
    """Give the rows in the order given, a table after the other, each row by row."""
    for table in tables:
        for cell, rate in zip(table.found.cells, table.rates, strict=True):
            yield [
                table.dyad_id,
                table.session_id,
                table.phase,
                table.tiers,
                str(table.found.lag),
                cell.first,
                cell.following,
                str(cell.n),
                *map(format_figure, (cell.expected, cell.probability, cell.z, cell.p, rate, cell.yules_q)),
                cell.reason,
            ]
