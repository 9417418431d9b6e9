"""Regulation: which cue brings which response beyond chance, in a study by its scheme's links, or in a log."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from coder.app.log_files import read_log_files
from coder.app.regulation_across import across_of
from coder.app.regulation_constructs import Constructs, put_together
from coder.app.regulation_curves import compared_of, curves_of, waits_of_dyads
from coder.app.regulation_groups import read_groups
from coder.app.regulation_log import known_of
from coder.app.regulation_rates import rated_tests
from coder.app.regulation_session import SessionFound
from coder.app.regulation_streams import Used
from coder.app.regulation_tables import contingency_of, transitions_of
from coder.app.regulation_wide import wide_summary
from coder.app.regulation_wish import WHAT, RegulationWish, check_wish, settings_of
from coder.app.regulation_workers import each_session
from coder.errors import CoderError
from coder.formats import (
    across_dyads_csv,
    codebook_csv,
    contingency_csv,
    false_discovery_csv,
    grid_csv,
    latencies_csv,
    log_rank_csv,
    summary_csv,
    survival_csv,
    synchrony_csv,
    transitions_csv,
)
from coder.formats.across_dyads_csv import AcrossRow
from coder.media.stopping import Cancel, Progress, check, portion, tell
from coder.model.coded_log import CodedLog
from coder.model.consensus import CONSENSUS
from coder.model.contingency import ContingencyRow, Pair
from coder.model.regulation import Curve, CurvesCompared, LagProfile, Trains, Trajectory
from coder.model.scheme import PHASE
from coder.model.session import Session
from coder.model.table import Row, Table, table_text
from coder.store.session_folder import SUFFIX

if TYPE_CHECKING:
    from coder.app.export_survey import SessionFiles

_SHOWN = 12
_READ = 0.8
"""How much is done when all sessions are; the rest is what is said over dyads."""
NO_LINKS = "No scheme here has a link that could be computed: all tiers of a link have to be coded."


@dataclass(frozen=True, slots=True)
class Regulation:
    """What was found, what figures are drawn from, and what a person should know.

    ``trajectories``, ``profiles`` and what became of single cues are there only where figures were asked for; ``files``
    only where tables were written. ``used``: which observations each session's figures rest on; ``withheld``: what may
    not be analysed yet. Both that and what is left out are among the notes.
    """

    wish: RegulationWish
    pairs: tuple[Pair, ...]
    contingency: tuple[ContingencyRow, ...]
    across: tuple[AcrossRow, ...] = ()
    curves: tuple[Curve, ...] = ()
    compared: tuple[CurvesCompared, ...] = ()
    trains: tuple[Trains, ...] = ()
    trajectories: tuple[Trajectory, ...] = ()
    profiles: tuple[LagProfile, ...] = ()
    used: tuple[Used, ...] = ()
    notes: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()
    withheld: tuple[str, ...] = ()
    sessions: tuple[SessionFound, ...] = field(default=(), repr=False)

    @property
    def left_out(self) -> tuple[str, ...]:
        """Return which observations could not be read, and why."""
        return tuple(words for one in self.used for words in one.left_out)

    @property
    def constructs(self) -> Constructs:
        """Return the constructs of the schemes, with their evidence of all sessions."""
        return put_together(one.constructs for one in self.sessions)

    @property
    def phases(self) -> tuple[str, ...]:
        """Return the phases that there are rows of, "" (all that counts) first."""
        return tuple(dict.fromkeys(["", *(row.phase for row in self.contingency)]))


def find_regulation(
    wish: RegulationWish,
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
    *,
    looked_at: bool = False,
) -> Regulation:
    """Compute what figures and reports show, and write nothing.

    ``looked_at``: only for charts, so that it may be empty, and dyads are not compared with each other: that takes as
    long again in a large study.

    Raises CoderError for a wish, a study or a log that makes no sense, and where nothing could be computed; Stopped
    when ``cancelled`` says so.
    """
    return _find(replace(wish, figures=True), progress, cancelled, looked_at=looked_at)


def regulate(wish: RegulationWish, progress: Progress | None = None, cancelled: Cancel | None = None) -> Regulation:
    """Compute all tables and write them into the wish's folder; raise as ``find_regulation`` does."""
    from coder.app.tables_folder import SETTINGS, check_tables_folder, fresh_tables

    check_tables_folder(wish.out)
    found = _find(wish, progress, cancelled)
    names = []
    with fresh_tables(wish.out, WHAT) as folder:
        for name, text in _texts(found):
            (folder / name).write_text(text, encoding="utf-8", newline="")
            names.append(name)
        settings = settings_of(wish, found.used, (*names, SETTINGS), (*found.withheld, *found.left_out))
        text = json.dumps(settings, ensure_ascii=False, indent=2) + "\n"
        (folder / SETTINGS).write_text(text, encoding="utf-8", newline="")
    return replace(found, files=tuple(wish.out / name for name in (*names, SETTINGS)))


