"""``load_events.py``: reads the tables of an export into pandas, each column with its type."""

import json
from collections.abc import Sequence

from coder.formats.flavours.reading import Measured
from coder.model.table import Column, ColumnType

NAME = "load_events.py"
_TEXT = '''"""Read the tables beside this file into pandas, each column with its type.

python load_events.py prints how many rows there are, and totals. In a script or a notebook:

    from load_events import load_tables
    tables = load_tables()
    events = tables["events"]

Ids are text, however they look. Levels are categoricals in the order of the scheme. Yes and no are booleans. A cell
that is empty is missing; codebook.csv says when that is so. The tables may also be those that were written for Excel.
"""

import math
from pathlib import Path

import pandas as pd

FOLDER = Path(__file__).resolve().parent
MOST_COLUMNS = 100
TYPES = {
@TYPES@}
READ_AS = {"integer": "Int64", "number": "float64", "yes_no": "Int64"}


def load_tables(folder=FOLDER):
    """Return every table as a data frame, by name."""
    return {name: load_table(name, folder) for name in TYPES}


def load_table(name, folder=FOLDER):
    """Return one table as a data frame."""
    path, types = Path(folder) / f"{name}.csv", TYPES[name]
    with path.open(encoding="utf-8") as file:
        head = file.readline()
    sign = max(",;\\t", key=head.count)
    frame = pd.read_csv(
        path,
        sep=sign,
        decimal="," if sign == ";" else ".",
        dtype={column: READ_AS.get(kind, "string") for column, (kind, *_) in types.items()},
        index_col=False,
        keep_default_na=False,
        na_values=[""],
        encoding="utf-8-sig",
    )
    for column, (kind, *levels) in types.items():
        if kind == "yes_no":
            frame[column] = frame[column].astype("boolean")
        elif kind not in READ_AS and head.startswith("\\ufeff"):
            frame[column] = frame[column].str.replace(r"^'('*([=+\\-@\\t\\r]|-?\\d+,\\d+$))", r"\\1", regex=True)
        if kind == "level":
            others = sorted(set(frame[column].dropna()) - set(levels))
            frame[column] = frame[column].astype(pd.CategoricalDtype([*levels, *others]))
    return frame


def print_totals(tables):
    """Print the rows of each table, and how many values its numbers have and what they add up to."""
    for name, types in TYPES.items():
        print(f"{name}: {len(tables[name])} rows, {len(types)} columns")
        numbers = [column for column, (kind, *_) in types.items() if kind in READ_AS]
        if len(numbers) > MOST_COLUMNS:
            print_total("all numbers", pd.concat([tables[name][column].astype("float64") for column in numbers]))
            continue
        for column in numbers:
            print_total(column, tables[name][column])


def print_total(column, values):
    """Print how many values there are and what they add up to."""
    there = [float(value) for value in values.dropna()]
    print(f"  {column}: {len(there)} values, total {math.fsum(there):.6f}")


if __name__ == "__main__":
    print_totals(load_tables())
'''


def format_python(tables: Sequence[Measured]) -> str:
    """Return the script for some tables."""
    return _TEXT.replace("@TYPES@", "".join(map(_table, tables)))


def _table(measured: Measured) -> str:
    lines = (f"        {json.dumps(column.name)}: {_type(measured, column)},\n" for column in measured.table.columns)
    return f"    {json.dumps(measured.table.name)}: {{\n{''.join(lines)}    }},\n"


def _type(measured: Measured, column: Column) -> str:
    levels = [level.id for level in measured.levels[column.name]] if column.type is ColumnType.LEVEL else []
    return json.dumps([column.type.value, *levels])
