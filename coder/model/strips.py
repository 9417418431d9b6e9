"""Strips of time one under the other: what each coder has, and where they differ."""

from dataclasses import dataclass

from coder.model.chart import Axis


@dataclass(frozen=True, slots=True)
class Stretch:
    """From where to where something holds; an instant has no ``high``. ``shade`` is its place in the legend."""

    low: float
    high: float | None
    shade: int
    words: str
    datum: object = None


@dataclass(frozen=True, slots=True)
class Strip:
    """What one coder has, or where two differ; its shades are places in ``legend``."""

    name: str
    legend: tuple[str, ...]
    stretches: tuple[Stretch, ...]
    apart: bool = False
    """Whether it is of another kind than the others, with shades of its own: where coders differ."""


@dataclass(frozen=True, slots=True)
class Strips:
    """Strips over one axis of time."""

    title: str
    x: Axis
    strips: tuple[Strip, ...]
    blank: tuple[tuple[float, float], ...] = ()
    """Where nothing counts: outside codable time."""
    note: str = ""
