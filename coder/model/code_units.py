"""A stretch of a session in units of time."""

from dataclasses import dataclass, field

from coder.model.scheme import Kind, Tier

SILENT = ""
"""No code is there, and that says something."""
YES, NO = "1", "0"

UnitKey = tuple[str, str]
"""Tier id and code id; the code is empty where the codes of the tier exclude each other."""


@dataclass(frozen=True, slots=True)
class Grid:
    """``count`` units of ``step_ms`` from ``onset_ms`` on."""

    onset_ms: int
    count: int
    step_ms: int


@dataclass(frozen=True, slots=True)
class CodeUnits:
    """What is there in each unit: a code, ``SILENT``, ``YES`` or ``NO``; None where that cannot be judged."""

    phase: str
    window: str
    grid: Grid
    cells: dict[UnitKey, list[str | None]] = field(default_factory=dict)


def is_exclusive(tier: Tier, *, derived: bool = False) -> bool:
    """Tell whether a unit has one code of a tier at most: states and intervals that exclude each other."""
    return tier.exclusive and tier.kind in (Kind.STATE, Kind.INTERVAL) and not derived
