"""The folder of an analysis: its tables take the place of an earlier run's in one step, never a mixture of both.

The settings file names what was written (``what``, ``files``); by it an earlier run is known. Whatever else lies in the
folder stays where it is.
"""

import json
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from coder.errors import CoderError
from coder.store.atomic import make_folder, replace_file, sync_file, sync_folder
from coder.store.plain_words import explain_os_error
from coder.store.study_file import whole_path

SETTINGS = "analysis_settings.json"


@contextmanager
def fresh_tables(folder: Path, what: str) -> Iterator[Path]:
    """Give a folder to write tables into, ``SETTINGS`` among them; when all went well they are in ``folder``.

    ``what`` is what the settings say of themselves. Where the folder holds nothing but an earlier run it is replaced as
    a whole; beside other files the tables are, with the settings last: without those a run is not whole.
    Raises CoderError, with nothing written, when another file has the name of a table.
    """
    wanted = folder.resolve() if folder.is_symlink() else whole_path(folder)
    check_tables_folder(wanted)
    make_folder(wanted.parent)
    fresh = wanted.with_name(f".{wanted.name[:80]}.{secrets.token_hex(4)}.new")
    try:
        fresh.mkdir()
        yield fresh
        names = sorted(path.name for path in fresh.iterdir())
        for name in names:
            sync_file(fresh / name)
        _take_place(fresh, wanted, names, what)
    except OSError as error:
        raise explain_os_error(error, wanted) from error
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def check_tables_folder(folder: Path) -> None:
    """Raise CoderError for what no tables can be written into."""
    wanted = whole_path(folder)
    if not wanted.name:
        raise CoderError(f"{folder} is a whole disk.", "Name a folder on it.")
    for above in (wanted, *wanted.parents):
        if above.is_file():
            raise CoderError(f"{above.name} is a file.", "Name a folder.")


def _take_place(fresh: Path, folder: Path, names: list[str], what: str) -> None:
    there = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    ours = there & (_files_of(folder, what) | {name for name in names if _same_head(fresh / name, folder / name)})
    for name in names:
        if name in there - ours:
            told = f"{name} in {folder.name} was not written by {what}."
            raise CoderError(told, "Name another folder, or move it elsewhere. Nothing was written.")
    if there == ours and folder.resolve() != Path.cwd():
        _replace_whole(fresh, folder)
    else:
        _replace_each(fresh, folder, names, ours)


def _replace_whole(fresh: Path, folder: Path) -> None:
    sync_folder(fresh)
    old = folder.with_name(f".{folder.name[:80]}.{secrets.token_hex(4)}.old")
    if folder.exists():
        replace_file(folder, old)
    try:
        replace_file(fresh, folder)
    except OSError:
        if old.exists():
            replace_file(old, folder)
        raise
    sync_folder(folder.parent)
    shutil.rmtree(old, ignore_errors=True)


def _replace_each(fresh: Path, folder: Path, names: list[str], ours: set[str]) -> None:
    """Take an earlier run away, its settings first, and put this one there, its settings last."""
    for name in sorted(ours, key=lambda name: name != SETTINGS):
        (folder / name).unlink()
    for name in sorted(names, key=lambda name: name == SETTINGS):
        replace_file(fresh / name, folder / name)
    sync_folder(folder)


def _files_of(folder: Path, what: str) -> set[str]:
    """Return what an earlier run wrote, as its settings name it; nothing where they are of something else."""
    try:
        said = json.loads((folder / SETTINGS).read_text(encoding="utf-8"))
        return {SETTINGS, *map(str, said["files"])} if said["what"] == what else set()
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _same_head(fresh: Path, there: Path) -> bool:
    """Tell whether a table begins with the same columns: what a run left that was stopped before its settings."""
    try:
        with fresh.open("rb") as one, there.open("rb") as other:
            return fresh.suffix == ".csv" and one.readline() == other.readline()
    except OSError:
        return False
