"""Pack a session or a study into one archive, and unpack it again."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from coder.errors import CoderError

if TYPE_CHECKING:
    from coder.store.bundle import Manifest

ENDING = ".zip"


def pack(path: Path, out: Path, *, media: bool = True) -> "Manifest":
    """Pack a session's or a study's folder into ``out``; without ``media`` the videos and sounds stay out.

    Media that lie elsewhere are taken in, beside the session that is made of them; so are the schemes of a session that
    is packed without its study. Hidden files, links, and what programs leave beside files that are open are not packed.
    Raises CoderError, having left nothing, when it is neither, when ``out`` is there or lies in the folder, or a file
    cannot be read.
    """
    from coder.app.bundle_guests import Guests
    from coder.store.bundle import Packing, write_bundle
    from coder.store.study_file import STUDY_FILE
    from coder.store.study_folder import find_sessions

    folder = (path.parent if path.is_file() else path).resolve()
    sessions = find_sessions(path)
    kind = "study" if (folder / STUDY_FILE).is_file() else "session"
    if kind == "session" and sessions[0].folder.resolve() != folder:
        raise CoderError(f"{folder.name} is neither a session nor a study.", "Name a session's or a study's folder.")
    if out.suffix.lower() != ENDING:
        raise CoderError(f"{out.name} does not end in {ENDING}.", "Name the bundle that is to be written.")
    if out.resolve().is_relative_to(folder):
        raise CoderError(f"{out.name} would lie in what is packed.", "Choose another folder for it.")
    films = {session.media_path(number) for session in sessions for number in range(len(session.media))}
    files = list(_files(folder))
    inside = frozenset(file for file in files if file.resolve() in films)
    left_out = sorted(file.relative_to(folder).as_posix() for file in inside) if not media else []
    guests = Guests(folder)
    for session in sessions:
        guests.invite(session, media=media, schemes=kind == "session")
    left_out += sorted(set(guests.left_out))
    packed = [file for file in files if media or file not in inside]
    stored = frozenset({*inside, *guests.films})
    return write_bundle(Packing(kind, folder.name, folder, packed, stored, tuple(left_out), guests.files), out)


def _files(folder: Path) -> Iterator[Path]:
    for here, below, names in os.walk(folder):
        below[:] = sorted(name for name in below if not name.startswith(".") and not (Path(here) / name).is_symlink())
        for name in sorted(names):
            path = Path(here) / name
            beside = name.endswith((".attune-journal", ".attune.lock", ".yaml.lock"))
            if not name.startswith(".") and not beside and path.is_file() and not path.is_symlink():
                yield path


def unpack(path: Path, into: Path) -> "tuple[Path, Manifest]":
    """Unpack a bundle into a folder; return where it is, and what it says of itself; raise CoderError as it is told."""
    from coder.store.unbundle import unpack_bundle

    return unpack_bundle(path, into)
