"""A study: a folder with a ``study.yaml`` and sessions in it; and every session below a path."""

import os
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from coder.errors import CoderError, named
from coder.model.session import Session, Study
from coder.store.atomic import make_folder, write_atomic
from coder.store.session_folder import SESSION_FILE, load_session
from coder.store.study_file import FORMAT, STUDY_FILE, read_study_file, whole_path
from coder.store.yaml_writing import format_flow, format_scalar

_DEPTH = 4
"""How many folders below a path sessions are looked for."""


def load_study(path: Path) -> Study:
    """Load a study from its folder or its study.yaml, with its sessions by id.

    Raises CoderError with file and line when something is wrong, or when two sessions have one id.
    """
    path = Path(path)
    folder = whole_path(path.parent if path.name == STUDY_FILE and not path.is_dir() else path)
    if not (folder / STUDY_FILE).is_file():
        raise CoderError(f"There is no study in {folder.name}: it has no {STUDY_FILE}.", "Name a study's folder.")
    study_id, title = read_study_file(folder)
    sessions = sorted(load_sessions(folder), key=lambda session: session.id)
    _refuse_twins(sessions)
    return Study(study_id, folder, title, tuple(sessions))


def save_study(study: Study) -> None:
    """Write study.yaml whole or not at all; the sessions are saved on their own. Raises CoderError."""
    about = {"id": study.id, "title": study.title}
    flow = format_flow({key: format_scalar(text) for key, text in about.items() if text})
    make_folder(study.folder)
    write_atomic(study.folder / STUDY_FILE, f"format: {FORMAT}\nstudy: {flow}\n")


def load_sessions(folder: Path) -> list[Session]:
    """Load the sessions below a folder, none where there are none; raise CoderError when one of them is wrong."""
    studies: dict[Path, str] = {}
    top = whole_path(folder)
    return [_load(below, top, studies) for below in _session_folders(top)]


def _load(folder: Path, top: Path, studies: dict[Path, str]) -> Session:
    with named("" if folder == top else folder.name):
        return load_session(folder, studies)


def find_sessions(path: Path) -> list[Session]:
    """Find the sessions of a session, a study or a folder of studies, by study and id.

    Raises CoderError when there is none, or when one of them is wrong.
    """
    path = Path(path)
    if not path.exists():
        raise CoderError(f"There is no folder {path.name}.", "Check its name and place.")
    if path.is_file() and path.name not in (SESSION_FILE, STUDY_FILE):
        raise CoderError(f"{path.name} is neither a session nor a study.", "Name a session's or a study's folder.")
    folder = whole_path(path.parent if path.is_file() else path)
    found = load_sessions(folder)
    if not found:
        raise CoderError(f"There is no session in {folder.name}.", "Name a session's or a study's folder.")
    sessions = sorted(found, key=lambda session: (session.study, session.id))
    _refuse_twins(sessions)
    return sessions


def _session_folders(folder: Path) -> Iterator[Path]:
    """Give the folders with a session.yaml at or below a folder; none is looked for inside a session."""
    top = len(folder.parts)
    for here, below, files in os.walk(folder):
        if SESSION_FILE in files:
            yield Path(here)
            below.clear()
        elif len(Path(here).parts) - top >= _DEPTH:
            below.clear()
        below[:] = sorted(name for name in below if not name.startswith("."))


def _refuse_twins(sessions: list[Session]) -> None:
    for first, second in pairwise(sessions):
        if (first.study, first.id) == (second.study, second.id):
            raise CoderError(
                f"Two sessions have the id {first.id}: {first.folder.name} and {second.folder.name}.",
                "Give one of them another id in its session.yaml.",
            )
