"""The colours of charts, of the theme: lines that are told apart, and how warm a cell is."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from coder.gui.theme import Theme

_ON_DARK = ("#56b4e9", "#e69f00", "#2bb58a", "#cc79a7", "#f0e442", "#ff8a65")
_ON_LIGHT = ("#005f96", "#a34700", "#00704f", "#8a3a68", "#6b5500", "#b3341a")
DASHES = (
    Qt.PenStyle.SolidLine,
    Qt.PenStyle.DashLine,
    Qt.PenStyle.DotLine,
    Qt.PenStyle.DashDotLine,
    Qt.PenStyle.DashDotDotLine,
)
"""Beside its colour a line has a dash of its own."""


def line_color(theme: Theme, place: int) -> QColor:
    """Return the colour of a line by its place."""
    colors = _ON_DARK if theme.dark else _ON_LIGHT
    return QColor(colors[place % len(colors)])


def line_dash(place: int) -> Qt.PenStyle:
    """Return the dash of a line by its place."""
    return DASHES[place % len(DASHES)]


def band_color(theme: Theme, place: int) -> QColor:
    """Return the colour of the band around a line."""
    color = line_color(theme, place)
    color.setAlpha(56 if theme.dark else 40)
    return color


def warmth(theme: Theme, share: float | None) -> QColor:
    """Return the ground of a cell: the field's own for nothing, the accent for all."""
    if share is None:
        return theme.color("panel")
    cold, warm = theme.color("field"), theme.color("accent")
    part = max(0.0, min(1.0, share))
    return QColor(
        _between(cold.red(), warm.red(), part),
        _between(cold.green(), warm.green(), part),
        _between(cold.blue(), warm.blue(), part),
    )


def _between(cold: int, warm: int, part: float) -> int:
    return round(cold + (warm - cold) * part)
