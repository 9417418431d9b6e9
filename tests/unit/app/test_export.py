"""An export writes every table, and the same bytes each time."""

import csv
import json
from pathlib import Path

import pytest

from coder.app.code import code_keys
from coder.app.export import export
from coder.app.export_wish import ExportWish
from coder.app.new_session import NewSession, create_session
from coder.app.open_session import open_session
from coder.errors import CoderError
from coder.model.region import MotionPlan, rectangle
from coder.model.session import Session, SessionClock
from coder.store.motion_file import save_motion_plan

TABLES = {"events.csv", "sessions.csv", "codable.csv"}
ASIDE = {"phases.csv", "ratings.csv", "motion.csv", "motion.json"}


def code(session: Session, coder: str = "ana") -> None:
    with open_session(session.folder, coder) as opened:
        code_keys(opened, ["0,1", "1.0,g", "2.0,2"])


def tables(written: list[Path]) -> set[str]:
    """Return the names of the tables that are not written always, and of those that are."""
    return {file.name for file in written} & (TABLES | ASIDE)


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_events_and_sessions_are_written(session: Session, tmp_path: Path) -> None:
    code(session)
    code(session, "ben")
    written = export(ExportWish((session.folder,), tmp_path / "out"))
    assert tables(written) == TABLES
    first, second = read(tmp_path / "out/sessions.csv")
    assert (first["coder_id"], second["coder_id"]) == ("ana", "ben")
    wanted = {
        "media_length_s": "4.000",
        "media_frames": "100",
        "fps_nominal": "25.000",
        "fps_measured": "25.000",
        "fps_variable": "0",
        "media_offsets_s": "0.000",
        "codable_s": "4.000",
        "clock_offset_s": "",
    }
    assert {name: first[name] for name in wanted} == wanted
    assert len(first["media_digests"]) == 64


def test_exporting_again_gives_the_same_bytes(session: Session, tmp_path: Path) -> None:
    code(session)
    save_motion_plan(session.folder, MotionPlan((rectangle("infant", 0.5, 0, 0.5, 1),)))
    told: list[float] = []
    first = export(ExportWish((session.folder,), tmp_path / "one"), progress=told.append)
    second = export(ExportWish((session.folder,), tmp_path / "two"))
    assert tables(first) == TABLES | {"motion.csv", "motion.json"}
    assert [file.read_bytes() for file in first] == [file.read_bytes() for file in second]
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_motion_is_written_where_regions_are(session: Session, tmp_path: Path) -> None:
    code(session)
    save_motion_plan(session.folder, MotionPlan((rectangle("infant", 0.5, 0, 0.5, 1),), 30))
    export(ExportWish((session.folder.parent,), tmp_path / "out"))
    rows = read(tmp_path / "out/motion.csv")
    assert (len(rows), rows[1]["session_id"], rows[1]["time_s"]) == (100, "D01_v1", "0.040")
    assert json.loads((tmp_path / "out/motion.json").read_text(encoding="utf-8"))["sessions"][0]["threshold"] == 30


def test_a_missing_video_leaves_what_was_coded(session: Session, tmp_path: Path) -> None:
    code(session)
    save_motion_plan(session.folder, MotionPlan((rectangle("infant", 0.5, 0, 0.5, 1),)))
    session.media_path().unlink()
    assert tables(export(ExportWish((session.folder,), tmp_path / "out"))) == TABLES
    (row,) = read(tmp_path / "out/sessions.csv")
    assert (row["media_length_s"], row["fps_nominal"], row["media_frames"]) == ("4.000", "", "")
    assert len(row["media_digests"]) == 64
    assert len(read(tmp_path / "out/events.csv")) > 2


