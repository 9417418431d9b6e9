"""What is checked before coding goes on: the scheme, the video, the keys."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coder.app.keymap import Keymap
from coder.app.notices import Notice, Severity
from coder.app.ports import Frames
from coder.app.schemes import scheme_of
from coder.app.settings import cache_folder
from coder.app.shipped import shipped_folder
from coder.app.steady_frames import SteadyFrames
from coder.editing.migration_path import parse
from coder.errors import CoderError
from coder.media.difference import compare
from coder.media.playlist import Playlist
from coder.media.stopping import Cancel, Progress, portion
from coder.model.media import Fingerprint
from coder.model.scheme import Scheme
from coder.model.session import Session
from coder.model.time import format_short_time

MIGRATE = "Migrate…"
"""The button that moves an observation to the session's scheme."""

if TYPE_CHECKING:
    from coder.media.frame_index import FrameIndex
    from coder.media.sound_only import SoundTimes
    from coder.scheme.loader import LoadedScheme


@dataclass(frozen=True, slots=True)
class Video:
    """The main view as found: its files (none where there is only a clock), its frames, and why nothing may be coded.

    ``missing`` is the first file that was not there when the session was opened.

    ``frames`` is a FrameIndex for one file (SoundTimes where it has no picture), a Playlist for several, SteadyFrames
    where a file is missing or none is.
    """

    paths: tuple[Path, ...]
    frames: Frames
    fingerprints: tuple[Fingerprint, ...]
    refusal: str = ""
    hint: str = ""
    damage: Notice | None = None
    missing: Path | None = None

    @property
    def path(self) -> Path | None:
        """The file that the view begins with, or None where there is only a clock."""
        return self.paths[0] if self.paths else None


def read_video(
    session: Session,
    known: Sequence[Fingerprint | None],
    *,
    cancel: Cancel | None = None,
    progress: Progress | None = None,
) -> Video:
    """Return the session's main view; a missing or other file than ``known`` is refused for coding, not for viewing.

    ``known`` are the fingerprints of the view's files. Raises CoderError when a file cannot be read, or is missing
    with nothing known of it, and Stopped when ``cancel`` says so.
    """
    if session.clock is not None and not session.media:
        return Video((), SteadyFrames(session.clock.frames, session.clock.duration_ms), ())
    paths = tuple(session.media_path(number) for number in range(len(session.views()[0])))
    whole = (*known, *(None for _ in paths))[: len(paths)]
    missing = next((path for path in paths if not path.exists()), None)
    if missing is not None:
        return _missing_video(paths, missing, whole)
    return _found_video(paths, whole, read_all_times(paths, cancel, progress))


def _missing_video(paths: tuple[Path, ...], missing: Path, known: Sequence[Fingerprint | None]) -> Video:
    prints = tuple(found for found in known if found is not None)
    if len(prints) < len(paths):
        raise CoderError(f"The video {missing.name} is missing.", "Put it back, or use Locate… to say where it is.")
    frames = join([SteadyFrames(found.frames, found.duration_ms) for found in prints])
    refusal = f"the video {missing.name} is missing."
    return Video(paths, frames, prints, refusal, "Use Locate… to say where it is.", missing=missing)


def read_all_times(
    paths: Sequence[Path], cancel: Cancel | None = None, progress: Progress | None = None
) -> list["FrameIndex | SoundTimes"]:
    """Return the times of every file's frames, kept for the next time; raise CoderError, or Stopped by ``cancel``."""
    from coder.media.sound_only import read_times

    cache, count = cache_folder() / "index", len(paths)
    return [
        read_times(
            path, cancel=cancel, progress=portion(progress, number / count, (number + 1) / count), cache_dir=cache
        )
        for number, path in enumerate(paths)
    ]


