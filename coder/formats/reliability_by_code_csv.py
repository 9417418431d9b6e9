"""``reliability_by_code.csv``: each code against all others, in time and of events."""

from collections.abc import Iterator

from coder.model.agreement import CodeAgreement, Compared, Comparison, Method
from coder.model.number import format_figure
from coder.model.table import Column, ColumnType, Table, levels_of
from coder.model.time import format_seconds

_METHODS = (Method.TIME_UNIT, Method.DURATION, Method.OVERLAP, Method.POINTS, Method.ALIGNMENT)
_WHY = "it is not defined: see reason"


def reliability_by_code_table() -> Table:
    """Return the table of codes."""
    return Table("reliability_by_code", "a code of a pair of coders, in one way of comparing", _COLUMNS)


def reliability_by_code_rows(comparison: Comparison) -> Iterator[list[str]]:
    """Give the rows of two coders on one tier of a session; codes that neither used have rows, too."""
    for one in comparison.compared:
        for name, code in zip(one.names[:-1], one.codes, strict=False):
            yield [
                comparison.session,
                "-".join(comparison.pair),
                comparison.tier,
                name,
                one.method.value,
                _unit(one),
                *map(format_figure, _figures(code)),
                code.reason,
            ]


def _unit(one: Compared) -> str:
    return "" if one.unit_ms is None else format_seconds(one.unit_ms)


def _figures(code: CodeAgreement) -> tuple[float | None, ...]:
    tallies = (code.a, code.b, code.c, code.d)
    return (
        *tallies,
        code.kappa,
        code.kappa_max,
        code.positive,
        code.negative,
        code.pabak,
        code.prevalence,
        code.bias,
    )


def _number(name: str, meaning: str) -> Column:
    return Column(name, ColumnType.NUMBER, meaning, missing=_WHY)


_COLUMNS = (
    Column("session_id", ColumnType.ID, "The session."),
    Column("pair", ColumnType.ID, "The two coders, A-B."),
    Column("tier", ColumnType.ID, "The tier."),
    Column("code", ColumnType.ID, "The code, against all others and none."),
    Column("method", ColumnType.LEVEL, "What is tallied.", levels=levels_of(*_METHODS)),
    Column("unit_s", ColumnType.NUMBER, "The unit of time.", "s", missing="time itself, or events"),
    Column("both", ColumnType.NUMBER, "How much both coders gave the code: units, seconds, or events."),
    Column("a_only", ColumnType.NUMBER, "How much the first alone did."),
    Column("b_only", ColumnType.NUMBER, "How much the second alone did."),
    Column("neither", ColumnType.NUMBER, "How much neither did.", missing="of events it cannot be counted"),
    _number("kappa", "Cohen's kappa of these four."),
    _number("kappa_max", "The most it can be with these margins."),
    _number("positive_agreement", "2 both/(2 both + a_only + b_only)."),
    _number("negative_agreement", "2 neither/(2 neither + a_only + b_only)."),
    _number("pabak", "Kappa adjusted for prevalence and bias: 2 po − 1."),
    _number("prevalence", "(both − neither)/all."),
    _number("bias", "(a_only − b_only)/all."),
    Column("reason", ColumnType.TEXT, "Why a figure is missing.", missing="nothing is missing"),
)
