"""A Datavyu file that is changed in places: other columns and entries are written as they were read."""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from coder.formats.datavyu.archive import decode, read_entries
from coder.formats.datavyu.columns import Cell, Column, read_columns

_ESCAPED = re.compile(r"([\\()\n,\-|])")
_CELL = re.compile(r"\d+:\d\d:\d\d:\d{3},")
_VERSION = re.compile(r"#\s*\d+\s*")
_NEVER = (1980, 1, 1, 0, 0, 0)


@dataclass
class Block:
    """One column as it is written: its header and its cells, each a line that may go on in the next."""

    header: str
    cells: list[str] = field(default_factory=list)

    def read(self) -> Column:
        """Return what the column says."""
        columns, _ = read_columns("\n".join((self.header, *self.cells)), self.header)
        return columns[0]


@dataclass
class OpfDocument:
    """The entries of the archive but ``db``, and what is in ``db``: its first lines, then the columns."""

    entries: dict[str, bytes]
    first: list[str] = field(default_factory=lambda: ["#4"])
    blocks: list[Block] = field(default_factory=list)
    line_end: str = "\n"
    guessed: bool = False

    def find(self, *names: str) -> Block | None:
        """Find a column by the first of its names that there is."""
        known = {Block(block.header).read().name: block for block in self.blocks}
        return next((known[name] for name in names if name in known), None)

    def to_bytes(self) -> bytes:
        """Return the archive, the same bytes each time."""
        lines = [*self.first, *(line for block in self.blocks for line in (block.header, *block.cells))]
        db = "".join(f"{line}\n" for line in lines).replace("\n", self.line_end).encode("utf-8")
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in {**self.entries, "db": db}.items():
                entry = zipfile.ZipInfo(name, _NEVER)
                entry.compress_type, entry.create_system = zipfile.ZIP_DEFLATED, 0
                archive.writestr(entry, content)
        return out.getvalue()


def read_document(content: bytes, name: str) -> OpfDocument:
    """Read a file whole; raise CoderError when it is no file of Datavyu, damaged, or made to do harm."""
    entries = read_entries(content, name)
    text, guessed = decode(entries["db"])
    read_columns(text, name)
    document = OpfDocument(entries, [], [], "\r\n" if "\r\n" in text else "\n", guessed)
    for line in _lines(text.replace("\r\n", "\n").replace("\r", "\n")):
        if _CELL.match(line) and document.blocks:
            document.blocks[-1].cells.append(line)
        elif _is_header(line):
            document.blocks.append(Block(line))
        else:
            (document.blocks[-1].cells if document.blocks else document.first).append(line)
    return document


def _is_header(line: str) -> bool:
    return not _VERSION.fullmatch(line) and not _CELL.match(line) and bool(re.search(r"\([A-Za-z]+[,)]", line))


def _lines(text: str) -> Iterator[str]:
    """Return the lines as they are written; one that ends with a backslash holds the next as well."""
    held = ""
    for line in text.removesuffix("\n").split("\n"):
        whole = held + line
        if (len(whole) - len(whole.rstrip("\\"))) % 2:
            held = f"{whole}\n"
            continue
        held = ""
        yield whole
    if held:
        yield held.removesuffix("\n")


def format_header(name: str, arguments: Iterable[str]) -> str:
    """Return the header of a column whose cells have these arguments."""
    return f"{escape(name)} (MATRIX,true,)-{','.join(f'{escape(argument)}|NOMINAL' for argument in arguments)}"


def format_cell(cell: Cell) -> str:
    """Return a cell as it is written."""
    return f"{_time(cell.onset_ms)},{_time(cell.offset_ms)},({','.join(escape(value) for value in cell.values)})"


def escape(words: str) -> str:
    """Return words in which no sign has a meaning of its own."""
    return _ESCAPED.sub(r"\\\1", words)


def _time(ms: int) -> str:
    seconds, milli = divmod(ms, 1000)
    minutes, second = divmod(seconds, 60)
    hour, minute = divmod(minutes, 60)
    return f"{hour:02}:{minute:02}:{second:02}:{milli:03}"
