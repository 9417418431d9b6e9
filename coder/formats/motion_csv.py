"""``motion.csv``: one row a frame, one column a region; and ``motion.json``, which says how it was measured."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from coder.editing.whose import SESSION, STUDY
from coder.model.region import MotionPlan
from coder.model.session import Session
from coder.model.table import Column, ColumnType, Table, table_text
from coder.model.time import format_seconds

_HEAD = (STUDY, SESSION, Column("time_s", ColumnType.NUMBER, "When the frame is shown, in media time.", "s"))
MEASURE = (
    "share (0 to 1) of a region's pixels whose grey value (0 to 255) changed by more than the threshold since the "
    "frame before; empty where there is no frame before it or one of both cannot be decoded"
)


@dataclass(frozen=True, slots=True)
class MotionTable:
    """What was measured of one session's main video.

    ``times_ms`` and ``shares`` (frames × regions; NaN where there is no value) are in the order of frames. ``widest``
    is how wide the pictures were made before they were compared, in pixels.
    """

    session: Session
    plan: MotionPlan
    times_ms: Sequence[int]
    shares: Sequence[Sequence[float]]
    widest: int


def motion_table(plans: Iterable[MotionPlan]) -> Table:
    """Return the table ``motion`` of sessions whose motion is measured by some plans: a column a region."""
    names = dict.fromkeys(region.name for plan in plans for region in plan.regions)
    missing = "the session has no such region, or the frame has none before it or cannot be decoded"
    share = "The share of the region's pixels that changed since the frame before, 0 to 1; see motion.json."
    columns = (Column(name, ColumnType.NUMBER, share, missing=missing) for name in names)
    return Table("motion", "a frame of the main view of a session", (*_HEAD, *columns))


def motion_rows(measured: MotionTable, table: Table) -> Iterator[list[str]]:
    """Give a row a frame of one session; times are media time in seconds, a region that it does not have is empty."""
    own = {region.name: number for number, region in enumerate(measured.plan.regions)}
    places = [own.get(name) for name in table.heads[len(_HEAD) :]]
    head = [measured.session.study, measured.session.id]
    for time_ms, shares in zip(measured.times_ms, measured.shares, strict=True):
        yield [*head, format_seconds(time_ms), *("" if n is None else _share(shares[n]) for n in places)]


def _share(value: float) -> str:
    return "" if value != value else f"{value:.5f}"  # noqa: PLR0124 - NaN is what is not itself


def format_motion(tables: Sequence[MotionTable]) -> str:
    """Return the rows of some sessions, in the order given, as CSV text."""
    table = motion_table(measured.plan for measured in tables)
    return table_text(table, (row for measured in tables for row in motion_rows(measured, table)))


def describe_motion(measured: MotionTable) -> dict[str, object]:
    """Return how the motion of one session was measured, for ``motion.json``."""
    return {
        "study": measured.session.study,
        "session_id": measured.session.id,
        "threshold": measured.plan.threshold,
        "picture_width_px": measured.widest,
        "regions": {region.name: [list(point) for point in region.points] for region in measured.plan.regions},
    }


def format_motion_sidecar(tables: Sequence[MotionTable]) -> str:
    """Return as JSON how ``motion.csv`` was measured: the threshold and the regions of each session."""
    return format_sidecar([describe_motion(measured) for measured in tables])


def format_sidecar(sessions: Sequence[dict[str, object]]) -> str:
    """Return ``motion.json`` of what ``describe_motion`` says of some sessions."""
    said = {"file": "motion.csv", "measure": MEASURE, "points": "[x, y] as shares of the picture as shown"}
    return json.dumps({**said, "sessions": list(sessions)}, ensure_ascii=False, indent=2) + "\n"
