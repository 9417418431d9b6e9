"""The first rows of every table of an export, as they will be written."""

from dataclasses import dataclass, replace
from itertools import chain, islice

from coder.app.export_session import SessionReader
from coder.app.export_survey import survey
from coder.app.export_tables import Maker, Read
from coder.app.export_wish import ExportWish
from coder.app.withholding import find_allowed
from coder.media.stopping import Cancel
from coder.model.scheme import Window

FIRST = 20
_SESSIONS = 3


@dataclass(frozen=True, slots=True)
class TablePreview:
    """The head and the first rows of one table."""

    file: str
    row: str
    heads: tuple[str, ...]
    meanings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ExportPreview:
    """The tables of an export, how much it is of, and the windows that may be chosen."""

    tables: tuple[TablePreview, ...]
    sessions: int
    observations: int
    windows: tuple[Window, ...]
    left_out: tuple[str, ...] = ()
    """What is said of what may not be handed out yet."""


def preview(wish: ExportWish, *, first: int = FIRST, cancelled: Cancel | None = None) -> ExportPreview:
    """Return the first rows of each table, of the first few sessions; nothing is written.

    Columns are those of these sessions' schemes, and windows that none of these has cut nothing. Raises CoderError when
    there is nothing to export or an observation cannot be read, Stopped when ``cancelled`` says so.
    """
    found, left_out = find_allowed(wish.paths, wish.viewer, unsealed=wish.unsealed)
    shown = found[:_SESSIONS]
    seen = survey(shown, cancelled)
    known = {window.id for window in seen.windows}
    reader = SessionReader(seen, replace(wish, windows=tuple(name for name in wish.windows if name in known)))
    reads = [read for one in shown for read, _ in reader.read(one, cancelled)]
    tables = tuple(_first_rows(maker, reads, first) for maker in reader.makers)
    observations = sum(len(one.files) for one in found)
    return ExportPreview(tables, len(found), observations, seen.windows, tuple(left_out))


def _first_rows(maker: Maker, reads: list[Read], first: int) -> TablePreview:
    table = maker.table
    rows = chain.from_iterable(maker.rows(read) for read in reads)
    meanings = tuple(
        " ".join(part for part in (c.meaning, f"Unit: {c.unit}." if c.unit else "") if part) for c in table.columns
    )
    return TablePreview(table.file, table.row, table.heads, meanings, tuple(map(tuple, islice(rows, first))))
