"""Two tables with everything that a cell can hold, and one without rows."""

from pathlib import Path

from coder.formats.flavours.reading import Measured, measure
from coder.model.table import Column, ColumnType, Level, Table, table_text

LEVELS = (Level("play", "Free play"), Level("still", "Still face; don't move"), Level("reunion", "Réunion"))
EVENTS = Table(
    "events",
    "an event",
    (
        Column("session_id", ColumnType.ID, "The session."),
        Column("phase", ColumnType.LEVEL, "The phase.", levels=LEVELS, missing="no phase"),
        Column("onset_s", ColumnType.NUMBER, "Where it begins.", "s"),
        Column("frame", ColumnType.INTEGER, "The frame.", missing="no video"),
        Column("censored", ColumnType.YES_NO, "It's cut.", missing="not known"),
        Column("with", ColumnType.TEXT, "What it is done with."),
        Column("With", ColumnType.TEXT, "A name that differs in case only."),
        Column("comment", ColumnType.TEXT, "What the coder wrote.", missing="no comment"),
    ),
)
EVENT_ROWS = (
    ("007", "still", "0.500", "12", "1", "a", "b", "=1+1"),
    ("NA", "play", "-1.250", "", "0", "NA", "None", 'says "ma", twice;\nthen looks'),
    ("1e5", "", "10.000", "3000000000", "", "1,5", "-3", "'=quoted"),
    ("D01", "extra", "2.125", "7", "0", "–", "ü", "@\tx"),
)
EMPTY = Table(
    "links",
    "a cue",
    (Column("cue", ColumnType.LEVEL, "The cue.", levels=LEVELS), Column("latency_s", ColumnType.NUMBER, "How long.")),
)
TABLES = (EVENTS, EMPTY)
TOTALS = """\
events: 4 rows, 8 columns
  onset_s: 4 values, total 11.375000
  frame: 3 values, total 3000000019.000000
  censored: 3 values, total 1.000000
links: 0 rows, 2 columns
  latency_s: 0 values, total 0.000000
"""


def write_tables(folder: Path) -> list[Measured]:
    """Write both tables into a folder as an export does."""
    folder.mkdir(parents=True, exist_ok=True)
    for table, rows in ((EVENTS, EVENT_ROWS), (EMPTY, ())):
        (folder / table.file).write_text(table_text(table, rows), encoding="utf-8", newline="")
    return [measure(folder / table.file, table) for table in TABLES]
