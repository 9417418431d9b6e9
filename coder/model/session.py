"""A study and its sessions."""

from dataclasses import dataclass
from pathlib import Path

from coder.model.media import Fingerprint


@dataclass(frozen=True, slots=True)
class Medium:
    """One media file of a session: its path as written, and where its first frame lies in media time.

    ``file`` is relative to the session's folder, written with ``/``; ``outside`` says that it is meant to leave it.
    ``continues`` says that it goes on where the medium before it ends: both are one view, filmed in several files.
    ``sha256`` is that of the whole file, in hex; empty until it was read whole.
    """

    file: str
    offset_s: float = 0.0
    outside: bool = False
    fingerprint: Fingerprint | None = None
    continues: bool = False
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class SessionClock:
    """The clock of a session without media: how long it runs, and how finely time is counted.

    ``offset_s`` corrects it: what is to be added to its times to have the right ones. Coded times stay as they are.
    """

    length_s: float
    frames_per_s: float = 25.0
    offset_s: float = 0.0

    @property
    def duration_ms(self) -> int:
        """Return where it ends."""
        return round(self.length_s * 1000)

    @property
    def frames(self) -> int:
        """Return how many instants it counts."""
        return max(1, round(self.length_s * self.frames_per_s))


@dataclass(frozen=True, slots=True)
class Session:
    """One visit: who, which media, which scheme. Without media it has a ``clock``.

    ``age_days``: how old the infant was, None where it is not said; a birth date is never kept.
    """

    id: str
    folder: Path
    media: tuple[Medium, ...]
    scheme: str
    dyad: str = ""
    visit: str = ""
    study: str = ""
    clock: SessionClock | None = None
    age_days: int | None = None

    def media_path(self, number: int = 0) -> Path:
        """Return where a medium lies on this computer."""
        return (self.folder / self.media[number].file).resolve()

    def views(self) -> tuple[tuple[Medium, ...], ...]:
        """Return the media by camera, the main one first, none without media; one camera's files follow one another."""
        begins = [number for number, medium in enumerate(self.media) if not medium.continues]
        ends = [*begins[1:], len(self.media)] if begins else []
        return tuple(self.media[begin:end] for begin, end in zip(begins, ends, strict=True))


@dataclass(frozen=True, slots=True)
class Study:
    """A folder of sessions."""

    id: str
    folder: Path
    title: str = ""
    sessions: tuple[Session, ...] = ()
