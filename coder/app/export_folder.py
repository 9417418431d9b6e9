"""The folder of an export: written beside the one asked for, which it takes the place of when it is whole."""

import json
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from coder.errors import CoderError
from coder.store.atomic import make_folder, replace_file, sync_file, sync_folder
from coder.store.plain_words import explain_os_error
from coder.store.study_file import whole_path

MANIFEST = "export_manifest.json"
_KEPT = "Nothing was written; what is there stays as it is."


@contextmanager
def fresh_folder(folder: Path) -> Iterator[Path]:
    """Give a folder to write into; when all went well it is then called as asked, else nothing of it is left.

    An earlier export of that name is replaced; other files in it go along. Raises CoderError, with nothing written,
    when the name is taken by anything else.
    """
    check_folder(folder)
    wanted = folder.resolve() if folder.is_symlink() else whole_path(folder)
    make_folder(wanted.parent)
    fresh = wanted.with_name(f".{wanted.name[:80]}.{secrets.token_hex(4)}.new")
    try:
        fresh.mkdir()
        yield fresh
        _sync(fresh)
        _take_place(fresh, wanted)
    except OSError as error:
        raise explain_os_error(error, wanted) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def check_folder(folder: Path) -> None:
    """Raise CoderError when a folder holds anything but an earlier export."""
    if not whole_path(folder).name:
        raise CoderError(f"{folder} is a whole disk.", f"Name a folder on it. {_KEPT}")
    if folder.is_dir():
        if any(folder.iterdir()) and read_manifest(folder) is None:
            raise CoderError(
                f"{folder.name} holds files that no export wrote.",
                f"Name a new folder, such as {folder.name}/export. {_KEPT}",
            )
        return
    for above in (folder, *whole_path(folder).parents):
        if above.is_file():
            raise CoderError(f"{above.name} is a file.", f"Name a folder. {_KEPT}")


def free_folder(folder: Path) -> Path:
    """Return a folder that an export may be written into, or a new one in it where it holds other files."""
    try:
        check_folder(folder)
    except CoderError:
        return folder / "export"
    return folder


def read_manifest(folder: Path) -> dict[str, str] | None:
    """Return the files of an export with their hashes, as its manifest names them; None where there is no export."""
    try:
        files = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))["files"]
        return {str(name): str(found["sha256"]) for name, found in files.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _sync(folder: Path) -> None:
    """Wait until the disk has every file, so that none is cut when the power fails after the folder got its name."""
    for path in folder.iterdir():
        sync_file(path)
    sync_folder(folder)


def _take_place(fresh: Path, folder: Path) -> None:
    if not folder.exists():
        replace_file(fresh, folder)
        sync_folder(folder.parent)
        return
    old = folder.with_name(f".{folder.name[:80]}.{secrets.token_hex(4)}.old")
    theirs = _others(folder)
    for name in theirs:
        if (fresh / name).exists():
            raise CoderError(f"{name} in {folder.name} was not written by an export.", f"Move it elsewhere. {_KEPT}")
    replace_file(folder, old)
    try:
        replace_file(fresh, folder)
    except OSError:
        replace_file(old, folder)
        raise
    sync_folder(folder.parent)
    for name in theirs:
        with suppress(OSError):
            replace_file(old / name, folder / name)
    if not any((old / name).exists() for name in theirs):
        shutil.rmtree(old, ignore_errors=True)


def _others(folder: Path) -> list[str]:
    """Return what lies in an earlier export and was not written by it."""
    ours = {MANIFEST, *(read_manifest(folder) or {})}
    return sorted(found.name for found in folder.iterdir() if found.name not in ours)
