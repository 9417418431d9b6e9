"""``phases.csv``: the phases of the procedure in each observation, as planned and as they really were."""

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coder.editing.phases import PhaseSpan, deviates, ended_early, phase_spans, planned_ms
from coder.editing.whose import WHOSE, whose
from coder.model.observation import Observation
from coder.model.phase_mark import Marks, PhaseMark
from coder.model.scheme import EARLY_END, Phase, Scheme
from coder.model.session import Session
from coder.model.time import format_seconds

COLUMNS = (
    *WHOSE,
    "place",
    "phase",
    "label",
    "took_place",
    "planned_s",
    "onset_s",
    "offset_s",
    "phase_s",
    "difference_s",
    "may_end_early",
    "ended_early",
    "early_end",
    "deviation",
    "marked_by",
    "comment",
)


@dataclass(frozen=True, slots=True)
class PhaseLog:
    """The phases of one observation; ``marks`` are the session's, which know who marked them."""

    session: Session
    scheme: Scheme
    observation: Observation
    end_ms: int
    marks: Marks = ()


def format_phases(logs: Iterable[PhaseLog], *, comments: bool = False) -> str:
    """Return a row for each phase of the procedure, in its order, as CSV text (comma, LF, decimal point).

    ``took_place`` is 1 for a phase that was marked, 0 for one that was said not to have taken place, and empty where
    neither was said. ``difference_s`` is what it lasted longer (shorter: negative) than planned. ``deviation`` is 1
    for a phase that was shorter than planned although it may not end early. Comments only when asked for.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for log in logs:
        spans = phase_spans(log.observation, log.end_ms)
        for place, phase in enumerate(log.scheme.procedure.phases, 1):
            held: list[PhaseSpan | None] = [span for span in spans if span.phase == phase.id]
            for span in held or [None]:
                writer.writerow([*whose(log), str(place), *_cells(log, phase, span, comments=comments)])
    return out.getvalue()


def _cells(log: PhaseLog, phase: Phase, span: PhaseSpan | None, *, comments: bool) -> Iterator[str]:
    planned = planned_ms(log.scheme.procedure, phase.id)
    absent = next((mark for mark in log.marks if mark.phase == phase.id and not mark.took_place), None)
    yield from (phase.id, str(phase.label), "1" if span else "0" if absent else "")
    yield "" if planned is None else format_seconds(planned)
    if span is None:
        yield from ("", "", "", "", str(int(phase.may_end_early)), "", "", "", absent.coder if absent else "", "")
        return
    yield from map(format_seconds, (span.onset_ms, span.offset_ms, span.length_ms))
    yield "" if planned is None else format_seconds(span.length_ms - planned)
    yield from (str(int(phase.may_end_early)), str(int(ended_early(phase, span.event))))
    yield from (span.event.modifier(EARLY_END) or "", str(int(deviates(phase, span.event))))
    yield _author(log, span)
    yield span.event.comment if comments else ""


def _author(log: PhaseLog, span: PhaseSpan) -> str:
    event = span.event
    said = PhaseMark(event.code, event.onset_ms, event.offset_ms, event.modifier(EARLY_END) or "").says
    return next((mark.coder for mark in log.marks if mark.says == said), log.observation.identity.coder)
