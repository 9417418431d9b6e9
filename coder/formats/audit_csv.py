"""``audit.csv``: one row a change of an event: who made it when, and how the event was before and after."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from coder.editing.whose import WHOSE_COLUMNS, Observed, whose
from coder.model.audit_step import Step
from coder.model.event import Event
from coder.model.seal import REOPEN, REOPENED
from coder.model.table import Column, ColumnType, Level, Table

_KINDS = (
    Level("do", "done", "A coder did it."),
    Level("undo", "undone", "A coder took back what was done."),
    Level("redo", "done again", "A coder did again what was taken back."),
    Level("import", "imported", "It came from another program's file."),
    Level("migrate", "migrated", "It was moved to a new version of the scheme."),
    Level("phases", "phases", "Phases were marked for all coders of the session."),
    Level("submit", "submitted", "The observation was submitted: it is changed no more until it is reopened."),
    Level("reopen", "reopened", "The submitted observation was opened again."),
)
_CHANGES = (Level("added"), Level("removed"), Level("changed"))
_BARE = {"import": "Imported", REOPEN: REOPENED}
_NOTHING = "the entry changed no event"
STEP_COLUMNS = (
    Column("seq", ColumnType.INTEGER, "The entry of the change log, from 1."),
    Column("time", ColumnType.TEXT, "When it was made, in UTC, as ISO 8601."),
    Column("who", ColumnType.ID, "Who made it.", missing="it was not recorded"),
    Column("kind", ColumnType.LEVEL, "What kind of change it was.", levels=_KINDS),
    Column("title", ColumnType.TEXT, "The change in words.", missing="it has no words"),
    Column("change", ColumnType.LEVEL, "What became of the event.", levels=_CHANGES, missing=_NOTHING),
    Column("event_id", ColumnType.ID, "The event, unique in its observation.", missing=_NOTHING),
    Column("tier", ColumnType.ID, "Its tier.", missing=_NOTHING),
    Column("code", ColumnType.ID, "Its code, as it was afterwards.", missing=_NOTHING),
    Column("before", ColumnType.TEXT, "The event before, as JSON.", missing="it was not there before"),
    Column("after", ColumnType.TEXT, "The event afterwards, as JSON.", missing="it is not there afterwards"),
)
TABLE = Table("audit", "a change of an event", (*WHOSE_COLUMNS, *STEP_COLUMNS))


def audit_rows(log: Observed, steps: Iterable[Step], *, comments: bool = False) -> Iterator[list[str]]:
    """Give the changes of one observation in the order they were made; comments are left out unless asked for."""
    for step in steps:
        yield [*whose(log), *step_cells(step, comments=comments)]


def step_cells(step: Step, *, comments: bool = False) -> list[str]:
    """Return the cells of ``STEP_COLUMNS``; an imported file's name and a reason are comments: they may name people."""
    event = step.event
    title = step.title if comments else _BARE.get(step.kind, step.title)
    named = ("", "", "") if event is None else (str(event.id), event.tier, event.code)
    sides = [_packed(side, comments=comments) for side in (step.before, step.after)]
    return [str(step.seq), step.time, step.who, step.kind, title, step.change, *named, *sides]


def event_fields(event: Event | None, *, comments: bool = False) -> dict[str, Any] | None:
    """Return what an event says, for JSON; None without one."""
    if event is None:
        return None
    return {
        "id": event.id,
        "tier": event.tier,
        "code": event.code,
        "onset_ms": event.onset_ms,
        "offset_ms": event.offset_ms,
        "point": event.point,
        "modifiers": dict(event.modifiers),
        "target": event.target,
        **({"comment": event.comment} if comments else {}),
    }


def _packed(event: Event | None, *, comments: bool) -> str:
    fields = event_fields(event, comments=comments)
    return "" if fields is None else json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