def _find(
    wish: RegulationWish, progress: Progress | None, cancelled: Cancel | None, *, looked_at: bool = False
) -> Regulation:
    if not wish.events.exists():
        raise CoderError(
            f"There is no {wish.events.name} here.", "Give a session, a study, or a log such as events.csv."
        )
    if wish.events.suffix == SUFFIX and wish.events.is_file():
        raise CoderError(f"{wish.events.name} is one observation.", "Name the folder of its session, or a study's.")
    check_wish(wish, study=wish.events.is_dir())
    groups = read_groups(wish.groups)
    read = progress if looked_at else portion(progress, 0, _READ)
    sessions, notes, withheld = (_of_study if wish.events.is_dir() else _of_log)(wish, read, cancelled)
    rows = tuple(contingency_of(sessions))
    if not rows and not looked_at:
        raise CoderError(NO_LINKS, "Name --cue ACTOR.CODE and --response ACTOR.CODE instead.")
    check(cancelled)
    waits = waits_of_dyads(sessions)
    return Regulation(
        wish,
        tuple(dict.fromkeys(row.pair for row in rows)),
        rows,
        () if looked_at else tuple(across_of(sessions, rows, wish, portion(progress, _READ, 1), cancelled)),
        tuple(curves_of(waits)),
        tuple(compared_of(waits, groups)),
        tuple(trains for one in sessions for trains in one.trains.values()),
        tuple(way for one in sessions for way in one.trajectories),
        tuple(profile for one in sessions for profile in one.profiles),
        tuple(one.used for one in sessions),
        (*withheld, *notes),
        withheld=tuple(withheld),
        sessions=tuple(sessions),
    )


def _check_read(sessions: Sequence[SessionFound]) -> None:
    """Raise CoderError where not one observation can be read."""
    if sessions and all(one.used.unread for one in sessions):
        raise CoderError(sessions[0].used.left_out[0])


def _of_log(
    wish: RegulationWish, progress: Progress | None, cancelled: Cancel | None
) -> tuple[list[SessionFound], list[str], list[str]]:
    logs = chosen_logs(read_log_files(wish.events, wish.codable), wish.coder)
    logs = _phased(logs, wish) if wish.by_phase else logs
    sessions = []
    for found in each_session(logs, wish, known_of(logs, wish.pairs[0]), cancelled):
        check(cancelled)
        sessions.append(found)
        tell(progress, len(sessions) / len(logs))
    return sessions, list(_notes(logs, wish)), []


def _phased(logs: Sequence[CodedLog], wish: RegulationWish) -> list[CodedLog]:
    """Return logs without their phases among the events; raise CoderError where none has any."""
    if not any(log.phases for log in logs):
        hint = "Give each phase a row with the tier phase, as coder export does, or leave --by phase out."
        raise CoderError(f"{wish.events.name} does not say when phases begin and end.", hint)
    return [replace(log, events=tuple(event for event in log.events if event.tier != PHASE)) for log in logs]


def _of_study(
    wish: RegulationWish, progress: Progress | None, cancelled: Cancel | None
) -> tuple[list[SessionFound], list[str], list[str]]:
    from coder.app.withholding import find_allowed

    allowed, withheld = find_allowed([wish.events], wish.viewer, own=True)
    _check_coder(allowed, wish.coder)
    files = _told_apart(allowed)
    sessions = []
    for found in each_session(files, wish, None, cancelled):
        check(cancelled)
        sessions.append(found)
        tell(progress, len(sessions) / len(files))
    _check_read(sessions)
    _check_links(sessions, wish)
    return sessions, list(_notes_of_study(sessions)), withheld


def _check_coder(files: "Iterable[SessionFiles]", coder: str) -> None:
    """Refuse a coder who coded no session, for the others' would be taken without a word."""
    known = {path.name.partition(".")[0] for one in files for path in one.files} - {CONSENSUS}
    if coder and coder not in known:
        raise CoderError(f"{coder} coded nothing here.", f"Its coders are: {', '.join(sorted(known))}.")


def _told_apart(files: "Sequence[SessionFiles]") -> "Sequence[SessionFiles]":
    """Return sessions of several studies with the study before their ids and their dyads'."""
    if len({one.session.study for one in files}) < 2:
        return files
    return [replace(one, session=_with_study(one.session)) for one in files]


