"""The tables of an export, and the rows of each that one observation gives."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial

from coder.analysis.links import answer_cues
from coder.analysis.summary import summarise, summarise_together
from coder.analysis.units import code_units
from coder.app.export_survey import Survey
from coder.app.export_wish import ExportWish
from coder.editing.event_columns import EventRows, events_table
from coder.editing.link_trains import link_trains
from coder.editing.reckoning import Reckoning
from coder.errors import CoderError
from coder.formats.audit_csv import TABLE as AUDIT
from coder.formats.audit_csv import audit_rows
from coder.formats.codable_csv import codable_rows, codable_table
from coder.formats.events_csv import Log, events_rows
from coder.formats.links_csv import has_links, links_rows, links_table
from coder.formats.phases_csv import PhaseLog, phases_rows, phases_table
from coder.formats.ratings_csv import ratings_rows, ratings_table
from coder.formats.series_csv import series_columns, series_rows, series_table
from coder.formats.sessions_csv import TABLE as SESSIONS
from coder.formats.sessions_csv import SessionRow, sessions_row
from coder.formats.summary_csv import summary_rows, summary_table
from coder.formats.summary_wide_csv import wide_layout
from coder.formats.uncodable_csv import uncodable_rows, uncodable_table
from coder.model.audit_step import Step
from coder.model.phase_mark import Marks
from coder.model.scheme import Scheme
from coder.model.session import Medium
from coder.model.table import Row, Table


@dataclass(frozen=True)
class Read:
    """One observation as it was read for its rows, with what is known of its session.

    ``steps`` are those of its change log, where that is wanted; ``media`` what it says it was coded on.
    """

    log: Log
    row: SessionRow
    marks: Marks = ()
    steps: tuple[Step, ...] = ()
    media: tuple[Medium, ...] = ()

    @cached_property
    def reckoning(self) -> Reckoning:
        """What the tables need of it, each computed once."""
        return Reckoning(self.log.scheme, self.log.observation, self.log.end_ms)


@dataclass(frozen=True, slots=True)
class Maker:
    """A table, and what gives the rows of one observation."""

    table: Table
    rows: Callable[[Read], Iterable[Row]]


def make_tables(survey: Survey, wish: ExportWish) -> tuple[Maker, ...]:
    """Return every table of an export, in their order; raise CoderError when a window is asked for that is nowhere."""
    check_windows(wish.windows, survey)
    return tuple(_makers(survey, wish))


def check_windows(windows: tuple[str, ...], survey: Survey) -> None:
    """Raise CoderError when no procedure has one of the windows."""
    known = [window.id for window in survey.windows]
    for window in windows:
        if window not in known:
            hint = f"Choose from {', '.join(known)}." if known else "These schemes have no windows: leave --window out."
            raise CoderError(f"No scheme here has a window {window!r}.", hint)


def _makers(survey: Survey, wish: ExportWish) -> Iterator[Maker]:
    schemes = [used.scheme for used in survey.schemes]
    how = EventRows(wish.comments, tuple(dict.fromkeys(wish.windows)), wish.clip_phases)
    events = events_table(schemes, how)
    yield Maker(events, lambda read: events_rows(read.log, events, how, read.reckoning.occurrences))
    yield Maker(SESSIONS, lambda read: [sessions_row(read.row)])
    codable = codable_table(schemes, survey.reasons, windows=how.windows)
    yield Maker(codable, lambda read: codable_rows(read.log, codable, windows=how.windows))
    if any(scheme.uncodable for scheme in schemes):
        yield Maker(uncodable_table(schemes), lambda read: uncodable_rows(read.log))
    if survey.phased:
        yield Maker(phases_table(schemes), partial(_phases, comments=wish.comments))
    if survey.rated:
        yield Maker(ratings_table(schemes), lambda read: ratings_rows(read.log, comments=wish.comments))
    yield from _computed(schemes, how.windows, wish.step_ms)
    if wish.audit:
        yield Maker(AUDIT, lambda read: audit_rows(read.log, read.steps, comments=wish.comments))


def _phases(read: Read, *, comments: bool) -> Iterator[Row]:
    log = read.log
    if log.scheme.procedure.phases:
        yield from phases_rows(
            PhaseLog(log.session, log.scheme, log.observation, log.end_ms, read.marks), comments=comments
        )


def _computed(schemes: list[Scheme], windows: tuple[str, ...], step_ms: int) -> Iterator[Maker]:
    """Give the tables of what is computed of events, all from one reckoning an observation."""
    cut = bool(windows)
    summary = summary_table(schemes, windows=windows)
    yield Maker(summary, lambda read: summary_rows(read.log, summarise(read.reckoning, windows), windows=cut))
    wide = wide_layout(schemes, windows)
    yield Maker(wide.table, lambda read: wide.rows(read.log, summarise_together(read.reckoning, windows)))
    if has_links(schemes):
        yield Maker(links_table(schemes), _links)
    names = series_columns(schemes)
    series = series_table(schemes, step_ms, windows=windows)
    yield Maker(
        series,
        lambda read: series_rows(read.log, names, code_units(read.reckoning, step_ms, windows), windows=cut),
    )


def _links(read: Read) -> Iterator[Row]:
    for train in link_trains(read.reckoning):
        yield from links_rows(read.log, train.link, answer_cues(train))
