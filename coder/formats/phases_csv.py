"""``phases.csv``: the phases of the procedure in each observation, as planned and as they really were."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coder.editing.phases import PhaseSpan, deviates, ended_early, phase_spans, planned_ms
from coder.editing.whose import WHOSE_COLUMNS, whose
from coder.model.levels import phase_levels
from coder.model.observation import Observation
from coder.model.phase_mark import Marks, PhaseMark
from coder.model.scheme import EARLY_END, Phase, Scheme
from coder.model.session import Session
from coder.model.table import Column, ColumnType, Level, Table
from coder.model.time import format_seconds

_NOT_HELD = "it was not marked"


def phases_table(schemes: Iterable[Scheme]) -> Table:
    """Return the table ``phases`` of observations under some schemes."""
    return Table(
        "phases", "a phase of the procedure in an observation", (*WHOSE_COLUMNS, *_columns(phase_levels(schemes)))
    )


def _columns(phases: tuple[Level, ...]) -> tuple[Column, ...]:
    return (
        Column("place", ColumnType.INTEGER, "Its place in the procedure, from 1."),
        Column("phase", ColumnType.LEVEL, "The phase.", levels=phases),
        Column("label", ColumnType.TEXT, "The phase in words.", missing="the scheme has no words for it"),
        Column(
            "took_place",
            ColumnType.YES_NO,
            "1: it was marked; 0: it was said not to have taken place.",
            missing="neither was said",
        ),
        Column("planned_s", ColumnType.NUMBER, "How long it should last.", "s", missing="nothing was planned"),
        Column("onset_s", ColumnType.NUMBER, "Where it began, in media time.", "s", missing=_NOT_HELD),
        Column("offset_s", ColumnType.NUMBER, "Where it ended.", "s", missing=_NOT_HELD),
        Column("phase_s", ColumnType.NUMBER, "How long it really lasted.", "s", missing=_NOT_HELD),
        Column(
            "difference_s",
            ColumnType.NUMBER,
            "What it lasted longer than planned; shorter: negative.",
            "s",
            missing=f"{_NOT_HELD}, or nothing was planned",
        ),
        Column("may_end_early", ColumnType.YES_NO, "The procedure lets it end early."),
        Column("ended_early", ColumnType.YES_NO, "It did.", missing=_NOT_HELD),
        Column("early_end", ColumnType.ID, "Why it ended early.", missing="it did not, or no reason was said"),
        Column(
            "deviation",
            ColumnType.YES_NO,
            "It was shorter than planned although it may not end early.",
            missing=_NOT_HELD,
        ),
        Column("marked_by", ColumnType.ID, "Who marked it, or said that it did not take place.", missing="nobody"),
        Column("comment", ColumnType.TEXT, "What was written about it.", missing="no comment, or none asked for"),
    )


@dataclass(frozen=True, slots=True)
class PhaseLog:
    """The phases of one observation; ``marks`` are the session's, which know who marked them."""

    session: Session
    scheme: Scheme
    observation: Observation
    end_ms: int
    marks: Marks = ()


def phases_rows(log: PhaseLog, *, comments: bool = False) -> Iterator[list[str]]:
    """Give a row for each phase of the procedure, in its order; a phase marked twice has two."""
    spans = phase_spans(log.observation, log.end_ms)
    for place, phase in enumerate(log.scheme.procedure.phases, 1):
        held: list[PhaseSpan | None] = [span for span in spans if span.phase == phase.id]
        for span in held or [None]:
            yield [*whose(log), str(place), *_cells(log, phase, span, comments=comments)]


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
