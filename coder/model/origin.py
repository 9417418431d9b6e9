"""Where the events of an observation came from that nobody coded here."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """The file of another program that an observation was made from: its format, its name, its sha-256 (hex).

    The events with an id up to ``last_id`` came from it; ids are never used again, so that stays true for ever.
    """

    format: str
    file: str
    sha256: str
    last_id: int
