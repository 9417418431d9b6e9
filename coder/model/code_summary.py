"""What is said of one code in a stretch of time: how often, how long, how soon."""

from dataclasses import dataclass
from enum import StrEnum


class NoLength(StrEnum):
    """Why there is no mean, median or SD of lengths."""

    POINT = "point"
    INTERVAL = "interval"
    NEVER = "never"
    ONLY_TRUNCATED = "only_truncated"
    ONLY_ONE = "only_one"


class NoLatency(StrEnum):
    """Why it is not known how soon a code first began."""

    NEVER = "never"
    ALREADY_THERE = "already_there"
    NOT_SEEN = "not_seen"
    INTERVAL = "interval"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was counted: a phase as marked (no name: all that counts), a window in it, and from when on."""

    phase: str = ""
    window: str = ""
    onset_ms: int = 0


@dataclass(frozen=True, slots=True)
class Judged:
    """How long a place is, and how much of that a tier could be judged; ``missing``: less than the scheme asks for."""

    whole_ms: int
    codable_ms: int
    missing: bool | None = None


@dataclass(frozen=True, slots=True)
class Lengths:
    """Lengths of the ``n`` whole ones, in ms; sums are exact. ``reason``: why some of it is None."""

    n: int = 0
    sum_ms: int = 0
    twice_median_ms: int | None = None
    sd_ms: float | None = None
    reason: NoLength | None = None


@dataclass(frozen=True, slots=True)
class CodeSummary:
    """One code in one place. Points have no ``total_ms`` and no ``truncated``."""

    place: Place
    actor: str
    tier: str
    code: str
    kind: str
    judged: Judged
    count: int
    total_ms: int | None = None
    truncated: int | None = None
    lengths: Lengths = Lengths()
    latency_ms: int | None = None
    no_latency: NoLatency | None = None
