"""What a person says of another program's file: how its table is to be read, and which codes of ours are whose."""

from dataclasses import dataclass
from enum import StrEnum


class TimeFormat(StrEnum):
    """How times are written in a table."""

    SECONDS = "seconds"
    MILLISECONDS = "ms"
    CLOCK = "clock"
    FRAMES = "frames"
    TIMECODE = "timecode"


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column of a table is what, by the words at its head; an empty one is not there.

    ``edge`` says of each row whether a state begins or ends in it. ``head_line`` is the row (from 1, empty ones not
    counted) that the heads stand in. ``side_by_side``: the columns of several tiers stand beside one another, each with
    its tier's name and a dot in front.
    """

    sign: str = ","
    decimal: str = "."
    time: TimeFormat = TimeFormat.SECONDS
    frames_per_s: float = 25.0
    head_line: int = 1
    side_by_side: bool = False
    onset: str = ""
    offset: str = ""
    duration: str = ""
    edge: str = ""
    kind: str = ""
    tier: str = ""
    actor: str = ""
    code: str = ""
    target: str = ""
    comment: str = ""
    session: str = ""
    coder: str = ""
    media: str = ""
    modifiers: tuple[str, ...] = ()


ROLES = (
    "onset",
    "offset",
    "duration",
    "edge",
    "kind",
    "tier",
    "actor",
    "code",
    "target",
    "comment",
    "session",
    "coder",
    "media",
)
"""What a column may be, besides a modifier."""


@dataclass(frozen=True, slots=True)
class MappedTier:
    """What a tier of the file is in our scheme: a tier (``to``), and its codes and modifiers by the names in the file.

    A code may go to another tier, as ``tier.code``; where a name leads to nothing, nothing is there for it.
    """

    tier: str
    to: str = ""
    codes: tuple[tuple[str, str], ...] = ()
    modifiers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ImportMap:
    """All that was said of a file; None where nothing was said of its columns."""

    columns: Columns | None = None
    tiers: tuple[MappedTier, ...] = ()

    def tier(self, name: str) -> MappedTier | None:
        """Find what was said of a tier of the file."""
        return next((tier for tier in self.tiers if tier.tier == name), None)


NOTHING_SAID = ImportMap()
