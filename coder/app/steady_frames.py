"""Frame times where the video is missing: evenly spread, so that what was coded can still be looked at."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SteadyFrames:
    """``count`` frames of equal length over ``duration_ms``."""

    count: int
    duration_ms: int

    def __len__(self) -> int:
        return max(1, self.count)

    def at(self, ms: int) -> int:
        """Return the number of the frame shown at an instant, clamped to the video."""
        number = ms * len(self) // max(1, self.duration_ms)
        number += self.time_ms(min(number + 1, len(self) - 1)) <= ms
        return max(0, min(len(self) - 1, number))

    def time_ms(self, number: int) -> int:
        """Return when a frame begins."""
        return round(number * self.duration_ms / len(self))
