"""``summary_wide.csv``: a row an observation, a column for each phase, code and measure: what SPSS wants."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from coder.editing.reckoning import Lane, counted_lanes
from coder.editing.whose import WHOSE, WHOSE_COLUMNS, Observed, whose
from coder.model.code_summary import CodeSummary, Place
from coder.model.column_names import make_names
from coder.model.measures import MEASURES, Measure
from coder.model.scheme import Code, Kind, Scheme
from coder.model.table import Column, ColumnType, Table
from coder.model.time import format_seconds

ALL = "all"
"""Names what is of all that counts: all phases together, or the whole session where none is marked."""
_CODABLE = "codable_s"
_ABSENT = "the phase or window was not marked, the tier not coded"

_Name = tuple[str, str, str, str, str]
"""Phase, window, tier, code, measure; the window is mostly empty."""
_Where = tuple[str, str, str, str]
"""Phase, window, tier, code; the code is empty for the codable time of the tier."""


@dataclass(frozen=True, slots=True)
class WideLayout:
    """The table, and where the cells of each code begin in a row."""

    table: Table
    starts: Mapping[_Where, int]
    measures: Mapping[_Where, tuple[Measure, ...]]

    def rows(self, log: Observed, found: Iterable[CodeSummary]) -> Iterator[list[str]]:
        """Give the one row of an observation; what was not computed of it is empty."""
        row = [*whose(log), *([""] * (len(self.table.columns) - len(WHOSE)))]
        for one in found:
            place = (one.place.phase, one.place.window, one.tier)
            if (start := self.starts.get((*place, ""))) is not None:
                row[start] = format_seconds(one.judged.codable_ms)
            if (start := self.starts.get((*place, one.code))) is not None:
                cells = [measure.write(one) for measure in self.measures[*place, one.code]]
                row[start : start + len(cells)] = cells
        yield row


def wide_layout(schemes: Iterable[Scheme], windows: tuple[str, ...] = ()) -> WideLayout:
    """Return the layout of observations under some schemes: all that counts, then each phase, or windows in them.

    A column is called PHASE_TIER_CODE_MEASURE (``all`` for all that counts, PHASE_WINDOW with windows, a derived code
    by its own id alone); names that would be longer than 64 bytes are cut as ``model/column_names.py`` says.
    """
    schemes = tuple(schemes)
    columns: dict[_Name, Column] = {}
    measures: dict[_Where, dict[str, Measure]] = {}
    for place in _places(schemes, windows):
        for lane in (lane for scheme in schemes for lane in counted_lanes(scheme)):
            columns.setdefault((place.phase, place.window, lane.tier.id, "", _CODABLE), _codable(lane, place))
            for code in lane.tier.codes:
                where = (place.phase, place.window, lane.tier.id, code.id)
                for measure in MEASURES:
                    if lane.tier.kind in measure.kinds:
                        measures.setdefault(where, {})[measure.name] = measure
                        columns.setdefault((*where, measure.name), _measured(lane, code, measure, place))
    return _lay_out(_in_blocks(columns), {where: _ordered(found) for where, found in measures.items()})


def _places(schemes: tuple[Scheme, ...], windows: tuple[str, ...]) -> list[Place]:
    phases = ["", *dict.fromkeys(phase.id for scheme in schemes for phase in scheme.procedure.phases)]
    if not windows:
        return [Place(phase) for phase in phases]
    known = [window for scheme in schemes for window in scheme.procedure.windows]
    held = {(phase, window.id) for window in known for phase in ("", *window.of)}
    return [Place(phase, window) for window in windows for phase in phases if (phase, window) in held]


def _in_blocks(columns: Mapping[_Name, Column]) -> dict[_Name, Column]:
    """Put the columns of one code together, in the order of the measures, though several schemes give them."""
    blocks: dict[_Where, dict[str, Column]] = {}
    for name, column in columns.items():
        blocks.setdefault(name[:4], {})[name[4]] = column
    order = [_CODABLE, *(measure.name for measure in MEASURES)]
    return {(*where, one): found[one] for where, found in blocks.items() for one in order if one in found}


def _ordered(found: Mapping[str, Measure]) -> tuple[Measure, ...]:
    return tuple(measure for measure in MEASURES if measure.name in found)


def _lay_out(columns: Mapping[_Name, Column], measures: Mapping[_Where, tuple[Measure, ...]]) -> WideLayout:
    wanted = {name: _spoken(name) for name in columns}
    names = make_names(wanted.values(), WHOSE)
    named = [replace(column, name=names[wanted[name]]) for name, column in columns.items()]
    starts: dict[_Where, int] = {}
    for at, name in enumerate(columns, len(WHOSE)):
        starts.setdefault(name[:4], at)
    return WideLayout(Table("summary_wide", "an observation", (*WHOSE_COLUMNS, *named)), starts, measures)


def _spoken(name: _Name) -> tuple[str, ...]:
    """Return the ids that make the name of a column; a derived code is its own tier and named once."""
    phase, window, tier, code, measure = name
    return (phase or ALL, window, tier, "" if code == tier else code, measure)


def _codable(lane: Lane, place: Place) -> Column:
    meaning = f"{_where(place)}: how long {lane.tier.id} could be judged."
    return Column(
        "", ColumnType.NUMBER, meaning, "s", missing="the phase or window was not marked, or the tier not coded"
    )


def _measured(lane: Lane, code: Code, measure: Measure, place: Place) -> Column:
    tier, column = lane.tier, measure.column
    name = code.id if lane.derived else f"{tier.id}.{code.id}"
    label = f" ({code.label})" if str(code.label) else ""
    meaning = f"{_where(place)}, {tier.actor}, {name}{label}: {column.meaning}"
    why = "or it cannot be computed, as summary.csv says" if tier.kind is Kind.STATE else "or there is no codable time"
    return Column("", column.type, meaning, column.unit, missing=f"{_ABSENT}, {why}")


def _where(place: Place) -> str:
    said = place.phase or "All that counts"
    return f"{said}, window {place.window}" if place.window else said
