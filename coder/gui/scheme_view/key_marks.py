"""Shapes that tell what a key codes without a colour, and that fit a key as well as a line of words."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

MARK_PX = 9.0


def paint_mark(painter: QPainter, shape: QRectF, mark: str, color: QColor) -> None:
    """Paint the shape of a kind; one without a shape paints nothing."""
    paint = _SHAPES.get(mark)
    if paint is not None:
        painter.setPen(QPen(color, 1.2))
        painter.setBrush(color)
        paint(painter, shape)


def _state(painter: QPainter, shape: QRectF) -> None:
    painter.drawRect(QRectF(shape.left(), shape.center().y() - 2, shape.width(), 4))


def _point(painter: QPainter, shape: QRectF) -> None:
    painter.drawPolygon(_polygon(QPointF(shape.center().x(), shape.top()), shape.bottomRight(), shape.bottomLeft()))


def _interval(painter: QPainter, shape: QRectF) -> None:
    middle = shape.center()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(QRectF(shape.left(), middle.y() - 3, shape.width(), 6))
    painter.drawLine(QPointF(middle.x(), middle.y() - 3), QPointF(middle.x(), middle.y() + 3))


def _rating(painter: QPainter, shape: QRectF) -> None:
    for step in range(3):
        height = 3.0 * (step + 1)
        painter.drawRect(QRectF(shape.left() + 3.5 * step, shape.bottom() - height, 2, height))


def _phase(painter: QPainter, shape: QRectF) -> None:
    painter.drawLine(shape.topLeft(), shape.bottomLeft())
    low = QPointF(shape.left(), shape.top() + 6)
    painter.drawPolygon(_polygon(shape.topLeft(), QPointF(shape.right(), shape.top() + 3), low))


def _uncodable(painter: QPainter, shape: QRectF) -> None:
    half = shape.width() / 2
    for left, top, right, bottom in (
        (0.0, half, half, 0.0),
        (0.0, 2 * half, 2 * half, 0.0),
        (half, 2 * half, 2 * half, half),
    ):
        corner = shape.topLeft()
        painter.drawLine(corner + QPointF(left, top), corner + QPointF(right, bottom))


def _player(painter: QPainter, shape: QRectF) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(_polygon(shape.topLeft(), QPointF(shape.right(), shape.center().y()), shape.bottomLeft()))


def _polygon(*points: QPointF) -> QPolygonF:
    return QPolygonF(list(points))


_SHAPES: Mapping[str, Callable[[QPainter, QRectF], None]] = {
    "state": _state,
    "point": _point,
    "interval": _interval,
    "rating": _rating,
    "phase": _phase,
    "uncodable": _uncodable,
    "player": _player,
}
MARKS = tuple(_SHAPES)
