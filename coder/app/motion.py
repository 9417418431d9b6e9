"""Measure motion in regions of a session's main video, and write it as a table."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from coder.app.settings import cache_folder
from coder.errors import CoderError
from coder.formats.motion_csv import MotionTable, format_motion, format_motion_sidecar
from coder.model.region import MotionPlan, Region, rectangle
from coder.model.session import Session

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from coder.media.frame_times import FrameIndex
    from coder.media.stopping import Cancel

    Growth = Callable[[NDArray[np.int64], NDArray[np.float32]], object]

Progress = Callable[[float], None]
_REGION = "Write name:x,y,width,height or name:x,y;x,y;x,y in shares of the picture, such as infant:0.5,0,0.5,1."


def parse_region(text: str) -> Region:
    """Read ``name:x,y,width,height``, or ``name:x,y;x,y;x,y`` for a polygon; raise CoderError for anything else."""
    name, colon, rest = text.partition(":")
    try:
        points = [tuple(float(number) for number in pair.split(",")) for pair in rest.split(";")]
    except ValueError:
        points = []
    if colon and len(points) == 1 and len(points[0]) == 4:
        region = rectangle(name.strip(), *points[0])
    elif colon and len(points) > 1 and all(len(point) == 2 for point in points):
        region = Region(name.strip(), tuple((x, y) for x, y in points))
    else:
        raise CoderError(f"“{text}” is no region.", _REGION)
    if region.fault():
        raise CoderError(f"The region “{text}” cannot be used: {region.fault()}.", _REGION)
    return region


def plan_motion(session: Session, regions: Sequence[Region] = (), threshold: int | None = None) -> MotionPlan:
    """Return what is to be measured: the regions given, or those of the session's motion.yaml.

    What was given is written into motion.yaml. Raises CoderError when there is no region or something is wrong.
    """
    from coder.store.motion_file import find_motion_plan, save_motion_plan

    known = find_motion_plan(session.folder)
    plan = MotionPlan(tuple(regions)) if regions else known
    if plan is None:
        raise CoderError(f"{session.id} has no regions that motion could be measured in.", "Name one with --region.")
    if regions and known is not None:
        plan = replace(plan, threshold=known.threshold)
    if threshold is not None:
        plan = replace(plan, threshold=threshold)
    if plan != known:
        save_motion_plan(session.folder, plan)
    return plan


def measure_session(
    session: Session,
    plan: MotionPlan,
    *,
    progress: Progress | None = None,
    cancel: "Cancel | None" = None,
    on_growth: "Growth | None" = None,
) -> MotionTable:
    """Measure the motion of a session's main video, all its files, or find it in the cache.

    ``on_growth`` gets the times of all frames and what is measured of their shares now and then, NaN where nothing is
    yet; both are written on afterwards. Raises CoderError when there is no video, and Stopped when ``cancel`` says so.
    """
    import numpy as np

    from coder.media.frame_index import read_index
    from coder.media.greys import WIDEST
    from coder.media.playlist import Playlist

    if not session.media:
        raise CoderError(f"{session.id} has no video.", "Motion is measured on the main video.")
    paths = [session.media_path(number) for number in range(len(session.views()[0]))]
    indexes = [read_index(path, cache_dir=cache_folder() / "index", cancel=cancel) for path in paths]
    whole = Playlist(indexes)
    times = np.array([whole.time_ms(n) for n in range(len(whole))], np.int64)
    shares = np.full((len(whole), len(plan.regions)), np.nan, np.float32)
    first = 0
    for path, index in zip(paths, indexes, strict=True):
        part = shares[first : first + len(index)]
        told = None if progress is None else _within(progress, first / len(whole), len(index) / len(whole))
        grown = None if on_growth is None else _growing(on_growth, times, shares, part)
        part[:] = _measure(path, index, plan, told, cancel, grown)
        first += len(index)
    return MotionTable(session, plan, times.tolist(), shares.tolist(), WIDEST)


def write_motion(tables: Sequence[MotionTable], folder: Path) -> list[Path]:
    """Write ``motion.csv`` and ``motion.json`` into a folder and return both; raise CoderError when that fails."""
    from coder.store.atomic import make_folder, write_atomic

    make_folder(folder)
    texts = format_tables(tables)
    for name, text in texts.items():
        write_atomic(folder / name, text)
    return [folder / name for name in texts]


def format_tables(tables: Sequence[MotionTable]) -> dict[str, str]:
    """Return the texts of ``motion.csv`` and ``motion.json`` by the names of their files."""
    return {"motion.csv": format_motion(tables), "motion.json": format_motion_sidecar(tables)}


def _within(progress: Progress, begin: float, share: float) -> Progress:
    return lambda done: progress(begin + done * share)


def _growing(
    on_growth: "Growth", times: "NDArray[np.int64]", shares: "NDArray[np.float32]", part: "NDArray[np.float32]"
) -> "Callable[[NDArray[np.float32]], object]":
    """Return what takes the shares of one file up into those of all."""

    def grow(measured: "NDArray[np.float32]") -> None:
        part[:] = measured
        on_growth(times, shares)

    return grow


def _measure(
    path: Path,
    index: "FrameIndex",
    plan: MotionPlan,
    progress: Progress | None,
    cancel: "Cancel | None",
    on_growth: "Callable[[NDArray[np.float32]], object] | None",
) -> "NDArray[np.float32]":
    import numpy as np

    from coder.media.array_cache import find_arrays, write_arrays
    from coder.media.greys import WIDEST, read_greys
    from coder.media.stopping import tell
    from coder.vision.motion import measure_motion

    kind, cache_dir = _kind(plan, WIDEST), cache_folder() / "motion"
    kept = find_arrays(path, cache_dir, kind)
    if kept is not None and "shares" in kept and kept["shares"].shape == (len(index), len(plan.regions)):
        tell(progress, 1.0)
        return kept["shares"].astype(np.float32, copy=False)
    greys = read_greys(path, index, cancel=cancel, progress=progress)
    shares = measure_motion(greys, len(index), plan, on_growth)
    write_arrays(path, cache_dir, kind, {"shares": shares})
    return shares


def _kind(plan: MotionPlan, widest: int) -> str:
    points = [region.points for region in plan.regions]
    return f"motion 1 {widest} {plan.threshold} {hashlib.sha256(repr(points).encode()).hexdigest()}"
