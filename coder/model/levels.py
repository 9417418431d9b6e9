"""What several schemes call by one id, as the levels of a column."""

from collections.abc import Iterable
from typing import Protocol

from coder.model.scheme import Scheme
from coder.model.table import Level


class Named(Protocol):
    """What has an id, and mostly words for people."""

    @property
    def id(self) -> str:
        """Its permanent name."""

    @property
    def label(self) -> object:
        """What it is called; empty where nothing is said."""


def named_levels(parts: Iterable[Named]) -> tuple[Level, ...]:
    """Return a level for each id, in order of the first; its label is the last one that says anything."""
    found: dict[str, str] = {}
    for part in parts:
        found[part.id] = str(part.label) or found.get(part.id, "")
    return tuple(Level(one, label) for one, label in found.items())


def phase_levels(schemes: Iterable[Scheme]) -> tuple[Level, ...]:
    """Return the phases of all procedures."""
    return named_levels(phase for scheme in schemes for phase in scheme.procedure.phases)


def tier_levels(schemes: Iterable[Scheme]) -> tuple[Level, ...]:
    """Return the tiers of all schemes, those of phases and uncodable time among them."""
    return named_levels(tier for scheme in schemes for tier in scheme.lanes)
