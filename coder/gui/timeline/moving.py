"""What a tick of the clock changes on the screen: two thin columns, and the running bars between them."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QRegion

from coder.gui.timeline.layout import GUTTER, OVERVIEW, Placed
from coder.gui.timeline.paint_live import HEAD_HALF, YOUNG_PX
from coder.gui.timeline.paint_overview import overview_scale
from coder.gui.timeline.scene import Scene


def head_region(scene: Scene, before_ms: int, now_ms: int) -> QRegion:
    """Return the columns that the play head leaves and enters, and what of running states changes between them."""
    region, height, whole = QRegion(), scene.layout.overview_top, overview_scale(scene)
    columns = sorted(round(scene.scale.x(ms)) for ms in (before_ms, now_ms))
    for ms in (before_ms, now_ms):
        region += QRect(round(scene.scale.x(ms)) - HEAD_HALF - 1, 0, 2 * HEAD_HALF + 3, height)
        region += QRect(round(whole.x(ms)) - 2, height, 5, OVERVIEW)
    for placed in scene.layout.placed:
        for since_ms in _running_since(scene, placed):
            begins = (before_ms <= since_ms) != (now_ms <= since_ms)
            right = scene.layout.width if begins else columns[1]
            left, right = _grown(round(scene.scale.x(since_ms)), columns[0], right)
            region += QRect(left, placed.top, right - left, placed.height)
    return region & QRect(0, 0, scene.layout.width, scene.layout.height)


def _grown(onset_x: int, low: int, high: int) -> tuple[int, int]:
    """Return from where to where a running bar is painted anew; a young bar's words change with its length."""
    seen_x = max(onset_x, GUTTER)
    left = seen_x if low - seen_x < YOUNG_PX else low
    return max(left, GUTTER) - 2, max(high, left, GUTTER) + 2


def _running_since(scene: Scene, placed: Placed) -> list[int]:
    row, observation = placed.row, scene.workspace.observation
    lanes = [row.lane(observation)] if row.derived is None else [observation.lane(tier) for tier in row.sources]
    return [event.onset_ms for lane in lanes for event in lane.running]
