"""``dyad_summary.csv``: one row a dyad, wide, for SPSS and R: contingency and latency, direction by direction."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from coder.model.contingency import Association, Method, Pair, Tally
from coder.model.number import format_figure
from coder.model.survival import Survival
from coder.model.table import Column, ColumnType, Table
from coder.model.time import format_seconds

WAYS = ("forth", "back")
_WHY = "it cannot be computed: contingency.csv says why"
_FIGURES = ("p_given", "p_not_given", "delta_p", "log_odds", "log_odds_se", "yules_q")


@dataclass(frozen=True, slots=True)
class DyadSummary:
    """A dyad: its sessions, a table for each pair and method in their order, a curve for each pair."""

    dyad_id: str
    sessions: int
    found: Sequence[Sequence[tuple[Tally, Association]]]
    latencies: Sequence[Survival]


def dyad_summary_table(pairs: Sequence[Pair], methods: Sequence[Method]) -> Table:
    """Return the table; where there are two pairs, also the difference of their log odds by each method."""
    columns = [
        Column("dyad_id", ColumnType.ID, "The dyad."),
        Column("sessions", ColumnType.INTEGER, "How many sessions it has."),
    ]
    for way, pair in zip(WAYS, pairs, strict=False):
        for method in methods:
            columns += _columns(f"{way}_{_label(method)}", f"{pair.cue} to {pair.response}, {method.name}")
        columns += _waiting(way, f"{pair.cue} to {pair.response}")
    if len(pairs) == len(WAYS):
        columns += [
            Column(f"diff_{_label(method)}_log_odds", ColumnType.NUMBER, "Log odds forth less back.", missing=_WHY)
            for method in methods
        ]
    return Table("dyad_summary", "a dyad", tuple(columns))


def dyad_summary_rows(dyads: Iterable[DyadSummary]) -> Iterator[list[str]]:
    """Give the rows in the order given."""
    for dyad in dyads:
        cells = [dyad.dyad_id, str(dyad.sessions)]
        for tables, curve in zip(dyad.found, dyad.latencies, strict=True):
            for tally, found in tables:
                cells += [str(tally.usable), *(format_figure(getattr(found, name)) for name in _FIGURES)]
            cells += [str(curve.n), str(curve.events)]
            cells.append("" if curve.median_ms is None else format_seconds(curve.median_ms))
        if len(dyad.found) == len(WAYS):
            cells += [_apart(first[1], second[1]) for first, second in zip(*dyad.found, strict=True)]
        yield cells


def _apart(first: Association, second: Association) -> str:
    if first.log_odds is None or second.log_odds is None:
        return ""
    return format_figure(first.log_odds - second.log_odds)


def _label(method: Method) -> str:
    return f"onset_{method.window_ms}ms" if method.lags is None else f"unit_{method.lags[0]}_{method.lags[1]}"


def _columns(name: str, what: str) -> Iterator[Column]:
    yield Column(f"{name}_n_usable", ColumnType.INTEGER, f"Usable cues: {what}.")
    for figure in _FIGURES:
        yield Column(f"{name}_{figure}", ColumnType.NUMBER, f"{figure}: {what}.", missing=_WHY)


def _waiting(way: str, what: str) -> Iterator[Column]:
    yield Column(f"{way}_n_waited", ColumnType.INTEGER, f"Cues whose answer was waited for: {what}.")
    yield Column(f"{way}_n_answered", ColumnType.INTEGER, f"How many of them were answered: {what}.")
    yield Column(
        f"{way}_median_latency_s",
        ColumnType.NUMBER,
        f"When the Kaplan–Meier curve is at one half or below: {what}.",
        "s",
        missing="fewer than half were answered while they could be seen",
    )
