"""A round glass under the pointer that shows the picture larger."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

RADIUS = 110.0
LARGER = 3.0
_RIM = QColor(255, 255, 255, 210)


def paint_magnifier(painter: QPainter, at: QPointF, image: QImage, picture: QRectF) -> None:
    """Paint what lies around ``at``, three times as large; ``picture`` is where the image lies."""
    if image.isNull() or not picture.contains(at):
        return
    glass = QPainterPath()
    glass.addEllipse(at, RADIUS, RADIUS)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setClipPath(glass)
    painter.fillPath(glass, Qt.GlobalColor.black)
    painter.drawImage(_larger(picture, at), image)
    painter.restore()
    painter.setPen(QPen(_RIM, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(glass)


def glass_region(at: QPointF) -> QRectF:
    """Return what has to be painted anew where the glass lies."""
    reach = RADIUS + 3
    return QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach)


def _larger(picture: QRectF, at: QPointF) -> QRectF:
    left = at.x() - (at.x() - picture.left()) * LARGER
    top = at.y() - (at.y() - picture.top()) * LARGER
    return QRectF(left, top, picture.width() * LARGER, picture.height() * LARGER)
