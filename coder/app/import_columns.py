"""The heads of a table, for a person who says which column is what."""

from pathlib import Path

from coder.app.foreign_file import read_bytes
from coder.model.foreign_scheme import Losses
from coder.model.import_map import Columns

LOOKED_AT = 1 << 18
"""How many bytes of a table its heads are looked for in."""


def read_heads(path: Path, sign: str, head_line: int = 1) -> list[str]:
    """Return the words at the head of each column, parted by a sign; raise CoderError when the file cannot be read."""
    from coder.formats.code_list.table import decode, read_rows

    text = decode(_begin(path), Losses())
    rows = read_rows("\n".join(text.splitlines()[: head_line + 20]), sign, path.name)
    return [cell for cell in dict.fromkeys(rows[head_line - 1][1]) if cell] if len(rows) >= head_line else []


def first_columns(path: Path) -> Columns:
    """Return what can be known of a table's columns; raise CoderError when the file is no table or cannot be read."""
    from coder.formats.event_table.log import read_first_columns

    return read_first_columns(_begin(path), path.name)


def _begin(path: Path) -> bytes:
    start = read_bytes(path, LOOKED_AT)
    return start if len(start) < LOOKED_AT else start[: start.rfind(b"\n") + 1]
