"""``reliability_pooled.csv``: each figure over all sessions of two coders, with its interval and its range."""

from coder.model.agreement import Pooled
from coder.model.number import format_figure
from coder.model.table import Column, ColumnType, Table
from coder.model.time import format_seconds


def reliability_pooled_table() -> Table:
    """Return the table of figures over sessions."""
    return Table("reliability_pooled", "a figure of agreement over the sessions of two coders", _COLUMNS)


def reliability_pooled_row(pooled: Pooled) -> list[str]:
    """Return the row of one figure."""
    one, kappas = pooled.one, pooled.by_session
    mean = sum(kappas) / len(kappas) if kappas else None
    found = (one.found.n, one.found.po, pooled.kappa.value, pooled.kappa.low, pooled.kappa.high)
    ranged = (mean, min(kappas, default=None), max(kappas, default=None))
    return [
        "-".join(pooled.pair),
        pooled.tier,
        one.code,
        one.method.value,
        "" if one.unit_ms is None else format_seconds(one.unit_ms),
        "" if one.tolerance_ms is None else format_seconds(one.tolerance_ms),
        one.reference,
        str(pooled.sessions),
        *map(format_figure, (*found, *ranged)),
        pooled.kappa.reason,
    ]


_NONE = "there is none: see reason"
_ALONE = "no session has one"
_COLUMNS = (
    Column("pair", ColumnType.ID, "The two coders, A-B."),
    Column("tier", ColumnType.ID, "The tier."),
    Column("code", ColumnType.ID, "The code, where codes may overlap.", missing="a whole tier of exclusive codes"),
    Column("method", ColumnType.ID, "How they are compared."),
    Column("unit_s", ColumnType.NUMBER, "The unit of time.", "s", missing="the method has no units"),
    Column("tolerance_s", ColumnType.NUMBER, "The tolerance.", "s", missing="the method has no tolerance"),
    Column("reference", ColumnType.ID, "Whose units are walked.", missing="the method takes both alike"),
    Column("sessions", ColumnType.INTEGER, "How many sessions are in it."),
    Column("n", ColumnType.NUMBER, "What was tallied in all: units, events, or seconds."),
    Column("po", ColumnType.NUMBER, "The agreement observed, of all tallies together.", missing=_NONE),
    Column("kappa", ColumnType.NUMBER, "Kappa of all tallies together.", missing=_NONE),
    Column("kappa_low", ColumnType.NUMBER, "The lower end of its 95 % interval, drawing sessions.", missing=_NONE),
    Column("kappa_high", ColumnType.NUMBER, "The upper end.", missing=_NONE),
    Column("session_mean", ColumnType.NUMBER, "The mean of the sessions' kappas.", missing=_ALONE),
    Column("session_lowest", ColumnType.NUMBER, "The lowest of them.", missing=_ALONE),
    Column("session_highest", ColumnType.NUMBER, "The highest of them.", missing=_ALONE),
    Column("reason", ColumnType.TEXT, "Why kappa or its interval is missing.", missing="nothing is missing"),
)
