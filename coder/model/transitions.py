"""Which code follows which: counts, what chance would give, and how far they are apart."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Transition:
    """One cell: how often ``following`` came a lag after ``first``. What is None cannot be computed, by ``reason``."""

    first: str
    following: str
    n: int
    expected: float | None
    probability: float | None
    z: float | None
    p: float | None
    yules_q: float | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Transitions:
    """All cells of one lag, row by row, and the likelihood-ratio chi square of the whole table with its df."""

    lag: int
    cells: tuple[Transition, ...]
    n: int
    chi_square: float | None = None
    df: int | None = None
