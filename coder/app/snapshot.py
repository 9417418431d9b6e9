"""A snapshot: one exact frame of the session's video as a PNG in the session's folder, saying what it shows."""

from pathlib import Path
from typing import Protocol

from coder.app.ports import Frames
from coder.errors import CoderError
from coder.media.playlist import Playlist
from coder.model.session import Session
from coder.model.time import format_seconds, format_time

FOLDER = "snapshots"


class Filmed(Protocol):
    """What one camera filmed: its files, and their frames as one film."""

    @property
    def paths(self) -> tuple[Path, ...]:
        """The files."""

    @property
    def frames(self) -> Frames | None:
        """The frames, where they could be read."""


def write_snapshot(session: Session, film: Filmed, n: int, *, camera: int = 0, at_ms: int | None = None) -> Path:
    """Write frame ``n`` of a camera, as it is in the file, to the session's ``snapshots``; return where it lies.

    ``camera`` counts from 0, the main one; ``at_ms`` is the media time at which another one shows the frame. The time
    stands in its name, and session, time and frame in the picture file's own texts: no path, no person. Raises
    CoderError when there is no picture, it cannot be decoded, or the folder cannot be written.
    """
    from coder.media.frame_index import FrameIndex
    from coder.media.frames import FrameReader
    from coder.media.snapshot import write_png

    frames = film.frames
    place = frames.place(n) if isinstance(frames, Playlist) else None
    index = frames.parts[place.file] if isinstance(frames, Playlist) and place is not None else frames
    if frames is None or not isinstance(index, FrameIndex):
        raise CoderError("There is no picture to keep.", "Snapshots are of sessions with a video.")
    ms = frames.time_ms(n) if at_ms is None else at_ms
    who = f"{session.id}_camera{camera + 1}" if camera else session.id
    path = session.folder / FOLDER / snapshot_name(who, ms, n)
    with FrameReader(film.paths[place.file if place is not None else 0], index) as reader:
        picture = reader.picture(place.frame if place is not None else n)
    texts = {"Session": session.id, "Media time (s)": format_seconds(ms), "Frame": str(n)}
    write_png(picture, path, {**texts, **({"Camera": str(camera + 1)} if camera else {})})
    return path


def snapshot_name(who: str, ms: int, n: int) -> str:
    """Return a file's name that any system takes and that sorts by time: ``D01_0-00-42.480_f001062.png``."""
    plain = "".join(sign if sign.isalnum() or sign in "-_." else "_" for sign in who)
    return f"{plain}_{format_time(ms).replace(':', '-')}_f{n:06}.png"
