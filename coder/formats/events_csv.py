"""``events.csv``: one row an event, with computed defaults and derived codes marked as such."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

from coder.editing.event_columns import MODIFIER, PLAIN, EventRows, modifier_column
from coder.editing.occurrences import Occurrence, occurrences
from coder.editing.phases import PhaseSpan, phase_spans
from coder.editing.windows import WindowSpan, window_spans
from coder.model.observation import Observation
from coder.model.rating import RATED_PHASE, VALUE, write_number
from coder.model.scheme import DESPITE_UNCODABLE, Kind, Scheme
from coder.model.session import Session
from coder.model.table import Table
from coder.model.time import format_seconds

IMPORTED = "imported"
"""The source of an event that came from another program's file; what a coder added since has ``coder``."""


class FrameNumbers(Protocol):
    """Which frame is shown when."""

    def at(self, ms: int) -> int:
        """Return the number of the frame shown at an instant."""


@dataclass(frozen=True, slots=True)
class Log:
    """One observation with all that its rows say; ``frames`` is None where the video is missing."""

    session: Session
    scheme: Scheme
    scheme_sha256: str
    observation: Observation
    end_ms: int
    frames: FrameNumbers | None = None


_Words = tuple[str, ...]
_NO_YES = ("0", "1")


@dataclass(frozen=True, slots=True)
class _Row:
    what: Occurrence
    phase: PhaseSpan | None
    window: WindowSpan | None = None
    part: int = 1


def events_rows(
    log: Log, table: Table, how: EventRows = PLAIN, found: Sequence[Occurrence] | None = None
) -> Iterator[list[str]]:
    """Give the rows of one observation; ``found`` is what occurs in it, where that is known already.

    Rows follow onset, then the scheme's order of tiers, then event id. Times are media time in seconds with three
    decimals; offset and duration are empty for points. ``phase`` is the one that the event begins in; where phases are
    marked and it begins in none, ``outside_phases`` is 1. A state that was never ended ends with the last phase.
    ``despite_uncodable`` names the reason for which the tier was uncodable when the event was coded all the same.
    Comments are written only when asked for. A rating's ``value`` is its number; ``mod_TIER_value`` holds what it was
    rated as written: a number, a level, or ``not_ratable``. It has the time and the phase of what is rated.

    An interval that could be judged and has no code has a row of the kind interval without a code; its ``source`` says
    what silence means there: ``absent`` or ``not_coded``, as the tier's ``gap``.

    With windows there are only rows of what holds or happens in them, cut to each window and named by it; an event in
    two windows has two rows. Ratings are of no window and left out. With ``clip_phases`` a state that goes on across
    the border of a phase has a row for each ``part``, from 1.
    """
    asked = [name for name in table.heads if name.startswith(MODIFIER)]
    head = _head(log)
    marked = any(phase_spans(log.observation, log.end_ms))
    everything = occurrences(log.scheme, log.observation, log.end_ms) if found is None else found
    known: dict[tuple[str, str], _Words] = {}
    for row in _chosen(log, how, everything):
        event = row.what.event
        yield [
            *head,
            "" if event is None else str(event.id),
            log.observation.identity.pass_id,
            *_what(row.what, known),
            *_when(log, row.what),
            row.phase.phase if row.phase else "",
            format_seconds(row.phase.onset_ms) if row.phase else "",
            _NO_YES[marked and row.phase is None and row.what.tier.kind is not Kind.RATING],
            _source(log, row.what),
            _NO_YES[row.what.censored[0]],
            _NO_YES[row.what.censored[1]],
            (event.modifier(DESPITE_UNCODABLE) or "") if event and event.modifiers else "",
            *_window(row.window),
            *([str(row.part)] if how.clip_phases else []),
            *_answers(row.what, asked),
            event.comment if how.comments and event else "",
        ]


def _chosen(log: Log, how: EventRows, found: Sequence[Occurrence]) -> Iterator[_Row]:
    if how.windows:
        return _windowed_rows(log, how.windows, found)
    return _clipped(log, _rows(log, found)) if how.clip_phases else _rows(log, found)


def _clipped(log: Log, rows: Iterator[_Row]) -> Iterator[_Row]:
    """Split states at the borders of phases; the parts stand in the order of time among all rows."""
    phases = phase_spans(log.observation, log.end_ms)
    borders = sorted({ms for span in phases for ms in (span.onset_ms, span.offset_ms)})
    parts = [part for row in rows for part in _parts(row, phases, borders)]
    yield from sorted(parts, key=lambda row: row.what.onset_ms)


