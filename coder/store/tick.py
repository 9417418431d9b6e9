"""What came of looking at an event of the recode queue again."""

from dataclasses import dataclass

from coder.model.recode import Outcome


@dataclass(frozen=True, slots=True)
class Tick:
    """The outcome, by whom, and when (UTC, ISO 8601); ``OPEN`` takes an earlier one back."""

    outcome: Outcome
    coder: str
    time: str
