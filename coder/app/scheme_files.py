"""Scheme files and their life cycle: which may be edited, which warn, and how a newer version takes a place."""

from pathlib import Path
from typing import TYPE_CHECKING

from coder.app.notices import Notice, Severity
from coder.app.shipped import shipped_folder
from coder.errors import CoderError

if TYPE_CHECKING:
    from coder.model.scheme import Scheme

_CLOSED = ("locked", "retired")


def find_edit_refusal(path: Path) -> CoderError | None:
    """Return why a scheme file may not be edited in the program; None when it may.

    Locked and retired schemes are read-only, for observations were coded with them; so are those of the program.
    """
    if path.resolve().is_relative_to(shipped_folder("schemes").resolve()):
        return CoderError(f"{path.name} belongs to the program.", "Make a session with it: that has a copy of its own.")
    status = find_status(path)
    if status in _CLOSED:
        return CoderError(
            f"{path.name} is {status}: it is not changed any more.",
            "Copy it under a new version, and say in `migrations` how observations become observations of that.",
        )
    return None


def find_status(path: Path) -> str:
    """Find the status that a scheme file gives itself, even one with faults; empty where it says none."""
    from coder.scheme.reading import read_source_file

    root = read_source_file(path).root
    return "" if root is None else root.get("scheme").get("status").text


def refuse_locked(path: Path, text: str) -> None:
    """Raise CoderError when a text would be written over a locked or retired scheme that reads otherwise."""
    if path.exists() and path.read_bytes() != text.encode("utf-8") and find_status(path) in _CLOSED:
        raise CoderError(
            f"{path.name} in {path.parent.name} is {find_status(path)}, and reads otherwise.",
            "Move it away first: the program never writes over such a scheme.",
        )


def write_scheme(path: Path, text: str) -> None:
    """Write a scheme file whole or not at all; raise CoderError when it cannot be, or would replace a locked one."""
    from coder.store.atomic import write_atomic

    refuse_locked(path, text)
    write_atomic(path, text)


def retired_notice(scheme: "Scheme") -> Notice | None:
    """Return what to say when a session is made with a scheme that is no longer used."""
    if scheme.status != "retired":
        return None
    return Notice(
        f"{scheme.id} {scheme.version} is retired: it is not meant for new sessions.",
        "Take its successor, if there is one.",
        Severity.WARNING,
    )


def supersede(path: Path, version: str, text: str) -> Path:
    """Let a newer text take the place of a scheme file; return where the older one is kept, whole, beside it.

    A kill at any moment leaves the older or the newer text at the path. Raises CoderError when it cannot be written.
    """
    from coder.store.atomic import place_new, write_atomic, write_synced
    from coder.store.plain_words import explain_os_error

    older = path.read_bytes()
    for number in range(1, 100):
        kept = path.with_name(f"{path.stem}-{version}{f'-{number}' if number > 1 else ''}{path.suffix}")
        if not kept.exists():
            fresh = kept.with_name(f".{kept.name}.new")
            try:
                fresh.unlink(missing_ok=True)
                write_synced(fresh, older)
            except OSError as error:
                raise explain_os_error(error, kept) from error
            place_new(fresh, kept)
        if kept.read_bytes() == older:
            write_atomic(path, text)
            return kept
    raise CoderError(f"There are too many copies of {path.name} in its folder.", "Move some away and try again.")
