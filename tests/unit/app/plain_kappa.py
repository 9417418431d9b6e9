"""Kappa of tallies by the plainest means: sums, and rounds of fitting until nothing changes."""

from typing import NamedTuple

Tally = list[list[float]]


class Figures(NamedTuple):
    """What a row of the summary holds; None: blank."""

    n: float
    po: float | None = None
    pe: float | None = None
    kappa: float | None = None
    kappa_max: float | None = None
    alpha: float | None = None


def _margins(m: Tally) -> tuple[list[float], list[float]]:
    return [sum(row) for row in m], [sum(column) for column in zip(*m, strict=True)]


def cohen(m: Tally, *, limit: bool = False) -> Figures:
    """Return Cohen's kappa with Krippendorff's alpha; ``limit``: what that goes to with ever more units."""
    rows, columns = _margins(m)
    n = sum(rows)
    if not n:
        return Figures(0)
    po, pe = sum(m[i][i] for i in range(len(m))) / n, sum(r * c for r, c in zip(rows, columns, strict=True)) / n**2
    if max(rows) == n and max(columns) == n and po == 1:
        return Figures(n, 1, 1)
    top = sum(map(min, rows, columns)) / n
    each = [r + c for r, c in zip(rows, columns, strict=True)]
    same = sum(one**2 for one in each) / (2 * n) ** 2
    if not limit:
        same = sum(one * (one - 1) for one in each) / (2 * n * (2 * n - 1))
    return Figures(n, po, pe, (po - pe) / (1 - pe), (top - pe) / (1 - pe), 1 - (1 - po) / (1 - same))


def fitted(m: Tally) -> Figures:
    """Return kappa with chance from rounds of fitting; the last row and column are nil, both nil being impossible."""
    rows, columns = _margins(m)
    n = sum(rows)
    if not n:
        return Figures(0)
    po = sum(m[i][i] for i in range(len(m))) / n
    if not any(rows[:-1]) or not any(columns[:-1]):
        return Figures(n, po)
    pe = _fit(rows, columns) / n if any(any(row[:-1]) for row in m[:-1]) else 0  # fitting would take for ever
    if 1 - pe < 1e-6:
        return Figures(n, po, 1)
    top = sum(map(min, rows, columns)) / n
    return Figures(n, po, pe, (po - pe) / (1 - pe), (top - pe) / (1 - pe))


def _fit(rows: list[float], columns: list[float]) -> float:
    """Return the expected agreement by iterative proportional fitting until nothing changes."""
    size = len(rows)
    e, moved = [[float(i < size - 1 or j < size - 1) for j in range(size)] for i in range(size)], 1.0
    while moved > 1e-12:
        before = e
        e = [[_share(cell, rows[i], sum(row)) for cell in row] for i, row in enumerate(e)]
        down = [sum(column) for column in zip(*e, strict=True)]
        e = [[_share(cell, columns[j], down[j]) for j, cell in enumerate(row)] for row in e]
        moved = max(abs(e[i][j] - before[i][j]) for i in range(size) for j in range(size))
    return sum(e[i][i] for i in range(size))


def _share(cell: float, wanted: float, there: float) -> float:
    return cell * wanted / there if there else 0.0
