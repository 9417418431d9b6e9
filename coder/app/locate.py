"""Find a session's video again: matched by its fingerprint, never by its name."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from coder.app.entering import differences
from coder.app.settings import cache_folder
from coder.errors import CoderError
from coder.model.media import Fingerprint
from coder.model.session import Medium, Session


def find_moved(
    session: Session, known: Fingerprint, *further: Path, cancel: Callable[[], bool] | None = None
) -> Path | None:
    """Find a session's video by fingerprint in its folder, its study, and the folders given.

    Raises Stopped when ``cancel`` says so.
    """
    from coder.media.fingerprint import find_match

    for folder in dict.fromkeys((session.folder, session.folder.parent, *further)):
        if folder.is_dir() and (found := find_match(folder, known, cancel)) is not None:
            return found
    return None


def relink(session: Session, known: Fingerprint | None, path: Path, number: int = 0) -> Session:
    """Write into the session that a medium is the file at ``path``; return the session.

    Raises CoderError when that file is another video than ``known``, naming what differs; then nothing is written.
    """
    from coder.media.fingerprint import read_fingerprint
    from coder.store.session_folder import save_session

    if number >= len(session.media):
        raise CoderError(f"{session.id} has no such video.", "It is coded by a clock alone, or has fewer files.")
    found = read_fingerprint(path, cache_dir=cache_folder() / "index")
    if known is not None and found != known:
        raise CoderError(
            f"{path.name} is not the video that was coded: {differences(known, found)}.", "Look for another."
        )
    medium = point_to(session.folder, path, session.media[number].offset_s)
    media = list(session.media)
    media[number] = replace(medium, fingerprint=found, continues=media[number].continues, sha256=media[number].sha256)
    changed = replace(session, media=tuple(media))
    save_session(changed)
    return changed


def point_to(folder: Path, path: Path, offset_s: float = 0.0) -> Medium:
    """Return the medium that refers to a file by the way from the session's folder; raise CoderError across drives."""
    source, folder = path.resolve(), folder.resolve()
    try:
        relative = Path(os.path.relpath(source, folder))
    except ValueError as error:
        raise CoderError(
            f"{source.name} lies on another drive than the session.", "Copy it into the session's folder."
        ) from error
    return Medium(relative.as_posix(), offset_s, outside=not source.is_relative_to(folder))
