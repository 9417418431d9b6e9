"""``motion.csv``: one row a frame, one column a region; and ``motion.json``, which says how it was measured."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coder.model.region import MotionPlan
from coder.model.session import Session
from coder.model.time import format_seconds

COLUMNS = ("study", "session_id", "time_s")
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


def format_motion(tables: Sequence[MotionTable]) -> str:
    """Return the rows of some sessions, in the order given, as CSV text (comma, LF, decimal point).

    Times are media time in seconds. A region that a session does not have is empty.
    """
    names = tuple(dict.fromkeys(region.name for table in tables for region in table.plan.regions))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*COLUMNS, *names])
    for table in tables:
        writer.writerows(_rows(table, names))
    return out.getvalue()


def _rows(table: MotionTable, names: Sequence[str]) -> Iterator[list[str]]:
    own = {region.name: number for number, region in enumerate(table.plan.regions)}
    places = [own.get(name) for name in names]
    head = [table.session.study, table.session.id]
    for time_ms, shares in zip(table.times_ms, table.shares, strict=True):
        yield [*head, format_seconds(time_ms), *("" if n is None else _share(shares[n]) for n in places)]


def _share(value: float) -> str:
    return "" if value != value else f"{value:.5f}"  # noqa: PLR0124 - NaN is what is not itself


def format_motion_sidecar(tables: Sequence[MotionTable]) -> str:
    """Return as JSON how ``motion.csv`` was measured: the threshold and the regions of each session."""
    sessions = [
        {
            "study": table.session.study,
            "session_id": table.session.id,
            "threshold": table.plan.threshold,
            "picture_width_px": table.widest,
            "regions": {region.name: [list(point) for point in region.points] for region in table.plan.regions},
        }
        for table in tables
    ]
    said = {"file": "motion.csv", "measure": MEASURE, "points": "[x, y] as shares of the picture as shown"}
    return json.dumps({**said, "sessions": sessions}, ensure_ascii=False, indent=2) + "\n"
