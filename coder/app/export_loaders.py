"""Scripts beside an export that read its tables in Python, R and SPSS, and run without an edit."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from coder.app.excel_dialect import find_dialect
from coder.app.export_wish import ExportWish
from coder.formats.flavours import load_python, load_r, load_spss
from coder.formats.flavours.reading import Measured, measure
from coder.model.table import Table


def write_loaders(
    folder: Path, tables: Sequence[Table], wish: ExportWish, known: Mapping[str, Measured] | None = None
) -> list[Path]:
    """Write ``load_events.py``, ``load_events.R`` and ``import_events.sps`` into the folder of some tables.

    The tables stand there as they were exported, not yet changed for Excel. ``known`` is what is known of
    tables by their names, so that they need not be read again. Returns the files written.
    """
    there = [table for table in tables if (folder / table.file).exists()]
    measured = [(known or {}).get(table.name) or measure(folder / table.file, table) for table in there]
    excel = find_dialect() if wish.excel else None
    texts = {
        load_python.NAME: load_python.format_python(measured),
        load_r.NAME: load_r.format_r(measured),
        load_spss.NAME: load_spss.format_spss(list(map(_widened, measured)) if excel else measured, excel),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8", newline="")
    return [folder / name for name in texts]


def _widened(measured: Measured) -> Measured:
    """Return a table with room for the quote that texts may get for Excel."""
    return replace(measured, widths={name: width + 1 for name, width in measured.widths.items()})
