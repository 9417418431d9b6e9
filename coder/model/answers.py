"""What became of a cue: answered, not answered, or not to be seen to its end."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What became of a cue within its window."""

    ANSWERED = "answered"
    UNANSWERED = "unanswered"
    CENSORED = "censored"


@dataclass(frozen=True, slots=True)
class Answer:
    """One cue: ``latency_ms`` when it was answered, else ``censored_at_ms`` until when nothing had come.

    ``response`` is the place of the responding onset among all response onsets in order.
    """

    cue_ms: int
    outcome: Outcome
    latency_ms: int | None = None
    censored_at_ms: int | None = None
    response: int | None = None
