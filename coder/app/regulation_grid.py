"""The state space grid as a chart: how long the dyad was in each cell, and the way it took there."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from coder.app.regulation_moments import moments_of_cell
from coder.model.chart import Cell, HeatMap
from coder.model.regulation import Stay, Trajectory

TRAIL = 24
"""How many stays back the way is shown while the video plays."""
_GOLDEN = 0.6180339887498949
_EDGE = 0.2


@dataclass(frozen=True, slots=True)
class Seen:
    """What was seen of a cell."""

    visits: int = 0
    duration_ms: int = 0


def grid_chart(trajectories: Sequence[Trajectory]) -> HeatMap:
    """Return the grid of some trajectories over the same two tiers; a cell leads to its visits.

    Rows are the second partner's codes, columns the first's. A cell is as warm as its share of the time; that with the
    longest mean visit has a frame. Of one session the way of its first uninterrupted run is drawn.
    """
    first, second = _codes(trajectories)
    seen = _seen(trajectories)
    whole = sum(one.duration_ms for one in seen.values()) or 1
    drawn_to = max(seen, key=lambda cell: seen[cell].duration_ms / seen[cell].visits, default=None)
    cells = tuple(
        tuple(
            _cell(trajectories, (column, row), seen.get((column, row)), whole, (column, row) == drawn_to)
            for column in first
        )
        for row in second
    )
    tiers = trajectories[0].tiers if trajectories else ("", "")
    runs = trajectories[0].runs if len(trajectories) == 1 else ()
    path = _way(trajectories[0], runs[0]) if runs else ()
    title = f"{tiers[0]} and {tiers[1]} together"
    return HeatMap(title, tiers[1], tiers[0], second, first, cells, path)


def follow(chart: HeatMap, trajectory: Trajectory, ms: int) -> HeatMap:
    """Return the chart with the way up to an instant: its end is where the dyad is; nothing outside every run."""
    stays = _until(trajectory, ms)
    return replace(chart, path=_way(trajectory, stays[-TRAIL:], len(stays)))


def place_at(trajectory: Trajectory, ms: int) -> tuple[str, str] | None:
    """Return the cell that the dyad is in at an instant; None where that cannot be told."""
    stays = _until(trajectory, ms)
    return (stays[-1].first, stays[-1].second) if stays else None


def _until(trajectory: Trajectory, ms: int) -> Sequence[Stay]:
    for run in trajectory.runs:
        if run and run[0].onset_ms <= ms < run[-1].offset_ms:
            return run[: bisect_right(run, ms, key=_onset)]
    return ()


def _onset(stay: Stay) -> int:
    return stay.onset_ms


def _codes(trajectories: Sequence[Trajectory]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    first = dict.fromkeys(code for one in trajectories for code in one.codes[0])
    second = dict.fromkeys(code for one in trajectories for code in one.codes[1])
    return tuple(first), tuple(second)


def _seen(trajectories: Sequence[Trajectory]) -> dict[tuple[str, str], Seen]:
    found: dict[tuple[str, str], Seen] = {}
    for run in (run for one in trajectories for run in one.runs):
        before: tuple[str, str] | None = None
        for stay in run:
            cell = (stay.first, stay.second)
            have = found.get(cell, Seen())
            long = stay.offset_ms - stay.onset_ms
            found[cell] = Seen(have.visits + (cell != before), have.duration_ms + long)
            before = cell
    return found


def _cell(
    trajectories: Sequence[Trajectory], cell: tuple[str, str], seen: Seen | None, whole: int, framed: bool
) -> Cell:
    where = f"{cell[0]} with {cell[1]}"
    if seen is None:
        return Cell(None, "", f"{where}: never.")
    share = seen.duration_ms / whole
    mean = seen.duration_ms / seen.visits / 1000
    most = "; the longest mean visit" if framed else ""
    visits = "1 visit" if seen.visits == 1 else f"{seen.visits} visits"
    words = f"{where}: {share * 100:.0f} % of the time, {visits}, {mean:.2f} s each{most}. Enter plays them."
    return Cell(share, f"{share * 100:.0f} %", words, moments_of_cell(trajectories, cell, where), framed)


def _way(trajectory: Trajectory, stays: Sequence[Stay], until: int = 0) -> tuple[tuple[float, float], ...]:
    """Return a place for each stay, spread over its cell so that visits do not hide each other."""
    first, second = ({code: at for at, code in enumerate(side)} for side in trajectory.codes)
    begin = max(0, until - len(stays))
    return tuple(
        (
            first[stay.first] + _spread(number * _GOLDEN),
            second[stay.second] + _spread(number * _GOLDEN * _GOLDEN + 0.5),
        )
        for number, stay in enumerate(stays, begin)
        if stay.first in first and stay.second in second
    )


def _spread(value: float) -> float:
    return _EDGE + (value % 1.0) * (1 - 2 * _EDGE)
