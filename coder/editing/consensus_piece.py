"""What two coders have in a piece of codable time: the ground that a consensus is made on. Pure."""

from dataclasses import dataclass

from coder.model.consensus import NOWHERE, RATING, Key
from coder.model.event import Event

UNCODED = 0
"""The id of an event that nobody coded: a computed default."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of codable time, or an instant (no offset), with what each coder has there.

    ``said`` are the events as they were coded, None where there is none; a computed default is one with the id
    ``UNCODED``. Of a rating ``stream`` is the item, and ``codes`` are the values, empty where it is not rated.
    """

    tier: str
    stream: str
    onset_ms: int
    offset_ms: int | None
    codes: tuple[str, str]
    said: tuple[Event | None, Event | None]
    asked: str = ""
    phase: str = ""

    @property
    def key(self) -> Key:
        """What tells its disagreement from others."""
        when = (0, None) if self.asked == RATING else (self.onset_ms, self.offset_ms)
        return (self.tier, self.stream, *when, *self.codes, self.asked, self.phase, NOWHERE)

    @property
    def agreed(self) -> bool:
        """Tell whether both coders have the same code."""
        return self.codes[0] == self.codes[1]
