"""What is handed out of studies: nothing that is not submitted by all who code it, unless it is asked for and noted."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from coder.app.blinding import NOT_YET, Blinding
from coder.errors import CoderError

if TYPE_CHECKING:
    from coder.app.export_survey import SessionFiles

_MOST = 8
BOTH_FIRST = "All who code a session submit it first: Code › Submit…, or coder submit."
QUIETLY = "What is not submitted by all who code it is left out: the study has a plan or gold."


def withhold(
    found: Iterable["SessionFiles"], viewer: str = "", *, own: bool = False
) -> tuple[list["SessionFiles"], list[str]]:
    """Leave out observations that may not be handed out yet; return the rest, and words for what is left out.

    They are the names, but for a ``viewer`` who codes by the plan: then only that something may be left out. ``own``:
    the viewer's own are not left out, and go by their aliases.
    """
    blinding = Blinding(viewer)
    hides = blinding.conceals if own else blinding.hides
    kept: list[SessionFiles] = []
    names: list[str] = []
    quiet = False
    for one in found:
        hidden = [path for path in one.files if hides(one.session, path) and (viewer or _can_be_read(path))]
        secret = [path for path in hidden if blinding.keeps_quiet(one.session, path)]
        quiet = quiet or bool(secret) or blinding.is_coder(one.session)
        names += [f"{one.session.id}/{path.stem}" for path in hidden if path not in secret]
        files = tuple(path for path in one.files if path not in hidden)
        if files:
            session = blinding.veil(one.session) if own else one.session
            kept.append(replace(one, session=session, files=files))
    return kept, list(_words(names, quiet=quiet))


def _can_be_read(path: Path) -> bool:
    """Tell whether there is anything to leave out; what is damaged is told where it is read."""
    from coder.store.seal import read_seal

    try:
        read_seal(path)
    except CoderError:
        return False
    return True


def _words(names: Sequence[str], *, quiet: bool) -> Iterator[str]:
    if names:
        shown = ", ".join(names[:_MOST]) + (f", … ({len(names)} in all)" if len(names) > _MOST else "")
        yield f"Left out, for the study has a plan and not all who code it have submitted: {shown}."
    if quiet:
        yield QUIETLY


def find_allowed(
    paths: Sequence[Path], viewer: str = "", *, unsealed: bool = False, own: bool = False
) -> "tuple[list[SessionFiles], list[str]]":
    """Return every session with the observations that may be handed out, and what is said of those that may not.

    All of them where it is asked for ``unsealed``. Raises CoderError when there is none.
    """
    from coder.app.export_survey import find_all

    found = find_all(paths)
    if unsealed:
        return found, []
    kept, left_out = withhold(found, viewer, own=own)
    if not kept and QUIETLY in left_out:
        raise CoderError(*NOT_YET)
    if not kept:
        raise CoderError(" ".join(left_out), BOTH_FIRST)
    return kept, left_out


def note_unsealed(found: Iterable["SessionFiles"], what: str = "exported") -> None:
    """Note in each study what was handed out though it was not submitted; raise CoderError when that fails."""
    from coder.store.study_file import find_study_folder
    from coder.store.unblinded import note_unblinded

    blinding = Blinding()
    names: dict[Path, list[str]] = {}
    for one in found:
        folder = find_study_folder(one.session.folder)
        hidden = [f"{one.session.id}/{path.stem}" for path in one.files if blinding.hides(one.session, path)]
        if folder is not None and hidden:
            names.setdefault(folder, []).extend(hidden)
    for folder, hidden in names.items():
        note_unblinded(folder, f"{what} before it was submitted", hidden)
