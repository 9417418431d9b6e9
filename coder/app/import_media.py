"""Find the media of an imported session, and lay its events on their time."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from coder.app.locate import point_to
from coder.app.settings import cache_folder
from coder.errors import CoderError
from coder.media.stopping import Cancel
from coder.model.foreign_log import ForeignEvent, ForeignMedium, ForeignSession, Tally
from coder.model.foreign_scheme import Loss, Losses, listed
from coder.model.session import Medium, SessionClock

if TYPE_CHECKING:
    from coder.model.media import Fingerprint

USUAL_RATE = 25.0
_NEARLY_MS = 1_000
"""Other programs count the length of a file a little otherwise."""
LONGEST_MS = 7 * 24 * 3600 * 1000
ENDINGS = (
    ".mp4", ".mov", ".m4v", ".mkv", ".avi", ".webm", ".mts", ".m2ts", ".mpg", ".mpeg", ".wmv", ".dv", ".mxf", ".wav",
    ".mp3", ".m4a", ".flac", ".ogg",
)  # fmt: skip
"""What a medium of the session's name may end in, where the file names none."""


@dataclass(frozen=True, slots=True)
class Filmed:
    """A session with its media, or a clock where the main one is missing."""

    session: ForeignSession
    media: tuple[Medium, ...] = ()
    clock: SessionClock | None = None
    missing: tuple[ForeignMedium, ...] = ()
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True)
class _Known:
    """A medium that was found."""

    foreign: ForeignMedium
    path: Path
    print: "Fingerprint"
    sound_only: bool


def film_session(
    session: ForeignSession, source: Path, folders: Sequence[Path], target: Path, cancel: Cancel | None = None
) -> Filmed:
    """Link the media that are found, seen from the folder ``target``, and put the events on their time.

    Where a file of the main view is missing the session has a clock that is long enough for every event. Raises
    CoderError when it is longer than any session, and Stopped when ``cancel`` says so.
    """
    losses = Losses(list(session.losses))
    wanted = session.media or tuple(_alike(session, source, folders))
    views = _views(wanted)
    found = {medium: _look(medium, source, folders, losses, cancel) for medium in wanted}
    main = [found[medium] for medium in views[0]] if views else []
    if not main or not all(main) or (len(main) > 1 and any(one and one.sound_only for one in main)):
        return _with_clock(session, wanted, losses)
    media: list[Medium] = []
    missing: list[ForeignMedium] = []
    for number, view in enumerate(views):
        known = [found[medium] for medium in view]
        whole = [one for one in known if one is not None and (number == 0 or not one.sound_only)]
        if len(whole) == len(view):
            media += [_medium(one, target) for one in whole]
        else:
            missing += view
    for medium in missing:
        losses.dropped(f"The medium {medium.names[0]}, which was not found or has no picture: a view the less.")
    moved = _onto_files(session, [one for one in main if one is not None], losses)
    losses.found += _beyond(moved, sum(one.print.duration_ms for one in main if one is not None))
    return Filmed(moved, tuple(media), None, tuple(missing), tuple(losses.found))


def _views(media: Sequence[ForeignMedium]) -> list[tuple[ForeignMedium, ...]]:
    begins = [place for place, medium in enumerate(media) if not medium.continues]
    ends = [*begins[1:], len(media)] if begins else []
    return [tuple(media[begin:end]) for begin, end in zip(begins, ends, strict=True)]


def _alike(session: ForeignSession, source: Path, folders: Sequence[Path]) -> Iterator[ForeignMedium]:
    """Give a medium of the session's or the file's name, where the file names none."""
    for folder in (source.parent, *folders):
        for stem in (session.name, source.name.partition(".")[0]):
            for ending in ENDINGS:
                path = _in_folder(folder, f"{stem}{ending}") if "/" not in stem and "\\" not in stem else None
                if path is not None:
                    yield ForeignMedium((path.name,))
                    return


def _look(
    medium: ForeignMedium, source: Path, folders: Sequence[Path], losses: Losses, cancel: Cancel | None
) -> _Known | None:
    from coder.media.fingerprint import read_fingerprint
    from coder.media.sound_only import SoundTimes, read_times

    path = find_file(medium.names, source, folders)
    if path is None:
        return None
    try:
        times = read_times(path, cancel=cancel, cache_dir=cache_folder() / "index")
        return _Known(medium, path, read_fingerprint(path, times), isinstance(times, SoundTimes))
    except CoderError as error:
        losses.dropped(f"The medium {path.name}, which cannot be used: {error.message}")
        return None


