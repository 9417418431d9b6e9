"""A bundle: one ZIP archive of a session or a study, with the sha-256 of every file in it."""

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import coder
from coder.errors import CoderError
from coder.store.atomic import make_folder, name_beside, place_new, sync_file
from coder.store.held import GATE, find_held
from coder.store.plain_words import explain_os_error, explain_read_error
from coder.store.session_folder import SUFFIX
from coder.store.snapshot import read_committed

MANIFEST = "bundle.json"
FORMAT = 1
MOST_ENTRIES = 10_000
MOST_EXPANSION = 200
CHUNK_BYTES = 1 << 20
_NEVER = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o100644 << 16
_LARGE_BYTES = 1 << 30
_FORBIDDEN = re.compile(r'[\\:*?"<>|\x00-\x1f\x7f]')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Content:
    """One file of a bundle: its path below the folder that is packed, written with ``/``, its size and its sha-256."""

    path: str
    size_bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a bundle says of itself; ``left_out`` are the paths of media that are not in it."""

    kind: str
    name: str
    files: tuple[Content, ...]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Packing:
    """What is to be packed: a folder, its files by path, and those of them that are media.

    ``added`` are files that lie elsewhere, or their bytes, by their path in the folder; one that is there gives way.
    """

    kind: str
    name: str
    folder: Path
    files: Sequence[Path]
    media: frozenset[Path] = frozenset()
    left_out: tuple[str, ...] = ()
    added: Mapping[str, Path | bytes] = field(default_factory=dict, hash=False)

    def entries(self) -> dict[str, Path | bytes]:
        """Return every file or its bytes by its path, in order."""
        found: dict[str, Path | bytes] = {path.relative_to(self.folder).as_posix(): path for path in self.files}
        return dict(sorted({**found, **self.added}.items()))


def is_safe(path: str) -> bool:
    """Tell whether a path stays below its folder and can be one on every computer."""
    return not _FORBIDDEN.search(path) and all(map(is_safe_name, path.split("/")))


def is_safe_name(part: str) -> bool:
    """Tell whether the name of a file or folder can be one on every computer."""
    return part not in ("", ".", "..") and part == part.rstrip(" .") and not _RESERVED.fullmatch(part)


def write_bundle(packing: Packing, out: Path) -> Manifest:
    """Write a bundle to where there is nothing: the same files give the same bytes; return what is in it.

    Raises CoderError when there is a file already, a file cannot be read, or there are too many; nothing is left then.
    """
    entries = packing.entries()
    _refuse(packing, entries, out)
    make_folder(out.parent)
    fresh = name_beside(out)
    try:
        with zipfile.ZipFile(fresh, "x") as archive:
            files = tuple(_add(archive, packing, path, source) for path, source in entries.items())
            manifest = Manifest(packing.kind, packing.name, files, packing.left_out)
            archive.writestr(_entry(MANIFEST, deflated=True), _format(manifest))
        if sum(one.file_size for one in archive.infolist()) > fresh.stat().st_size * MOST_EXPANSION:
            raise CoderError(
                f"{packing.name} is nearly empty data: no bundle of it would be unpacked.", "Copy the folder."
            )
        sync_file(fresh)
    except OSError as error:
        fresh.unlink(missing_ok=True)
        raise explain_os_error(error, out) from error
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    place_new(fresh, out)
    return manifest


def _refuse(packing: Packing, entries: Iterable[str], out: Path) -> None:
    paths = list(entries)
    if len(paths) + 1 > MOST_ENTRIES:
        raise CoderError(
            f"{packing.name} has {len(paths)} files; a bundle holds {MOST_ENTRIES - 1} at most.",
            "Pack its sessions one by one.",
        )
    bad = next((path for path in (packing.name, *paths) if not is_safe(path)), None)
    if bad is not None:
        raise CoderError(f"{bad} is no file name on every computer.", "Rename it; nothing was packed.")
    if out.exists():
        raise CoderError(f"There is already a file {out.name}.", "Choose another name; nothing was written.")


def _add(archive: zipfile.ZipFile, packing: Packing, relative: str, given: Path | bytes) -> Content:
    entry = _entry(f"{packing.name}/{relative}", deflated=given not in packing.media)
    digest, size = hashlib.sha256(), 0
    with closing(_open(given)) as source, archive.open(entry, "w", force_zip64=_is_large(given)) as target:
        while chunk := source.read(CHUNK_BYTES):
            digest.update(chunk)
            target.write(chunk)
            size += len(chunk)
    return Content(relative, size, digest.hexdigest())


def _entry(name: str, *, deflated: bool) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _NEVER)
    entry.compress_type = zipfile.ZIP_DEFLATED if deflated else zipfile.ZIP_STORED
    entry.create_system, entry.external_attr = 3, _PLAIN_FILE
    return entry


def _open(path: Path | bytes) -> IO[bytes]:
    """Open a file for reading; an observation gives its last committed state, also while it is written."""
    if isinstance(path, bytes):
        return io.BytesIO(path)
    if path.suffix != SUFFIX:
        try:
            return path.open("rb")
        except OSError as error:
            raise explain_read_error(error, path) from error
    with GATE:
        held = find_held(path)
        if held is None:
            return io.BytesIO(read_committed(path))
        with closing(held.snapshot()) as memory:
            return io.BytesIO(memory.serialize())


def _is_large(path: Path | bytes) -> bool:
    return isinstance(path, Path) and path.stat().st_size > _LARGE_BYTES


def _format(manifest: Manifest) -> bytes:
    value = {
        "format": FORMAT,
        "program": f"Attune {coder.__version__}",
        "kind": manifest.kind,
        "name": manifest.name,
        "files": [
            {"path": one.path, "size_bytes": one.size_bytes, "sha256": one.sha256} for one in _sorted(manifest.files)
        ],
        "left_out": sorted(manifest.left_out),
    }
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _sorted(files: Iterable[Content]) -> list[Content]:
    return sorted(files, key=lambda one: one.path)