def _found_video(
    paths: tuple[Path, ...], known: Sequence[Fingerprint | None], indexes: Sequence["FrameIndex | SoundTimes"]
) -> Video:
    from coder.media.fingerprint import read_fingerprint
    from coder.media.sound_only import SoundTimes

    silent = next((path for path, found in zip(paths, indexes, strict=True) if isinstance(found, SoundTimes)), None)
    if silent is not None and len(paths) > 1:
        raise CoderError(f"{silent.name} holds only sound.", "One camera's files all need a picture.")
    prints = tuple(read_fingerprint(path, index=index) for path, index in zip(paths, indexes, strict=True))
    damages = (damage_notice(path, index) for path, index in zip(paths, indexes, strict=True))
    damage = next((notice for notice in damages if notice is not None), None)
    for path, expected, found in zip(paths, known, prints, strict=True):
        if expected is not None and found != expected:
            which = "this video" if len(paths) == 1 else path.name
            refusal = f"{which} differs from the one coded: {differences(expected, found)}."
            return Video(paths, join(indexes), prints, refusal, "Locate the original, or continue view-only.")
    return Video(paths, join(indexes), prints, damage=damage)


def join(parts: Sequence[Frames]) -> Frames:
    """Return the frames of one file, or those of several as one film."""
    return parts[0] if len(parts) == 1 else Playlist(parts)


def damage_notice(path: Path, index: "FrameIndex | SoundTimes") -> Notice | None:
    """Return what to say of a video that is cut or damaged at its end."""
    if "cut" not in getattr(index, "complaints", ()):
        return None
    message = f"{path.name} is cut or damaged at its end: it can be played to {format_short_time(index.duration_ms)}."
    return Notice(message, "Fetch the whole file before you code, if there is one.", Severity.WARNING)


def differences(known: Fingerprint, found: Fingerprint) -> str:
    """Say in words how a video differs from the one that is known: cut, re-encoded, or another one."""
    return compare(known, found).sentence() or "nothing differs"


def current_scheme(session: Session, keymap: Keymap) -> "LoadedScheme":
    """Load the scheme that a session names, checked against the player's keys; raise CoderError with every fault."""
    from coder.scheme.loader import load_scheme

    folders = (session.folder, session.folder.parent / "schemes", shipped_folder("schemes"))
    return load_scheme(scheme_of(session), player_keys=keymap.titles(), search=folders)


def scheme_notice(session: Session, keymap: Keymap, stored: "LoadedScheme") -> Notice | None:
    """Return what to say when the session's scheme is no longer the one the observation was begun with."""
    from coder.scheme.loader import describe_difference

    begun = f"This observation goes on under {stored.scheme.id} {stored.scheme.version}, which it was begun with"
    try:
        current = current_scheme(session, keymap)
    except CoderError as error:
        return Notice(f"{begun}: the scheme file cannot be used now.", error.message, Severity.WARNING)
    if current.sha256 == stored.sha256:
        return None
    changes = describe_difference(stored.scheme, current.scheme)
    said = "; ".join(change.rstrip(".") for change in changes[:4]) + ("; …" if len(changes) > 4 else "")
    what = said or "wording only"
    words = f"The scheme has changed since coding began: {what}."
    button = MIGRATE if is_newer(current.scheme, stored.scheme) else ""
    return Notice(words, f"{begun}.", Severity.WARNING, button)


def is_newer(current: Scheme, stored: Scheme) -> bool:
    """Tell whether an observation may go from one scheme to the other: to a later version, or to another wording."""
    return current.id == stored.id and parse(current.version) >= parse(stored.version)


def key_notice(scheme: Scheme, keymap: Keymap) -> Notice | None:
    """Return what to say when a code's key is a player's key as well."""
    titles = keymap.titles()
    clashes = [
        f"{code.key} is both {tier.id}.{code.id} and “{titles[code.key]}”"
        for tier in scheme.lanes
        for code in tier.codes
        if code.key in titles
    ]
    if not clashes:
        return None
    hint = "Choose other player keys in Help › Player keys; until then the player's key wins."
    return Notice(f"{'; '.join(clashes)}.", hint, Severity.WARNING)
