"""The text in a Datavyu file: found by its name in the ZIP archive, with everything refused that could do harm."""

import io
import stat
import zipfile
import zlib
from pathlib import PurePosixPath

from coder.errors import CoderError

MOST_ENTRIES = 10_000
MOST_BESIDE = 100
"""More entries than these no file of Datavyu has: db, project, and one a viewer."""
MOST_EXPANSION = 200
MOST_BYTES = 64 << 20
_TOO_LARGE = f"unpacked it would be more than {MOST_EXPANSION} times as large, or more than {MOST_BYTES >> 20} MiB"
_ENCRYPTED = 0x1


def read_db(content: bytes, name: str) -> tuple[str, bool]:
    """Return the text of the entry ``db``, and whether its encoding was guessed; raise CoderError for want of one."""
    return decode(read_entries(content, name)["db"])


def read_entries(content: bytes, name: str) -> dict[str, bytes]:
    """Return what Datavyu wrote, by name without folders: ``db``, and ``project`` and the viewers' where they are.

    Raises CoderError when there is no ``db``, the archive is damaged, or it is made to do harm.
    """
    return _find(content, name, min(MOST_BYTES, len(content) * MOST_EXPANSION), nested=False)


def _find(content: bytes, name: str, most: int, *, nested: bool) -> dict[str, bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = _check(archive, most, name)
            found = [entry for entry in entries if _base(entry) == "db"]
            inner = [entry for entry in entries if _base(entry).lower().endswith(".opf")]
            if not found and len(inner) == 1 and not nested:
                return _find(_read(archive, inner[0], most, name), name, most, nested=True)
            if len(found) != 1:
                what = "no entry “db”" if not found else "several entries “db”"
                raise CoderError(f"{name} is no Datavyu file: it has {what}.", "Choose one .opf file.")
            folder = PurePosixPath(found[0].filename).parent
            beside = [entry for entry in entries if PurePosixPath(entry.filename).parent == folder]
            return {_base(entry): _read(archive, entry, most, name) for entry in (found[0], *beside[:MOST_BESIDE])}
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise CoderError(f"{name} is no whole Datavyu file: the archive is damaged.", "Use a copy of it.") from error


def _base(entry: zipfile.ZipInfo) -> str:
    return PurePosixPath(entry.filename).name


def _check(archive: zipfile.ZipFile, most: int, name: str) -> list[zipfile.ZipInfo]:
    """Return the entries that are Datavyu's own; raise CoderError for an archive that no program would write."""
    entries = archive.infolist()
    if len(entries) > MOST_ENTRIES:
        raise _refused(name, f"it has more than {MOST_ENTRIES} entries")
    for entry in entries:
        _check_entry(entry, name)
    if sum(entry.file_size for entry in entries) > most:
        raise _refused(name, _TOO_LARGE)
    return [entry for entry in entries if _is_own(entry)]


def _check_entry(entry: zipfile.ZipInfo, name: str) -> None:
    path = entry.filename.replace("\\", "/")
    if not path or path.startswith("/") or ".." in path.split("/") or ":" in path or "\x00" in path:
        raise _refused(name, "an entry’s path leaves its folder")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise _refused(name, "an entry is a link to another file")
    if entry.flag_bits & _ENCRYPTED:
        raise _refused(name, "an entry is encrypted")


def _is_own(entry: zipfile.ZipInfo) -> bool:
    """Tell whether an entry is a file, and not one of those that macOS adds."""
    parts = PurePosixPath(entry.filename).parts
    return bool(parts) and not entry.is_dir() and "__MACOSX" not in parts and not parts[-1].startswith("._")


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, most: int, name: str) -> bytes:
    """Read an entry as far as is allowed, whatever size its header claims."""
    with archive.open(entry) as stream:
        content = stream.read(most + 1)
    if len(content) > most:
        raise _refused(name, _TOO_LARGE)
    return content


def _refused(name: str, why: str) -> CoderError:
    return CoderError(f"{name} is refused: {why}.", "Nothing was read. Save it again in Datavyu.")


def decode(content: bytes) -> tuple[str, bool]:
    """Return a text, and whether its encoding was guessed."""
    try:
        return content.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        return content.decode("cp1252", "replace"), True
