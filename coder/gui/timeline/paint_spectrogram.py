"""How pitches look: time from left to right, low to high from below, the louder the brighter."""

from functools import lru_cache

from PySide6.QtGui import QColor, QImage, QPainter

from coder.gui.timeline.paint_states import Piece
from coder.gui.timeline.paint_words import paint_row_words
from coder.gui.timeline.scene import Scene

_QUIET = 70
"""What is quieter than this (of 255) is ground: −70 dB."""


def paint_spectrogram(painter: QPainter, scene: Scene, piece: Piece) -> int:
    """Paint the spectrogram between two x; return in how many columns."""
    spectrogram, columns, rows = scene.media.spectrogram, piece.right - piece.left, piece.placed.height - 1
    if spectrogram is None or columns <= 0 or rows <= 0:
        return paint_row_words(painter, scene, piece)
    span = scene.scale.ms(piece.left), scene.scale.ms(piece.right)
    tile = spectrogram.slice(*span, columns, 2 * rows)[rows:]  # the lower half: voices lie below 4000 Hz
    image = QImage(tile.data, columns, rows, columns, QImage.Format.Format_Indexed8)
    theme = scene.paints.theme
    image.setColorTable(_colors(theme.window, theme.dark))
    painter.drawImage(piece.left, piece.placed.top, image)
    return columns


@lru_cache(maxsize=4)
def _colors(ground: str, dark: bool) -> list[int]:
    """Return the colours of 256 powers: from the ground over blue to what stands out on it."""
    stops = ("#31688e", "#56b4e9", "#f7f3a0") if dark else ("#9fc3dd", "#2f6f9f", "#0b2545")
    path = [QColor(name) for name in (ground, *stops)]
    return [_between(path, max(0.0, (power - _QUIET) / (255 - _QUIET))).rgb() for power in range(256)]


def _between(path: list[QColor], share: float) -> QColor:
    place = min(share * (len(path) - 1), len(path) - 1.001)
    low, high, part = path[int(place)], path[int(place) + 1], place - int(place)
    return QColor.fromRgbF(
        low.redF() + (high.redF() - low.redF()) * part,
        low.greenF() + (high.greenF() - low.greenF()) * part,
        low.blueF() + (high.blueF() - low.blueF()) * part,
    )
