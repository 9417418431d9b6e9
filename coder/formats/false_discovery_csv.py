"""``false_discovery.csv``: the permutation tests of ``contingency.csv``, each with its false discovery rate."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coder.model.contingency import ContingencyRow
from coder.model.number import format_figure
from coder.model.table import Column, ColumnType, Level, Table
from coder.model.time import format_seconds

SESSIONS, DYADS, ALL = "sessions", "dyads", "pooled"
_LAGS, _WINDOW = "there are lags instead", "there is a window instead"
TABLE = Table(
    "false_discovery",
    "a permutation test",
    (
        Column(
            "family",
            ColumnType.LEVEL,
            "Among which tests the rate is.",
            levels=(
                Level(SESSIONS, "sessions", "Those of all single sessions."),
                Level(DYADS, "dyads", "Those of dyads with several sessions, all of them together."),
                Level(ALL, "pooled", "Those of all dyads added up."),
            ),
        ),
        Column("dyad_id", ColumnType.ID, "The dyad, or pooled."),
        Column("session_id", ColumnType.ID, "The session.", missing="all sessions of the dyad, or of all dyads"),
        Column("phase", ColumnType.ID, "The phase.", missing="all that counts"),
        Column("link", ColumnType.ID, "The link (turned round: with :back), or CUE>RESPONSE."),
        Column("direction", ColumnType.ID, "Who answers whom: ACTOR_to_ACTOR, or within_ACTOR."),
        Column("method", ColumnType.ID, "What is tallied: per_onset or per_unit."),
        Column("window_s", ColumnType.NUMBER, "How long after the cue a response counts.", "s", missing=_LAGS),
        Column("lag_from", ColumnType.INTEGER, "The first lag, in units.", missing=_WINDOW),
        Column("lag_to", ColumnType.INTEGER, "The last lag, in units.", missing=_WINDOW),
        Column("p_permutation", ColumnType.NUMBER, "The p, as in contingency.csv; tests without one are left out."),
        Column("q_fdr", ColumnType.NUMBER, "The smallest false discovery rate at which the test counts as found."),
    ),
)


@dataclass(frozen=True, slots=True)
class RatedTest:
    """A row of contingency with a p, the family of tests that it is of, and its false discovery rate there."""

    family: str
    row: ContingencyRow
    rate: float


def false_discovery_rows(tests: Iterable[RatedTest]) -> Iterator[list[str]]:
    """Give the rows in the order given."""
    for one in tests:
        row, method = one.row, one.row.method
        yield [
            *(one.family, row.dyad_id, row.session_id, row.phase, row.pair.name, row.pair.direction, method.name),
            "" if method.window_ms is None else format_seconds(method.window_ms),
            *(("", "") if method.lags is None else map(str, method.lags)),
            *map(format_figure, (row.p_permutation, one.rate)),
        ]
