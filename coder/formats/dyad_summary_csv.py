"""``dyad_summary.csv``: one row a dyad, wide, for SPSS and R: contingency and latency, direction by direction."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from coder.model.column_names import make_names
from coder.model.contingency import Association, Method, Pair, Tally
from coder.model.dyad_measures import SystemColumns, columns_of
from coder.model.number import format_figure
from coder.model.survival import Survival
from coder.model.table import Column, ColumnType, Table
from coder.model.time import format_seconds

_WHY = "it cannot be computed: contingency.csv says why"
_FIGURES = ("p_given", "p_not_given", "delta_p", "log_odds", "log_odds_se", "yules_q")
_N_USABLE, _WAITED, _ANSWERED, _MEDIAN = "n_usable", "n_waited", "n_answered", "median_latency_s"
_SLOW = "fewer than half were answered while they could be seen"


@dataclass(frozen=True, slots=True)
class Way:
    """A pair in a phase: what its columns are called (``label``), and the methods that it is tallied by."""

    label: tuple[str, ...]
    pair: Pair
    phase: str
    methods: tuple[Method, ...]

    @property
    def words(self) -> str:
        """Say which pair it is."""
        return f"{self.pair.cue} to {self.pair.response}" + (f" in {self.phase}" if self.phase else "")


@dataclass(frozen=True, slots=True)
class DyadSummary:
    """A dyad: its sessions, a table for each way and method in their order, a curve for each way, and of its system."""

    dyad_id: str
    sessions: int
    found: Sequence[Sequence[tuple[Tally, Association]]]
    latencies: Sequence[Survival]
    system: Sequence[float | None] = ()


Apart = Sequence[tuple[int, int]]
"""Which ways are the two directions of one thing: their places among the ways."""


def dyad_summary_table(ways: Sequence[Way], apart: Apart, system: Iterable[SystemColumns] = ()) -> Table:
    """Return the table; where two ways are two directions, also the difference of their log odds by each method."""
    columns = [column for way in ways for column in _columns(way)]
    for one, other in apart:
        for method in _shared(ways, one, other):
            name = (*_difference(ways[one]), _label(method), "log_odds")
            said = f"Log odds: {ways[one].words}, less {ways[other].words}."
            columns.append((name, Column("", ColumnType.NUMBER, said, missing=_WHY)))
    columns += [column for one in system for column in columns_of(one)]
    names = make_names([name for name, _ in columns], ("dyad_id", "sessions"))
    return Table(
        "dyad_summary",
        "a dyad",
        (
            Column("dyad_id", ColumnType.ID, "The dyad."),
            Column("sessions", ColumnType.INTEGER, "How many sessions it has."),
            *(replace(column, name=names[name]) for name, column in columns),
        ),
    )


def dyad_summary_rows(dyads: Iterable[DyadSummary], ways: Sequence[Way], apart: Apart) -> Iterator[list[str]]:
    """Give the rows in the order given."""
    for dyad in dyads:
        cells = [dyad.dyad_id, str(dyad.sessions)]
        for tables, curve in zip(dyad.found, dyad.latencies, strict=True):
            for tally, found in tables:
                cells += [str(tally.usable), *(format_figure(getattr(found, name)) for name in _FIGURES)]
            cells += [str(curve.n), str(curve.events)]
            cells.append("" if curve.median_ms is None else format_seconds(curve.median_ms))
        for one, other in apart:
            for method in _shared(ways, one, other):
                places = ((one, ways[one].methods.index(method)), (other, ways[other].methods.index(method)))
                cells.append(_less(*(dyad.found[way][at][1] for way, at in places)))
        yield cells + [format_figure(value) for value in dyad.system]


def _less(first: Association, second: Association) -> str:
    if first.log_odds is None or second.log_odds is None:
        return ""
    return format_figure(first.log_odds - second.log_odds)


def _shared(ways: Sequence[Way], one: int, other: int) -> list[Method]:
    return [method for method in ways[one].methods if method in ways[other].methods]


def _difference(way: Way) -> tuple[str, ...]:
    return ("diff", *way.label) if way.pair.link else ("diff",)


def _label(method: Method) -> str:
    return f"onset_{method.window_ms}ms" if method.lags is None else f"unit_{method.lags[0]}_{method.lags[1]}"


def _columns(way: Way) -> Iterator[tuple[tuple[str, ...], Column]]:
    for method in way.methods:
        name, what = (*way.label, _label(method)), f"{way.words}, {method.name}"
        yield (*name, _N_USABLE), Column("", ColumnType.INTEGER, f"Usable cues: {what}.")
        for figure in _FIGURES:
            yield (*name, figure), Column("", ColumnType.NUMBER, f"{figure}: {what}.", missing=_WHY)
    waited = f"Cues whose answer was waited for: {way.words}."
    yield (*way.label, _WAITED), Column("", ColumnType.INTEGER, waited)
    yield (*way.label, _ANSWERED), Column("", ColumnType.INTEGER, f"How many of them were answered: {way.words}.")
    curve = f"When the Kaplan–Meier curve is at one half or below: {way.words}."
    yield (*way.label, _MEDIAN), Column("", ColumnType.NUMBER, curve, "s", missing=_SLOW)
