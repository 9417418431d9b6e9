"""``series.csv``: a session in units of time, a row each: which code is there on every tier."""

from collections.abc import Iterable, Iterator, Mapping

from coder.editing.reckoning import Lane, counted_lanes
from coder.editing.whose import WHOSE, WHOSE_COLUMNS, Observed, whose
from coder.model.code_units import SILENT, CodeUnits, UnitKey, is_exclusive
from coder.model.column_names import make_names
from coder.model.levels import named_levels, phase_levels
from coder.model.scheme import Gap, Kind, Scheme
from coder.model.table import Column, ColumnType, Level, Table, levels_of
from coder.model.time import format_seconds

NONE, NO_CODE = "none", "no_code"
"""What a unit without a code holds; the second where the tier has a code that is called ``none``."""
_WHERE = ("phase", "window", "unit", "onset_s")
_UNJUDGED = "it could not be judged at the midpoint, or was not coded"


def series_columns(schemes: Iterable[Scheme]) -> dict[UnitKey, str]:
    """Return the name of the column of each tier whose codes exclude each other, and of each code of the others."""
    lanes = _lanes(schemes)
    wanted = {key: ("", key[0]) if lane.derived else key for lane in lanes for key in _keys(lane)}
    names = make_names(wanted.values(), (*WHOSE, *_WHERE))
    return {key: names[ids] for key, ids in wanted.items()}


def series_table(schemes: Iterable[Scheme], step_ms: int, *, windows: tuple[str, ...] = ()) -> Table:
    """Return the table ``series`` of observations under some schemes, in units of so many milliseconds."""
    schemes = tuple(schemes)
    row = f"a unit of {format_seconds(step_ms)} s of a {'window' if windows else 'phase as it was marked'}"
    names, columns = series_columns(schemes), dict[str, Column]()
    for lane in _lanes(schemes):
        for column in _of_lane(lane, names):
            columns[column.name] = _joined(columns.get(column.name), column)
    return Table("series", row, (*WHOSE_COLUMNS, *_where(schemes, windows), *columns.values()))


def _where(schemes: tuple[Scheme, ...], windows: tuple[str, ...]) -> Iterator[Column]:
    missing = "no phase: the whole session"
    yield Column("phase", ColumnType.LEVEL, "The phase.", levels=phase_levels(schemes), missing=missing)
    if windows:
        yield Column("window", ColumnType.LEVEL, "The window in it.", levels=levels_of(*windows))
    dropped = "A rest shorter than a unit is dropped."
    yield Column("unit", ColumnType.INTEGER, f"The place of the unit in it, from 1. {dropped}")
    yield Column("onset_s", ColumnType.NUMBER, "Where the unit begins, in media time.", "s")


def _lanes(schemes: Iterable[Scheme]) -> list[Lane]:
    return [lane for scheme in schemes for lane in counted_lanes(scheme)]


def _keys(lane: Lane) -> list[UnitKey]:
    tier = lane.tier
    if is_exclusive(tier, derived=lane.derived):
        return [(tier.id, "")]
    return [(tier.id, code.id) for code in tier.codes]


def _of_lane(lane: Lane, names: Mapping[UnitKey, str]) -> Iterator[Column]:
    tier = lane.tier
    if is_exclusive(tier, derived=lane.derived):
        codes = tuple(Level(code.id, str(code.label)) for code in tier.codes)
        silent = () if tier.exhaustive or tier.gap is Gap.NOT_CODED else (Level(_silence(lane), "no code"),)
        said = f"{tier.actor}: the code of {tier.id} that is there at the unit's midpoint."
        yield Column(names[tier.id, ""], ColumnType.LEVEL, said, levels=(*codes, *silent), missing=_UNJUDGED)
        return
    when = "its onset falls in the unit" if tier.kind is Kind.POINT else "it is there at the unit's midpoint"
    for code in tier.codes:
        name = tier.id if lane.derived else f"{tier.id}.{code.id}"
        said = f"{tier.actor}: {name}, {str(code.label) or code.id}. 1: {when}."
        yield Column(names[tier.id, code.id], ColumnType.YES_NO, said, missing=_UNJUDGED)


def _silence(lane: Lane) -> str:
    return NO_CODE if any(code.id == NONE for code in lane.tier.codes) else NONE


def _joined(before: Column | None, column: Column) -> Column:
    """Return one column for what several schemes call the same, with the levels of all."""
    if before is None:
        return column
    levels = named_levels((*before.levels, *column.levels))
    return Column(before.name, before.type, before.meaning, levels=levels, missing=before.missing)


def series_rows(
    log: Observed, names: Mapping[UnitKey, str], found: Iterable[CodeUnits], *, windows: bool = False
) -> Iterator[list[str]]:
    """Give a row a unit; ``names``: ``series_columns`` of all schemes, ``windows``: there is a column for them."""
    head, silence = whose(log), {lane.tier.id: _silence(lane) for lane in _lanes([log.scheme])}
    for one in found:
        where = [one.phase, one.window] if windows else [one.phase]
        columns = [_cells(one, key, silence.get(key[0], NONE)) for key in names]
        onsets = range(one.grid.onset_ms, one.grid.onset_ms + one.grid.count * one.grid.step_ms, one.grid.step_ms)
        for number, (onset_ms, *cells) in enumerate(zip(onsets, *columns, strict=True), 1):
            yield [*head, *where, str(number), format_seconds(onset_ms), *cells]


def _cells(found: CodeUnits, key: UnitKey, silence: str) -> list[str]:
    column = found.cells.get(key)
    if column is None:
        return [""] * found.grid.count
    return ["" if cell is None else silence if cell == SILENT else cell for cell in column]
