"""Say what a video is compared with the one that is known. Standard library only."""

from dataclasses import dataclass
from enum import Enum

from coder.model.media import Fingerprint

SAME_LENGTH_MS = 100
SAME_LENGTH_SHARE = 0.001


class Kind(Enum):
    """How a video relates to the one that is known."""

    SAME = "the same file"
    RE_ENCODED = "re-encoded"
    CUT = "cut"
    EXTENDED = "longer"
    OTHER_RATE = "another frame rate"
    OTHER = "another video"


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs; ``frames``, ``duration_ms`` and ``size_bytes``: by how much there is more, negative for less."""

    kind: Kind
    frames: int
    duration_ms: int
    size_bytes: int

    @property
    def times_hold(self) -> bool:
        """Say whether what was coded still lies on the same frames, as far as counting tells."""
        return self.kind in {Kind.SAME, Kind.RE_ENCODED}

    def sentence(self) -> str:
        """Return what a person should know, as part of a sentence; empty when nothing differs."""
        if self.kind is Kind.SAME:
            return ""
        if self.kind is Kind.RE_ENCODED:
            return "the same number of frames and the same length, but other bytes: it was re-encoded"
        return f"{_frames(self.frames)}, {_length(self.duration_ms)}: {_MEANINGS[self.kind]}"


_MEANINGS = {
    Kind.CUT: "it looks cut",
    Kind.EXTENDED: "it goes on for longer",
    Kind.OTHER_RATE: "it has another frame rate",
    Kind.OTHER: "it is another video",
}


def compare(known: Fingerprint, found: Fingerprint) -> Difference:
    """Return what differs in ``found``, compared with the ``known`` video."""
    frames, length = found.frames - known.frames, found.duration_ms - known.duration_ms
    return Difference(_kind(known, found), frames, length, found.size_bytes - known.size_bytes)


def _kind(known: Fingerprint, found: Fingerprint) -> Kind:
    if (found.digest, found.size_bytes) == (known.digest, known.size_bytes):
        return Kind.SAME
    frames, length = found.frames - known.frames, found.duration_ms - known.duration_ms
    slack = max(SAME_LENGTH_MS, SAME_LENGTH_SHARE * known.duration_ms)
    if frames == 0:
        return Kind.RE_ENCODED if abs(length) <= slack else Kind.OTHER_RATE
    if abs(length) <= slack and abs(frames) > slack * known.frames / max(1, known.duration_ms):
        return Kind.OTHER_RATE
    if not _at_same_rate(known, found):
        return Kind.OTHER
    return Kind.CUT if frames < 0 else Kind.EXTENDED


def _at_same_rate(known: Fingerprint, found: Fingerprint) -> bool:
    """Say whether frames are as long as before; a torn end may miss some."""
    usual_ms = known.duration_ms / max(1, known.frames)
    return abs(found.duration_ms - usual_ms * found.frames) <= max(0.02 * found.duration_ms, 4 * usual_ms)


def _frames(more: int) -> str:
    if not more:
        return "the same number of frames"
    return f"{abs(more)} {'frame' if abs(more) == 1 else 'frames'} {'more' if more > 0 else 'fewer'}"


def _length(more_ms: int) -> str:
    if not more_ms:
        return "the same length"
    return f"{abs(more_ms) / 1000:.3f} s {'longer' if more_ms > 0 else 'shorter'}"
