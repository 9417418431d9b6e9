"""``reliability_criteria.csv``: whether coders agree as well as their scheme asks."""

from collections.abc import Iterator

from coder.model.agreement import Comparison
from coder.model.number import format_figure
from coder.model.table import Column, ColumnType, Table
from coder.model.time import format_seconds


def reliability_criteria_table() -> Table:
    """Return the table of criteria."""
    return Table("reliability_criteria", "a criterion of the scheme for a tier of a session", _COLUMNS)


def reliability_criteria_rows(comparison: Comparison) -> Iterator[list[str]]:
    """Give what two coders reach of each criterion on one tier of a session."""
    for one in comparison.judged:
        asked = one.criterion
        yield [
            comparison.session,
            "-".join(comparison.pair),
            comparison.tier,
            one.code,
            asked.statistic,
            one.method.value if one.method else "",
            "" if asked.tolerance_ms is None else format_seconds(asked.tolerance_ms),
            format_figure(asked.least),
            format_figure(one.reached.value),
            "" if one.met is None else str(int(one.met)),
            one.reached.reason,
        ]


_NONE = "it cannot be computed: see reason"
_COLUMNS = (
    Column("session_id", ColumnType.ID, "The session."),
    Column("pair", ColumnType.ID, "The two coders, A-B."),
    Column("tier", ColumnType.ID, "The tier."),
    Column("code", ColumnType.ID, "The code, where codes may overlap.", missing="a whole tier of exclusive codes"),
    Column("statistic", ColumnType.ID, "What the scheme asks for."),
    Column("method", ColumnType.ID, "Which figure that is; of both directions the lower.", missing="it is not known"),
    Column("tolerance_s", ColumnType.NUMBER, "The tolerance of the scheme.", "s", missing="the scheme names none"),
    Column("least", ColumnType.NUMBER, "What it must reach at least."),
    Column("reached", ColumnType.NUMBER, "What it reaches.", missing=_NONE),
    Column("met", ColumnType.YES_NO, "It is enough.", missing=_NONE),
    Column("reason", ColumnType.TEXT, "Why it cannot be computed.", missing="nothing to say"),
)
