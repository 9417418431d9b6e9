"""A snapshot: one exact frame of the session's video as a PNG in the session's folder, saying what it shows."""

from pathlib import Path

from coder.app.entering import Video
from coder.errors import CoderError
from coder.media.playlist import Playlist
from coder.model.session import Session
from coder.model.time import format_seconds, format_time

FOLDER = "snapshots"


def write_snapshot(session: Session, video: Video, n: int) -> Path:
    """Write frame ``n`` of the main view, as it is in the file, to the session's ``snapshots``; return where it lies.

    The time stands in its name, and session, time and frame in the picture file's own texts: no path, no person.
    Raises CoderError when there is no picture, it cannot be decoded, or the folder cannot be written.
    """
    from coder.media.frame_index import FrameIndex
    from coder.media.frames import FrameReader
    from coder.media.snapshot import write_png

    frames = video.frames
    place = frames.place(n) if isinstance(frames, Playlist) else None
    index = frames.parts[place.file] if isinstance(frames, Playlist) and place is not None else frames
    if not isinstance(index, FrameIndex):
        raise CoderError("There is no picture to keep.", "Snapshots are of sessions with a video.")
    ms = frames.time_ms(n)
    path = session.folder / FOLDER / snapshot_name(session.id, ms, n)
    with FrameReader(video.paths[place.file if place is not None else 0], index) as reader:
        picture = reader.picture(place.frame if place is not None else n)
    write_png(picture, path, {"Session": session.id, "Media time (s)": format_seconds(ms), "Frame": str(n)})
    return path


def snapshot_name(session_id: str, ms: int, n: int) -> str:
    """Return a file's name that any system takes and that sorts by time: ``D01_0-00-42.480_f001062.png``."""
    plain = "".join(sign if sign.isalnum() or sign in "-_." else "_" for sign in session_id)
    return f"{plain}_{format_time(ms).replace(':', '-')}_f{n:06}.png"
