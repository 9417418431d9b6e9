"""``synchrony.csv``: the dyad as a system, one figure a row."""

from collections.abc import Iterable, Iterator

from coder.model.dyad_measures import MEASURES
from coder.model.measure import DyadMeasures
from coder.model.number import format_figure
from coder.model.table import Column, ColumnType, Level, Table

TABLE = Table(
    "synchrony",
    "a figure of a session",
    (
        Column("dyad_id", ColumnType.ID, "The dyad."),
        Column("session_id", ColumnType.ID, "The session."),
        Column("phase", ColumnType.ID, "The phase.", missing="the whole session"),
        Column("first", ColumnType.ID, "The first partner's code: ACTOR.CODE."),
        Column("second", ColumnType.ID, "The second partner's code."),
        Column(
            "measure",
            ColumnType.LEVEL,
            "What is measured.",
            levels=tuple(Level(name, name, words) for name, words in MEASURES.items()),
        ),
        Column("value", ColumnType.NUMBER, "The figure.", missing="it cannot be computed: see reason"),
        Column("unit", ColumnType.TEXT, "Its unit.", missing="it has none"),
        Column(
            "n", ColumnType.INTEGER, "How many units, turns, steps or mismatches it rests on.", missing="it is of time"
        ),
        Column("reason", ColumnType.TEXT, "Why a cell is empty, in words.", missing="all could be computed"),
    ),
)


def synchrony_rows(sessions: Iterable[DyadMeasures]) -> Iterator[list[str]]:
    """Give the rows in the order given."""
    for one in sessions:
        for measure in one.measures:
            yield [
                *(one.dyad_id, one.session_id, one.phase, one.first, one.second, measure.name),
                format_figure(measure.value),
                measure.unit,
                "" if measure.n is None else str(measure.n),
                measure.reason,
            ]
