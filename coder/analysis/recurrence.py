"""Categorical cross-recurrence: when does one series come to what the other was, is, or will be (Dale & Spivey 2006).

R_ij = 1 where x_i = y_j. Rate: their share of all points. Determinism: the share of them on diagonal lines of two or
more; mean and longest line; entropy −Σ p ln p of line lengths, relative to ln of the number of lengths. Laminarity and
trapping time: the same of vertical lines, runs of y at one x (Marwan et al. 2007; R's crqa). Diagonal profile:
P(x_t = y_{t+l}), l > 0 where y comes later (Richardson & Dale 2005). Values that say nothing, such as *none*, may be
left out: they recur with nothing. Series may be of several runs, such as what could be judged before and after a gap:
any instant may recur at any other, but no line goes on over the end of a run, and the profile has pairs of one run
alone. Imports numpy: import this module lazily.
"""

from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray

from coder.model.dyad import Recurrence

Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
SHORTEST = 2


def recurrence(
    x: Sequence[str],
    y: Sequence[str],
    *,
    without: Collection[str] = (),
    beside: int = 0,
    runs: Sequence[int] = (),
) -> Recurrence:
    """Return the measures of two series; ``beside``: diagonals nearer than this to the main one are left out.

    Percentages are of all len(x) × len(y) points. With ``beside`` 1 a series is compared with itself. ``runs``: how
    long each run of both is; without them both are one run.
    """
    if not x or not y:
        return Recurrence(None, reason="a series is empty")
    plot = _plot(x, y, without)
    if beside:
        away = np.abs(np.arange(len(x))[:, None] - np.arange(len(y))[None, :])
        plot &= away >= beside
    points = int(plot.sum())
    rate = 100 * points / plot.size
    if not points:
        return Recurrence(rate, reason="nothing recurs")
    plot = _apart(plot, runs)
    diagonals = [_lines(plot.diagonal(offset)) for offset in range(1 - len(plot), plot.shape[1])]
    slanted, upright = np.concatenate(diagonals), np.concatenate([_lines(row) for row in plot])
    slanted, upright = slanted[slanted >= SHORTEST], upright[upright >= SHORTEST]
    entropy, relative = _entropy(slanted)
    return Recurrence(
        rate,
        100 * int(slanted.sum()) / points,
        len(slanted),
        int(slanted.max(initial=0)),
        float(slanted.mean()) if len(slanted) else None,
        entropy,
        relative,
        100 * int(upright.sum()) / points,
        float(upright.mean()) if len(upright) else None,
        "" if len(slanted) and len(upright) else "there are no lines of two points or more",
    )


def diagonal_profile(
    x: Sequence[str], y: Sequence[str], most: int, *, without: Collection[str] = (), runs: Sequence[int] = ()
) -> list[float | None]:
    """Return P(x_t = y_{t+l}) for l from −most to most, of pairs within a run; None where no pair has that lag."""
    if len(x) != len(y):
        raise ValueError("both series have the same length")
    alike, of = _numbers(x, y, without), np.repeat(np.arange(len(runs) or 1), runs or len(x))
    return [_share(*alike, of, lag) for lag in range(-most, most + 1)]


def _share(x: Ints, y: Ints, run: Ints, lag: int) -> float | None:
    size = max(len(x) - abs(lag), 0)
    first, second = slice(max(-lag, 0), max(-lag, 0) + size), slice(max(lag, 0), max(lag, 0) + size)
    within = run[first] == run[second]
    return float((x[first] == y[second])[within].mean()) if within.any() else None


def _apart(plot: Bools, runs: Sequence[int]) -> Bools:
    """Set the runs of both series apart, so that no line goes on over the end of one."""
    ends = np.cumsum(runs[:-1], dtype=np.int64)
    return np.insert(np.insert(plot, ends, False, axis=0), ends, False, axis=1) if len(ends) else plot


def _numbers(x: Sequence[str], y: Sequence[str], without: Collection[str]) -> tuple[Ints, Ints]:
    """Return the values as numbers; those left out are −1 in one and −2 in the other, so that they never meet."""
    place = {value: at for at, value in enumerate(sorted({*x, *y} - set(without)))}
    return np.array([place.get(value, -1) for value in x]), np.array([place.get(value, -2) for value in y])


def _plot(x: Sequence[str], y: Sequence[str], without: Collection[str]) -> Bools:
    one, other = _numbers(x, y, without)
    return np.asarray(one[:, None] == other[None, :], dtype=np.bool_)


def _lines(points: Bools) -> Ints:
    """Return the lengths of unbroken runs of points."""
    edges = np.diff(np.concatenate([[0], points.astype(np.int8), [0]]))
    return np.asarray(np.flatnonzero(edges == -1) - np.flatnonzero(edges == 1), dtype=np.int64)


def _entropy(lengths: Ints) -> tuple[float | None, float | None]:
    if not len(lengths):
        return None, None
    _, counts = np.unique(lengths, return_counts=True)
    shares = counts / counts.sum()
    found = float(-(shares * np.log(shares)).sum()) + 0.0
    return found, found / float(np.log(len(counts))) if len(counts) > 1 else None
