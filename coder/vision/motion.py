"""Motion energy: the share of a region's pixels that change from one frame to the next.

Works on small grey pictures that somebody else decodes. Imports cv2 and numpy: import this module lazily.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from coder.model.region import MotionPlan, Region

Grey = NDArray[np.uint8]
Shares = NDArray[np.float32]

GROWTH = 500  # frames between two looks at what is there


@dataclass(frozen=True, slots=True, eq=False)
class _Masked:
    """A region on pictures of one size: the rectangle around it, and which of its pixels count."""

    rows: slice
    columns: slice
    mask: Grey | None  # None: all of them
    count: int


def measure_motion(
    greys: Iterable[tuple[int, Grey]],
    count: int,
    plan: MotionPlan,
    on_growth: Callable[[Shares], object] | None = None,
) -> Shares:
    """Return the share (0 to 1) of changed pixels, frames × regions, of ``count`` frames.

    A pixel counts when its grey value changed by more than the plan's threshold since the frame before. It is NaN
    where there is nothing to compare with: the first frame, frames that are missing, and those after them.
    ``on_growth`` gets the table every 500 frames, NaN where it is not measured yet; it is written on afterwards.
    """
    shares = np.full((count, len(plan.regions)), np.nan, np.float32)
    before: Grey | None = None
    before_n = -1
    masks: list[_Masked] = []
    changed: Grey | None = None
    for n, grey in greys:
        if before is None or before.shape != grey.shape:
            masks = [_mask(region, grey.shape[1], grey.shape[0]) for region in plan.regions]
            changed = None
        elif before_n == n - 1:
            difference = cv2.absdiff(grey, before)
            _, found = cv2.threshold(difference, plan.threshold, 255, cv2.THRESH_BINARY, dst=changed)
            changed = found.astype(np.uint8, copy=False)
            shares[n] = [_share(changed, masked) for masked in masks]
        before, before_n = grey, n
        if on_growth is not None and (n + 1) % GROWTH == 0:
            on_growth(shares)
    return shares


def _share(changed: Grey, masked: _Masked) -> float:
    part = changed[masked.rows, masked.columns]
    if masked.mask is not None:
        part = cv2.bitwise_and(part, masked.mask).astype(np.uint8, copy=False)
    return cv2.countNonZero(part) / masked.count


def _mask(region: Region, width: int, height: int) -> _Masked:
    """Return the pixels whose middles lie in a region; at least the one that its middle lies in."""
    inside = draw_mask(region, width, height)
    rows, columns = np.flatnonzero(inside.any(axis=1)), np.flatnonzero(inside.any(axis=0))
    part = (slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1))
    cut = np.ascontiguousarray(inside[part]) * np.uint8(255)
    count = int(np.count_nonzero(cut))
    return _Masked(*part, None if count == cut.size else cut, count)


def draw_mask(region: Region, width: int, height: int) -> NDArray[np.bool_]:
    """Return which pixels (height × width) lie in a region; never none."""
    points = np.array(region.points)
    middles_y = ((np.arange(height) + 0.5) / height)[:, None]
    middles_x = ((np.arange(width) + 0.5) / width)[None, :]
    inside = np.zeros((height, width), np.bool_)
    for (x, y), (after_x, after_y) in zip(points, np.roll(points, -1, axis=0), strict=True):
        if y != after_y:
            crosses = (y > middles_y) != (after_y > middles_y)
            inside ^= crosses & (middles_x < x + (middles_y - y) * (after_x - x) / (after_y - y))
    if not inside.any():
        x, y = points.mean(axis=0)
        inside[min(int(y * height), height - 1), min(int(x * width), width - 1)] = True
    return inside
