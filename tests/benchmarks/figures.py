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


def print_markdown(figures: Sequence[Figure]) -> None:
    """Print figures named ``film: what`` as a table, a row for each what and a column for each film."""
    split = [(*figure.name.partition(": ")[::2], figure) for figure in figures]
    films = list(dict.fromkeys(film for film, _, _ in split))
    cells = {(film, what): figure for film, what, figure in split}
    print(f"| | {' | '.join(films)} | goal |\n|---|{'---|' * (len(films) + 1)}")  # noqa: T201
    for what in dict.fromkeys(what for _, what, _ in split):
        row = [cells.get((film, what)) for film in films]
        goals = {f"≤ {figure.goal:g}" for figure in row if figure is not None and figure.goal is not None}
        words = [_in_words(figure) if figure is not None else "" for figure in row]
        print(f"| {what} | {' | '.join(words)} | {', '.join(sorted(goals))} |")  # noqa: T201


def _in_words(figure: Figure) -> str:
    digits = 0 if abs(figure.value) >= 100 or figure.value == int(figure.value) else 1 if figure.value >= 10 else 2
    return f"{figure.value:.{digits}f} {figure.unit}".strip()


def print_figures(figures: Iterable[Figure]) -> list[Figure]:
    """Print a table of figures and goals, each as it comes, and return them."""
    print(f"{'figure':<64} {'value':>10} {'goal':>10}")  # noqa: T201
    return [_printed(figure) for figure in figures]


def _printed(figure: Figure) -> Figure:
    goal = "" if figure.goal is None else f"≤ {figure.goal:g}"
    mark = "" if figure.met else "  missed"
    print(f"{figure.name:<64} {figure.value:>7.2f} {figure.unit:<3} {goal:>9}{mark}", flush=True)  # noqa: T201
    return figure
