"""The ``motion.yaml`` of a session's folder: the regions that motion is measured in, and the threshold."""

from pathlib import Path

from coder.errors import CoderError
from coder.model.region import THRESHOLD, MotionPlan, Point, Region, rectangle
from coder.store.atomic import write_atomic
from coder.store.study_file import FORMAT, check_format
from coder.store.yaml_reading import Mapping, Scalar, Sequence, Value, as_mapping, read_yaml
from coder.store.yaml_writing import format_flow, format_scalar

MOTION_FILE = "motion.yaml"
_SIDES = ("x", "y", "width", "height")
_POINTS = "Write points: [[x, y], [x, y], [x, y]] as shares of the picture, or x, y, width and height."


def find_motion_plan(folder: Path) -> MotionPlan | None:
    """Return what motion.yaml says, or None where there is none; raise CoderError with its line when it is wrong."""
    file = folder / MOTION_FILE
    if not file.is_file():
        return None
    root = read_yaml(file)
    root.refuse_unknown(("format", "threshold", "regions"))
    check_format(root)
    threshold = root.whole("threshold") if "threshold" in root.values else THRESHOLD
    plan = MotionPlan(tuple(_region(item) for item in root.sequence("regions")), threshold)
    if plan.fault():
        raise CoderError(f"{MOTION_FILE}: {plan.fault()}.", _POINTS)
    return plan


def save_motion_plan(folder: Path, plan: MotionPlan) -> None:
    """Write motion.yaml whole or not at all; raise CoderError when the plan is wrong or cannot be written."""
    if plan.fault():
        raise CoderError(f"Motion cannot be measured so: {plan.fault()}.", _POINTS)
    lines = [f"format: {FORMAT}", f"threshold: {plan.threshold}", "regions:"]
    lines += [f"  - {_format_region(region)}" for region in plan.regions]
    write_atomic(folder / MOTION_FILE, "\n".join(lines) + "\n")


def _region(item: Value) -> Region:
    entry = as_mapping(item, "regions")
    entry.refuse_unknown(("name", "points", *_SIDES))
    name = entry.text("name")
    if "points" in entry.values:
        region = Region(name, tuple(_point(point) for point in entry.sequence("points")))
    else:
        region = rectangle(name, *(_side(entry, side) for side in _SIDES))
    if region.fault():
        raise entry.place.error(f"{region.fault()}.", _POINTS)
    return region


def _side(entry: Mapping, side: str) -> float:
    entry.text(side)
    return entry.number(side, 0.0)


def _point(value: Value) -> Point:
    if isinstance(value, Sequence) and len(value.items) == 2:
        numbers = [_number(item) for item in value.items]
        if None not in numbers:
            return (numbers[0] or 0.0, numbers[1] or 0.0)
    raise value.place.error("a point must be two numbers.", _POINTS)


def _number(value: Value) -> float | None:
    try:
        return float(value.text) if isinstance(value, Scalar) else None
    except ValueError:
        return None


def _format_region(region: Region) -> str:
    points = ", ".join(f"[{x!r}, {y!r}]" for x, y in region.points)
    return format_flow({"name": format_scalar(region.name), "points": f"[{points}]"})
