"""How a lane of intervals looks where nothing is coded: a hollow cell for each interval that waits for a code."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPen

from coder.editing.coverage import counted_spans, uncodable_spells
from coder.editing.intervals import Sampled, length_of
from coder.gui.timeline.paint_bars import outline_bar
from coder.gui.timeline.scale import Range
from coder.gui.timeline.scene import Scene
from coder.model.scheme import Tier
from coder.model.spans import Span, gaps_between

LEAST_PX = 6
"""Cells narrower than this are drawn as one line through all of them."""


def paint_cells(painter: QPainter, scene: Scene, tier: Tier, window: Range, box: QRect) -> None:
    """Paint what is uncoded in a window (ms) of a tier's lane, in a strip as high as bars."""
    if length_of(tier) * scene.scale.px_per_ms < LEAST_PX:
        _paint_line(painter, scene, tier, window, box)
        return
    workspace = scene.workspace
    look = Sampled(workspace.scheme, workspace.observation, scene.end_ms)
    pen = QPen(scene.paints.tick, 1)
    for span in look.uncoded(tier, *window):
        outline_bar(painter, _cell(scene, span, box), pen)


def _cell(scene: Scene, span: Span, box: QRect) -> QRect:
    left, right = round(scene.scale.x(span[0])), round(scene.scale.x(span[1]))
    return QRect(left, box.top(), max(2, right - left - 1), box.height())


def _paint_line(painter: QPainter, scene: Scene, tier: Tier, window: Range, box: QRect) -> None:
    scheme, observation, scale = scene.workspace.scheme, scene.workspace.observation, scene.scale
    events = observation.lane(tier.id).between(*window)
    taken = [(event.onset_ms, event.end_ms(scene.end_ms)) for event in events]
    taken += uncodable_spells(scheme, observation, tier, *window)
    taken += gaps_between(counted_spans(scheme, observation, *window), *window)
    middle = box.center().y()
    for onset_ms, offset_ms in gaps_between(taken, *window):
        left, right = round(scale.x(onset_ms)), round(scale.x(offset_ms))
        painter.fillRect(left, middle, max(1, right - left), 1, scene.paints.tick)
