"""How sound looks: its lowest and highest amplitude in every column of pixels."""

from PySide6.QtCore import QLine
from PySide6.QtGui import QPainter, QPen

from coder.gui.timeline.paint_states import Piece
from coder.gui.timeline.scene import Scene

_QUIET = 0.75


def paint_sound(painter: QPainter, scene: Scene, piece: Piece) -> int:
    """Paint the waveform between two x; return in how many columns."""
    waveform = scene.media.waveform
    if waveform is None or piece.right <= piece.left:
        return 0
    columns = piece.right - piece.left
    low, high = waveform.slice(scene.scale.ms(piece.left), scene.scale.ms(piece.right), columns)
    middle = piece.placed.top + (piece.placed.height - 1) / 2
    reach = (piece.placed.height - 5) / 2
    lines = [
        QLine(piece.left + place, _y(middle, reach, high[place]), piece.left + place, _y(middle, reach, low[place]))
        for place in range(min(columns, len(low), len(high)))
    ]
    painter.setPen(QPen(scene.paints.sound, 1))
    painter.drawLines(lines)
    return len(lines)


def _y(middle: float, reach: float, amplitude: float) -> int:
    """Return the y of an amplitude; quiet sound is drawn larger than it is, so that it is seen."""
    size = float(min(1.0, abs(amplitude)) ** _QUIET)
    return round(middle - (size if amplitude > 0 else -size) * reach)
