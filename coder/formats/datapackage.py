"""``datapackage.json``: the tables of an export as Frictionless Data describes them, version 1.

Profile ``tabular-data-package``; https://specs.frictionlessdata.io.
"""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from coder.model.excel_text import Dialect
from coder.model.table import Column, ColumnType, Table

PROFILE = "tabular-data-package"
_RESOURCE = "tabular-data-resource"
_TYPES = {
    ColumnType.TEXT: "string",
    ColumnType.ID: "string",
    ColumnType.LEVEL: "string",
    ColumnType.INTEGER: "integer",
    ColumnType.NUMBER: "number",
    ColumnType.YES_NO: "boolean",
}
_DIALECT = {
    "csvddfVersion": 1.2,
    "delimiter": ",",
    "doubleQuote": True,
    "header": True,
    "lineTerminator": "\n",
    "quoteChar": '"',
    "skipInitialSpace": False,
}


@dataclass(frozen=True, slots=True)
class Resource:
    """A table as it was written: its size, its sha-256 (hex), and the columns that tell every row from the others."""

    table: Table
    size_bytes: int
    sha256: str
    key: tuple[str, ...] = ()


def format_datapackage(name: str, resources: Iterable[Resource], excel: Dialect | None = None) -> str:
    """Return the description of some tables as JSON; ``name`` is what the export is of.

    ``excel`` says how the tables were written when that was for Excel.
    """
    package = {
        "profile": PROFILE,
        "name": _slug(name) or "export",
        "title": f"{name}: coded observations" if name else "Coded observations",
        "resources": [_describe(resource, excel) for resource in resources],
    }
    return json.dumps(package, ensure_ascii=False, indent=2) + "\n"


def find_key(rows: Sequence[tuple[str, ...]], heads: Sequence[str]) -> tuple[str, ...]:
    """Return those of some columns that are never empty, when they tell every row from the others; else none.

    ``rows`` have a cell for each of ``heads``.
    """
    whole = [place for place in range(len(heads)) if all(row[place] for row in rows)]
    cells = [tuple(row[place] for place in whole) for row in rows]
    return tuple(heads[place] for place in whole) if rows and len(set(cells)) == len(cells) else ()


def _slug(name: str) -> str:
    return re.sub(r"[^a-z0-9._-]+", "-", name.lower()).strip("-.")


def _describe(resource: Resource, excel: Dialect | None) -> dict[str, object]:
    table = resource.table
    schema: dict[str, object] = {"fields": [_field(column, excel) for column in table.columns], "missingValues": [""]}
    if resource.key:
        schema["primaryKey"] = list(resource.key)
    return {
        "profile": _RESOURCE,
        "name": _slug(table.name),
        "path": table.file,
        "description": f"One row per {_row_of(table)}.",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": resource.size_bytes,
        "hash": f"sha256:{resource.sha256}",
        "dialect": _DIALECT | ({"delimiter": excel.sign, "lineTerminator": "\r\n"} if excel else {}),
        "schema": schema,
    }


def _row_of(table: Table) -> str:
    return re.sub("^an? ", "", table.row)


def _field(column: Column, excel: Dialect | None) -> dict[str, object]:
    """Describe a column; ``unit``, ``levels`` and ``missing`` are ours and ignored by what does not know them."""
    field: dict[str, object] = {"name": column.name, "type": _TYPES[column.type], "description": column.meaning}
    if column.type is ColumnType.YES_NO:
        field |= {"trueValues": ["1"], "falseValues": ["0"]}
    if column.type is ColumnType.NUMBER and excel is not None and excel.decimal != ".":
        field["decimalChar"] = excel.decimal
    if not column.missing:
        field["constraints"] = {"required": True}
    if column.unit:
        field["unit"] = column.unit
    if column.levels:
        field["levels"] = [{"value": level.id, "label": level.label or level.id} for level in column.levels]
    if column.missing:
        field["missing"] = column.missing
    return field
