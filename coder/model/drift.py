"""Drift: a coder's agreement over the dates of coding, and with the coder's own coding."""

from dataclasses import dataclass
from datetime import date

from coder.model.training import Figure, Standing

GOLD, PARTNER = "gold", "partner"
"""What a coder is held against."""


@dataclass(frozen=True, slots=True)
class DriftPoint:
    """How far a coder agrees in one session, and in the last ``sessions`` of them together.

    ``coded`` is when it was last coded (UTC, ISO 8601); ``partner`` whose the other observation is.
    """

    coder: str
    pass_id: str
    against: str
    partner: str
    session: str
    coded: str
    figure: Figure
    sessions: int
    rolled: Figure

    @property
    def day(self) -> date:
        """The day it was coded on (UTC)."""
        return date.fromisoformat(self.coded[:10])


@dataclass(frozen=True, slots=True)
class Repeat:
    """How far a coder agrees with the own earlier coding of a video; ``session`` is the one that was coded later."""

    coder: str
    pass_id: str
    video: str
    session: str
    first: str
    second: str
    figure: Figure

    @property
    def days(self) -> int:
        """How many days lie between."""
        return (date.fromisoformat(self.second[:10]) - date.fromisoformat(self.first[:10])).days


@dataclass(frozen=True, slots=True)
class Drift:
    """Everything over time; points by coder, pass, kind and tier, then by date."""

    points: tuple[DriftPoint, ...]
    repeats: tuple[Repeat, ...]
    standings: tuple[Standing, ...]
    rolling: int
    notes: tuple[str, ...] = ()

    @property
    def coders(self) -> tuple[str, ...]:
        """Return who is in it, by name."""
        return tuple(sorted({one.coder for one in self.points} | {one.coder for one in self.repeats}))

    def tests(self) -> tuple[Standing, ...]:
        """Return whose re-test is planned, the earliest first."""
        planned = [one for one in self.standings if one.due is not None]
        return tuple(sorted(planned, key=lambda one: (one.due or date.max, one.coder, one.pass_id)))
