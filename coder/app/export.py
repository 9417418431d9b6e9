"""Write what analysts get: events, sessions and motion of a session, a study, or a folder of studies."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coder.app.entering import join
from coder.app.motion import format_tables, measure_session
from coder.app.ports import Frames
from coder.app.settings import cache_folder
from coder.editing.event_columns import EventRows
from coder.errors import CoderError
from coder.formats.codable_csv import format_codable
from coder.formats.events_csv import Log, format_events
from coder.formats.phases_csv import PhaseLog, format_phases
from coder.formats.ratings_csv import format_ratings, has_ratings
from coder.formats.sessions_csv import SessionRow, format_sessions
from coder.model.media import Fingerprint, MediaFacts
from coder.model.session import Session

if TYPE_CHECKING:
    from coder.media.frame_index import FrameIndex
    from coder.media.sound_only import SoundTimes
    from coder.store.observation_file import ObservationFile

Progress = Callable[[float], None]
LOGS_SHARE = 0.2


def export(
    path: Path,
    folder: Path,
    *,
    comments: bool = False,
    windows: Sequence[str] = (),
    progress: Progress | None = None,
) -> list[Path]:
    """Write the tables of every observation found at ``path`` to ``folder`` and return the files written.

    ``events.csv``, ``sessions.csv`` and ``codable.csv`` always; ``phases.csv`` and ``ratings.csv`` when a scheme has
    phases or ratings; ``motion.csv`` and ``motion.json`` when a session has regions. ``windows`` (ids of the
    procedure's) cuts events and codable time to these windows. Raises CoderError, having written nothing, when an
    observation cannot be read or no scheme has such a window.
    """
    from coder.store.atomic import write_atomic
    from coder.store.session_folder import list_observations
    from coder.store.study_folder import find_sessions

    found = [(session, file) for session in find_sessions(path) for file in list_observations(session)]
    if not found:
        raise CoderError(f"There is nothing coded in {path}.", "Code a session first, or name another folder.")
    told = progress or _nobody
    plans = [session for session in _once(found) if _has_regions(session)]
    share = LOGS_SHARE if plans else 1.0
    pairs = list(_pairs(found, lambda done: told(done * share)))
    logs = [log for log, _ in pairs]
    chosen = _check_windows(windows, logs)
    tables = {
        "events.csv": format_events(logs, EventRows(comments, chosen)),
        "sessions.csv": format_sessions([row for _, row in pairs]),
        "codable.csv": format_codable(logs, windows=chosen),
        **_phases(logs, comments=comments),
        **({"ratings.csv": format_ratings(logs, comments=comments)} if any(map(has_ratings, logs)) else {}),
        **_motion(plans, lambda done: told(share + done * (1 - share))),
    }
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in tables.items():
            write_atomic(folder / name, text)
    except OSError as error:
        raise CoderError(f"{folder} cannot be written: {error.strerror}.", "Choose another folder.") from error
    return [folder / name for name in tables]


def _phases(logs: Sequence[Log], *, comments: bool) -> dict[str, str]:
    from coder.store.phase_file import load_phases

    marks = {log.session.folder: load_phases(log.session.folder) for log in logs if log.scheme.procedure.phases}
    found = [
        PhaseLog(log.session, log.scheme, log.observation, log.end_ms, marks[log.session.folder])
        for log in logs
        if log.scheme.procedure.phases
    ]
    return {"phases.csv": format_phases(found, comments=comments)} if found else {}


def _check_windows(windows: Sequence[str], logs: Sequence[Log]) -> tuple[str, ...]:
    known = list(dict.fromkeys(window.id for log in logs for window in log.scheme.procedure.windows))
    for window in windows:
        if window not in known:
            hint = f"Choose from {', '.join(known)}." if known else "These schemes have no windows: leave --window out."
            raise CoderError(f"No scheme here has a window {window!r}.", hint)
    return tuple(dict.fromkeys(windows))


def _nobody(done: float) -> None:
    """Nobody looks on."""


def _once(found: list[tuple[Session, Path]]) -> list[Session]:
    return list({session.folder: session for session, _ in found}.values())


def _has_regions(session: Session) -> bool:
    from coder.store.motion_file import find_motion_plan

    return bool(session.media) and find_motion_plan(session.folder) is not None


def _motion(sessions: list[Session], progress: Progress) -> dict[str, str]:
    """Return the tables of motion of sessions with regions; a session whose video is missing is left out."""
    from coder.app.motion import plan_motion

    tables = []
    for done, session in enumerate(sessions):
        if all(session.media_path(number).exists() for number in range(len(session.views()[0]))):
            told = _part(progress, done, len(sessions))
            tables.append(measure_session(session, plan_motion(session), progress=told))
    return format_tables(tables) if tables else {}


def _part(progress: Progress, done: int, count: int) -> Progress:
    return lambda share: progress((done + share) / count)


def _pairs(found: list[tuple[Session, Path]], progress: Progress) -> Iterable[tuple[Log, SessionRow]]:
    from coder.store.observation_file import open_observation

    views: dict[Path, View] = {}
    for done, (session, path) in enumerate(found):
        if session.folder not in views:
            views[session.folder] = read_view(session)
        with open_observation(path, read_only=True) as file:
            yield _pair(session, file, views[session.folder])
        progress((done + 1) / len(found))


@dataclass(frozen=True, slots=True)
class View:
    """The main view of a session as it is on the disk now; nothing where it is missing or there is none."""

    frames: Frames | None = None
    facts: MediaFacts | None = None


def read_view(session: Session) -> View:
    """Read what the main view of a session is now."""
    paths = [session.media_path(number) for number in range(len(session.views()[0]))] if session.media else []
    indexes = [index for path in paths if (index := find_frames(path)) is not None]
    if not indexes or len(indexes) < len(paths):
        return View()
    return View(join(indexes), _find_facts(paths[0], indexes[0]))


def _pair(session: Session, file: "ObservationFile", view: View) -> tuple[Log, SessionRow]:
    from coder.scheme.loader import read_scheme

    scheme = read_scheme(file.scheme_text, name=f"the scheme in {file.path.name}").scheme
    prints = [medium.fingerprint for medium in file.media] or [medium.fingerprint for medium in session.media]
    end_ms, observation = end_of(session, prints, view.frames), file.load()
    log = Log(session, scheme, file.scheme_sha256, observation, end_ms, view.frames)
    row = SessionRow(session, scheme, file.scheme_sha256, observation, end_ms, prints, view.frames, view.facts)
    return log, row


def end_of(session: Session, prints: list[Fingerprint | None], frames: Frames | None) -> int:
    """Return where the session ends: as it was coded, else as its video is now."""
    if session.clock is not None and not session.media:
        return session.clock.duration_ms
    known = prints[: len(session.views()[0])]
    lengths = [found.duration_ms for found in known if found is not None]
    if lengths and len(lengths) == len(session.views()[0]):
        return sum(lengths)
    return 0 if frames is None else frames.duration_ms


def _find_facts(path: Path, index: "FrameIndex | SoundTimes") -> MediaFacts | None:
    from coder.media.frame_index import FrameIndex
    from coder.media.probe import probe

    try:
        return probe(path, index=index) if isinstance(index, FrameIndex) else None
    except CoderError:
        return None


def find_frames(path: Path) -> "FrameIndex | SoundTimes | None":
    """Return the frame times of a video, or None where the video is missing or cannot be read."""
    from coder.media.sound_only import read_times

    try:
        return read_times(path, cache_dir=cache_folder() / "index")
    except CoderError:
        return None
