"""``motion.csv`` and what says how it was measured."""

import json
from pathlib import Path

from coder.formats.motion_csv import MotionTable, format_motion, format_motion_sidecar
from coder.model.region import MotionPlan, Region, rectangle
from coder.model.session import Medium, Session

LEFT, RIGHT = rectangle("caregiver", 0, 0, 0.5, 1), rectangle("infant", 0.5, 0, 0.5, 1)
TOY = Region("toy", ((0.1, 0.1), (0.2, 0.1), (0.1, 0.3)))
NAN = float("nan")


def session(name: str) -> Session:
    return Session(name, Path(name), (Medium("video.mp4"),), "core-cues", study="pilot")


TABLES = (
    MotionTable(session("D01"), MotionPlan((LEFT, RIGHT)), (0, 40, 80), ((NAN, NAN), (0.25, 0.0), (1 / 3, 1.0)), 320),
    MotionTable(session("D02"), MotionPlan((TOY, LEFT), 25), (0, 33), ((NAN, NAN), (0.5, 0.125)), 320),
)
CSV = """\
study,session_id,time_s,caregiver,infant,toy
pilot,D01,0.000,,,
pilot,D01,0.040,0.25000,0.00000,
pilot,D01,0.080,0.33333,1.00000,
pilot,D02,0.000,,,
pilot,D02,0.033,0.12500,,0.50000
"""


def test_every_frame_has_a_row_and_every_region_a_column() -> None:
    assert format_motion(TABLES) == CSV
    assert format_motion(TABLES) == format_motion(TABLES)


def test_threshold_and_regions_of_every_session_are_stated() -> None:
    said = json.loads(format_motion_sidecar(TABLES))
    assert "more than the threshold" in said["measure"]
    first, second = said["sessions"]
    assert (first["session_id"], first["threshold"], first["picture_width_px"]) == ("D01", 10, 320)
    assert first["regions"]["infant"] == [[0.5, 0], [1.0, 0], [1.0, 1], [0.5, 1]]
    assert (second["threshold"], list(second["regions"])) == (25, ["toy", "caregiver"])
