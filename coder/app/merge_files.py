"""The files of a session that comes to a study, but for what was coded in it."""

import shutil
from dataclasses import replace
from pathlib import Path

from coder.app.locate import point_to
from coder.errors import CoderError
from coder.model.session import Medium, Session

COMPANIONS = (".import.txt", ".left_out.csv", ".mapping.yaml")
"""What an import leaves beside an observation."""


def copy_session(session: Session, folder: Path, *, media: bool) -> None:
    """Copy a session's own files but what was coded, whole or not at all."""
    from coder.store.atomic import name_beside
    from coder.store.plain_words import explain_os_error
    from coder.store.session_folder import OBSERVATIONS

    kept = set() if media else {(session.folder / medium.file).resolve() for medium in session.media}

    def left_out(here: str, names: list[str]) -> list[str]:
        paths = [Path(here) / name for name in names]
        return [
            path.name
            for path in paths
            if path.name.startswith(".")
            or path.is_symlink()
            or path.resolve() in kept
            or (path.name == OBSERVATIONS and path.parent == session.folder)
        ]

    fresh = name_beside(folder)
    try:
        shutil.copytree(session.folder, fresh, ignore=left_out)
        _link_anew(session, fresh, folder)
        fresh.rename(folder)
    except OSError as error:
        shutil.rmtree(fresh, ignore_errors=True)
        raise explain_os_error(error, folder) from error


def _link_anew(session: Session, fresh: Path, folder: Path) -> None:
    """Let a session that will lie in ``folder`` refer to its media elsewhere by the way from there."""
    from coder.store.session_folder import SESSION_FILE, format_session

    media = tuple(_from(folder, medium, session.media_path(number)) for number, medium in enumerate(session.media))
    if media != session.media:
        text = format_session(replace(session, media=media))
        (fresh / SESSION_FILE).write_text(text, encoding="utf-8", newline="\n")


def _from(folder: Path, medium: Medium, film: Path) -> Medium:
    if not medium.outside or not film.is_file():
        return medium
    try:
        return replace(medium, file=point_to(folder, film).file)
    except CoderError:  # on another drive; it can be located
        return medium


def copy_companions(source: Path, target: Path) -> None:
    """Copy what lies beside an imported observation, its report above all, where nothing of that name is."""
    for ending in COMPANIONS:
        beside, place = (path.with_name(f"{path.stem}{ending}") for path in (source, target))
        if beside.is_file() and not place.exists():
            copy_file(beside, place)


def copy_file(source: Path, target: Path) -> None:
    """Copy a file to where there is nothing; raise CoderError when there is something."""
    from coder.store.atomic import make_folder, name_beside, place_new, write_synced
    from coder.store.plain_words import explain_os_error

    make_folder(target.parent)
    fresh = name_beside(target)
    try:
        write_synced(fresh, source.read_bytes())
    except OSError as error:
        raise explain_os_error(error, target) from error
    place_new(fresh, target)
