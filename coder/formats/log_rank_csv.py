"""``log_rank.csv``: do survival curves of latency differ between phases, or between groups of dyads."""

from collections.abc import Iterable, Iterator

from coder.model.number import format_figure
from coder.model.regulation import CurvesCompared
from coder.model.table import Column, ColumnType, Table, levels_of

_WHY = "it cannot be computed: see reason"
TABLE = Table(
    "log_rank",
    "a comparison of survival curves",
    (
        Column("dyad_id", ColumnType.ID, "The dyad; pooled: the cues of all, as if independent, which ignores dyads."),
        Column("phase", ColumnType.ID, "The phase.", missing="phases are compared, or all that counts"),
        Column("link", ColumnType.ID, "The link (turned round: with :back), or CUE>RESPONSE."),
        Column("direction", ColumnType.ID, "Who answers whom: ACTOR_to_ACTOR, or within_ACTOR."),
        Column("between", ColumnType.LEVEL, "What is compared.", levels=levels_of("phases", "groups")),
        Column("groups", ColumnType.TEXT, "The phases or groups, joined by |."),
        Column("observed", ColumnType.TEXT, "Answers in each of them, joined by |."),
        Column("expected", ColumnType.TEXT, "Answers in each if the curves were one, joined by |."),
        Column("chi_square", ColumnType.NUMBER, "The log-rank statistic.", missing=_WHY),
        Column("df", ColumnType.INTEGER, "Its degrees of freedom."),
        Column("p", ColumnType.NUMBER, "Its p.", missing=_WHY),
        Column("q_fdr", ColumnType.NUMBER, "The false discovery rate of p among all rows.", missing=_WHY),
        Column(
            "hazard_ratio",
            ColumnType.NUMBER,
            "How much sooner the second of two is answered than the first, at any instant (Cox).",
            missing=_WHY,
        ),
        Column("log_hazard", ColumnType.NUMBER, "Its natural logarithm.", missing=_WHY),
        Column(
            "log_hazard_se",
            ColumnType.NUMBER,
            "Its standard error; of several dyads the one in which the cues of a dyad go together.",
            missing=_WHY,
        ),
        Column("p_hazard", ColumnType.NUMBER, "Two-tailed, of log_hazard by its standard error.", missing=_WHY),
        Column("reason", ColumnType.TEXT, "Why a cell is empty, in words.", missing="all could be computed"),
    ),
)


def log_rank_rows(compared: Iterable[CurvesCompared]) -> Iterator[list[str]]:
    """Give the rows in the order given."""
    for one in compared:
        found, hazard = one.found, one.hazard
        yield [
            *(one.place.dyad_id, one.place.phase, one.pair.name, one.pair.direction, one.between),
            "|".join(one.groups),
            "|".join(map(str, found.observed)),
            "|".join(map(format_figure, found.expected)),
            format_figure(found.chi_square),
            str(found.df),
            *map(format_figure, (found.p, one.rate)),
            *map(format_figure, (hazard.ratio, hazard.log_ratio, hazard.log_se, hazard.p)),
            "; ".join(filter(None, (found.reason, hazard.reason))),
        ]
