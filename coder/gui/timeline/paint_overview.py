"""The whole session in a strip: how much was coded where, and which part of it is shown above."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from coder.gui.timeline.density import PARTS, EventDensity
from coder.gui.timeline.layout import OVERVIEW
from coder.gui.timeline.scale import TimeScale
from coder.gui.timeline.scene import Scene

_LEAST_COLUMN_PX = 3
_LEAST_VIEW_PX = 8


def overview_scale(scene: Scene) -> TimeScale:
    """Return the scale on which the whole session fills the strip."""
    return TimeScale(0, max(1, scene.end_ms), scene.scale.left, scene.scale.width)


def paint_overview(painter: QPainter, scene: Scene, density: EventDensity) -> None:
    """Paint the strip with its columns."""
    layout, paints = scene.layout, scene.paints
    top = layout.overview_top
    painter.setClipRect(QRect(0, top, layout.width, OVERVIEW))
    painter.fillRect(0, top, layout.width, OVERVIEW, paints.panel)
    painter.fillRect(0, top, layout.width, 1, paints.line)
    painter.setFont(paints.label_font)
    painter.setPen(paints.dim)
    painter.drawText(30, top + (OVERVIEW + paints.label_metrics.capHeight()) // 2, "session")
    left, width = round(scene.scale.left), round(scene.scale.width)
    painter.fillRect(left, top + 3, width, OVERVIEW - 6, paints.window)
    columns = density.columns(columns_for(width))
    step, floor, room = width / len(columns), top + OVERVIEW - 4, OVERVIEW - 9
    rects = [
        QRectF(round(left + place * step), floor - round(share * room), max(1, int(step) - 1), round(share * room))
        for place, share in enumerate(columns)
        if share
    ]
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(paints.counts)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.drawRects(rects)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)


def columns_for(width: int) -> int:
    """Return how many columns fit, as a number that the parts divide into evenly."""
    fitting = (parts for parts in range(PARTS, 0, -1) if PARTS % parts == 0 and width / parts >= _LEAST_COLUMN_PX)
    return next(fitting, 1)


def shown_box(scene: Scene) -> QRectF:
    """Return where the part that is shown lies in the strip."""
    whole = overview_scale(scene)
    left, right = whole.x(scene.scale.from_ms), whole.x(scene.scale.to_ms)
    middle, half = (left + right) / 2, max(_LEAST_VIEW_PX, right - left) / 2
    return QRectF(middle - half, scene.layout.overview_top + 2.5, 2 * half - 1, OVERVIEW - 5)


def paint_shown(painter: QPainter, scene: Scene) -> None:
    """Paint the frame around the part that is shown."""
    fill = QColor(scene.paints.text)
    fill.setAlpha(22)
    painter.setPen(QPen(scene.paints.text, 1))
    painter.setBrush(fill)
    painter.drawRoundedRect(shown_box(scene), 4, 4)
