"""What the main view of a session is on the disk now, and where the session ends."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from coder.app.entering import join
from coder.app.ports import Frames
from coder.app.settings import cache_folder
from coder.errors import CoderError
from coder.model.media import Fingerprint, MediaFacts
from coder.model.session import Session

if TYPE_CHECKING:
    from coder.media.frame_index import FrameIndex
    from coder.media.sound_only import SoundTimes


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
