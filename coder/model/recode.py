"""The recode queue: events that a migration leaves to a coder's eyes."""

from dataclasses import dataclass, replace
from enum import StrEnum

from coder.model.event import Event


class Reason(StrEnum):
    """Why an event has to be looked at again."""

    SPLIT = "split"
    CHANGE_KIND = "change_kind"
    NO_ROOM = "no_room"


class Outcome(StrEnum):
    """What came of looking at an event again; ``OPEN`` while nobody has."""

    OPEN = ""
    KEPT = "kept"
    RECODED = "recoded"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class Tick:
    """What came of looking at an event again, by whom, and when (UTC, ISO 8601); ``OPEN`` takes that back."""

    outcome: Outcome
    coder: str
    time: str


@dataclass(frozen=True, slots=True)
class Recode:
    """An event to look at again: as it ``was`` before the migration, and as it stands ``now`` until somebody has.

    ``now`` is None where it could not stand under the new scheme: it waits outside the observation. ``codes`` are the
    codes (``tier.code``) it may become.
    """

    was: Event
    now: Event | None
    reason: Reason
    codes: tuple[str, ...]
    outcome: Outcome = Outcome.OPEN
    coder: str = ""
    time: str = ""

    @property
    def id(self) -> int:
        """The id of the event, which it keeps."""
        return self.was.id

    @property
    def onset_ms(self) -> int:
        """Where the video is to be opened."""
        return self.was.onset_ms

    @property
    def open(self) -> bool:
        """Tell whether nobody has looked at it yet."""
        return self.outcome is Outcome.OPEN

    def ticked(self, tick: Tick) -> "Recode":
        """Return it with what came of looking at it."""
        return replace(self, outcome=tick.outcome, coder=tick.coder, time=tick.time)
