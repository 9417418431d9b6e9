"""The regions a coder draws for motion, kept with the session, and the curves measured in them."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from coder.app.motion import measure_session
from coder.errors import CoderError
from coder.model.region import MotionPlan, Region
from coder.model.session import Session

if TYPE_CHECKING:
    from coder.media.stopping import Cancel
    from coder.vision.motion_curve import MotionCurve

Progress = Callable[[float], None]


def find_plan(session: Session) -> MotionPlan | None:
    """Return the session's regions, or None; raise CoderError with its line when motion.yaml is wrong."""
    from coder.store.motion_file import find_motion_plan

    return find_motion_plan(session.folder)


def with_region(session: Session, region: Region) -> MotionPlan:
    """Keep a region with the session, in the place of one of the same name; return all; raise CoderError."""
    from coder.store.motion_file import save_motion_plan

    known = find_plan(session) or MotionPlan(())
    others = tuple(other for other in known.regions if other.name.lower() != region.name.lower())
    plan = replace(known, regions=(*others, region))
    save_motion_plan(session.folder, plan)
    return plan


def forget_regions(session: Session) -> None:
    """Take the session's regions away; raise CoderError when that fails."""
    from coder.store.motion_file import MOTION_FILE

    try:
        (session.folder / MOTION_FILE).unlink(missing_ok=True)
    except OSError as error:
        raise CoderError(f"{MOTION_FILE} cannot be removed: {error.strerror}.", "Nothing was changed.") from error


def measure_curves(
    session: Session, plan: MotionPlan, *, progress: Progress | None = None, cancel: "Cancel | None" = None
) -> "dict[str, MotionCurve]":
    """Return the motion in each region by its name, from the cache when it was measured before.

    Works at least priority. Raises CoderError when there is no video, and Stopped when ``cancel`` says so.
    """
    from coder.media.priority import run_giving_way
    from coder.vision.motion_curve import build_curves

    table = run_giving_way(lambda: measure_session(session, plan, progress=progress, cancel=cancel))
    times = table.times_ms
    end_ms = times[-1] + (times[-1] - times[-2] if len(times) > 1 else 1)
    return build_curves(times, table.shares, [region.name for region in plan.regions], end_ms)
