"""What SPSS takes: names of variables, widths of texts, lengths of labels, formats."""

from collections.abc import Iterable

from coder.formats.flavours.reading import TEXTS, YES_NO, Measured
from coder.model.table import Column, ColumnType, Level

MOST_TEXT_BYTES = 32_767
MOST_NAME_BYTES = 64
MOST_LABEL_BYTES = 240
"""Of a variable: SPSS takes 256, and a line of syntax is no longer than that."""
MOST_VALUE_LABEL_BYTES = 120
_RESERVED = frozenset(["ALL", "AND", "BY", "EQ", "GE", "GT", "LE", "LT", "NE", "NOT", "OR", "TO", "WITH"])


def safe_names(names: Iterable[str]) -> list[str]:
    """Return names that SPSS takes, in their order: none reserved, none too long, no two that differ in case only."""
    taken: set[str] = set()
    found = []
    for name in names:
        safe = _name(name, taken)
        taken.add(safe.lower())
        found.append(safe)
    return found


def _name(name: str, taken: set[str]) -> str:
    base = f"{name}_" if name.upper() in _RESERVED else clip(name, MOST_NAME_BYTES)
    number, found = 1, base
    while found.lower() in taken:
        number += 1
        found = f"{clip(base, MOST_NAME_BYTES - len(str(number)) - 1)}_{number}"
    return found


def clip(text: str, most: int) -> str:
    """Return the beginning of a text, on one line, that fits into so many bytes of UTF-8."""
    return " ".join(text.split()).encode()[:most].decode(errors="ignore")


def text_width(measured: Measured, column: Column) -> int:
    """Return how many bytes a text variable has: those of its longest cell, at least 1."""
    return max(1, min(measured.widths[column.name], MOST_TEXT_BYTES))


def format_of(measured: Measured, column: Column) -> str:
    """Return the format of a column's variable."""
    if column.type in TEXTS:
        return f"A{text_width(measured, column)}"
    return {ColumnType.INTEGER: "F12.0", ColumnType.NUMBER: "F12.3"}.get(column.type, "F1.0")


def variable_label(column: Column) -> str:
    """Return what a column is, with its unit."""
    return clip(f"{column.meaning.rstrip('.')} ({column.unit})" if column.unit else column.meaning, MOST_LABEL_BYTES)


def labelled(measured: Measured, column: Column) -> tuple[Level, ...]:
    """Return the levels of a column that have words of their own."""
    levels = YES_NO if column.type is ColumnType.YES_NO else measured.levels.get(column.name, ())
    return tuple(level for level in levels if level.label and level.label != level.id)
