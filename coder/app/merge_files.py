"""The files of a session that comes to a study, but for what was coded in it."""

import shutil
from pathlib import Path

from coder.model.session import Session


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
        fresh.rename(folder)
    except OSError as error:
        shutil.rmtree(fresh, ignore_errors=True)
        raise explain_os_error(error, folder) from error


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
