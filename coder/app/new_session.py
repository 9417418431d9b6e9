"""Make a session folder: everything is checked before anything is written."""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from coder.app.entering import damage_notice, read_all_times
from coder.app.keymap import build_keymap
from coder.app.locate import point_to
from coder.app.notices import Notice
from coder.app.scheme_files import refuse_locked, retired_notice, write_scheme
from coder.app.scheme_schema import place_schema
from coder.app.schemes import find_scheme
from coder.app.shipped import shipped_folder
from coder.errors import CoderError
from coder.media.stopping import Cancel, Progress, check, tell
from coder.model.session import Medium, Session, SessionClock

if TYPE_CHECKING:
    from coder.model.media import Fingerprint
    from coder.scheme.loader import LoadedScheme


@dataclass(frozen=True, slots=True)
class NewSession:
    """What a new session is to be; ``scheme`` is a file or the id of a shipped scheme.

    ``consecutive``: the media are one camera's files, one after the other. ``clock``: instead of media.
    ``age_days``: how old the infant is.
    """

    folder: Path
    media: tuple[Path, ...]
    scheme: str
    id: str = ""
    dyad: str = ""
    visit: str = ""
    offsets_s: tuple[float, ...] = ()
    copy: bool = False
    consecutive: bool = False
    clock: SessionClock | None = None
    age_days: int | None = None


@dataclass(frozen=True, slots=True)
class MadeSession:
    """The session that was made, and what is to be said of its scheme and its videos."""

    session: Session
    notices: tuple[Notice, ...] = ()


def create_session(
    wanted: NewSession, *, cancel: Cancel | None = None, progress: Progress | None = None
) -> MadeSession:
    """Write a session folder and return the session; raise CoderError, having written nothing, when it cannot be.

    ``progress`` is told how much of the times of the frames is read. Raises Stopped, having written nothing, when
    ``cancel`` says so before that is done.
    """
    from coder.store.session_folder import load_session, save_session

    _check(wanted)
    scheme = load_named_scheme(wanted.scheme)
    folder = wanted.folder.resolve()
    _read_study(folder)
    refuse_locked(folder / f"{scheme.scheme.id}.yaml", scheme.text)
    media = [_medium(wanted, number, folder) for number in range(len(wanted.media))]
    read = _read_videos(wanted.media, cancel, progress)
    check(cancel)
    named = tuple(replace(medium, fingerprint=found) for medium, (found, _) in zip(media, read, strict=True))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if wanted.copy:
            _copy(wanted.media, folder)
    except OSError as error:
        raise CoderError(f"{folder} cannot be written: {error.strerror}.", "Choose another folder.") from error
    write_scheme(folder / f"{scheme.scheme.id}.yaml", scheme.text)
    place_schema(folder)
    session_id = wanted.id or folder.name
    save_session(
        Session(
            session_id,
            folder,
            named,
            f"{scheme.scheme.id}.yaml",
            wanted.dyad or session_id,
            wanted.visit,
            clock=wanted.clock,
            age_days=wanted.age_days,
        )
    )
    notices = (retired_notice(scheme.scheme), *(notice for _, notice in read))
    return MadeSession(load_session(folder), tuple(notice for notice in notices if notice is not None))


def load_named_scheme(named: str) -> "LoadedScheme":
    """Load a scheme by file or by the id of a shipped one; raise CoderError with all its faults."""
    from coder.scheme.loader import load_scheme

    return load_scheme(find_scheme(named), player_keys=build_keymap().titles(), search=(shipped_folder("schemes"),))


def _read_study(folder: Path) -> None:
    """Raise CoderError when the study that the folder would lie in cannot be read."""
    from coder.store.study_file import find_study_folder, read_study_file

    study = find_study_folder(folder)
    if study is not None:
        read_study_file(study)


def _check(wanted: NewSession) -> None:
    if not wanted.media and wanted.clock is None:
        raise CoderError("A session needs at least one video.", "Name it with --media, or say --no-media.")
    if wanted.media and wanted.clock is not None:
        raise CoderError("A session has media or a clock, not both.", "Leave one of them out.")
    if wanted.consecutive and any(wanted.offsets_s):
        raise CoderError("Files of one camera have no offsets: each begins where the last ends.", "Leave --offset out.")
    if len(wanted.offsets_s) > len(wanted.media):
        raise CoderError(
            "There are more offsets than videos.", "Give one --offset for each --media, in the same order."
        )
    if (wanted.folder / "session.yaml").exists():
        raise CoderError(f"{wanted.folder} is a session already.", "Choose another folder, or open this one.")
    if wanted.folder.exists() and not wanted.folder.is_dir():
        raise CoderError(f"{wanted.folder} is a file.", "Name a folder for the session.")
    names = [path.name for path in wanted.media]
    if wanted.copy and len(set(names)) < len(names):
        raise CoderError("Two videos have the same name.", "Rename one before copying them into one folder.")


def _read_videos(
    media: tuple[Path, ...], cancel: Cancel | None, progress: Progress | None
) -> list[tuple["Fingerprint", Notice | None]]:
    from coder.media.fingerprint import read_fingerprint

    times = read_all_times(media, cancel, progress)
    tell(progress, 1.0)  # what is known already tells nothing
    return [
        (read_fingerprint(path, index), damage_notice(path, index)) for path, index in zip(media, times, strict=True)
    ]


def _medium(wanted: NewSession, number: int, folder: Path) -> Medium:
    offset_s = wanted.offsets_s[number] if number < len(wanted.offsets_s) else 0.0
    source = wanted.media[number].resolve()
    medium = Medium(source.name, offset_s) if wanted.copy else point_to(folder, source, offset_s)
    return replace(medium, continues=wanted.consecutive and number > 0)


def _copy(media: tuple[Path, ...], folder: Path) -> None:
    for path in media:
        if path.resolve() != folder / path.name:
            draft = folder / f"{path.name}.part"
            shutil.copyfile(path, draft)
            draft.replace(folder / path.name)
