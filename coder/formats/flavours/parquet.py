"""Tables as Parquet: every column with its type, levels as categoricals in their order, and what it means."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from coder.formats.flavours.excel_csv import Part
from coder.formats.flavours.library import load_library
from coder.formats.flavours.reading import Measured
from coder.model.table import Column, ColumnType

_KINDS = {ColumnType.INTEGER: "Int64", ColumnType.NUMBER: "float64", ColumnType.YES_NO: "boolean"}


def load_writer() -> Any:
    """Return the library that writes Parquet; raise CoderError without it."""
    load_library("pyarrow.parquet", "pyarrow", "Parquet files")
    return load_library("pyarrow", "pyarrow", "Parquet files")


def write_parquet(path: Path, measured: Measured, parts: Iterable[Part]) -> None:
    """Write the rows of a table, given in parts, a row group each; the same table gives the same bytes."""
    arrow = load_writer()
    schema = _schema(arrow, measured)
    with arrow.parquet.ParquetWriter(path, schema) as writer:
        for part in parts:
            columns = zip(measured.table.columns, zip(*part, strict=True), strict=True)
            arrays = [_array(arrow, measured, column, cells) for column, cells in columns]
            writer.write_batch(arrow.record_batch(arrays, schema=schema))


def _schema(arrow: Any, measured: Measured) -> Any:
    """Return the types, as pandas reads them back too, with what each column means."""
    import pandas as pd

    frame = pd.DataFrame(
        {
            column.name: pd.Series([], dtype=_dtype(pd, measured, column), name=column.name)
            for column in measured.table.columns
        }
    )
    metadata = arrow.Schema.from_pandas(frame, preserve_index=False).metadata
    fields = [
        arrow.field(column.name, _type(arrow, column), metadata=_words(column)) for column in measured.table.columns
    ]
    return arrow.schema(fields, metadata=metadata)


def _dtype(pd: Any, measured: Measured, column: Column) -> Any:
    if column.type is ColumnType.LEVEL:
        return pd.CategoricalDtype([level.id for level in measured.levels[column.name]])
    return _KINDS.get(column.type, "string")


def _type(arrow: Any, column: Column) -> Any:
    match column.type:
        case ColumnType.LEVEL:
            return arrow.dictionary(arrow.int32(), arrow.string())
        case ColumnType.INTEGER:
            return arrow.int64()
        case ColumnType.NUMBER:
            return arrow.float64()
        case ColumnType.YES_NO:
            return arrow.bool_()
        case _:
            return arrow.string()


def _words(column: Column) -> dict[str, str]:
    labels = {level.id: level.label or level.id for level in column.levels}
    said = {"description": column.meaning, "unit": column.unit, "missing": column.missing}
    levels = {"levels": json.dumps(labels, ensure_ascii=False)} if labels else {}
    return {name: words for name, words in said.items() if words} | levels


def _array(arrow: Any, measured: Measured, column: Column, cells: Sequence[str]) -> Any:
    kind = _type(arrow, column)
    match column.type:
        case ColumnType.LEVEL:
            ids = [level.id for level in measured.levels[column.name]]
            places = {one: place for place, one in enumerate(ids)}
            found = arrow.array([places.get(cell) for cell in cells], arrow.int32())
            return arrow.DictionaryArray.from_arrays(found, arrow.array(ids, arrow.string()))
        case ColumnType.INTEGER:
            return arrow.array([int(cell) if cell else None for cell in cells], kind)
        case ColumnType.NUMBER:
            return arrow.array([float(cell) if cell else None for cell in cells], kind)
        case ColumnType.YES_NO:
            return arrow.array([cell == "1" if cell else None for cell in cells], kind)
        case _:
            return arrow.array([cell or None for cell in cells], kind)
