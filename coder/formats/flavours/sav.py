"""Tables as SPSS data files, with the words of variables and values."""

from pathlib import Path
from typing import Any

from coder.errors import CoderError
from coder.formats.flavours.library import load_library
from coder.formats.flavours.reading import TEXTS, Measured
from coder.formats.flavours.spss import (
    MOST_TEXT_BYTES,
    MOST_VALUE_LABEL_BYTES,
    clip,
    format_of,
    labelled,
    safe_names,
    text_width,
    variable_label,
)
from coder.model.table import Column

_MADE_AT, _MADE = 92, b"01 Jan 8000:00:00"
"""Where the header has the day and the time that the file was made, and what stands there: the same on any day."""
_MOST_SHOWN = 40


def load_writer() -> Any:
    """Return the library that writes SPSS files; raise CoderError without it."""
    return load_library("pyreadstat", "pyreadstat", "SPSS files (.sav)")


def write_sav(path: Path, measured: Measured) -> None:
    """Write a table; the same table gives the same bytes. Raises CoderError for a text that SPSS cannot hold."""
    for name, width in measured.widths.items():
        if width > MOST_TEXT_BYTES:
            raise CoderError(
                f"A cell of {measured.table.name} ({name}) has {width:,} bytes; SPSS holds {MOST_TEXT_BYTES:,}.",
                "The CSV tables hold everything: leave --sav out.",
            )
    columns = dict(zip(safe_names(measured.table.heads), measured.table.columns, strict=True))
    load_writer().write_sav(
        _frame(measured, list(columns)),
        path,
        file_label=clip(f"One row per {measured.table.row}", 60),
        column_labels={name: variable_label(column) for name, column in columns.items()},
        row_compress=True,
        variable_value_labels=_value_labels(measured, columns),
        variable_display_width={name: _shown(measured, column) for name, column in columns.items()},
        variable_measure={
            name: "scale" if format_of(measured, column).startswith("F12") else "nominal"
            for name, column in columns.items()
        },
        variable_format={name: format_of(measured, column) for name, column in columns.items()},
    )
    with path.open("r+b") as file:
        file.seek(_MADE_AT)
        file.write(_MADE)


def _frame(measured: Measured, names: list[str]) -> Any:
    """Read the table with numbers as numbers; an empty text is SPSS's own empty text.

    Texts are Python's own, of which pandas keeps one for many cells: half the memory of Arrow's.
    """
    import pandas as pd

    columns = measured.table.columns
    text = pd.StringDtype("python")
    numbers = [column.name for column in columns if column.type not in TEXTS]
    frame = pd.read_csv(
        measured.path,
        dtype={column.name: text if column.type in TEXTS else "float64" for column in columns},
        index_col=False,
        keep_default_na=False,
        na_values={name: [""] for name in numbers},
        encoding="utf-8",
    )
    frame.columns = pd.Index(names)
    return frame


def _value_labels(measured: Measured, columns: dict[str, Column]) -> dict[str, dict[Any, str]]:
    return {
        name: {
            level.id if column.type in TEXTS else int(level.id): clip(level.label, MOST_VALUE_LABEL_BYTES)
            for level in labelled(measured, column)
        }
        for name, column in columns.items()
        if labelled(measured, column)
    }


def _shown(measured: Measured, column: Column) -> int:
    if column.type not in TEXTS:
        return 12
    return min(max(text_width(measured, column), len(column.name)), _MOST_SHOWN)
