"""Read the files of an import, each by the reader of its format."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from coder.app.foreign_file import read_beside, read_bytes
from coder.app.import_wish import FORMATS, SourceFile
from coder.errors import CoderError
from coder.model.foreign_log import ForeignLog
from coder.model.import_map import ImportMap

_Read = Callable[[bytes, Path], ForeignLog]


def read_source(path: Path, format_name: str, said: ImportMap) -> SourceFile:
    """Read a file; raise CoderError when it cannot be read, is damaged, or is made to do harm."""
    if format_name not in FORMATS:
        raise CoderError(f"There is no format {format_name!r}.", f"Choose one of {', '.join(FORMATS)}.")
    content = read_bytes(path)
    sha256 = hashlib.sha256(content).hexdigest()
    if format_name == "csv":
        return _read_table(content, path, sha256, said)
    return SourceFile(path, sha256, _readers()[format_name](content, path), said)


def find_format(path: Path) -> str:
    """Return the format that the ending of a file says, empty when it says none."""
    name = path.name.lower()
    return next((found for found, endings in FORMATS.items() if name.endswith(endings)), "")


def _readers() -> dict[str, _Read]:
    from coder.formats.boris.log import read_log as read_boris
    from coder.formats.datavyu.log import read_log as read_datavyu
    from coder.formats.elan.log import read_log as read_elan
    from coder.formats.textgrid.log import read_log as read_textgrid

    return {
        "boris": lambda content, path: read_boris(content, path.name),
        "elan": lambda content, path: read_elan(content, path.name, lambda name: read_beside(path, name)),
        "datavyu": lambda content, path: read_datavyu(content, path.name),
        "textgrid": lambda content, path: read_textgrid(content, path.name),
    }


def _read_table(content: bytes, path: Path, sha256: str, said: ImportMap) -> SourceFile:
    from coder.formats.event_table import own
    from coder.formats.event_table.log import read_columns, read_log

    table = own.read_own(content, path.name) if said.columns is None else None
    if table is not None:
        sessions = read_beside(path, "sessions.csv")
        lengths = own.read_lengths(sessions, "sessions.csv") if sessions else {}
        return SourceFile(path, sha256, own.read_log(table, path.name, lengths), said, table.scheme_sha256)
    log = read_log(content, path.name, said.columns)
    columns = said.columns or read_columns(content, path.name)
    return SourceFile(path, sha256, log, replace(said, columns=columns))
