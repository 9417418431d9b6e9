"""What is known of a media file: what it is, how its frames lie in time, what will matter for coding."""

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Tell one video from another: ``digest`` is a sha-256 (hex) over the size and sampled bytes."""

    size_bytes: int
    duration_ms: int
    frames: int
    digest: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch without frames: the frame at ``onset_ms`` stays on the screen for ``length_ms``."""

    onset_ms: int
    length_ms: int


@dataclass(frozen=True, slots=True)
class MediaFacts:
    """Facts of a video. ``width`` and ``height`` are as shown: after rotation, in square pixels.

    ``start_s`` is the time of the first frame on the container's own time line; media time 0 is that frame.
    """

    frames: int
    duration_s: float
    nominal_fps: Fraction
    mean_fps: float
    min_fps: float
    max_fps: float
    variable: bool
    width: int
    height: int
    audio: bool
    start_s: float
    codec: str
    gaps: tuple[Gap, ...] = ()
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SoundFacts:
    """One sound of a media file: ``number`` chooses it; language (as ISO 639 says it) and title may be empty."""

    number: int
    codec: str
    hz: int
    channels: int
    language: str = ""
    title: str = ""
    default: bool = False

    def __str__(self) -> str:
        return " · ".join(part for part in (f"sound {self.number + 1}", self.title, self.language) if part)
