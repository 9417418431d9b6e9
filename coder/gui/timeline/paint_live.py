"""What changes from frame to frame: the play head, states that still run, the selection, an edge that is dragged."""

from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from coder.gui.timeline.dragging import EdgeDrag, tag_of
from coder.gui.timeline.layout import GUTTER, OVERVIEW, RULER, Placed
from coder.gui.timeline.paint_bars import bar_box, dash_bar, fill_bar, outline_bar, triangle, words_on, write
from coder.gui.timeline.paint_derived import derived_fill, open_spans
from coder.gui.timeline.paint_overview import overview_scale, paint_shown
from coder.gui.timeline.rows import RowKind
from coder.gui.timeline.scene import Scene, blended
from coder.model.event import Event

HEAD_HALF = 6
YOUNG_PX = 320
_FLASH_ALPHA = 46


@dataclass(slots=True)
class Live:
    """What moves over the still picture."""

    now_ms: int = 0
    selected: Event | None = None
    drag: EdgeDrag | None = None
    flashed: frozenset[str] = field(default_factory=frozenset)


def paint_live(painter: QPainter, scene: Scene, live: Live, region: QRect) -> None:
    """Paint what moves, as far as it lies in a region."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
    for placed in scene.layout.placed:
        top, bottom = scene.layout.seen(placed)
        if bottom > top and region.bottom() >= top and region.top() < bottom:
            painter.setClipRect(QRect(0, top, scene.layout.width, bottom - top))
            _paint_row(painter, scene, live, placed, region)
    if live.drag is not None:
        _paint_drag(painter, scene, live.drag)
    painter.setClipping(False)
    if region.bottom() >= scene.layout.overview_top:
        paint_shown(painter, scene)
    paint_head(painter, scene, live.now_ms)


def _paint_row(painter: QPainter, scene: Scene, live: Live, placed: Placed, region: QRect) -> None:
    row = placed.row
    if row.id in live.flashed:
        painter.fillRect(0, placed.top, scene.layout.width, placed.height, blended(scene.paints.text, _FLASH_ALPHA))
    painter.setClipRect(_lane_box(scene, placed))
    if row.derived is not None:
        _paint_open(painter, scene, live, placed)
    elif row.tier is not None:
        for event in row.lane(scene.workspace.observation).running:
            if scene.scale.x(event.onset_ms) <= region.right():
                _paint_running(painter, scene, live, placed, event)
    selected = live.selected
    if selected is not None and scene.layout.holding(selected, scene.workspace.observation) == placed:
        outline(painter, scene, placed, selected, live.now_ms)


def _lane_box(scene: Scene, placed: Placed) -> QRect:
    top, bottom = scene.layout.seen(placed)
    return QRect(GUTTER, top, scene.layout.width - GUTTER, bottom - top)


def event_box(scene: Scene, placed: Placed, event: Event, now_ms: int) -> QRect:
    """Return the bar of an event, cut a little outside what is shown; a running one ends at the play head."""
    top, height = bar_box(placed.top, placed.height - 1)
    left = max(round(scene.scale.x(event.onset_ms)), GUTTER - 12)
    end_ms = event.end_ms(scene.end_ms)
    if event.running and now_ms > event.onset_ms:
        end_ms = min(end_ms, now_ms)
    right = min(round(scene.scale.x(end_ms)), scene.layout.width + 12)
    return QRect(left, top, max(2, right - left - (0 if event.running else 1)), height)


def _paint_running(painter: QPainter, scene: Scene, live: Live, placed: Placed, event: Event) -> None:
    paints, box = scene.paints, event_box(scene, placed, event, live.now_ms)
    ink, begun = paints.ink(event), live.now_ms > event.onset_ms
    if begun:
        fill_bar(painter, box, ink.fill)
        if placed.row.kind is RowKind.UNCODABLE:
            fill_bar(painter, box, paints.hatch)
    dash_bar(painter, box, paints.text)
    words = words_on(paints, box, ink, paints.words(event, ink), GUTTER, scene.layout.width)
    if words is not None:
        write(painter, paints, [words if begun else words.on(paints.text)])


def _paint_open(painter: QPainter, scene: Scene, live: Live, placed: Placed) -> None:
    derived = placed.row.derived
    top, height = bar_box(placed.top, placed.height - 1)
    for onset_ms, offset_ms in open_spans(scene, derived, live.now_ms) if derived is not None else ():
        left, right = round(max(scene.scale.x(onset_ms), GUTTER - 12)), round(scene.scale.x(offset_ms))
        box = QRect(left, top, max(1, min(right, scene.layout.width + 12) - left), height)
        fill_bar(painter, box, derived_fill(scene, placed.row))
        if offset_ms >= live.now_ms:
            dash_bar(painter, box, scene.paints.text)


def outline(painter: QPainter, scene: Scene, placed: Placed, event: Event, now_ms: int) -> None:
    """Draw the edge of the selected event, in two tones, so that it is seen on any colour."""
    box = event_box(scene, placed, event, now_ms)
    light, dark = QPen(scene.paints.text, 2), QPen(scene.paints.window, 1)
    if event.point:
        sign = triangle(scene.scale.x(event.onset_ms), box)
        painter.setBrush(scene.paints.ink(event).fill)
        painter.setPen(light)
        painter.drawPolygon(sign)
        return
    outline_bar(painter, box.adjusted(-1, -1, 1, 1), light)
    if box.width() > 8:
        outline_bar(painter, box.adjusted(1, 1, -1, -1), dark)


def _paint_drag(painter: QPainter, scene: Scene, drag: EdgeDrag) -> None:
    layout, paints = scene.layout, scene.paints
    placed = layout.holding(drag.event, scene.workspace.observation)
    x = round(scene.scale.x(drag.to_ms))
    painter.setClipRect(QRect(GUTTER, 0, layout.width - GUTTER, layout.overview_top))
    painter.fillRect(QRect(x, RULER, 1, layout.lanes_bottom - RULER), paints.accent_line)
    if placed is not None and not drag.event.point:
        box = event_box(scene, placed, drag.moved, drag.to_ms)
        fill_bar(painter, box, blended(paints.text, 70))
        outline_bar(painter, box, QPen(paints.text, 1.5))
    _paint_tag(painter, scene, x, placed, tag_of(drag, scene.workspace.frames))


def _paint_tag(painter: QPainter, scene: Scene, x: int, placed: Placed | None, words: str) -> None:
    paints, layout = scene.paints, scene.layout
    width, height = paints.small_metrics.horizontalAdvance(words) + 14, 18
    left = min(max(GUTTER + 2, x - width // 2), layout.width - width - 2)
    above = (placed.top if placed is not None else RULER) - height - 3
    top = above if above >= RULER else (placed.bottom + 3 if placed is not None else RULER)
    painter.setPen(QPen(paints.text, 1))
    painter.setBrush(paints.panel)
    painter.drawRoundedRect(QRectF(left + 0.5, top + 0.5, width - 1, height - 1), 4, 4)
    painter.setFont(paints.small_font)
    painter.drawText(QRectF(left, top, width, height), Qt.AlignmentFlag.AlignCenter, words)


def paint_head(painter: QPainter, scene: Scene, now_ms: int) -> None:
    """Paint the play head over the rows, with its handle in the ruler, and its place in the overview."""
    layout, paints = scene.layout, scene.paints
    x = round(scene.scale.x(now_ms))
    if scene.scale.shows(now_ms):
        painter.fillRect(x - 1, RULER - 8, 2, max(RULER, layout.lanes_bottom) - RULER + 8, paints.head)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(paints.head)
        tip = [QPointF(x - HEAD_HALF, 2), QPointF(x + HEAD_HALF, 2), QPointF(x, RULER - 6)]
        painter.drawPolygon(QPolygonF(tip))
    whole = round(overview_scale(scene).x(now_ms))
    painter.fillRect(whole - 1, layout.overview_top + 3, 2, OVERVIEW - 6, paints.head)
