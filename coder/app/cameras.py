"""The further cameras of a session: what they filmed, where it lies on the main video's time, and how that is set."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coder.app.entering import join
from coder.app.ports import Frames
from coder.app.settings import cache_folder
from coder.errors import CoderError
from coder.media.cameras import MOST_CAMERAS, Camera, Cameras, with_offsets
from coder.media.playlist import Playlist
from coder.model.media import Fingerprint
from coder.model.session import Session

if TYPE_CHECKING:
    from coder.media.alignment import Alignment, Heard
    from coder.media.stopping import Cancel

Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Film:
    """What one camera filmed: its files and their frames, and what stands in the way or should be known.

    ``number`` counts from 0, the main one. Without ``frames`` it cannot be read, and ``problem`` says why;
    ``fingerprints`` are those of the files as they are now.
    """

    number: int
    paths: tuple[Path, ...]
    frames: Frames | None
    problem: str = ""
    fingerprints: tuple[Fingerprint, ...] = ()

    @property
    def name(self) -> str:
        """The name of the file, or of the first one."""
        return self.paths[0].name

    @property
    def pictures(self) -> bool:
        """Tell whether it has pictures: a file of sound alone can be heard, not shown."""
        parts = getattr(self.frames, "parts", (self.frames,))
        return all(hasattr(part, "keyframes") for part in parts)


def paths_by_camera(session: Session) -> tuple[tuple[Path, ...], ...]:
    """Return where the files of each camera lie, in the session's order; four cameras at most."""
    found: list[tuple[Path, ...]] = []
    first = 0
    for view in session.views()[:MOST_CAMERAS]:
        found.append(tuple(session.media_path(first + place) for place in range(len(view))))
        first += len(view)
    return tuple(found)


def read_films(session: Session, known: Sequence[Fingerprint | None] = ()) -> tuple[Film, ...]:
    """Return the films of all cameras but the main one; a film that cannot be read says why.

    ``known`` are the fingerprints of the session's media as they were coded, in order.
    """
    films, first = [], 0
    for number, paths in enumerate(paths_by_camera(session)):
        if number:
            films.append(_read_film(number, paths, tuple(known[first : first + len(paths)])))
        first += len(paths)
    return tuple(films)


def _read_film(number: int, paths: tuple[Path, ...], known: tuple[Fingerprint | None, ...]) -> Film:
    from coder.media.fingerprint import read_fingerprint
    from coder.media.sound_only import read_times

    missing = next((path for path in paths if not path.exists()), None)
    if missing is not None:
        return Film(number, paths, None, f"{missing.name} is missing.")
    try:
        times = [read_times(path, cache_dir=cache_folder() / "index") for path in paths]
        prints = tuple(read_fingerprint(path, frames) for path, frames in zip(paths, times, strict=True))
    except CoderError as error:
        return Film(number, paths, None, error.message)
    return Film(number, paths, join(times), _difference(paths, prints, known), prints)


def _difference(paths: Sequence[Path], found: Sequence[Fingerprint], known: Sequence[Fingerprint | None]) -> str:
    """Say when a file is not the one that was there when coding began."""
    for path, now, expected in zip(paths, found, known, strict=False):
        if expected is not None and now != expected:
            return f"{path.name} differs from the file that was there when coding began."
    return ""


def place_films(session: Session, main: Frames, films: Sequence[Film]) -> Cameras:
    """Return the cameras on the main video's time; one that cannot be shown has no length."""
    offsets = [round(parts[0].offset_s * 1000) for parts in session.views()]
    others = (Camera(film.number, film.frames or _NoFrames(), offsets[film.number] - offsets[0]) for film in films)
    return Cameras((Camera(0, main), *others))


class _NoFrames:
    """The frames of a film that cannot be read: one, without length."""

    duration_ms = 0

    def __len__(self) -> int:
        return 1

    def at(self, ms: int, /) -> int:
        """Return the only frame."""
        return 0

    def time_ms(self, n: int, /) -> int:
        """Return where it begins."""
        return 0


def save_offsets(session: Session, cameras: Cameras) -> Session:
    """Write the cameras' offsets into session.yaml and return the session as it is now; raise CoderError."""
    from coder.store.session_folder import load_session, save_session

    now = load_session(session.folder)
    if len(now.views()) != len(session.views()):
        raise CoderError(f"{session.id} has other cameras than before.", "Open the session again.")
    save_session(with_offsets(now, _with_those_beyond(now, cameras)))
    return with_offsets(session, _with_those_beyond(session, cameras))


def _with_those_beyond(session: Session, cameras: Cameras) -> Cameras:
    """Return the cameras with those beyond the fourth, which keep their place."""
    offsets = [round(parts[0].offset_s * 1000) for parts in session.views()]
    beyond = (Camera(n, _NoFrames(), offset - offsets[0]) for n, offset in enumerate(offsets) if n >= len(cameras))
    return Cameras((*cameras, *beyond))


def align_by_sound(
    session: Session, number: int, *, progress: Progress | None = None, cancel: "Cancel | None" = None
) -> "Alignment":
    """Return how a camera lies to the main one by their sound; all files of a camera are heard, as one sound.

    Raises CoderError when one has no sound, and Stopped when ``cancel`` says so.
    """
    from coder.media.alignment import align

    paths = paths_by_camera(session)
    main, other = (_hear(files, cancel) for files in (paths[0], paths[number]))
    return align(main, other, cancel=cancel, progress=progress)


def _hear(paths: Sequence[Path], cancel: "Cancel | None") -> "list[Heard]":
    """Return the files of a camera as they follow on each other."""
    from coder.media.alignment import Heard
    from coder.media.sound_only import read_times

    times = [read_times(path, cache_dir=cache_folder() / "index", cancel=cancel) for path in paths]
    begins_s = [begin_ms / 1000 for begin_ms, _ in Playlist(times).borders]
    ends_s = [*begins_s[1:], math.inf]
    return [
        Heard(path, found.start_s, begin_s=begin_s, end_s=end_s)
        for path, found, begin_s, end_s in zip(paths, times, begins_s, ends_s, strict=True)
    ]
