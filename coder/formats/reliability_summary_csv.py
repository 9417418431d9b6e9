"""``reliability_summary.csv``: one row a figure of agreement: session, pair of coders, tier or code, and method."""

from collections.abc import Iterator

from coder.model.agreement import Comparison, Method
from coder.model.number import format_figure
from coder.model.table import Column, ColumnType, Level, Table
from coder.model.time import format_seconds

_WHY = "it cannot be computed: see reason"
METHODS = (
    Level(Method.TIME_UNIT, "time units", "Codes at the midpoints of units of time."),
    Level(Method.DURATION, "duration", "Seconds in which the coders had each two codes."),
    Level(Method.TOLERANCE, "tolerance", "Units of the reference agree when the other has the code within ±tolerance."),
    Level(Method.OVERLAP, "overlap", "States linked by how much they overlap (Holle & Rein 2015)."),
    Level(Method.POINTS, "points", "Points matched within the tolerance: most pairs, then nearest."),
    Level(Method.ALIGNMENT, "alignment", "Events aligned at the least cost (Needleman & Wunsch 1970)."),
    Level(Method.BORIS, "as BORIS", "Labels at instants, as BORIS 9.12 computes it; windows do not count."),
)


def reliability_summary_table() -> Table:
    """Return the table of figures."""
    return Table("reliability_summary", "a figure of agreement", (*WHERE, *_FIGURES))


def reliability_summary_rows(comparison: Comparison) -> Iterator[list[str]]:
    """Give the rows of two coders on one tier of a session."""
    for one in comparison.compared:
        found = one.found
        numbers = (found.n, found.po, found.pe, found.kappa, found.kappa_max, found.alpha)
        yield [
            comparison.session,
            "-".join(comparison.pair),
            comparison.tier,
            one.code,
            one.method.value,
            "" if one.unit_ms is None else format_seconds(one.unit_ms),
            "" if one.tolerance_ms is None else format_seconds(one.tolerance_ms),
            one.reference,
            *map(format_figure, numbers),
            found.reason,
        ]


WHERE = (
    Column("session_id", ColumnType.ID, "The session."),
    Column("pair", ColumnType.ID, "The two coders, A-B."),
    Column("tier", ColumnType.ID, "The tier."),
    Column("code", ColumnType.ID, "The code, where codes may overlap.", missing="a whole tier of exclusive codes"),
    Column("method", ColumnType.LEVEL, "How they are compared.", levels=METHODS),
    Column("unit_s", ColumnType.NUMBER, "The unit of time.", "s", missing="the method has no units"),
    Column("tolerance_s", ColumnType.NUMBER, "The tolerance.", "s", missing="the method has no tolerance"),
    Column("reference", ColumnType.ID, "Whose units are walked.", missing="the method takes both alike"),
)
_FIGURES = (
    Column("n", ColumnType.NUMBER, "What was tallied: units, events, or seconds."),
    Column("po", ColumnType.NUMBER, "The agreement observed.", missing=_WHY),
    Column("pe", ColumnType.NUMBER, "The agreement expected by chance.", missing=_WHY),
    Column("kappa", ColumnType.NUMBER, "(po − pe)/(1 − pe).", missing=_WHY),
    Column("kappa_max", ColumnType.NUMBER, "The most kappa can be with these margins.", missing=_WHY),
    Column(
        "alpha",
        ColumnType.NUMBER,
        "Krippendorff's nominal alpha; of durations its limit, Scott's pi.",
        missing="events without a partner have no alpha",
    ),
    Column("reason", ColumnType.TEXT, "Why there is no kappa, or what to know of it.", missing="nothing to say"),
)
