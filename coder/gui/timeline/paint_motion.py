"""How motion looks: the higher, the more moves in the region."""

from PySide6.QtCore import QLine
from PySide6.QtGui import QPainter, QPen

from coder.gui.timeline.paint_states import Piece
from coder.gui.timeline.paint_words import paint_row_words
from coder.gui.timeline.rows import motion_row
from coder.gui.timeline.scene import Scene


def paint_motion(painter: QPainter, scene: Scene, piece: Piece) -> int:
    """Paint the motion of a region between two x; return in how many columns there is some."""
    row = piece.placed.row
    motion = next((found for name, found in scene.media.motion.items() if motion_row(name) == row.id), None)
    columns = piece.right - piece.left
    if motion is None or columns <= 0:
        return paint_row_words(painter, scene, piece)
    heights = motion.slice(scene.scale.ms(piece.left), scene.scale.ms(piece.right), columns)
    floor, reach = piece.placed.bottom - 2, piece.placed.height - 5
    lines = [
        QLine(piece.left + place, floor, piece.left + place, round(floor - float(heights[place]) * reach))
        for place in range(min(columns, len(heights)))
        if heights[place] > 0
    ]
    color = scene.paints.actor_fill(row.actor.id) if row.actor is not None else scene.paints.sound
    painter.setPen(QPen(color, 1))
    painter.drawLines(lines)
    paint_row_words(painter, scene, piece, round(scene.scale.x(motion.known_ms)))
    return len(lines)
