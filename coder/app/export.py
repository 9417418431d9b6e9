"""Write what analysts get: the events of a session, a study, or a folder of studies."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from coder.app.settings import cache_folder
from coder.errors import CoderError
from coder.formats.events_csv import Log, format_events
from coder.model.session import Session

if TYPE_CHECKING:
    from coder.media.frame_index import FrameIndex
    from coder.store.observation_file import ObservationFile

Progress = Callable[[float], None]


def export(
    path: Path,
    folder: Path,
    *,
    comments: bool = False,
    progress: Progress | None = None,
) -> list[Path]:
    """Write the tables of every observation found at ``path`` to ``folder`` and return the files written.

    Raises CoderError, having written nothing, when an observation cannot be read.
    """
    from coder.store.atomic import write_atomic
    from coder.store.session_folder import list_observations
    from coder.store.study_folder import find_sessions

    found = [(session, file) for session in find_sessions(path) for file in list_observations(session)]
    if not found:
        raise CoderError(f"There is nothing coded in {path}.", "Code a session first, or name another folder.")
    logs = list(_logs(found, progress))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        written = folder / "events.csv"
        write_atomic(written, format_events(logs, comments=comments))
    except OSError as error:
        raise CoderError(f"{folder} cannot be written: {error.strerror}.", "Choose another folder.") from error
    return [written]


def _logs(found: list[tuple[Session, Path]], progress: Progress | None) -> Iterable[Log]:
    from coder.store.observation_file import open_observation

    indexes: dict[Path, FrameIndex | None] = {}
    for done, (session, path) in enumerate(found):
        with open_observation(path, read_only=True) as file:
            yield _log(session, file, indexes)
        if progress is not None:
            progress((done + 1) / len(found))


def _log(session: Session, file: "ObservationFile", indexes: dict[Path, "FrameIndex | None"]) -> Log:
    from coder.scheme.loader import read_scheme

    main = session.media_path()
    if main not in indexes:
        indexes[main] = find_frames(main)
    scheme = read_scheme(file.scheme_text, name=f"the scheme in {file.path.name}").scheme
    known = file.media[0].fingerprint if file.media else None
    end_ms = known.duration_ms if known is not None else _length(indexes[main])
    return Log(session, scheme, file.scheme_sha256, file.load(), end_ms, indexes[main])


def _length(frames: "FrameIndex | None") -> int:
    return 0 if frames is None else frames.duration_ms


def find_frames(path: Path) -> "FrameIndex | None":
    """Return the frame index of a video, or None where the video is missing or cannot be read."""
    from coder.media.frame_index import read_index

    try:
        return read_index(path, cache_dir=cache_folder() / "index")
    except CoderError:
        return None
