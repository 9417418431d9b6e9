"""Regulation: which cue brings which response beyond chance. Here for logs from elsewhere."""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from coder.app.log_files import read_log_files
from coder.app.regulation_across import across_of
from coder.app.regulation_dyad import codes_of_tiers
from coder.app.regulation_session import SessionFound
from coder.app.regulation_tables import contingency_of, transitions_of
from coder.app.regulation_wish import RegulationWish, check_wish, settings_of
from coder.app.regulation_workers import each_session
from coder.errors import CoderError
from coder.formats import across_dyads_csv, contingency_csv, grid_csv, latencies_csv, synchrony_csv, transitions_csv
from coder.formats.across_dyads_csv import across_rows
from coder.formats.dyad_summary_csv import DyadSummary, dyad_summary_rows, dyad_summary_table
from coder.model.coded_log import CodedLog
from coder.model.contingency import ContingencyRow
from coder.model.table import Table, table_text

Progress = Callable[[float], object]
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Regulation:
    """The files that were written, all rows of contingency, and what a person should know."""

    files: tuple[Path, ...]
    contingency: tuple[ContingencyRow, ...]
    notes: tuple[str, ...]


def regulate(wish: RegulationWish, progress: Progress | None = None) -> Regulation:
    """Compute all tables of a log and write them; raise CoderError for a wish or a log that makes no sense."""
    from coder.store.atomic import make_folder, write_atomic

    check_wish(wish)
    logs = chosen_logs(read_log_files(wish.events, wish.codable), wish.coder)
    codes = codes_of_tiers(logs, wish.pairs[0])
    sessions: list[SessionFound] = []
    for found in each_session(logs, wish, codes):
        sessions.append(found)
        if progress is not None:
            progress(len(sessions) / len(logs))
    rows = tuple(contingency_of(sessions, wish))
    texts = list(_texts(sessions, rows, wish))
    make_folder(wish.out)
    files = []
    for name, text in texts:
        files.append(wish.out / name)
        write_atomic(files[-1], text)
    return Regulation(tuple(files), rows, tuple(_notes(logs, wish)))


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


def _texts(
    sessions: Sequence[SessionFound], rows: Sequence[ContingencyRow], wish: RegulationWish
) -> Iterator[tuple[str, str]]:
    yield contingency_csv.TABLE.file, table_text(contingency_csv.TABLE, contingency_csv.contingency_rows(rows))
    for table, ready in _ready(sessions):
        yield table.file, table_text(table, ready)
    tables = transitions_of(sessions, wish)
    yield transitions_csv.TABLE.file, table_text(transitions_csv.TABLE, transitions_csv.transitions_rows(tables))
    summary = dyad_summary_table(wish.pairs, wish.methods)
    yield summary.file, table_text(summary, dyad_summary_rows(_dyads(sessions, rows, wish)))
    across = across_rows(across_of(sessions, rows, wish))
    yield across_dyads_csv.TABLE.file, table_text(across_dyads_csv.TABLE, across)
    yield "analysis_settings.json", json.dumps(settings_of(wish), ensure_ascii=False, indent=2) + "\n"


def _ready(sessions: Sequence[SessionFound]) -> Iterator[tuple[Table, Iterator[list[str]]]]:
    """Give the tables whose rows the sessions have ready."""
    yield latencies_csv.TABLE, (row for one in sessions for row in one.latencies)
    yield synchrony_csv.TABLE, (row for one in sessions for row in one.synchrony)
    yield grid_csv.TABLE, (row for one in sessions for row in one.grid)


def _dyads(
    sessions: Sequence[SessionFound], rows: Sequence[ContingencyRow], wish: RegulationWish
) -> Iterator[DyadSummary]:
    from coder.analysis.survival import kaplan_meier

    # the last row of a dyad is that of all its sessions
    found = {(row.dyad_id, row.pair, row.method): (row.tally, row.found) for row in rows}
    dyads: dict[str, list[SessionFound]] = {}
    for one in sessions:
        dyads.setdefault(one.dyad_id, []).append(one)
    for dyad, own in dyads.items():
        tables = [[found[dyad, pair, method] for method in wish.methods] for pair in wish.pairs]
        waits = [[wait for one in own for wait in one.waits[pair]] for pair in wish.pairs]
        yield DyadSummary(dyad, len(own), tables, [kaplan_meier(some) for some in waits])


def _notes(logs: Sequence[CodedLog], wish: RegulationWish) -> Iterator[str]:
    """Say which of cue and response occurs nowhere, for it may have been misspelt."""
    known = dict.fromkeys(sorted({event.name for log in logs for event in log.events}))
    for name in (wish.cue, wish.response):
        if name not in known:
            others = ", ".join([*known][:_SHOWN]) + (", …" if len(known) > _SHOWN else "")
            yield f"{name} occurs nowhere in {wish.events.name}. It has: {others}."
