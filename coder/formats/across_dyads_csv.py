"""``across_dyads.csv``: does the index of single dyads differ from 0, from strangers, and between directions."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coder.model.contingency import Method, Pair
from coder.model.number import format_figure
from coder.model.table import Column, ColumnType, Table, levels_of
from coder.model.time import format_seconds

_FEW = "there are too few dyads, see reason, or no permutations were asked for"
_WINDOWS = "the method has lags, there are too few dyads, or no permutations were asked for"
_ONE_WAY = "the other direction was not asked for, or there are too few dyads"
_PERMUTED = "no cue could be used, or no permutations were asked for"
_NUMBER = ColumnType.NUMBER
TABLE = Table(
    "across_dyads",
    "a cue and a response by one method, over all dyads",
    (
        Column("phase", ColumnType.ID, "The phase.", missing="all that counts"),
        Column("link", ColumnType.ID, "The link (turned round: with :back).", missing="cue and response were named"),
        Column("cue", ColumnType.ID, "What is given: ACTOR.CODE."),
        Column("response", ColumnType.ID, "What may follow: ACTOR.CODE."),
        Column("direction", ColumnType.ID, "Who answers whom: ACTOR_to_ACTOR, or within_ACTOR."),
        Column("method", ColumnType.LEVEL, "What is tallied.", levels=levels_of("per_onset", "per_unit")),
        Column("window_s", _NUMBER, "How long after the cue a response counts.", "s", missing="there are lags instead"),
        Column("lag_from", ColumnType.INTEGER, "The first lag, in units.", missing="there is a window instead"),
        Column("lag_to", ColumnType.INTEGER, "The last lag, in units.", missing="there is a window instead"),
        Column("n_dyads", ColumnType.INTEGER, "How many dyads have log odds."),
        Column("mean_log_odds", _NUMBER, "Their mean.", missing="no dyad has log odds"),
        Column("sd_log_odds", _NUMBER, "Their standard deviation.", missing="fewer than two dyads have log odds"),
        Column("p_log_odds", _NUMBER, "Two-sided, by turning signs of dyads.", missing=_FEW),
        Column("partners", _NUMBER, "The mean share of answered cues, one session a dyad.", missing=_WINDOWS),
        Column("strangers", _NUMBER, "The same with responses of other dyads.", missing=_WINDOWS),
        Column("p_strangers", _NUMBER, "How many pairings of strangers answer as much.", missing=_WINDOWS),
        Column(
            "mean_difference", _NUMBER, "Mean difference of log odds: this direction less the other.", missing=_ONE_WAY
        ),
        Column("p_difference", _NUMBER, "Two-sided, by turning signs of dyads.", missing=_ONE_WAY),
        Column("r_directions", _NUMBER, "Correlation of the log odds of both directions.", missing=_ONE_WAY),
        Column("q_fdr", _NUMBER, "The false discovery rate of p_log_odds among all rows.", missing=_FEW),
        Column("p_pooled", _NUMBER, "p_permutation of the pooled row of contingency.csv.", missing=_PERMUTED),
        Column("q_pooled", _NUMBER, "Its false discovery rate among all rows.", missing=_PERMUTED),
        Column("reason", ColumnType.TEXT, "Why a cell is empty, in words.", missing="all could be computed"),
    ),
)


@dataclass(frozen=True, slots=True)
class AcrossRow:
    """One row; ``figures``: mean, sd, p; ``strangers``: partners, strangers, p; ``both``: mean difference, p, r."""

    pair: Pair
    method: Method
    n: int
    figures: tuple[float | None, float | None, float | None]
    strangers: tuple[float | None, float | None, float | None]
    both: tuple[float | None, float | None, float | None]
    rate: float | None
    reason: str
    phase: str = ""
    p_pooled: float | None = None
    pooled_rate: float | None = None


def across_rows(rows: Iterable[AcrossRow]) -> Iterator[list[str]]:
    """Give the rows in the order given."""
    for row in rows:
        method = row.method
        yield [
            *(row.phase, row.pair.name if row.pair.link else ""),
            *(row.pair.cue, row.pair.response, row.pair.direction, method.name),
            "" if method.window_ms is None else format_seconds(method.window_ms),
            *(("", "") if method.lags is None else map(str, method.lags)),
            str(row.n),
            *map(format_figure, (*row.figures, *row.strangers, *row.both, row.rate, row.p_pooled, row.pooled_rate)),
            row.reason,
        ]
