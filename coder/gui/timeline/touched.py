"""Which rows a change is seen on, and over what time: all that has to be painted again."""

from collections.abc import Iterable

from coder.editing.intervals import length_of
from coder.gui.timeline.rows import MEASURED, Row, RowKind
from coder.gui.timeline.scale import Range
from coder.model.change import Change
from coder.model.event import Event
from coder.model.lane import Lane
from coder.model.observation import Observation
from coder.model.scheme import PHASE, UNCODABLE, Kind


def touched_rows(rows: Iterable[Row], observation: Observation, change: Change, end_ms: int) -> dict[str, Range]:
    """Return the time (ms) to paint again by row: what changed, out to the far ends of the events beside it."""
    spans = _spans(change, end_ms)
    found: dict[str, Range] = {}
    for row in rows:
        if PHASE in spans and (row.derived is not None or _is_sampled(row)):
            found[row.id] = (
                0,
                end_ms,
            )  # a phase takes what is computed away everywhere else, and counts intervals anew
            continue
        hits = [spans[tier] for tier in _seen_on(row) if tier in spans]
        if hits:
            span = (min(onset for onset, _ in hits), max(offset for _, offset in hits))
            found[row.id] = _widened(_lanes(row, observation), _with_intervals(row, span), end_ms)
    return found


def _spans(change: Change, end_ms: int) -> dict[str, Range]:
    spans: dict[str, Range] = {}
    for event in (*change.gone, *change.come):
        onset_ms, offset_ms = event.onset_ms, max(event.end_ms(end_ms), event.onset_ms + 1)
        known = spans.get(event.tier, (onset_ms, offset_ms))
        spans[event.tier] = (min(known[0], onset_ms), max(known[1], offset_ms))
    return spans


def _seen_on(row: Row) -> tuple[str, ...]:
    """Uncodable time is seen on every lane."""
    if row.kind is RowKind.PHASES or row.kind in MEASURED:
        return row.sources
    return (*row.sources, UNCODABLE)


def _is_sampled(row: Row) -> bool:
    return row.tier is not None and row.tier.kind is Kind.INTERVAL


def _with_intervals(row: Row, span: Range) -> Range:
    """Return a span with the whole of every interval that it touches."""
    length_ms = length_of(row.tier) if row.tier is not None and _is_sampled(row) else 0
    return max(0, span[0] - length_ms), span[1] + length_ms


def _lanes(row: Row, observation: Observation) -> list[Lane]:
    if row.derived is None:
        return [row.lane(observation)]
    return [observation.lane(tier) for tier in row.sources]


def _widened(lanes: list[Lane], span: Range, end_ms: int) -> Range:
    before = [lane.before(span[0]) for lane in lanes]
    after = [lane.after(span[1] - 1) for lane in lanes]
    onset_ms = min((_onset(event) for event in before), default=0)
    return onset_ms, max((_end(event, end_ms) for event in after), default=end_ms)


def _onset(event: Event | None) -> int:
    return 0 if event is None else event.onset_ms


def _end(event: Event | None, end_ms: int) -> int:
    return end_ms if event is None else max(event.end_ms(end_ms), event.onset_ms + 1)
