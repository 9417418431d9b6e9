"""How a lane of states looks: what was coded, the computed default, what could not be judged."""

from dataclasses import dataclass, replace

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter

from coder.editing.coverage import outside_phases
from coder.editing.uncodable import levels_of
from coder.gui.timeline.layout import Placed
from coder.gui.timeline.marks import Marks, point_marks, state_marks
from coder.gui.timeline.paint_bars import (
    Words,
    bar_box,
    boxes,
    fill_bar,
    paint_points,
    paint_slivers,
    words_on,
    write,
)
from coder.gui.timeline.paint_intervals import paint_cells
from coder.gui.timeline.rows import RowKind
from coder.gui.timeline.scale import Range
from coder.gui.timeline.scene import Scene, blended
from coder.model.scheme import REASON, UNCODABLE, Kind
from coder.model.spans import gaps_between

RUNNING_ALPHA = 50
POINT_REACH_PX = 64
_LEAST_GAP_PX = 3
_PADDING = 6


@dataclass(frozen=True, slots=True)
class Blocked:
    """A stretch of uncodable time and its reason."""

    onset_ms: int
    offset_ms: int
    reason: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A row between two x, and the time (ms) that has to be looked at to paint it."""

    placed: Placed
    left: int
    right: int
    window: Range

    @property
    def box(self) -> QRect:
        """The strip that bars lie in, from left to right."""
        top, height = bar_box(self.placed.top, self.placed.height - 1)
        return QRect(self.left, top, self.right - self.left, height)


def blocked_time(scene: Scene, window: Range) -> list[Blocked]:
    """Return the uncodable time that touches a window (ms)."""
    lane = scene.workspace.observation.lane(UNCODABLE)
    return [
        Blocked(bar.event.onset_ms, bar.event.end_ms(scene.end_ms), bar.event.modifier(REASON) or "")
        for level in levels_of(lane)
        for marks in (state_marks(level, scene.scale, window, scene.end_ms),)
        for bar in (*marks.bars, *marks.slivers)
    ]


def union_of(blocked: list[Blocked]) -> list[Blocked]:
    """Return stretches in order, those that overlap made one: no time is hatched twice."""
    whole: list[Blocked] = []
    for span in sorted(blocked, key=lambda one: one.onset_ms):
        if whole and span.onset_ms < whole[-1].offset_ms:
            whole[-1] = replace(whole[-1], offset_ms=max(whole[-1].offset_ms, span.offset_ms))
        else:
            whole.append(span)
    return whole


def paint_states(painter: QPainter, scene: Scene, piece: Piece, blocked: list[Blocked]) -> int:
    """Paint the states of a row; return how many bars and slivers that took."""
    row = piece.placed.row
    lane = row.lane(scene.workspace.observation)
    marks = state_marks(lane, scene.scale, piece.window, scene.end_ms, scene.onsets.of(row, lane))
    if row.tier is not None and row.tier.exhaustive:
        outside = outside_phases(scene.workspace.scheme, scene.workspace.observation, *piece.window)
        unseen = [(span.onset_ms, span.offset_ms) for span in blocked]
        _paint_defaults(painter, scene, piece, [*marks.taken, *unseen, *outside])
    if row.tier is not None and row.tier.kind is Kind.INTERVAL:
        paint_cells(painter, scene, row.tier, piece.window, piece.box)
    paint_slivers(painter, scene.paints, marks.slivers, (piece.left, piece.right), piece.box)
    written = _paint_bars(painter, scene, piece, marks)
    paint_blocked(painter, scene, piece, blocked)
    write(painter, scene.paints, written)
    return len(marks)


def paint_point_row(painter: QPainter, scene: Scene, piece: Piece, blocked: list[Blocked]) -> int:
    """Paint the points of a row; return how many signs that took."""
    reach_ms = scene.scale.length_ms(POINT_REACH_PX)
    window = (piece.window[0] - reach_ms, piece.window[1] + reach_ms)
    row = piece.placed.row
    lane = row.lane(scene.workspace.observation)
    clusters = point_marks(lane, scene.scale, window, scene.onsets.of(row, lane))
    paint_blocked(painter, scene, piece, blocked)
    paint_points(painter, scene.paints, clusters, piece.box)
    return len(clusters)


def _paint_bars(painter: QPainter, scene: Scene, piece: Piece, marks: Marks) -> list[Words]:
    """Paint bars; return the words to write on them once what lies over them is painted."""
    paints, written = scene.paints, list[Words]()
    left, right = int(scene.scale.left), int(scene.scale.right)
    hatched = piece.placed.row.kind is RowKind.UNCODABLE
    for bar, rect in boxes(marks.bars, piece.box, left, right):
        ink = paints.ink(bar.event)
        if bar.event.running:
            fill_bar(painter, rect, blended(ink.fill, RUNNING_ALPHA))
            continue
        fill_bar(painter, rect, ink.fill)
        if hatched:
            fill_bar(painter, rect, paints.hatch)
        words = words_on(paints, rect, ink, paints.words(bar.event, ink), left, right)
        if words is not None:
            written.append(words)
    return written


def _paint_defaults(painter: QPainter, scene: Scene, piece: Piece, taken: list[Range]) -> None:
    """Paint the computed default of an exhaustive tier as dots, with its name in pale letters."""
    tier, paints, scale, box = piece.placed.row.tier, scene.paints, scene.scale, piece.box
    ink = paints.inks.get((tier.id, tier.default)) if tier else None
    metrics, words = paints.bar_metrics, ink.words if ink else ""
    room = metrics.horizontalAdvance(words)
    baseline = box.top() + (box.height() + metrics.capHeight()) // 2
    painter.setFont(paints.bar_font)
    painter.setPen(paints.dim)
    for onset_ms, offset_ms in gaps_between(taken, *piece.window):
        left = round(max(scale.x(onset_ms), scale.left))
        width = round(min(scale.x(offset_ms), scale.right)) - left - 1
        if width < _LEAST_GAP_PX:
            continue
        painter.fillRect(left, box.top(), width, box.height(), paints.dots)
        if width >= room + 3 * _PADDING and box.height() > metrics.capHeight() + 2:
            painter.fillRect(left + _PADDING - 3, box.top(), room + 6, box.height(), paints.window)
            painter.drawText(left + _PADDING, baseline, words)


def paint_blocked(painter: QPainter, scene: Scene, piece: Piece, blocked: list[Blocked]) -> None:
    """Hatch the time of a row that could not be judged, from edge to edge."""
    placed, scale = piece.placed, scene.scale
    if placed.row.kind is RowKind.UNCODABLE:
        return
    for span in blocked:
        left, right = (
            max(round(scale.x(span.onset_ms)), piece.left - 2),
            min(round(scale.x(span.offset_ms)), piece.right),
        )
        width = max(1, right - left)
        painter.fillRect(left, placed.top, width, placed.height - 1, scene.paints.veil)
        painter.fillRect(left, placed.top, width, placed.height - 1, scene.paints.hatch)
