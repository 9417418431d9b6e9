"""``events.csv``: one row an event, with computed defaults and derived codes marked as such."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Protocol

from coder.editing.occurrences import Occurrence, occurrences
from coder.editing.phases import PhaseSpan, phase_spans
from coder.editing.windows import WindowSpan, window_spans
from coder.model.observation import Observation
from coder.model.rating import RATED_PHASE, VALUE, write_number
from coder.model.scheme import DESPITE_UNCODABLE, Kind, Scheme
from coder.model.session import Session
from coder.model.time import format_seconds

COLUMNS = (
    "study",
    "session_id",
    "dyad_id",
    "visit",
    "coder_id",
    "record",
    "scheme_id",
    "scheme_version",
    "scheme_sha256",
    "event_id",
    "pass",
    "actor",
    "target",
    "tier",
    "code",
    "kind",
    "value",
    "label",
    "onset_s",
    "offset_s",
    "duration_s",
    "onset_frame",
    "offset_frame",
    "phase",
    "phase_onset_s",
    "outside_phases",
    "source",
    "censored_start",
    "censored_end",
    "despite_uncodable",
)
IMPORTED = "imported"
"""The source of an event that came from another program's file; what a coder added since has ``coder``."""
WINDOW_COLUMNS = ("window", "window_onset_s", "window_offset_s")


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


@dataclass(frozen=True, slots=True)
class _Row:
    what: Occurrence
    phase: PhaseSpan | None
    window: WindowSpan | None = None


def format_events(logs: Iterable[Log], *, comments: bool = False, windows: tuple[str, ...] = ()) -> str:
    """Write the rows of some observations, in the order given, as CSV text (comma, LF, decimal point).

    Rows follow onset, then the scheme's order of tiers, then event id. Times are media time in seconds with three
    decimals; offset and duration are empty for points. ``phase`` is the one that the event begins in; where phases are
    marked and it begins in none, ``outside_phases`` is 1. A state that was never ended ends with the last phase.
    ``despite_uncodable`` names the reason for which the tier was uncodable when the event was coded all the same.
    Comments are written only when asked for. A rating's ``value`` is its number; ``mod_TIER_value`` holds what it was
    rated as written: a number, a level, or ``not_ratable``. It has the time and the phase of what is rated.

    An interval that could be judged and has no code has a row of the kind interval without a code; its ``source`` says
    what silence means there: ``absent`` or ``not_coded``, as the tier's ``gap``.

    With ``windows`` (ids) there are only rows of what holds or happens in them, cut to each window and named by it; an
    event in two windows has two rows. Ratings are of no window and left out.
    """
    logs = tuple(logs)
    modifiers = _modifier_columns(logs)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*COLUMNS, *(WINDOW_COLUMNS if windows else ()), *modifiers, "comment"])
    for log in logs:
        writer.writerows(_cells(log, modifiers, comments, windows))
    return out.getvalue()


def _modifier_columns(logs: tuple[Log, ...]) -> dict[str, tuple[str, str]]:
    found = {
        f"mod_{tier.id}_{name}": (tier.id, name)
        for log in logs
        for tier in log.scheme.lanes
        for name in (
            *(modifier.id for code in tier.codes for modifier in code.modifiers),
            *((VALUE,) if tier.rating else ()),
        )
    }
    return dict(sorted(found.items()))


def _cells(
    log: Log, modifiers: dict[str, tuple[str, str]], comments: bool, windows: tuple[str, ...]
) -> Iterator[list[str]]:
    head = _head(log)
    marked = any(phase_spans(log.observation, log.end_ms))
    for row in _windowed_rows(log, windows) if windows else _rows(log):
        event = row.what.event
        yield [
            *head,
            "" if event is None else str(event.id),
            log.observation.identity.pass_id,
            *_what(row.what),
            *_when(log, row.what),
            row.phase.phase if row.phase else "",
            format_seconds(row.phase.onset_ms) if row.phase else "",
            str(int(marked and row.phase is None and row.what.tier.kind is not Kind.RATING)),
            _source(log, row.what),
            str(int(row.what.censored[0])),
            str(int(row.what.censored[1])),
            (event.modifier(DESPITE_UNCODABLE) or "") if event else "",
            *_window(row.window),
            *_answers(row.what, modifiers),
            event.comment if comments and event else "",
        ]


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


def _what(what: Occurrence) -> list[str]:
    code = what.code
    target = what.event.target if what.event else ""
    number = _number(what)
    value = "" if number is None else write_number(number)
    kind = what.tier.kind.value
    return [what.tier.actor, target, what.tier.id, code.id, kind, value, str(code.label)]


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


def _answers(what: Occurrence, modifiers: dict[str, tuple[str, str]]) -> list[str]:
    if what.event is None or not what.event.modifiers:
        return [""] * len(modifiers)
    given = dict(what.event.modifiers)
    return [given.get(modifier, "") if tier == what.tier.id else "" for tier, modifier in modifiers.values()]


def _rows(log: Log) -> Iterator[_Row]:
    phases = phase_spans(log.observation, log.end_ms)
    place = 0
    for what in occurrences(log.scheme, log.observation, log.end_ms):
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


def _windowed_rows(log: Log, windows: tuple[str, ...]) -> Iterator[_Row]:
    everything = occurrences(log.scheme, log.observation, log.end_ms)
    whole = [what for what in everything if what.tier.kind is not Kind.RATING]
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
