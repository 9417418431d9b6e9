"""``coder motion``: regions are measured, kept and used by exports."""

import csv
import json
from pathlib import Path

import pytest

from coder.store.motion_file import find_motion_plan
from tests.unit.cli.shell import coder

HALVES = ("--region", "caregiver:0,0,0.5,1", "--region", "infant:0.5,0,0.5,1")


def test_motion_is_written_beside_the_session(session: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert coder("motion", session, *HALVES, "--threshold", "12", "--json") == 0
    assert json.loads(capsys.readouterr().out) == [str(session / "motion.csv"), str(session / "motion.json")]
    with (session / "motion.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 1875
    assert list(rows[0]) == ["study", "session_id", "time_s", "caregiver", "infant"]
    assert (rows[0]["time_s"], rows[0]["infant"]) == ("0.000", "")
    moved = [float(row["caregiver"]) for row in rows[1:]]
    assert 0 <= min(moved) < max(moved) <= 1
    plan = find_motion_plan(session)
    assert plan is not None
    assert ([region.name for region in plan.regions], plan.threshold) == (["caregiver", "infant"], 12)


def test_a_later_call_needs_no_regions(session: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert coder("motion", session, *HALVES) == 0
    assert coder("motion", session, "-o", tmp_path / "again") == 0
    assert (tmp_path / "again" / "motion.csv").read_bytes() == (session / "motion.csv").read_bytes()
    assert str(tmp_path / "again" / "motion.json") in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ((), "has no regions that motion could be measured in"),
        (("--region", "infant:left"), "“infant:left” is no region"),
        (("--region", "a:0,0,1,1", "--threshold", "300"), "the threshold must lie between 0 and 254"),
    ],
)
def test_what_cannot_be_measured_is_bad_data(
    session: Path, words: tuple[str, ...], what: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert coder("motion", session, *words) == 3
    assert what in capsys.readouterr().err
    assert not (session / "motion.csv").exists()
    assert not (session / "motion.yaml").exists()
