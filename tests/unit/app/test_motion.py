"""Motion of a session's video is measured, kept and written."""

import csv
import json
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest

from coder.app import motion
from coder.app.motion import measure_session, parse_region, plan_motion, write_motion
from coder.errors import CoderError
from coder.media.stopping import Stopped
from coder.model.region import MotionPlan, Region, rectangle
from coder.model.session import Medium, Session, SessionClock
from coder.store.motion_file import find_motion_plan

HALVES = (rectangle("caregiver", 0, 0, 0.5, 1), rectangle("infant", 0.5, 0, 0.5, 1))
PLAN = MotionPlan(HALVES)
SIZE = (320, 180)
SIDE = 36
SHARE = SIDE * SIDE / (160 * 180)


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATTUNE_CACHE", str(tmp_path / "cache"))


def draw(path: Path, squares: list[tuple[int, int] | None], scale: int = 1, rotation: int = 0) -> Path:
    """Draw a lossless clip, 25 frames a second, with a white square where it is told, or none."""
    with av.open(str(path), "w") as container:
        width, height = SIZE[0] * scale, SIZE[1] * scale
        stream = container.add_stream("ffv1" if path.suffix == ".mkv" else "libx264", rate=25, options={"qp": "0"})
        stream.width, stream.height = (width, height) if not rotation else (height, width)
        stream.pix_fmt = "gray" if path.suffix == ".mkv" else "yuv420p"
        if rotation:
            stream.set_display_rotation(rotation)
        for n, square in enumerate(squares):
            picture = np.full((height, width), 60, np.uint8)
            if square is not None:
                x, y = square[0] * scale, square[1] * scale
                picture[y : y + SIDE * scale, x : x + SIDE * scale] = 200
            stored = np.ascontiguousarray(np.rot90(picture, -rotation // 90))
            frame = av.VideoFrame.from_ndarray(stored, "gray").reformat(format=stream.pix_fmt)
            frame.pts, frame.time_base = n, Fraction(1, 25)
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


SQUARES: list[tuple[int, int] | None] = [None, (20, 20), (20, 20), None, (200, 100), None]
MOTION = [[np.nan, np.nan], [SHARE, 0], [0, 0], [SHARE, 0], [0, SHARE], [0, SHARE]]


def session(folder: Path, *media: Medium) -> Session:
    return Session("D01", folder, media or (Medium("video.mkv"),), "core-cues")


def test_known_motion_is_measured_exactly(tmp_path: Path) -> None:
    draw(tmp_path / "video.mkv", SQUARES)
    told: list[float] = []
    table = measure_session(session(tmp_path), PLAN, progress=told.append)
    assert np.array(table.shares) == pytest.approx(np.array(MOTION), nan_ok=True)
    assert table.times_ms == [0, 40, 80, 120, 160, 200]
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_large_pictures_are_made_small_first(tmp_path: Path) -> None:
    draw(tmp_path / "video.mkv", SQUARES, scale=3)
    shares = measure_session(session(tmp_path), PLAN).shares
    assert np.array(shares) == pytest.approx(np.array(MOTION), abs=0.002, nan_ok=True)


def test_regions_lie_on_the_picture_as_it_is_shown(tmp_path: Path) -> None:
    draw(tmp_path / "video.mp4", SQUARES, rotation=90)
    shares = measure_session(session(tmp_path, Medium("video.mp4")), PLAN).shares
    assert np.array(shares) == pytest.approx(np.array(MOTION), abs=0.005, nan_ok=True)


def test_a_view_in_several_files_is_measured_as_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.mkv", "b.mkv"):
        draw(tmp_path / name, SQUARES)
    two = session(tmp_path, Medium("a.mkv"), Medium("b.mkv", continues=True), Medium("face.mkv"))
    known: list[int] = []
    monkeypatch.setattr("coder.vision.motion.GROWTH", len(MOTION))
    table = measure_session(two, PLAN, on_growth=lambda _times, shares: known.append(int(np.isfinite(shares).sum())))
    assert known == [10, 20]
    assert np.array(table.shares) == pytest.approx(np.array(MOTION + MOTION), nan_ok=True)
    assert table.times_ms == list(range(0, 480, 40))


def test_what_was_measured_is_kept_until_plan_or_video_change(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draw(tmp_path / "video.mkv", SQUARES)
    first = measure_session(session(tmp_path), PLAN)
    with monkeypatch.context() as patch:
        patch.setattr("coder.vision.motion.measure_motion", pytest.fail)
        assert np.array_equal(measure_session(session(tmp_path), PLAN).shares, first.shares, equal_nan=True)
    higher = measure_session(session(tmp_path), MotionPlan(HALVES, 150))
    assert np.nanmax(higher.shares) == 0
    draw(tmp_path / "video.mkv", [None, None])
    assert len(measure_session(session(tmp_path), PLAN).shares) == 2


def test_measuring_can_be_given_up(tmp_path: Path) -> None:
    draw(tmp_path / "video.mkv", SQUARES)
    with pytest.raises(Stopped):
        measure_session(session(tmp_path), PLAN, cancel=lambda: True)


def test_regions_given_are_kept_in_the_session_and_used_again(tmp_path: Path) -> None:
    here = session(tmp_path)
    with pytest.raises(CoderError, match="D01 has no regions"):
        plan_motion(here)
    assert plan_motion(here, HALVES, 20) == MotionPlan(HALVES, 20)
    assert plan_motion(here) == MotionPlan(HALVES, 20)
    assert plan_motion(here, HALVES[:1]) == MotionPlan(HALVES[:1], 20)
    assert plan_motion(here, threshold=30) == find_motion_plan(tmp_path) == MotionPlan(HALVES[:1], 30)


def test_the_table_and_how_it_was_measured_are_written(tmp_path: Path) -> None:
    draw(tmp_path / "video.mkv", SQUARES)
    table = measure_session(session(tmp_path), PLAN)
    written = write_motion([table], tmp_path / "out")
    assert [file.name for file in written] == ["motion.csv", "motion.json"]
    rows = list(csv.DictReader(written[0].read_text(encoding="utf-8").splitlines()))
    assert [row["caregiver"] for row in rows] == ["", "0.04500", "0.00000", "0.04500", "0.00000", "0.00000"]
    assert json.loads(written[1].read_text(encoding="utf-8"))["sessions"][0]["threshold"] == 10


def test_a_session_without_a_video_has_no_motion(tmp_path: Path) -> None:
    with pytest.raises(CoderError, match="D01 has no video"):
        measure_session(Session("D01", tmp_path, (), "core-cues", clock=SessionClock(60)), PLAN)


def test_regions_are_read_from_words() -> None:
    assert parse_region("infant:0.5,0,0.5,1") == HALVES[1]
    assert parse_region("toy:0,0;1,0;0,1") == Region("toy", ((0, 0), (1, 0), (0, 1)))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("infant", "“infant” is no region"),
        ("infant:", "“infant:” is no region"),
        ("infant:0,0,1", "“infant:0,0,1” is no region"),
        ("infant:0,0,wide,1", "is no region"),
        ("infant:0,0;1,1", "needs at least three points"),
        ("infant:0,0,2,1", "must lie between 0 and 1"),
        (":0,0,1,1", "is no name"),
    ],
)
def test_words_that_are_no_region_are_refused(text: str, what: str) -> None:
    with pytest.raises(CoderError, match=what):
        parse_region(text)


def test_importing_the_module_loads_no_library() -> None:
    assert not {"cv2", "av", "np"} & set(vars(motion))
