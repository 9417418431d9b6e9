"""Unpack a bundle: everything in it is checked before anything gets its name, and what could do harm is refused."""

import hashlib
import json
import re
import secrets
import shutil
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from coder.errors import CoderError
from coder.store.atomic import make_folder
from coder.store.bundle import (
    CHUNK_BYTES,
    FORMAT,
    MANIFEST,
    MOST_ENTRIES,
    MOST_EXPANSION,
    Content,
    Manifest,
    is_safe,
    is_safe_name,
)
from coder.store.plain_words import explain_os_error, explain_read_error

_MOST_MANIFEST_BYTES = 16 << 20
_ENCRYPTED = 0x1
_KINDS = ("session", "study")
_SHA256 = re.compile("[0-9a-f]{64}")
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
)


def unpack_bundle(path: Path, into: Path) -> tuple[Path, Manifest]:
    """Unpack a bundle into a folder, under its own name; return where it is and what it says of itself.

    Raises CoderError, having left nothing, when it is no whole bundle, is made to do harm, a file is not the one that
    was packed, or the name is taken.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            entries = _check(archive, path)
            manifest = _read_manifest(archive, entries, path.name)
            target = into / manifest.name
            if target.exists():
                raise CoderError(f"There is already {target.name} in {into.name}.", "Choose another folder.")
            with _workplace(into) as work:
                for content in manifest.files:
                    _extract(archive, entries[f"{manifest.name}/{content.path}"], content, work, path.name)
                work.rename(target)
    except OSError as error:
        raise explain_read_error(error, path) from error
    except _BROKEN as error:
        raise _no_bundle(path.name) from error
    return target, manifest


def _no_bundle(name: str) -> CoderError:
    return CoderError(f"{name} is no whole bundle.", "Use a copy of it; nothing was unpacked.")


def _refused(name: str, why: str) -> CoderError:
    return CoderError(f"{name} is refused: {why}.", "Nothing was unpacked.")


@contextmanager
def _workplace(into: Path) -> Iterator[Path]:
    """Give a hidden folder where everything is unpacked first; it is gone afterwards unless it got a name."""
    make_folder(into)
    work = into / f".unpacking-{secrets.token_hex(4)}"
    try:
        work.mkdir()
    except OSError as error:
        raise explain_os_error(error, into) from error
    try:
        yield work
    except OSError as error:
        raise explain_os_error(error, into) from error
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _check(archive: zipfile.ZipFile, path: Path) -> dict[str, zipfile.ZipInfo]:
    """Return the entries by name; raise CoderError for what no bundle of ours has."""
    found = archive.infolist()
    if len(found) > MOST_ENTRIES:
        raise _refused(path.name, f"it has more than {MOST_ENTRIES} entries")
    entries: dict[str, zipfile.ZipInfo] = {}
    seen: set[str] = set()
    for entry in found:
        _check_entry(entry, path.name)
        if entry.filename.casefold() in seen:
            raise _refused(path.name, f"two entries have the name {entry.filename}")
        seen.add(entry.filename.casefold())
        entries[entry.filename] = entry
    if sum(entry.file_size for entry in found) > max(1, path.stat().st_size) * MOST_EXPANSION:
        raise _refused(path.name, f"unpacked it would be more than {MOST_EXPANSION} times as large")
    return entries


def _check_entry(entry: zipfile.ZipInfo, name: str) -> None:
    mode = entry.external_attr >> 16
    if mode and not stat.S_ISREG(mode) and stat.S_IFMT(mode):
        raise _refused(name, "an entry is no plain file")
    if entry.flag_bits & _ENCRYPTED:
        raise _refused(name, "an entry is encrypted")
    if not is_safe(entry.orig_filename) or not is_safe(entry.filename) or entry.is_dir():
        raise _refused(name, "an entry’s path leaves its folder, or is none on every computer")


def _read_manifest(archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo], name: str) -> Manifest:
    """Return what a bundle says of itself; raise CoderError when that does not fit what is in it."""
    entry = entries.pop(MANIFEST, None)
    if entry is None or entry.file_size > _MOST_MANIFEST_BYTES:
        raise CoderError(f"{name} is no bundle: it has no {MANIFEST}.", "Choose one that coder bundle pack wrote.")
    with archive.open(entry) as stream:
        value = json.loads(stream.read(_MOST_MANIFEST_BYTES))
    if value["format"] != FORMAT:
        raise CoderError(f"{name} has format {value['format']}, which this program does not know.", "Update Attune.")
    files = tuple(_content(one) for one in value["files"])
    manifest = Manifest(str(value["kind"]), str(value["name"]), files, tuple(map(str, value["left_out"])))
    if manifest.kind not in _KINDS or not is_safe_name(manifest.name) or not is_safe(manifest.name):
        raise _no_bundle(name)
    named = [f"{manifest.name}/{one.path}" for one in files]
    if sorted(named) != sorted(entries) or PurePosixPath(manifest.name).name != manifest.name:
        raise _refused(name, f"its entries are not those that its {MANIFEST} lists")
    return manifest


def _content(one: dict[str, object]) -> Content:
    path, size, sha256 = str(one["path"]), one["size_bytes"], str(one["sha256"])
    if type(size) is not int or size < 0 or not _SHA256.fullmatch(sha256):
        raise ValueError(path)
    return Content(path, size, sha256)


def _extract(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, content: Content, work: Path, name: str) -> None:
    """Unpack one file, as far as it is as large as the manifest says, and hold it against its hash."""
    target = work.joinpath(*content.path.split("/"))
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, left = hashlib.sha256(), content.size_bytes
    with archive.open(entry) as source, target.open("xb") as file:
        while chunk := source.read(min(CHUNK_BYTES, left + 1)):
            left -= len(chunk)
            if left < 0:
                break
            digest.update(chunk)
            file.write(chunk)
    if left or digest.hexdigest() != content.sha256:
        raise CoderError(
            f"{content.path} in {name} is not the file that was packed: its sha-256 is another.",
            "Nothing was unpacked. Ask for the bundle again.",
        )
