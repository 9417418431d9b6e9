"""The band of phases: what really took place, a tick where it was planned to end, a torn edge where it ended early."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QPainter, QPolygon

from coder.editing.coverage import outside_phases
from coder.editing.phases import PhaseSpan, deviates, ended_early, phase_spans, planned_ms
from coder.gui.timeline.paint_states import Piece, paint_states
from coder.gui.timeline.rows import RowKind
from coder.gui.timeline.scene import Scene

LINE_PX = 2
_TICK_PX = 6
_DASH_PX = 3
_TOOTH_PX = 3
_LEAST_TEAR_PX = 12
_COUNTED = frozenset({RowKind.STATES, RowKind.POINTS, RowKind.DERIVED})


def paint_phases(painter: QPainter, scene: Scene, piece: Piece) -> int:
    """Paint the phases of a piece of the band; return how many bars that took."""
    count = paint_states(painter, scene, piece, [])
    workspace = scene.workspace
    for span in phase_spans(workspace.observation, scene.end_ms):
        phase = workspace.scheme.procedure.phase(span.phase)
        if ended_early(phase, span.event) or deviates(phase, span.event):
            _tear(painter, scene, piece, span)
        planned = planned_ms(workspace.scheme.procedure, span.phase)
        if planned is not None and span.onset_ms + planned <= scene.end_ms:
            _paint_plan(painter, scene, piece, span, span.onset_ms + planned)
    return count


def _paint_plan(painter: QPainter, scene: Scene, piece: Piece, span: PhaseSpan, planned_end_ms: int) -> None:
    """Mark where a phase was planned to end: a tick at the foot of the band, and a line to it where it ended sooner."""
    x, foot = round(scene.scale.x(planned_end_ms)), piece.placed.bottom - 1
    painter.fillRect(x - LINE_PX, foot - _TICK_PX, LINE_PX, _TICK_PX, scene.paints.text)
    if span.event.running or planned_end_ms <= span.offset_ms:
        return
    left = max(round(scene.scale.x(span.offset_ms)), piece.left)
    for dash in range(left - left % (2 * _DASH_PX), min(x, piece.right), 2 * _DASH_PX):
        painter.fillRect(dash, foot - LINE_PX, _DASH_PX, LINE_PX, scene.paints.text)


def _tear(painter: QPainter, scene: Scene, piece: Piece, span: PhaseSpan) -> None:
    """Tear the end of a bar off, so that it is seen without colour that it is not whole."""
    left, right = scene.scale.x(span.onset_ms), round(scene.scale.x(span.offset_ms))
    if right - left < _LEAST_TEAR_PX:
        return
    box = piece.box
    points = [QPoint(right + 1, box.top() - 1)]
    for number, y in enumerate(range(box.top() - 1, box.bottom() + _TOOTH_PX + 1, _TOOTH_PX)):
        points.append(QPoint(right - (2 if number % 2 else 2 + _TOOTH_PX), y))
    points.append(QPoint(right + 1, points[-1].y()))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(scene.paints.window)
    painter.drawPolygon(QPolygon(points))


def paint_outside(painter: QPainter, scene: Scene, piece: Piece) -> None:
    """Shade the time of a lane in which nothing counts."""
    placed, workspace = piece.placed, scene.workspace
    if placed.row.kind not in _COUNTED:
        return
    for onset_ms, offset_ms in outside_phases(workspace.scheme, workspace.observation, *piece.window):
        left, right = max(round(scene.scale.x(onset_ms)), piece.left), min(round(scene.scale.x(offset_ms)), piece.right)
        painter.fillRect(QRect(left, placed.top, right - left, placed.height - 1), scene.paints.outside)