def _with_study(session: Session) -> Session:
    dyad = session.dyad or session.id
    return replace(session, id=f"{session.study}.{session.id}", dyad=f"{session.study}.{dyad}")


def _check_links(sessions: Sequence[SessionFound], wish: RegulationWish) -> None:
    """Refuse a link that no session has."""
    there = {pair.link for one in sessions for pair, _, _ in one.cells}
    known = list(dict.fromkeys(link for one in sessions for link in one.used.links))
    for link in wish.links:
        if link not in there:
            hint = f"Choose from {', '.join(known)}." if known else NO_LINKS
            raise CoderError(f"No session here has a link {link} that could be computed.", hint)


def _notes_of_study(sessions: Sequence[SessionFound]) -> Iterator[str]:
    schemes = dict.fromkeys(one.used.scheme for one in sessions if one.used.scheme)
    if len(schemes) > 1:
        yield f"The sessions were coded under {len(schemes)} versions or schemes: {', '.join(schemes)}."
    rules: dict[str, set[Pair]] = {}
    for one in sessions:
        for pair, _ in one.used.rules:
            rules.setdefault(pair.name, set()).add(pair)
        yield from one.used.left_out
        yield from (f"Session {one.session_id}: {note}" for note in one.used.notes)
    for name, pairs in rules.items():
        if len(pairs) > 1:
            yield f"The link {name} has other codes in some sessions: they are computed apart."


def chosen_logs(logs: Sequence[CodedLog], coder: str = "") -> list[CodedLog]:
    """Return one log for each session: the coder's, or that of the only one; raise CoderError where it is not clear."""
    if coder:
        found = [log for log in logs if log.coder_id == coder]
        if not found:
            known = ", ".join(sorted({log.coder_id for log in logs}))
            raise CoderError(f"{coder} coded nothing in this log.", f"Its coders are: {known}.")
        return found
    coders: dict[str, str] = {}
    for log in logs:
        if coders.setdefault(log.session_id, log.coder_id) != log.coder_id:
            raise CoderError(
                f"Session {log.session_id} was coded by {coders[log.session_id]} and {log.coder_id}.",
                "Say with --coder whose events count.",
            )
    return list(logs)


def _texts(found: Regulation) -> Iterator[tuple[str, str]]:
    sessions, wish = found.sessions, found.wish
    tables: list[tuple[Table, Iterator[Row] | Iterator[list[str]]]] = [
        (contingency_csv.TABLE, contingency_csv.contingency_rows(found.contingency)),
        (latencies_csv.TABLE, (row for one in sessions for row in one.latencies)),
        (synchrony_csv.TABLE, (row for one in sessions for row in one.synchrony)),
        (grid_csv.TABLE, (row for one in sessions for row in one.grid)),
        (transitions_csv.TABLE, transitions_csv.transitions_rows(transitions_of(sessions, wish))),
        wide_summary(sessions, found.contingency, found.curves),
        (across_dyads_csv.TABLE, across_dyads_csv.across_rows(found.across)),
        (survival_csv.TABLE, survival_csv.survival_rows(found.curves)),
        (log_rank_csv.TABLE, log_rank_csv.log_rank_rows(found.compared)),
        (false_discovery_csv.TABLE, false_discovery_csv.false_discovery_rows(rated_tests(found.contingency))),
    ]
    tables += _summaries(found)
    for table, rows in tables:
        yield table.file, table_text(table, rows)
    yield codebook_csv.TABLE.file, codebook_csv.format_codebook([table for table, _ in tables], ())


def _summaries(found: Regulation) -> Iterator[tuple[Table, Iterator[list[str]]]]:
    """Give the tables of how often, how long and how soon."""
    table = summary_csv.summary_table(()) if found.wish.events.is_dir() else summary_csv.log_table()
    yield table, (row for one in found.sessions for row in one.summary)
    if any(one.windows_summary for one in found.sessions):
        table = replace(summary_csv.summary_table((), windows=("",)), name="summary_windows")
        yield table, (row for one in found.sessions for row in one.windows_summary)


def _notes(logs: Sequence[CodedLog], wish: RegulationWish) -> Iterator[str]:
    """Say which of cue and response occurs nowhere, for it may have been misspelt, and what is taken for granted."""
    if wish.codable is None and any(log.uncodable for log in logs):
        yield "Uncodable time is taken to be of all tiers: --codable uncodable.csv, of the same export, says of which."
    known = dict.fromkeys(sorted({event.name for log in logs for event in log.events}))
    for name in (wish.cue, wish.response):
        if name not in known:
            others = ", ".join([*known][:_SHOWN]) + (", …" if len(known) > _SHOWN else "")
            yield f"{name} occurs nowhere in {wish.events.name}. It has: {others}."
