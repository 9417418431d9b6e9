"""Where the phases of a session really lie: what all its coders share."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PhaseMark:
    """A phase, ``[onset_ms, offset_ms)`` in media time; without an onset it did not take place.

    ``reason`` says why it ended early; ``coder`` and ``time`` (UTC, ISO 8601) who said all this, and when.
    """

    phase: str
    onset_ms: int | None = None
    offset_ms: int | None = None
    reason: str = ""
    coder: str = ""
    time: str = ""

    @property
    def took_place(self) -> bool:
        """Tell whether the phase took place."""
        return self.onset_ms is not None

    @property
    def says(self) -> tuple[str, int | None, int | None, str]:
        """What is said of the phase, whoever says it."""
        return self.phase, self.onset_ms, self.offset_ms, self.reason


Marks = tuple[PhaseMark, ...]