def find_file(names: Sequence[str], source: Path, folders: Sequence[Path]) -> Path | None:
    """Find a medium where the file says it is, seen from the file, or by its name beside it and in the folders."""
    for name in names:
        plain = name.replace("\\", "/")
        path = _file(Path(plain) if Path(plain).is_absolute() else source.parent / plain)
        if path is not None:
            return path
    bases = dict.fromkeys(PurePosixPath(name.replace("\\", "/")).name for name in names)
    places = (_in_folder(folder, base) for folder in (source.parent, *folders) for base in bases if base)
    return next((path for path in places if path is not None), None)


def _file(path: Path) -> Path | None:
    try:
        return path.resolve() if path.is_file() else None
    except (OSError, ValueError):
        return None


def _in_folder(folder: Path, base: str) -> Path | None:
    """Find a file of a name in a folder, whatever its case: other systems do not tell a from A."""
    exact = _file(folder / base)
    if exact is not None:
        return exact
    try:
        names = os.listdir(folder)  # noqa: PTH208 - names are all that is needed
    except OSError:
        return None
    alike = next((name for name in sorted(names) if name.lower() == base.lower()), "")
    return _file(folder / alike) if alike else None


def _medium(known: _Known, target: Path) -> Medium:
    """Return a medium as the session's folder refers to it."""
    medium = point_to(target, known.path, known.foreign.offset_ms / 1000)
    return replace(medium, fingerprint=known.print, continues=known.foreign.continues)


def _onto_files(session: ForeignSession, main: Sequence[_Known], losses: Losses) -> ForeignSession:
    """Lay events in later files of the main view on them: another program may count the length of a file otherwise."""
    if len(main) < 2:
        return session
    said = [known.foreign.length_ms for known in main]
    if not all(said[:-1]):
        losses.guessed("How long each file of the main view is: events in later files may lie a little off.")
        return session
    begins = [0, *accumulate(length or 0 for length in said[:-1])]
    ours = [0, *accumulate(known.print.duration_ms for known in main[:-1])]
    shifts = [own - theirs for own, theirs in zip(ours, begins, strict=True)]
    if not any(shifts):
        return session
    told = ", ".join(f"{shift:+d} ms in {known.path.name}" for known, shift in zip(main, shifts, strict=True) if shift)
    losses.changed(f"Times in later files, whose lengths were counted otherwise: {told}.")

    def moved(ms: int) -> int:
        place = max(number for number, begin in enumerate(begins) if begin <= max(0, ms))
        return ms + shifts[place]

    return _moved(session, moved)


def _beyond(session: ForeignSession, end_ms: int) -> Iterator[Loss]:
    """Tell of events that no picture is of: most likely another video was coded."""
    tally = Tally()
    for event in (event for one in session.observations for event in one.events):
        if event.onset_ms >= end_ms or (event.offset_ms or 0) > end_ms + _NEARLY_MS:
            tally.guessed("Events beyond the end of the media were kept as they are; it may be another video", event)
    return iter(tally.losses())


def _moved(session: ForeignSession, move: Callable[[int], int]) -> ForeignSession:
    def event(one: ForeignEvent) -> ForeignEvent:
        offset_ms = None if one.offset_ms is None else move(one.offset_ms)
        return replace(one, onset_ms=move(one.onset_ms), offset_ms=offset_ms)

    observations = tuple(replace(one, events=tuple(map(event, one.events))) for one in session.observations)
    return replace(session, observations=observations)


def _with_clock(session: ForeignSession, wanted: Sequence[ForeignMedium], losses: Losses) -> Filmed:
    """Give a session a clock, long enough for every event; what began before 0 moves all times and the clock."""
    if wanted:
        losses.changed(
            f"The session has a clock, for want of the media {listed(one.names[0] for one in wanted)}. "
            "With the media beside the file, or in a folder that is named for them, import it again into a new study."
        )
    first_ms = min((event.onset_ms for one in session.observations for event in one.events), default=0)
    if first_ms < 0:
        back_ms = first_ms // 1000 * 1000
        session = replace(_moved(session, lambda ms: ms - back_ms), clock_offset_ms=session.clock_offset_ms + back_ms)
    if session.end_ms > LONGEST_MS:
        raise CoderError(
            f"{session.name} would last longer than a week.", "Check how its times are meant; is this the right file?"
        )
    length_ms = max(1000, -(-session.end_ms // 1000) * 1000)
    rate = session.frames_per_s if 1 <= session.frames_per_s <= 1000 else USUAL_RATE
    if session.clock_offset_ms:
        told = f"{session.clock_offset_ms / 1000:g} s"
        losses.changed(f"Times count from the session's begin; its clock shows them with {told} added, as they were.")
    clock = SessionClock(length_ms / 1000, rate, session.clock_offset_ms / 1000)
    return Filmed(session, (), clock, tuple(wanted), tuple(losses.found))
