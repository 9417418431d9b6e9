"""``motion.yaml``: kept whole, and refused with its line."""

import re
from pathlib import Path

import pytest

from coder.errors import CoderError
from coder.model.region import MotionPlan, Region, rectangle
from coder.store.motion_file import find_motion_plan, save_motion_plan

PLAN = MotionPlan((rectangle("caregiver", 0, 0, 0.45, 1), Region("no", ((0.1, 0.2), (0.3, 0.4), (0.1, 1e-7)))), 25)


def test_a_plan_is_found_as_it_was_saved(tmp_path: Path) -> None:
    assert find_motion_plan(tmp_path) is None
    save_motion_plan(tmp_path, PLAN)
    assert find_motion_plan(tmp_path) == PLAN


def test_a_plan_may_be_written_by_hand(tmp_path: Path) -> None:
    text = "format: 1\nregions:\n  - {name: infant, x: 0.5, y: 0, width: 0.5, height: 1}\n"
    (tmp_path / "motion.yaml").write_text(text, encoding="utf-8")
    assert find_motion_plan(tmp_path) == MotionPlan((rectangle("infant", 0.5, 0, 0.5, 1),))


@pytest.mark.parametrize(
    ("regions", "what"),
    [
        ("[]", "motion.yaml: there is no region"),
        ("[{name: infant, x: 0.5, y: 0, width: 0.7, height: 1}]", "motion.yaml:3: every x and y must lie"),
        ("[{name: infant, x: 0.5, y: 0, width: 0.5}]", "motion.yaml:3: “height” is missing"),
        ("[{name: infant, points: [[0, 0], [1, 0], [1]]}]", "motion.yaml:3: a point must be two numbers"),
        ("[{name: infant, points: [[0, 0], [1, 0], [1, high]]}]", "motion.yaml:3: a point must be two numbers"),
        ("[{name: infant, points: [[0, 0], [1, 0]]}]", "motion.yaml:3: a region needs at least three points"),
        ("[{name: infant, box: 1}]", "motion.yaml:3: unknown key “box”"),
    ],
)
def test_a_plan_that_is_wrong_is_refused_with_its_line(tmp_path: Path, regions: str, what: str) -> None:
    (tmp_path / "motion.yaml").write_text(f"format: 1\nthreshold: 10\nregions: {regions}\n", encoding="utf-8")
    with pytest.raises(CoderError, match=re.escape(what)):
        find_motion_plan(tmp_path)


def test_a_wrong_plan_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(CoderError, match="there is no region"):
        save_motion_plan(tmp_path, MotionPlan(()))
    assert not list(tmp_path.iterdir())
