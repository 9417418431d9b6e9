"""One figure of a dyad, in a table of many kinds of figures."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """A named figure with its unit and what it rests on; ``reason`` says why there is none."""

    name: str
    value: float | None
    unit: str = ""
    n: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Aspect:
    """What is measured, in one phase or (empty) all: ``label`` begins the names of columns, ``words`` says of whom."""

    label: tuple[str, ...]
    words: str
    phase: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of an aspect of a session."""

    aspect: Aspect
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class DyadMeasures:
    """The figures of two streams of a session: what is named first leads where a lag is positive."""

    dyad_id: str
    session_id: str
    first: str
    second: str
    measures: tuple[Measure, ...]
    phase: str = ""