def _parts(row: _Row, phases: list[PhaseSpan], borders: list[int]) -> Iterator[_Row]:
    what = row.what
    if what.offset_ms is None or what.tier.kind is Kind.RATING:
        yield row
        return
    first, last = bisect_right(borders, what.onset_ms), bisect_left(borders, what.offset_ms)
    edges = [what.onset_ms, *borders[first:last], what.offset_ms]
    for number, (onset_ms, offset_ms) in enumerate(pairwise(edges), 1):
        phase = next((span for span in phases if span.onset_ms <= onset_ms < span.offset_ms), None)
        censored = (what.censored[0] or number > 1, what.censored[1] or number < len(edges) - 1)
        part = replace(what, onset_ms=onset_ms, offset_ms=offset_ms, censored=censored)
        yield replace(row, what=part, phase=phase, part=number)


def _head(log: Log) -> list[str]:
    session, identity = log.session, log.observation.identity
    return [
        session.study,
        session.id,
        session.dyad,
        session.visit,
        identity.coder,
        identity.record,
        log.scheme.id,
        log.scheme.version,
        log.scheme_sha256,
    ]


def _what(what: Occurrence, known: dict[tuple[str, str], _Words]) -> _Words:
    """Return the cells from actor to label; those of a code are put together once only."""
    place = (what.tier.id, what.code.id)
    words = known.get(place)
    if words is None or what.tier.rating is not None:
        number = _number(what)
        value = "" if number is None else write_number(number)
        words = known[place] = (what.tier.actor, "", *place, what.tier.kind.value, value, str(what.code.label))
    target = what.event.target if what.event else ""
    return (words[0], target, *words[2:]) if target else words


def _number(what: Occurrence) -> float | None:
    """Return a code's number; of a rating, what it is rated."""
    item = what.tier.rating.item(what.code.id) if what.tier.rating else None
    if item is None or what.event is None:
        return what.code.value
    return item.number(what.event.modifier(VALUE) or "")


def _when(log: Log, what: Occurrence) -> list[str]:
    onset = format_seconds(what.onset_ms)
    onset_frame = "" if log.frames is None else str(log.frames.at(what.onset_ms))
    if what.offset_ms is None:
        return [onset, "", "", onset_frame, ""]
    past_last = what.offset_ms >= log.end_ms
    offset_frame = "" if log.frames is None else str(log.frames.at(what.offset_ms) + past_last)
    return [
        onset,
        format_seconds(what.offset_ms),
        format_seconds(what.offset_ms - what.onset_ms),
        onset_frame,
        offset_frame,
    ]


def _source(log: Log, what: Occurrence) -> str:
    return IMPORTED if what.event is not None and log.observation.is_imported(what.event.id) else what.source


def _window(window: WindowSpan | None) -> list[str]:
    if window is None:
        return []
    return [window.window, format_seconds(window.onset_ms), format_seconds(window.offset_ms)]


def _answers(what: Occurrence, asked: list[str]) -> list[str]:
    if what.event is None or not what.event.modifiers:
        return [""] * len(asked)
    given = {modifier_column(what.tier.id, name): value for name, value in what.event.modifiers}
    return [given.get(name, "") for name in asked]


def _rows(log: Log, found: Sequence[Occurrence]) -> Iterator[_Row]:
    phases = phase_spans(log.observation, log.end_ms)
    place = 0
    for what in found:
        if what.tier.kind is Kind.RATING:
            yield _Row(what, _rated_phase(what))
            continue
        while place < len(phases) and phases[place].offset_ms <= what.onset_ms:
            place += 1
        held = place < len(phases) and phases[place].onset_ms <= what.onset_ms
        yield _Row(what, phases[place] if held else None)


def _rated_phase(what: Occurrence) -> PhaseSpan | None:
    phase = what.event.modifier(RATED_PHASE) if what.event else None
    if not phase or what.event is None or what.offset_ms is None:
        return None
    return PhaseSpan(phase, what.onset_ms, what.offset_ms, what.event)


def _windowed_rows(log: Log, windows: tuple[str, ...], found: Sequence[Occurrence]) -> Iterator[_Row]:
    whole = [what for what in found if what.tier.kind is not Kind.RATING]
    for span in window_spans(log.scheme.procedure, log.observation, log.end_ms):
        if span.window in windows:
            yield from (_Row(part, span.phase, span) for what in whole if (part := _cut(what, span)) is not None)


def _cut(what: Occurrence, span: WindowSpan) -> Occurrence | None:
    """Return the part of an occurrence that lies in a window; what is cut off counts as censored."""
    if what.offset_ms is None:
        return what if span.onset_ms <= what.onset_ms < span.offset_ms else None
    onset_ms, offset_ms = max(what.onset_ms, span.onset_ms), min(what.offset_ms, span.offset_ms)
    if onset_ms >= offset_ms:
        return None
    begun, ended = what.censored
    censored = (begun or onset_ms > what.onset_ms, ended or offset_ms < what.offset_ms)
    return replace(what, onset_ms=onset_ms, offset_ms=offset_ms, censored=censored)
