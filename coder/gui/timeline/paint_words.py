"""What a row says while there is nothing to draw on it yet, or not everything."""

from PySide6.QtGui import QPainter

from coder.gui.timeline.layout import GUTTER
from coder.gui.timeline.paint_states import Piece
from coder.gui.timeline.scene import Scene

_INDENT = 8


def paint_row_words(painter: QPainter, scene: Scene, piece: Piece, drawn_to: int = GUTTER) -> int:
    """Paint the words of a row behind what is drawn on it, where there is room; return 0: they are no marks."""
    words = scene.media.words.get(piece.placed.row.id, "")
    left, metrics = max(GUTTER, drawn_to) + _INDENT, scene.paints.small_metrics
    if words and (drawn_to <= GUTTER or left + metrics.horizontalAdvance(words) <= scene.scale.right):
        painter.setFont(scene.paints.small_font)
        painter.setPen(scene.paints.dim)
        painter.drawText(left, piece.placed.top + (piece.placed.height + metrics.capHeight()) // 2, words)
    return 0
