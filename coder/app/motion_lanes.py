"""The regions a coder draws for motion, kept with the session, and the curves measured in them."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from coder.app.motion import measure_session
from coder.errors import CoderError
from coder.model.region import MotionPlan, Region
from coder.model.session import Session

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

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
    session: Session,
    plan: MotionPlan,
    *,
    progress: Progress | None = None,
    cancel: "Cancel | None" = None,
    on_growth: "Callable[[dict[str, MotionCurve]], object] | None" = None,
) -> "dict[str, MotionCurve]":
    """Return the motion in each region by its name, from the cache when it was measured before.

    Works at least priority; ``on_growth`` gets the curves as far as they are measured, now and then. Raises CoderError
    when there is no video, and Stopped when ``cancel`` says so.
    """
    from coder.media.priority import run_giving_way
    from coder.vision.motion_curve import build_curves

    names = [region.name for region in plan.regions]

    def grow(times: "NDArray[np.int64]", shares: "NDArray[np.float32]") -> None:
        if on_growth is not None:
            on_growth(build_curves(times, shares, names))

    table = run_giving_way(lambda: measure_session(session, plan, progress=progress, cancel=cancel, on_growth=grow))
    return build_curves(table.times_ms, table.shares, names)
