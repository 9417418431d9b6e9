"""A study and its sessions."""

from dataclasses import dataclass
from pathlib import Path

from coder.model.media import Fingerprint


@dataclass(frozen=True, slots=True)
class Medium:
    """One media file of a session: its path as written, and where its first frame lies in media time.

    ``file`` is relative to the session's folder, written with ``/``; ``outside`` says that it is meant to leave it.
    """

    file: str
    offset_s: float = 0.0
    outside: bool = False
    fingerprint: Fingerprint | None = None


@dataclass(frozen=True, slots=True)
class Session:
    """One visit that was filmed: who, which media, which scheme."""

    id: str
    folder: Path
    media: tuple[Medium, ...]
    scheme: str
    dyad: str = ""
    visit: str = ""
    study: str = ""

    def media_path(self, number: int = 0) -> Path:
        """Return where a medium lies on this computer."""
        return (self.folder / self.media[number].file).resolve()


@dataclass(frozen=True, slots=True)
class Study:
    """A folder of sessions."""

    id: str
    folder: Path
    title: str = ""
    sessions: tuple[Session, ...] = ()
