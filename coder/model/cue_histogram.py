"""Responses around cues, and how many of them chance alone would put there."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CueBin:
    """What begins in ``[low_ms, high_ms)`` after the cue (before it where negative).

    ``cues``: those for which all of it was codable, in one stretch with the cue. ``per_min``: responses per minute of
    that time; ``chance``, ``chance_low`` and ``chance_high``: the mean of the turns and the middle 95 % of them. None
    where no cue could be used.
    """

    low_ms: int
    high_ms: int
    responses: int
    cues: int
    per_min: float | None = None
    chance: float | None = None
    chance_low: float | None = None
    chance_high: float | None = None


@dataclass(frozen=True, slots=True)
class CueHistogram:
    """The bins in order; ``reason`` says why there are none."""

    bins: tuple[CueBin, ...]
    bin_ms: int
    cues: int
    responses: int
    sessions: int
    turns: int
    reason: str = ""