def test_a_session_by_the_clock_states_its_correction(tmp_path: Path) -> None:
    clock = SessionClock(600, 25, 1.5)
    live = create_session(NewSession(tmp_path / "L01", (), "core-cues", clock=clock)).session
    code(live)
    export(ExportWish((live.folder,), tmp_path / "out"))
    (row,) = read(tmp_path / "out/sessions.csv")
    assert (row["media_files"], row["media_length_s"], row["clock_offset_s"]) == ("0", "600.000", "1.500")
    events = read(tmp_path / "out/events.csv")
    assert {event["onset_frame"] for event in events} == {""}
    assert events[-1]["censored_end"] == "1"


def test_files_of_one_camera_are_exported_as_one(tmp_path: Path, clip: Path) -> None:
    wanted = NewSession(tmp_path / "D03", (clip, clip), "core-cues", consecutive=True)
    session = create_session(wanted).session
    with open_session(session.folder, "ana") as opened:
        code_keys(opened, ["5.0,1"])
    export(ExportWish((session.folder,), tmp_path / "out"))
    (row,) = read(tmp_path / "out/sessions.csv")
    assert (row["media_length_s"], row["media_frames"], row["media_offsets_s"]) == ("8.000", "200", "0.000;4.000")
    coded = [event for event in read(tmp_path / "out/events.csv") if event["source"] == "coder"]
    assert [(event["onset_s"], event["onset_frame"]) for event in coded] == [("5.000", "125")]


def test_where_nothing_was_coded_nothing_is_written(session: Session, tmp_path: Path) -> None:
    with pytest.raises(CoderError, match="There is nothing coded"):
        export(ExportWish((session.folder,), tmp_path / "out"))
    assert not (tmp_path / "out").exists()


def in_phases(session: Session) -> None:
    with open_session(session.folder, "ana") as opened:
        code_keys(opened, ["0.4,f5", "1.0,1", "1.6,f6", "2.0,2", "3.0,f6"])


@pytest.fixture
def phased(tmp_path: Path, clip: Path) -> Session:
    return create_session(NewSession(tmp_path / "P01", (clip,), "still-face")).session


def test_a_window_cuts_events_and_codable_time(phased: Session, tmp_path: Path) -> None:
    in_phases(phased)
    export(ExportWish((phased.folder,), tmp_path / "out", windows=("first20",)))
    rows = [row for row in read(tmp_path / "out/events.csv") if row["tier"] == "cg_gaze"]
    assert [(row["window"], row["phase"], row["code"], row["onset_s"], row["offset_s"]) for row in rows] == [
        ("first20", "play", "away", "0.400", "1.000"),
        ("first20", "play", "at_face", "1.000", "1.600"),
        ("first20", "still", "at_face", "1.600", "2.000"),
        ("first20", "still", "away", "2.000", "3.000"),
    ]
    assert {row["window_s"] for row in read(tmp_path / "out/codable.csv")} == {"1.200", "1.400"}


def test_a_window_that_no_scheme_has_is_refused_before_anything_is_written(phased: Session, tmp_path: Path) -> None:
    in_phases(phased)
    with pytest.raises(CoderError, match="No scheme here has a window 'first30'") as refused:
        export(ExportWish((phased.folder,), tmp_path / "out", windows=("first30",)))
    assert refused.value.hint == "Choose from first20, last20."
    assert not (tmp_path / "out").exists()


def test_the_phases_are_a_table_of_their_own_where_the_procedure_has_some(phased: Session, tmp_path: Path) -> None:
    in_phases(phased)
    with open_session(phased.folder, "ben") as opened:
        assert opened.phases is not None
        opened.phases.set_absent("reunion", True)
        opened.flush()
    assert tables(export(ExportWish((phased.folder,), tmp_path / "out"))) == TABLES | {"phases.csv"}
    rows = read(tmp_path / "out/phases.csv")
    assert [(row["coder_id"], row["phase"], row["took_place"], row["marked_by"]) for row in rows] == [
        ("ana", "play", "1", "ana"),
        ("ana", "still", "1", "ana"),
        ("ana", "reunion", "0", "ben"),
        ("ben", "play", "1", "ana"),
        ("ben", "still", "1", "ana"),
        ("ben", "reunion", "0", "ben"),
    ]
    assert rows[1]["difference_s"] == "-118.600"
