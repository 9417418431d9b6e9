"""Regions of the picture, and what is wrong with those that cannot be measured in."""

import pytest

from coder.model.region import MotionPlan, Region, rectangle

WHOLE = rectangle("all", 0, 0, 1, 1)


def test_a_rectangle_is_a_region_of_four_points() -> None:
    region = rectangle("infant", 0.1, 0.2, 0.2, 0.5)
    assert region.points == ((0.1, 0.2), (0.3, 0.2), (0.3, 0.7), (0.1, 0.7))
    assert region.area == pytest.approx(0.1)
    assert region.fault() == ""


@pytest.mark.parametrize(
    ("region", "fault"),
    [
        (rectangle("in fant", 0, 0, 1, 1), "“in fant” is no name"),
        (rectangle("1st", 0, 0, 1, 1), "“1st” is no name"),
        (rectangle("infant", 0.5, 0, 0.6, 1), "every x and y must lie between 0 and 1"),
        (rectangle("infant", float("nan"), 0, 1, 1), "every x and y must lie between 0 and 1"),
        (rectangle("infant", 0.5, 0, 0, 1), "a region needs an area"),
        (Region("infant", ((0, 0), (1, 1))), "a region needs at least three points"),
    ],
)
def test_a_region_that_cannot_be_measured_in_says_why(region: Region, fault: str) -> None:
    assert fault in region.fault()
    assert fault in MotionPlan((WHOLE, region)).fault()


@pytest.mark.parametrize(
    ("plan", "fault"),
    [
        (MotionPlan(()), "there is no region"),
        (MotionPlan((WHOLE, rectangle("ALL", 0, 0, 1, 1))), "two regions have the same name"),
        (MotionPlan((WHOLE,), 255), "the threshold must lie between 0 and 254"),
        (MotionPlan((WHOLE,), 0), ""),
    ],
)
def test_a_plan_that_cannot_be_measured_says_why(plan: MotionPlan, fault: str) -> None:
    assert plan.fault() == fault
