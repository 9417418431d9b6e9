"""How long something had not happened yet: a curve with its intervals, and comparisons of curves."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Waiting:
    """How long something was waited for, in ms, and whether it came; otherwise the wait was cut short there."""

    ms: int
    came: bool


@dataclass(frozen=True, slots=True)
class Step:
    """The curve from an instant on: at risk just before, events at it, the share still waiting, and its interval."""

    ms: int
    at_risk: int
    events: int
    survival: float
    se: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Survival:
    """A curve; ``median_ms`` is the first instant with a share of one half or less, None where ``reason`` says why."""

    n: int
    events: int
    steps: tuple[Step, ...]
    median_ms: int | None
    reason: str = ""

    def at(self, ms: int) -> float | None:
        """Return the share still waiting just after an instant; None where nobody was ever waited for."""
        if not self.n:
            return None
        share = 1.0
        for step in self.steps:
            if step.ms > ms:
                break
            share = step.survival
        return share


@dataclass(frozen=True, slots=True)
class LogRank:
    """Whether curves differ: chi square with its df and p; observed and expected events of each group."""

    chi_square: float | None
    df: int
    p: float | None
    observed: tuple[int, ...]
    expected: tuple[float, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class HazardRatio:
    """How much sooner the second of two groups is answered, its logarithm with a standard error and two-tailed p.

    None where ``reason`` says why; ``dyads``: how many the standard error rests on.
    """

    ratio: float | None = None
    log_ratio: float | None = None
    log_se: float | None = None
    p: float | None = None
    dyads: int = 0
    reason: str = ""


NO_RATIO = HazardRatio()
