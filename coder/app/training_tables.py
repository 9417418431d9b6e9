"""The tables of training and drift, written into a folder in one step."""

import json
from collections.abc import Iterable
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

from coder import __version__
from coder.app.drift import find_drift
from coder.app.tables_folder import SETTINGS, check_tables_folder, fresh_tables
from coder.app.training import Trained, find_training
from coder.formats.drift_csv import (
    drift_row,
    drift_table,
    intra_coder_row,
    intra_coder_table,
    retests_row,
    retests_table,
)
from coder.formats.training_csv import (
    training_feedback_rows,
    training_feedback_table,
    training_scores_rows,
    training_scores_table,
    training_status_rows,
    training_status_table,
)
from coder.model.drift import Drift
from coder.model.table import Row, Table, table_text

TRAINING, DRIFT = "training of coders", "drift of coders"
_UNIT_S = 1.0
_MEANINGS = {
    "unit_s": _UNIT_S,
    "time_kappa": "units of 1 s in codable time of both",
    "event_kappa": "linked by overlap of 60 % of the longer, points within 1 s",
    "coded": "the last entry of the change log that codes, UTC",
}


def write_training(path: Path, folder: Path, coder: str = "") -> Trained:
    """Write scores, statuses and feedback into a folder; raise CoderError as ``find_training`` does."""
    check_tables_folder(folder)
    found = find_training(path, coder)
    attempts = [attempt for one in found.standings for attempt in one.attempts]
    tables: list[tuple[Table, Iterable[Row]]] = [
        (training_scores_table(), chain.from_iterable(map(training_scores_rows, found.standings))),
        (training_status_table(), chain.from_iterable(map(training_status_rows, found.standings))),
        (training_feedback_table(), chain.from_iterable(map(training_feedback_rows, attempts))),
    ]
    _write(folder, TRAINING, tables, {"coder_id": coder or None, "notes": list(found.notes), **_MEANINGS})
    return found


def write_drift(path: Path, folder: Path) -> Drift:
    """Write figures over time, intra-coder agreement and re-tests into a folder; raise CoderError."""
    check_tables_folder(folder)
    found = find_drift(path)
    tables: list[tuple[Table, Iterable[Row]]] = [
        (drift_table(), map(drift_row, found.points)),
        (intra_coder_table(), map(intra_coder_row, found.repeats)),
        (retests_table(), map(retests_row, found.tests())),
    ]
    rolling = {"rolling": f"tallies of the last {found.rolling} sessions by date of coding, added up"}
    _write(folder, DRIFT, tables, {"notes": list(found.notes), **_MEANINGS, **rolling})
    return found


def today() -> date:
    """Return the day it is, by UTC as the change log has it."""
    from coder.store.entry import now_utc

    return date.fromisoformat(now_utc()[:10])


def _write(folder: Path, what: str, tables: list[tuple[Table, Iterable[Row]]], said: dict[str, Any]) -> None:
    with fresh_tables(folder, what) as fresh:
        for table, rows in tables:
            (fresh / table.file).write_text(table_text(table, rows), encoding="utf-8", newline="")
        files = [SETTINGS, *(table.file for table, _ in tables)]
        settings = {"what": what, "version": __version__, "files": files, **said}
        text = json.dumps(settings, ensure_ascii=False, indent=2)
        (fresh / SETTINGS).write_text(text + "\n", encoding="utf-8", newline="")
