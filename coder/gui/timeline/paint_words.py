"""What a row says while there is nothing to draw on it yet."""

from PySide6.QtGui import QPainter

from coder.gui.timeline.layout import GUTTER
from coder.gui.timeline.paint_states import Piece
from coder.gui.timeline.scene import Scene

_INDENT = 8


def paint_row_words(painter: QPainter, scene: Scene, piece: Piece) -> int:
    """Paint the words at the left of a row; return 0: they are no marks."""
    words = scene.media.words.get(piece.placed.row.id, "")
    if words:
        painter.setFont(scene.paints.small_font)
        painter.setPen(scene.paints.dim)
        baseline = piece.placed.top + (piece.placed.height + scene.paints.small_metrics.capHeight()) // 2
        painter.drawText(GUTTER + _INDENT, baseline, words)
    return 0
