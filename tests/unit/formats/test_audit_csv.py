"""``audit.csv``: what was changed, with the event before and after."""

import json
from dataclasses import replace
from pathlib import Path

from coder.formats.audit_csv import TABLE, audit_rows
from coder.formats.events_csv import Log
from coder.model.audit_step import Step
from coder.model.event import Event
from coder.model.observation import Identity, Observation
from coder.model.session import Session, SessionClock
from tests import lab

OLD = Event(7, "cg_gaze", "at_face", 1_000, None, comment="Mrs Smith smiles")
NEW = replace(OLD, offset_ms=2_500)


def rows(*steps: Step, comments: bool = False) -> list[dict[str, str]]:
    session = Session("D01_v1", Path("D01_v1"), (), "lab", "D01", "1", "sample", SessionClock(60))
    log = Log(session, lab.SCHEME, "ab" * 32, Observation(Identity("D01_v1", "ana"), ()), 60_000)
    return [dict(zip(TABLE.heads, row, strict=True)) for row in audit_rows(log, steps, comments=comments)]


def step(before: Event | None, after: Event | None) -> Step:
    return Step(3, "2026-01-02T03:04:05Z", "ana", "do", "End at_face", before, after)


def test_a_change_has_the_event_before_and_after() -> None:
    (row,) = rows(step(OLD, NEW))
    assert (row["coder_id"], row["seq"], row["change"], row["event_id"], row["code"]) == (
        "ana",
        "3",
        "changed",
        "7",
        "at_face",
    )
    assert (json.loads(row["before"])["offset_ms"], json.loads(row["after"])["offset_ms"]) == (None, 2_500)


def test_what_was_added_has_no_before_and_what_was_removed_no_after() -> None:
    found = rows(step(None, NEW), step(NEW, None), step(None, None))
    assert [(row["change"], bool(row["before"]), bool(row["after"])) for row in found] == [
        ("added", False, True),
        ("removed", True, False),
        ("", False, False),
    ]


def test_comments_are_left_out_unless_asked_for() -> None:
    assert "Smith" not in str(rows(step(None, NEW)))
    assert "Smith" in str(rows(step(None, NEW), comments=True))
