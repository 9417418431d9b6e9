"""``import_events.sps``: reads the tables of an export into SPSS or PSPP, a data set each, with labels."""

from collections.abc import Iterable, Iterator, Sequence

from coder.formats.flavours.reading import TEXTS, Measured
from coder.formats.flavours.spss import (
    MOST_VALUE_LABEL_BYTES,
    clip,
    format_of,
    labelled,
    safe_names,
    variable_label,
)
from coder.model.excel_text import COMMAS, Dialect
from coder.model.table import Column, ColumnType

NAME = "import_events.sps"
_HEAD = """\
* Encoding: UTF-8.
* Reads the tables beside this file, a data set each, with types and labels.
* Its folder must be the working folder: open it with
  INSERT FILE='FOLDER/import_events.sps' SYNTAX=BATCH CD=YES ENCODING='UTF8'.
* An empty cell is missing; codebook.csv says when that is so.
{}PRESERVE.
SET DECIMAL={}.
"""
_NEUTRALISED = "* A text that begins as a formula does has a quote before it, for Excel; it stays.\n"
_TAIL = "RESTORE.\n"
_BROKEN = """
* A cell of {0}.csv goes over several lines, where SPSS would end the row: it is not read from there.
* Export with --sav and open {0}.sav instead.
"""
_COMMANDS = frozenset(
    ("comment", "count", "list", "means", "missing", "n", "rank", "select", "sort", "string", "title")
)
"""Names at which PSPP takes a line for a new command."""


def format_spss(tables: Sequence[Measured], excel: Dialect | None = None) -> str:
    """Return the syntax for some tables; ``excel`` says how they were written when that was for Excel."""
    dialect = excel or COMMAS
    decimal = "DOT" if dialect.decimal == "." else "COMMA"
    return (
        _HEAD.format(_NEUTRALISED if excel else "", decimal)
        + "".join("".join(_table(one, dialect)) for one in tables)
        + _TAIL
    )


def _table(measured: Measured, dialect: Dialect) -> Iterator[str]:
    table = measured.table
    pairs = list(zip(safe_names(table.heads), table.columns, strict=True))
    if measured.broken:
        yield _BROKEN.format(table.name)
        return
    yield f"\nGET DATA\n  /TYPE=TXT\n  /FILE={_quoted(table.file)}\n  /ENCODING='UTF8'\n"
    yield f"  /ARRANGEMENT=DELIMITED\n  /FIRSTCASE=2\n  /DELIMITERS={_quoted(dialect.sign)}\n  /QUALIFIER='\"'\n"
    yield f"  /VARIABLES=\n    {_lines(f'{name} {format_of(measured, column)}' for name, column in pairs)}"
    yield ".\nEXECUTE.\n"
    yield from _section("VARIABLE LABELS", [_variable_label(name, column) for name, column in pairs])
    labels = [_value_labels(name, measured, column) for name, column in pairs if labelled(measured, column)]
    yield from _section("VALUE LABELS", labels)
    yield from _missing([name for name, column in pairs if column.type in TEXTS])
    nominal = [name for name, column in pairs if column.type in (*TEXTS, ColumnType.YES_NO)]
    scale = [name for name, column in pairs if column.type in (ColumnType.NUMBER, ColumnType.INTEGER)]
    yield from _section("VARIABLE LEVEL", [f"{_lines(names)} ({said})" for names, said in _levels(nominal, scale)])
    yield f"DATASET NAME {table.name}.\n"


def _levels(nominal: list[str], scale: list[str]) -> Iterator[tuple[list[str], str]]:
    yield from ((names, said) for names, said in ((nominal, "NOMINAL"), (scale, "SCALE")) if names)


def _section(command: str, parts: Sequence[str]) -> Iterator[str]:
    if parts:
        yield f"{command}\n  " + "\n  /".join(parts) + ".\n"


def _variable_label(name: str, column: Column) -> str:
    return f"{name}\n    {_quoted(variable_label(column))}"


def _value_labels(name: str, measured: Measured, column: Column) -> str:
    text = column.type in TEXTS
    lines = (
        f"\n    {_quoted(level.id) if text else level.id} {_quoted(clip(level.label, MOST_VALUE_LABEL_BYTES))}"
        for level in labelled(measured, column)
    )
    return f"{name}{''.join(lines)}"


def _missing(names: list[str]) -> Iterator[str]:
    if names:
        yield f"MISSING VALUES\n  {_lines(names)} ('').\n"


def _lines(parts: Iterable[str]) -> str:
    """Return each part on a line of its own, but for those that PSPP would take for a command."""
    text = ""
    for part in parts:
        glue = " " if part.partition(" ")[0].lower() in _COMMANDS else "\n    "
        text += f"{glue if text else ''}{part}"
    return text


def _quoted(text: str) -> str:
    """Write a text as syntax: in single quotes, those inside it twice."""
    return f"""'{text.replace("'", "''")}'"""
