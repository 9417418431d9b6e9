"""Whether the session's files are, byte for byte, those that were there when coding began."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from coder.app.notices import Notice, Severity
from coder.app.settings import cache_folder
from coder.errors import CoderError
from coder.model.session import Session

if TYPE_CHECKING:
    from coder.store.observation_file import ObservationFile
    from coder.store.writer import Writer


def compare_recorded(session: Session, file: "ObservationFile") -> Notice | None:
    """Return what to say when an observation was coded on other files than session.yaml knows. Reads no media."""
    pairs = enumerate(zip(session.media, file.media, strict=False))
    other = [number for number, (now, then) in pairs if now.sha256 and then.sha256 and now.sha256 != then.sha256]
    if not other:
        return None
    message = (
        f"{file.path.name} was coded on another {_names(session, other)} than session.yaml knows: sha-256 differs."
    )
    return Notice(message, "Look for the original before you code on or compare coders.", Severity.ERROR, "Locate…")


def check_whole(
    session: Session,
    file: "ObservationFile",
    writer: "Writer | None",
    *,
    cancel: Callable[[], bool],
    busy: Callable[[], bool],
) -> Notice | None:
    """Read every file of a session whole; return what to say when one is another than it was. Blocks.

    What the observation was coded on counts; where it does not know that, what session.yaml knows. What is not known
    yet is written into both, but without a ``writer`` (view-only) into neither, and never into a session.yaml that a
    person wrote in. What is missing or cannot be read is passed over: others say so. Raises Stopped when ``cancel``
    says so.
    """
    found = _read(session, cancel, busy)
    known = _known(session, file)
    other = [number for number, digest in found.items() if known[number] not in ("", digest)]
    if other:
        return _say(session, other)
    if writer is not None:
        writer.record_digests(found)
        _write_down(session, found)
    return None


def _read(session: Session, cancel: Callable[[], bool], busy: Callable[[], bool]) -> dict[int, str]:
    from coder.media.whole_digest import read_whole_digest

    found: dict[int, str] = {}
    for number in range(len(session.media)):
        try:
            path = session.media_path(number)
            found[number] = read_whole_digest(path, cancel=cancel, busy=busy, cache_dir=cache_folder() / "sha256")
        except CoderError:
            continue
    return found


def _known(session: Session, file: "ObservationFile") -> list[str]:
    coded = (*(medium.sha256 for medium in file.media), *("" for _ in session.media))
    return [then or medium.sha256 for medium, then in zip(session.media, coded, strict=False)]


def _say(session: Session, other: list[int]) -> Notice:
    but = "though size, length and samples of it agree"
    message = f"{_names(session, other)} is not byte for byte the file that was coded, {but}."
    return Notice(message, "Look for the original before you code on.", Severity.ERROR, "Locate…")


def _names(session: Session, numbers: list[int]) -> str:
    return ", ".join(session.media_path(number).name for number in numbers)


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
