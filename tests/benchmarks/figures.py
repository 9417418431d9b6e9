"""A figure, its goal, and the table they are printed in."""

import gc
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value; ``goal`` is the most it may be, None where it is for information."""

    name: str
    value: float
    unit: str
    goal: float | None = None

    @property
    def met(self) -> bool:
        """Tell whether the goal is met."""
        return self.goal is None or self.value <= self.goal


def cpu_ms(act: Callable[[], object]) -> float:
    """Return the CPU time of this process that an act takes, in ms."""
    began = time.process_time()
    act()
    return (time.process_time() - began) * 1000


def each_cpu_ms(acts: Iterable[Callable[[], object]]) -> list[float]:
    """Return the CPU time of each act, in ms; the garbage collector runs as it does in life."""
    gc.collect()
    return [cpu_ms(act) for act in acts]


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that a share of the values does not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, max(0, round(share * len(ordered) + 0.5) - 1))]


def print_figures(figures: Sequence[Figure]) -> None:
    """Print a table of figures and goals."""
    print(f"{'figure':<64} {'value':>10} {'goal':>10}")  # noqa: T201
    for figure in figures:
        goal = "" if figure.goal is None else f"≤ {figure.goal:g}"
        mark = "" if figure.met else "  missed"
        print(f"{figure.name:<64} {figure.value:>7.2f} {figure.unit:<3} {goal:>9}{mark}")  # noqa: T201
