"""``grid.csv``: the state space grid, one cell a row, those never visited included."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from coder.model.dyad import CellFound
from coder.model.table import Column, ColumnType, Table
from coder.model.time import format_seconds

TABLE = Table(
    "grid",
    "a cell of a session's state space grid",
    (
        Column("dyad_id", ColumnType.ID, "The dyad."),
        Column("session_id", ColumnType.ID, "The session."),
        Column("phase", ColumnType.ID, "The phase.", missing="the whole session"),
        Column("first_tier", ColumnType.ID, "The first partner's tier."),
        Column("second_tier", ColumnType.ID, "The second partner's tier."),
        Column("first_code", ColumnType.ID, "The first partner's code; none: no code holds."),
        Column("second_code", ColumnType.ID, "The second partner's code; none: no code holds."),
        Column("visits", ColumnType.INTEGER, "How often the dyad came into the cell."),
        Column("duration_s", ColumnType.NUMBER, "How long it was there in all.", "s"),
        Column("mean_visit_s", ColumnType.NUMBER, "How long a visit lasted.", "s", missing="it was never visited"),
        Column(
            "mean_return_s",
            ColumnType.NUMBER,
            "How long it took from leaving to coming back.",
            "s",
            missing="the dyad never came back to it",
        ),
    ),
)


@dataclass(frozen=True, slots=True)
class GridRows:
    """The cells of a session's grid; ``codes``: those of each partner, in order."""

    dyad_id: str
    session_id: str
    tiers: tuple[str, str]
    codes: tuple[Sequence[str], Sequence[str]]
    cells: Sequence[CellFound]
    phase: str = ""


def grid_rows(grids: Iterable[GridRows]) -> Iterator[list[str]]:
    """Give the rows in the order given."""
    for grid in grids:
        found = {cell.cell: cell for cell in grid.cells}
        for first in grid.codes[0]:
            for second in grid.codes[1]:
                cell = found.get((first, second), CellFound((first, second), 0, 0, None))
                yield [
                    *(grid.dyad_id, grid.session_id, grid.phase, *grid.tiers, first, second),
                    str(cell.visits),
                    format_seconds(cell.duration_ms),
                    format_seconds(round(cell.duration_ms / cell.visits)) if cell.visits else "",
                    "" if cell.mean_return_ms is None else format_seconds(round(cell.mean_return_ms)),
                ]
