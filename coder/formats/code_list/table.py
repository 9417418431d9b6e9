"""A table from a spreadsheet, whatever its encoding and the sign between its columns."""

import csv
import io
import re
from dataclasses import dataclass

from coder.errors import CoderError
from coder.model.foreign_scheme import Losses

MOST_BYTES = 16 << 20
MOST_ROWS = 20_000
SIGNS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
_BINARY = re.compile(r"[\x01-\x08\x0e-\x1a]")
"""Signs that no text has; 4096 of a file tell."""
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True)
class Table:
    """The words of the first row, and the rows below it with the line each begins in."""

    head: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]


def read_table(content: bytes, name: str, losses: Losses) -> Table:
    """Read a table; raise CoderError when it is none, or too large."""
    if len(content) > MOST_BYTES:
        raise CoderError(f"{name} is too large for a list of codes.", "Nothing was read. Is this the right file?")
    text = decode(content, losses)
    first = next((line for line in text.splitlines() if line.strip()), "")
    sign = max(SIGNS, key=first.count)
    if sign != ",":
        losses.guessed(f"The columns are parted by {SIGNS[sign]}.")
    filled = read_rows(text, sign, name)
    if not filled:
        raise CoderError(f"{name} is empty.", "Write one row for each code, below a row with the columns’ names.")
    if len(filled) > MOST_ROWS:
        raise CoderError(f"{name} has more than {MOST_ROWS} rows.", "Is this the right file?")
    return Table(filled[0][1], tuple(filled[1:]))


def read_rows(text: str, sign: str, name: str, *, strip: bool = True) -> list[tuple[int, tuple[str, ...]]]:
    """Return the rows that are not empty, with the line each ends in; raise CoderError for what is no table.

    Blanks around what stands in a cell are left out unless ``strip`` says otherwise.
    """
    if "\x00" in text or _BINARY.search(text, 0, 4096):
        raise CoderError(f"{name} is no table: it is not text.", "Save it as CSV (UTF-8).")
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
        rows = [(reader.line_num, tuple(map(str.strip, row) if strip else row)) for row in reader]
    except csv.Error as error:
        raise CoderError(f"{name} is no table: {error}.", "Save it as CSV again.") from error
    if rows and any("\n" in cell for cell in rows[-1][1]) and _is_open(text, sign):
        lines = f"{rows[-2][0] + 1 if len(rows) > 1 else 1} to {rows[-1][0]}"
        raise CoderError(f"{name} has a quote that is opened and never closed, in lines {lines}.", "Close it.")
    return [(line, row) for line, row in rows if any(row)]


def _is_open(text: str, sign: str) -> bool:
    """Tell whether a text ends inside quotes, so that what should be rows is one cell."""
    try:
        for _ in csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True):
            pass
    except csv.Error as error:
        return "end of data" in str(error)
    return False


def decode(content: bytes, losses: Losses) -> str:
    """Return a text, and tell when its encoding was guessed."""
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return content.decode(encoding, "replace").removeprefix("\ufeff")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        losses.guessed("The file is not UTF-8; it was read as Western European (Windows-1252).")
        return content.decode("cp1252", "replace")
