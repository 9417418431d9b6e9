"""Measure what a coder would feel: ``python -m tests.benchmarks [NAME …] [--markdown]`` prints a table.

Figures are CPU time of this process, and ratios taken in one run: the machines are shared and noisy.
"""

import sys
from collections.abc import Callable, Iterable, Sequence

from tests.benchmarks import (
    agreement,
    big_observation,
    exporting,
    importing,
    migrate,
    opening,
    regulating,
    scheme,
    sound_and_motion,
    start,
    video,
    window,
)
from tests.benchmarks.figures import Figure, print_figures, print_markdown

GROUPS: dict[str, Callable[[], Iterable[Figure]]] = {
    "press": window.measure_press,
    "tick": window.measure_tick,
    "start": start.measure,
    "open": lambda: [*big_observation.measure_open(), *opening.measure_turns()],
    "export": big_observation.measure_export,
    "import": importing.measure,
    "sound": sound_and_motion.measure,
    "scheme": scheme.measure,
    "agreement": agreement.measure,
    "regulation": regulating.measure,
}
BY_NAME_ONLY: dict[str, Callable[[], Iterable[Figure]]] = {  # these take minutes
    "video": video.measure,
    "migrate": migrate.measure,
    "export-study": exporting.measure,
}
MARKDOWN = "--markdown"


def main(names: Sequence[str]) -> int:
    """Measure the groups named, or all of them but those that take minutes; 1 when a figure misses its goal."""
    every = GROUPS | BY_NAME_ONLY
    groups = [name for name in names if name != MARKDOWN]
    figures = print_figures(figure for name in groups or GROUPS for figure in every[name]())
    if MARKDOWN in names:
        print_markdown(figures)
    return 0 if all(figure.met for figure in figures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
