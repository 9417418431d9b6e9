"""The table of motion of an export: session by session, for a long video alone has a hundred thousand rows."""

from collections.abc import Sequence
from pathlib import Path

from coder.app.motion import measure_session
from coder.formats.flavours.reading import Gauge
from coder.formats.motion_csv import describe_motion, format_sidecar, motion_rows, motion_table
from coder.media.stopping import Cancel, Progress, portion
from coder.model.region import MotionPlan
from coder.model.session import Session
from coder.model.table import Table, csv_text

SIDECAR = "motion.json"
Planned = tuple[Session, MotionPlan]


def find_plans(sessions: Sequence[Session]) -> list[Planned]:
    """Return the sessions with regions whose video is there, each with its plan; raise CoderError when one is wrong."""
    from coder.store.motion_file import find_motion_plan

    pairs = ((session, find_motion_plan(session.folder)) for session in sessions if session.media)
    return [(session, plan) for session, plan in pairs if plan is not None and _has_video(session)]


def _has_video(session: Session) -> bool:
    return all(session.media_path(number).exists() for number in range(len(session.views()[0])))


def write_motion(
    folder: Path, planned: Sequence[Planned], progress: Progress | None, cancel: Cancel | None
) -> tuple[Table, Gauge]:
    """Write ``motion.csv`` and ``motion.json``; return the table and what it holds.

    What was measured before is not measured again. Raises CoderError when a video cannot be read, Stopped when
    ``cancel`` says so.
    """
    table = motion_table(plan for _, plan in planned)
    gauge, told = Gauge(table), []
    with (folder / table.file).open("x", encoding="utf-8", newline="") as file:
        file.write(csv_text([table.heads]))
        for done, (session, plan) in enumerate(planned):
            part = portion(progress, done / len(planned), (done + 1) / len(planned))
            measured = measure_session(session, plan, progress=part, cancel=cancel)
            rows = list(motion_rows(measured, table))
            file.write(csv_text(rows))
            gauge.take(rows)
            told.append(describe_motion(measured))
    (folder / SIDECAR).write_text(format_sidecar(told), encoding="utf-8", newline="")
    return table, gauge
