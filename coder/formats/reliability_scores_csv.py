"""``reliability_scores.csv``: how far the scores of sessions that will be analysed agree between two coders."""

from coder.model.agreement import ScoreAgreement
from coder.model.number import format_figure
from coder.model.table import Column, ColumnType, Level, Table


def reliability_scores_table() -> Table:
    """Return the table of scores."""
    return Table("reliability_scores", "a score of a code over the sessions of two coders", _COLUMNS)


def reliability_scores_row(found: ScoreAgreement) -> list[str]:
    """Return the row of one score."""
    figures = [value for one in (found.single, found.mean) for value in (one.value, one.low, one.high)]
    return [
        "-".join(found.pair),
        found.tier,
        found.code,
        found.score,
        str(found.sessions),
        *map(format_figure, (*found.means, *figures)),
        found.single.reason or found.mean.reason,
    ]


_NONE = "there is none: see reason"
_SCORES = (
    Level("rate_per_min", "rate", "Events a minute of codable time."),
    Level("share", "share", "The share of codable time."),
)
_COLUMNS = (
    Column("pair", ColumnType.ID, "The two coders, A-B."),
    Column("tier", ColumnType.ID, "The tier."),
    Column("code", ColumnType.ID, "The code."),
    Column("score", ColumnType.LEVEL, "What is scored of each session.", levels=_SCORES),
    Column("sessions", ColumnType.INTEGER, "How many sessions are in it."),
    Column("mean_a", ColumnType.NUMBER, "The first coder's mean."),
    Column("mean_b", ColumnType.NUMBER, "The second coder's mean."),
    Column("icc_single", ColumnType.NUMBER, "ICC(2,1): agreement of a single coder.", missing=_NONE),
    Column("icc_single_low", ColumnType.NUMBER, "The lower end of its 95 % interval.", missing=_NONE),
    Column("icc_single_high", ColumnType.NUMBER, "The upper end.", missing=_NONE),
    Column("icc_mean", ColumnType.NUMBER, "ICC(3,k): consistency of both coders' mean.", missing=_NONE),
    Column("icc_mean_low", ColumnType.NUMBER, "The lower end of its 95 % interval.", missing=_NONE),
    Column("icc_mean_high", ColumnType.NUMBER, "The upper end.", missing=_NONE),
    Column("reason", ColumnType.TEXT, "Why a figure is missing.", missing="nothing is missing"),
)
