"""Rows, their names, and the ruler above them."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from coder.gui.timeline.codable import codable_short
from coder.gui.timeline.layout import GUTTER, RULER, Placed
from coder.gui.timeline.paint_derived import paint_derived
from coder.gui.timeline.paint_motion import paint_motion
from coder.gui.timeline.paint_phases import paint_outside, paint_phases
from coder.gui.timeline.paint_sound import paint_sound
from coder.gui.timeline.paint_spectrogram import paint_spectrogram
from coder.gui.timeline.paint_states import Blocked, Piece, paint_point_row, paint_states, union_of
from coder.gui.timeline.rows import RowKind
from coder.gui.timeline.scene import Scene
from coder.gui.timeline.ticks import Tick

_NAME_X, _INITIAL_X = 30, 10


def paint_row(painter: QPainter, scene: Scene, piece: Piece, blocked: list[Blocked], ruled: list[Tick]) -> int:
    """Paint a piece of a row and return how many marks that took."""
    top, bottom = scene.layout.seen(piece.placed)
    if bottom <= top or piece.right <= piece.left:
        return 0
    painter.setClipRect(QRect(piece.left, top, piece.right - piece.left, bottom - top))
    _paint_ground(painter, scene, piece, ruled)
    paint_outside(painter, scene, piece)
    match piece.placed.row.kind:
        case RowKind.SOUND:
            return paint_sound(painter, scene, piece)
        case RowKind.SPECTROGRAM:
            return paint_spectrogram(painter, scene, piece)
        case RowKind.MOTION:
            return paint_motion(painter, scene, piece)
        case RowKind.POINTS:
            return paint_point_row(painter, scene, piece, _of_row(scene, piece, blocked))
        case RowKind.DERIVED:
            return paint_derived(painter, scene, piece)
        case RowKind.PHASES:
            return paint_phases(painter, scene, piece)
        case RowKind.STATES | RowKind.UNCODABLE:
            return paint_states(painter, scene, piece, _of_row(scene, piece, blocked))


def _of_row(scene: Scene, piece: Piece, blocked: list[Blocked]) -> list[Blocked]:
    uncodable, tier = scene.workspace.scheme.uncodable, piece.placed.row.tier
    if uncodable is None or tier is None or piece.placed.row.kind in (RowKind.PHASES, RowKind.UNCODABLE):
        return []
    return union_of([span for span in blocked if uncodable.blocks_tier(span.reason, tier.id)])


def _paint_ground(painter: QPainter, scene: Scene, piece: Piece, ruled: list[Tick]) -> None:
    placed, paints = piece.placed, scene.paints
    painter.fillRect(piece.left, placed.top, piece.right - piece.left, placed.height, paints.window)
    for tick in ruled:
        if tick.label:
            painter.fillRect(round(scene.scale.x(tick.ms)), placed.top, 1, placed.height, paints.grid)
    painter.fillRect(piece.left, placed.bottom - 1, piece.right - piece.left, 1, paints.faint)


def paint_name(painter: QPainter, scene: Scene, placed: Placed) -> None:
    """Paint the name of a row, with its actor's bar and initial."""
    row, paints, metrics = placed.row, scene.paints, scene.paints.label_metrics
    top, bottom = scene.layout.seen(placed)
    painter.setClipRect(QRect(0, top, GUTTER, max(0, bottom - top)))
    painter.fillRect(0, placed.top, GUTTER, placed.height, paints.panel)
    painter.fillRect(0, placed.bottom - 1, GUTTER, 1, paints.faint)
    if row.actor is not None:
        painter.fillRect(0, placed.top, 3, placed.height, paints.actor(row.actor.id))
    baseline = placed.top + (placed.height + metrics.capHeight()) // 2
    painter.setFont(paints.label_font)
    painter.setPen(paints.dim)
    painter.drawText(_INITIAL_X, baseline, row.initial)
    painter.setPen(paints.text if row.actor is not None else paints.dim)
    codable, small = codable_short(scene.workspace, row), paints.small_metrics
    taken = small.horizontalAdvance(codable) + 6 if codable else 0
    name = metrics.elidedText(row.label, Qt.TextElideMode.ElideRight, GUTTER - _NAME_X - 4 - taken)
    painter.drawText(_NAME_X, baseline, name)
    painter.setFont(paints.small_font)
    painter.setPen(paints.dim)
    painter.drawText(GUTTER - taken, baseline, codable)


def paint_ruler(painter: QPainter, scene: Scene, ruled: list[Tick]) -> None:
    """Paint the time above the rows."""
    paints, scale = scene.paints, scene.scale
    painter.setClipRect(QRect(0, 0, scene.layout.width, RULER))
    painter.fillRect(0, 0, scene.layout.width, RULER, paints.panel)
    painter.fillRect(0, RULER - 1, scene.layout.width, 1, paints.line)
    painter.setClipRect(QRect(int(scale.left), 0, scene.layout.width - int(scale.left), RULER))
    painter.setFont(paints.small_font)
    painter.setPen(paints.dim)
    for tick in ruled:
        x, height = round(scale.x(tick.ms)), RULER - 6 if tick.label else 4
        painter.fillRect(x, RULER - 1 - height, 1, height, paints.tick if tick.label else paints.line)
        if tick.label:
            painter.drawText(x + 4, RULER - 7, tick.label)


def paint_rest(painter: QPainter, scene: Scene) -> None:
    """Paint what no row covers: below the last one, and beside them where the scroll bar is."""
    layout, paints, right = scene.layout, scene.paints, round(scene.scale.right)
    top = layout.lanes_bottom
    painter.setClipRect(QRect(0, RULER, layout.width, max(0, layout.overview_top - RULER)))
    painter.fillRect(0, top, layout.width, layout.height, paints.window)
    painter.fillRect(0, top, GUTTER, layout.height, paints.panel)
    painter.fillRect(right, RULER, layout.width - right, layout.height, paints.panel)
