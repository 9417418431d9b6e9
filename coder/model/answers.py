"""What became of a cue: answered, not answered, or not to be seen to its end."""

from enum import StrEnum


class Outcome(StrEnum):
    """What became of a cue within its window."""

    ANSWERED = "answered"
    UNANSWERED = "unanswered"
    CENSORED = "censored"
