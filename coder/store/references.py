"""Paths written into a session: relative, with ``/``, and not leaving the folder unless it is said."""

import posixpath
import re
from pathlib import Path

from coder.store.yaml_reading import Place

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
RELATIVE = "Write a path relative to the session's folder, with / between folders."


def check_relative(text: str, place: Place) -> str:
    """Return a relative path in its shortest form; raise CoderError for what is none on every computer."""
    if any(ord(sign) < 32 or ord(sign) == 127 for sign in text):
        raise place.error("a path may not hold control characters.", RELATIVE)
    if "\\" in text:
        raise place.error(f"“{text}” is written with \\.", RELATIVE)
    if text.startswith("/"):
        raise place.error(f"“{text}” is an absolute path, which other computers do not have.", RELATIVE)
    if text.startswith("~"):
        raise place.error(f"“{text}” names a home folder, which other computers do not have.", RELATIVE)
    if _SCHEME.match(text):
        raise place.error(f"“{text}” names a drive or an address, not a file beside the session.", RELATIVE)
    short = posixpath.normpath(text)
    if short in (".", "..") or text.endswith("/"):
        raise place.error(f"“{text}” names a folder, not a file.", RELATIVE)
    return short


def leaves(relative: str) -> bool:
    """Tell whether a relative path leaves the folder it is relative to."""
    short = posixpath.normpath(relative)
    return short == ".." or short.startswith("../")


def leaves_study(relative: str, session_folder: Path, study_folder: Path | None) -> bool:
    """Tell whether a path relative to a session leaves the session's folder and its study's."""
    if not leaves(relative):
        return False
    if study_folder is None:
        return True
    try:
        below = session_folder.relative_to(study_folder).as_posix()
    except ValueError:
        return True
    return leaves(posixpath.join(below, relative))
