"""What a mark of a chart leads back to: moments of sessions."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant of a session (ms, media time), and in words what happens there."""

    session_id: str
    ms: int
    words: str = ""


@dataclass(frozen=True, slots=True)
class Moments:
    """All that a mark rests on, in order: ``words`` name the mark."""

    words: str
    places: tuple[Moment, ...]
