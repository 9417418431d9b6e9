"""The columns and cells of a Datavyu file, of version 1 to 4 of its text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from coder.errors import CoderError

_VERSION = re.compile(r"#\s*(\d+)")
_HEADER = re.compile(
    r"(?P<name>.*?)\s*\((?P<type>[A-Za-z]+)(?:,(?P<visible>true|false))?(?:,.*?)?\)(?:-(?P<codes>.*))?"
)
_CELL = re.compile(r"(\d+):(\d\d):(\d\d):(\d{3}),(\d+):(\d\d):(\d\d):(\d{3}),(.*)", re.DOTALL)
_LONGEST_HEADER = 20_000
_PLACEHOLDER = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Argument:
    """One code of a column, as Datavyu calls it: its name and type."""

    name: str
    type: str = "NOMINAL"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: onset and offset in ms, and a value an argument; what was not coded is empty."""

    onset_ms: int
    offset_ms: int
    values: tuple[str, ...]


@dataclass
class Column:
    """One column with its cells; ``type`` is MATRIX in files of today."""

    name: str
    type: str
    visible: bool
    arguments: tuple[Argument, ...]
    cells: list[Cell] = field(default_factory=list)


def read_columns(text: str, name: str) -> tuple[list[Column], int]:
    """Return the columns of a file, and how many lines could not be read; raise CoderError when there is no column."""
    columns: list[Column] = []
    unread = 0
    for line in _lines(text):
        if _VERSION.fullmatch(line.strip()) and not columns:
            continue
        cell = _CELL.fullmatch(line)
        header = _HEADER.fullmatch(line) if len(line) < _LONGEST_HEADER else None
        if cell is not None and columns:
            columns[-1].cells.append(_cell(cell, columns[-1]))
        elif cell is None and header is not None:
            columns.append(_column(header))
        elif line.strip():
            unread += 1
    if not columns:
        raise CoderError(f"{name} has no columns.", "Choose a .opf file in which columns are defined.")
    return columns, unread


def _lines(text: str) -> Iterator[str]:
    """Return the lines; one that ends with a backslash goes on in the next."""
    held = ""
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        whole = held + line
        if (len(whole) - len(whole.rstrip("\\"))) % 2:
            held = f"{whole[:-1]}\n"
            continue
        held = ""
        yield whole
    if held:
        yield held


def _column(header: re.Match[str]) -> Column:
    type_ = header["type"].upper()
    arguments = tuple(_arguments(header["codes"] or "")) if type_ in ("MATRIX", "PREDICATE") else ()
    return Column(unescape(header["name"]), type_, header["visible"] != "false", arguments)


def _arguments(codes: str) -> Iterator[Argument]:
    for code in split(codes, ","):
        name, *type_ = split(code, "|")
        plain = _PLACEHOLDER.fullmatch(name.strip())
        name = unescape(name.strip()).strip("<>") if plain else unescape(name.strip())
        if name:
            yield Argument(name, type_[0].strip().upper() if type_ else "NOMINAL")


def _cell(found: re.Match[str], column: Column) -> Cell:
    parts = [int(part) for part in found.groups()[:8]]
    onset_ms, offset_ms = _ms(parts[:4]), _ms(parts[4:])
    content = found.group(9).strip()
    if column.type in ("MATRIX", "PREDICATE") or (content.startswith("(") and content.endswith(")")):
        start, end = content.find("(") + 1, content.rfind(")")
        values = split(content[start : end if end >= start else None], ",")
    else:
        values = [content]
    return Cell(onset_ms, offset_ms, tuple(_value(value) for value in values))


def _ms(parts: list[int]) -> int:
    hours, minutes, seconds, ms = parts
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms


def _value(value: str) -> str:
    words = value.strip()
    return "" if _PLACEHOLDER.fullmatch(words) else unescape(words)


def split(words: str, sign: str) -> list[str]:
    """Return the parts between signs that no backslash takes their meaning from; the backslashes stay in."""
    parts = [""]
    for piece in re.findall(r"\\.|.", words, re.DOTALL):
        if piece == sign:
            parts.append("")
        else:
            parts[-1] += piece
    return parts


def unescape(words: str) -> str:
    """Return words without the backslashes that keep a sign from having its meaning."""
    return re.sub(r"\\(.)", r"\1", words, flags=re.DOTALL)
