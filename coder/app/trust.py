"""Whether the session's files are, byte for byte, those that were there when coding began."""

from collections.abc import Callable
from dataclasses import replace

from coder.app.notices import Notice, Severity
from coder.app.settings import cache_folder
from coder.errors import CoderError
from coder.model.session import Session


def check_whole(session: Session, *, cancel: Callable[[], bool], busy: Callable[[], bool]) -> Notice | None:
    """Read every file of a session whole; return what to say when one is another than it was. Blocks.

    A file whose sha-256 is not known yet gets it written into session.yaml, unless a person wrote in that. What is
    missing or cannot be read is passed over: others say so. Raises Stopped when ``cancel`` says so.
    """
    from coder.media.whole_digest import read_whole_digest

    found: dict[int, str] = {}
    for number in range(len(session.media)):
        try:
            path = session.media_path(number)
            found[number] = read_whole_digest(path, cancel=cancel, busy=busy, cache_dir=cache_folder() / "sha256")
        except CoderError:
            continue
    other = [number for number, digest in found.items() if session.media[number].sha256 not in ("", digest)]
    if other:
        return _say(session, other)
    _write_down(session, found)
    return None


def _say(session: Session, other: list[int]) -> Notice:
    names = ", ".join(session.media_path(number).name for number in other)
    message = f"{names} is not byte for byte the file that was coded, though size, length and samples of it agree."
    return Notice(message, "Look for the original before you code on.", Severity.ERROR, "Locate…")


def _write_down(session: Session, found: dict[int, str]) -> None:
    """Write what was not known into session.yaml; one that a person wrote in, or that is read-only, stays as it is."""
    from coder.store.session_folder import is_as_written, load_session, save_session

    try:
        now = load_session(session.folder)
        if [medium.file for medium in now.media] != [medium.file for medium in session.media] or not is_as_written(now):
            return
        media = tuple(
            medium if medium.sha256 else replace(medium, sha256=found.get(number, ""))
            for number, medium in enumerate(now.media)
        )
        if media != now.media:
            save_session(replace(now, media=media))
    except CoderError:
        return
