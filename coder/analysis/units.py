"""A session in units of time: which codes are there in each unit of each phase or window.

Unit k of a stretch that begins at t0 is [t0 + k u, t0 + (k + 1) u), u whole ms; a rest shorter than a unit is dropped.
A state (and a coded interval) is there when it is active at the unit's midpoint, a point when its onset falls in the
unit. A unit does not count for a tier whose midpoint cannot be judged there. A midpoint on a half millisecond is that
of the whole one before it, which tells the same: edges are whole.
Where codes of a tier exclude each other a unit has one of them, or none; of two that overlap all the same, the one that
began later. Where they may overlap, of points and of derived codes each code is there or not by itself.
Source: Bakeman & Quera 2011 (timed-unit tallies); the midpoint rule is ours.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from coder.editing.codable import Stretch
from coder.editing.occurrences import Occurrence
from coder.editing.reckoning import Lane, Reckoning
from coder.model.code_units import NO, SILENT, YES, CodeUnits, Grid, UnitKey, is_exclusive
from coder.model.scheme import Gap, Kind
from coder.model.spans import Span


def lay_grid(onset_ms: int, offset_ms: int, step_ms: int) -> Grid:
    """Return the units of a stretch; raise ValueError for a unit without length."""
    if step_ms <= 0:
        raise ValueError("a unit has some length")
    return Grid(onset_ms, max(0, offset_ms - onset_ms) // step_ms, step_ms)


def units_within(grid: Grid, onset_ms: int, offset_ms: int) -> range:
    """Return the units whose midpoints lie in ``[onset_ms, offset_ms)``."""
    first = grid.onset_ms + grid.step_ms // 2
    begin = -((first - onset_ms) // grid.step_ms)
    end = -((first - offset_ms) // grid.step_ms)
    return range(min(max(begin, 0), grid.count), min(max(end, 0), grid.count))


def unit_at(grid: Grid, ms: int) -> int | None:
    """Return the unit that an instant falls in; None where it falls in none."""
    at = (ms - grid.onset_ms) // grid.step_ms
    return at if 0 <= at < grid.count else None


def code_units(reckoning: Reckoning, step_ms: int, windows: tuple[str, ...] = ()) -> Iterator[CodeUnits]:
    """Give every phase as marked, or some windows (ids), in units; raise ValueError for a unit without length."""
    for stretch in reckoning.stretches(windows):
        yield _in_units(reckoning, stretch, step_ms)


def _in_units(reckoning: Reckoning, stretch: Stretch, step_ms: int) -> CodeUnits:
    grid = lay_grid(stretch.onset_ms, stretch.offset_ms, step_ms)
    cells: dict[UnitKey, list[str | None]] = {}
    for lane in reckoning.lanes:
        blocked = [units_within(grid, *spell) for spell in _touching(reckoning.spells(lane.rests_on), stretch)]
        for key, column in _columns(reckoning, lane, stretch, grid):
            for units in blocked:
                column[units.start : units.stop] = [None] * len(units)
            cells[key] = column
    return CodeUnits(stretch.phase, stretch.window, grid, cells)


def _columns(
    reckoning: Reckoning, lane: Lane, stretch: Stretch, grid: Grid
) -> Iterator[tuple[UnitKey, list[str | None]]]:
    tier = lane.tier
    if is_exclusive(tier, derived=lane.derived):
        codes = [code.id for code in reckoning.codes(lane)]
        found = [what for code in codes for what in reckoning.by_code.get((tier.id, code), ())]
        silent = None if tier.gap is Gap.NOT_CODED and not tier.exhaustive else SILENT
        yield (tier.id, ""), _states(grid, sorted(_lasting(found, stretch), key=_onset), silent)
        return
    columns: dict[UnitKey, list[str | None]] = {}
    for code in reckoning.codes(lane):
        found = reckoning.by_code.get((tier.id, code.id), [])
        columns[tier.id, code.id] = _points(grid, found) if tier.kind is Kind.POINT else _yes(grid, found, stretch)
    if tier.gap is Gap.NOT_CODED and tier.kind is not Kind.POINT:
        _empty_silent(list(columns.values()))
    yield from columns.items()


def _empty_silent(columns: Sequence[list[str | None]]) -> None:
    """Say nothing of units in which no code of a tier is there, where silence means that it was not coded."""
    for at, cells in enumerate(list(zip(*columns, strict=True))):
        if YES not in cells:
            for column in columns:
                column[at] = None


def _states(grid: Grid, found: Iterable[Occurrence], silent: str | None) -> list[str | None]:
    column = [silent] * grid.count
    for what in found:
        units = units_within(grid, what.onset_ms, what.offset_ms or 0)
        column[units.start : units.stop] = [what.code.id] * len(units)
    return column


def _yes(grid: Grid, found: Sequence[Occurrence], stretch: Stretch) -> list[str | None]:
    column: list[str | None] = [NO] * grid.count
    for what in _lasting(found, stretch):
        units = units_within(grid, what.onset_ms, what.offset_ms or 0)
        column[units.start : units.stop] = [YES] * len(units)
    return column


def _points(grid: Grid, found: Sequence[Occurrence]) -> list[str | None]:
    column: list[str | None] = [NO] * grid.count
    for what in found[bisect_left(found, grid.onset_ms, key=_onset) :]:
        at = unit_at(grid, what.onset_ms)
        if at is None:
            break
        column[at] = YES
    return column


def _lasting(found: Iterable[Occurrence], stretch: Stretch) -> Iterator[Occurrence]:
    for what in found:
        if what.onset_ms < stretch.offset_ms and what.offset_ms is not None and what.offset_ms > stretch.onset_ms:
            yield what


def _touching(spells: Iterable[Span], stretch: Stretch) -> Iterator[Span]:
    return (spell for spell in spells if spell[0] < stretch.offset_ms and spell[1] > stretch.onset_ms)


def _onset(what: Occurrence) -> int:
    return what.onset_ms
