"""``summary.csv``: of every code in every phase, how often, how long and how soon."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from coder.editing.reckoning import counted_lanes
from coder.editing.whose import WHOSE_COLUMNS, Observed, whose
from coder.model.code_summary import CodeSummary, NoLatency, NoLength
from coder.model.levels import named_levels, phase_levels
from coder.model.measures import LATENCY, MEASURES
from coder.model.scheme import Kind, Scheme
from coder.model.table import Column, ColumnType, Level, Table, levels_of
from coder.model.time import format_seconds

_NOT_SAID = "the log does not say"
_LENGTH_REASONS = (
    Level(NoLength.POINT, "point", "Points have no length."),
    Level(NoLength.INTERVAL, "interval", "Intervals are as long as the scheme says."),
    Level(NoLength.NEVER, "never", "It did not hold in codable time."),
    Level(NoLength.ONLY_TRUNCATED, "only truncated", "It held, but never was seen whole."),
    Level(NoLength.ONLY_ONE, "only one", "One was seen whole: it has a mean and a median, but no SD."),
)
_LATENCY_REASONS = (
    Level(NoLatency.NEVER, "never", "It did not begin there."),
    Level(NoLatency.ALREADY_THERE, "already there", "It held already, and had begun before."),
    Level(NoLatency.NOT_SEEN, "not seen", "Some of the time before could not be judged: an earlier one may be missed."),
    Level(NoLatency.INTERVAL, "interval", "When in an interval it began was not coded."),
)


def log_table() -> Table:
    """Return the table of a log from elsewhere, which does not say whose it is in every way."""
    table = summary_table(())
    columns = (replace(one, missing=one.missing or _NOT_SAID) if one in WHOSE_COLUMNS else one for one in table.columns)
    return replace(table, columns=tuple(columns))


def summary_table(schemes: Iterable[Scheme], *, windows: tuple[str, ...] = ()) -> Table:
    """Return the table ``summary`` of observations under some schemes."""
    schemes = tuple(schemes)
    row = "a code in a window" if windows else "a code in a phase as it was marked"
    return Table("summary", row, (*WHOSE_COLUMNS, *_what(schemes), *_where(schemes, windows), *_measures()))


def _what(schemes: tuple[Scheme, ...]) -> Iterator[Column]:
    tiers = named_levels(lane.tier for scheme in schemes for lane in counted_lanes(scheme))
    kinds = levels_of(Kind.STATE.value, Kind.POINT.value, Kind.INTERVAL.value)
    yield Column("actor", ColumnType.ID, "Who behaves.")
    yield Column("tier", ColumnType.LEVEL, "The tier; of a derived code its own id.", levels=tiers)
    yield Column("code", ColumnType.ID, "The code. Codes that never occurred have a row as well.")
    yield Column("kind", ColumnType.LEVEL, "What one event of the tier is.", levels=kinds)


def _where(schemes: tuple[Scheme, ...], windows: tuple[str, ...]) -> Iterator[Column]:
    missing = "no phase: the whole session"
    yield Column("phase", ColumnType.LEVEL, "The phase.", levels=phase_levels(schemes), missing=missing)
    if windows:
        yield Column("window", ColumnType.LEVEL, "The window in it.", levels=levels_of(*windows))
    yield Column("onset_s", ColumnType.NUMBER, "Where phase or window begins, as in codable.csv.", "s")
    yield Column("codable_s", ColumnType.NUMBER, "How long the tier could be judged: the denominator.", "s")
    share = "1: more is uncodable than the scheme's share_of_phase."
    yield Column("missing", ColumnType.YES_NO, share, missing="the scheme names no share")


def _measures() -> Iterator[Column]:
    for measure in MEASURES:
        if measure is LATENCY:
            yield _reason("length_reason", "Why lengths are empty.", _LENGTH_REASONS, "none of them is")
        yield measure.column
    yield _reason("latency_reason", "Why latency_s is empty.", _LATENCY_REASONS, "it is not")


def _reason(name: str, meaning: str, levels: tuple[Level, ...], missing: str) -> Column:
    return Column(name, ColumnType.LEVEL, meaning, levels=levels, missing=missing)


def summary_rows(log: Observed, found: Iterable[CodeSummary], *, windows: bool = False) -> Iterator[list[str]]:
    """Give one row a code and place, in the order given; ``windows``: the table has a column for them."""
    return counted_rows(whose(log), found, windows=windows)


def counted_rows(head: Sequence[str], found: Iterable[CodeSummary], *, windows: bool = False) -> Iterator[list[str]]:
    """Give the same rows; ``head``: the cells that say whose they are."""
    for one in found:
        place, judged = one.place, one.judged
        measured = [measure.write(one) for measure in MEASURES]
        yield [
            *head,
            *(one.actor, one.tier, one.code, one.kind),
            *([place.phase, place.window] if windows else [place.phase]),
            format_seconds(place.onset_ms),
            format_seconds(judged.codable_ms),
            "" if judged.missing is None else str(int(judged.missing)),
            *measured[:-1],
            one.lengths.reason or "",
            measured[-1],
            one.no_latency or "",
        ]
