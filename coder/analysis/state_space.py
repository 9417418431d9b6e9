"""State space grid: the dyad's way through the cells that two partners' states make (Lewis, Lamey & Douglas 1999).

An event is an entry of the trajectory, a visit a stay in one cell however many events it has. With n cells, d_i the
time in each and D all of it: dispersion 1 − (n Σ(d_i/D)² − 1)/(n − 1), 0 in one cell, 1 when spread over all n
(Hollenstein 2013). Transitions per minute: moves from cell to cell by D. Entropy −Σ p log2 p over visits, and over
time. Attractor: the cell with the longest mean visit; quickest return: that with the shortest mean time from leaving to
coming back. An interruption ends a visit, and nobody returns across it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import log2

from coder.model.dyad import CellFound, Grid

Cell = tuple[str, str]
Entry = tuple[Cell, int, int]
"""A cell with its onset and offset in ms."""


@dataclass
class _Stays:
    """What is gathered of one cell."""

    visits: int = 0
    duration_ms: int = 0
    returns_ms: list[int] = field(default_factory=list)


def state_space_grid(runs: Iterable[Sequence[Entry]], n_cells: int) -> Grid:
    """Return the measures of a trajectory; ``runs``: entries in order, each beginning where the one before ends.

    Raises ValueError for entries that do not follow on, and where there are fewer cells than were visited.
    """
    stays: dict[Cell, _Stays] = defaultdict(_Stays)
    events = moves = 0
    for run in runs:
        events += len(run)
        moves += _follow(run, stays)
    if len(stays) > n_cells:
        raise ValueError("more cells were visited than there are")
    duration = sum(one.duration_ms for one in stays.values())
    visits = sum(one.visits for one in stays.values())
    cells = tuple(
        CellFound(cell, one.visits, one.duration_ms, _mean(one.returns_ms)) for cell, one in sorted(stays.items())
    )
    if not duration:
        return Grid(cells, n_cells, events, visits, 0, reason="there is no codable time in which both have a state")
    back = [cell for cell in cells if cell.mean_return_ms is not None]
    return Grid(
        cells,
        n_cells,
        events,
        visits,
        duration,
        moves * 60_000 / duration,
        duration / events,
        duration / visits,
        duration / len(cells),
        _dispersion([cell.duration_ms for cell in cells], n_cells),
        _entropy([cell.visits for cell in cells]),
        _entropy([cell.duration_ms for cell in cells]),
        max(cells, key=lambda cell: cell.duration_ms / cell.visits).cell,
        min(back, key=lambda cell: cell.mean_return_ms or 0).cell if back else None,
    )


def _follow(run: Sequence[Entry], stays: dict[Cell, _Stays]) -> int:
    """Gather a run into the cells, and return how often the dyad moved."""
    left: dict[Cell, int] = {}
    before: Entry | None = None
    moves = 0
    for entry in run:
        cell, onset, offset = entry
        if offset <= onset or (before is not None and before[2] != onset):
            raise ValueError("entries follow one another, and each takes some time")
        stays[cell].duration_ms += offset - onset
        if before is None or before[0] != cell:
            stays[cell].visits += 1
            if before is not None:
                moves += 1
                left[before[0]] = onset
            if cell in left:
                stays[cell].returns_ms.append(onset - left[cell])
        before = entry
    return moves


def _dispersion(durations: Sequence[int], n_cells: int) -> float | None:
    if n_cells < 2:
        return None
    whole = sum(durations)
    return 1 - (n_cells * sum((ms / whole) ** 2 for ms in durations) - 1) / (n_cells - 1)


def _entropy(counts: Sequence[int]) -> float:
    whole = sum(counts)
    return -sum(count / whole * log2(count / whole) for count in counts if count) + 0.0


def _mean(values: Sequence[int]) -> float | None:
    return sum(values) / len(values) if values else None
