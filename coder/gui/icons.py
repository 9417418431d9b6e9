"""The window's few icons, drawn as paths: sharp at any size, in any colour, with no font or file to miss."""

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

SIZE = 16.0


def _triangle(*points: tuple[float, float]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
    path.closeSubpath()
    return path


def _bar(x: float, width: float = 2.0, top: float = 3.0, height: float = 10.0) -> QPainterPath:
    path = QPainterPath()
    path.addRect(QRectF(x, top, width, height))
    return path


def _right(x: float, width: float = 8.0) -> QPainterPath:
    return _triangle((x, 3), (x + width, 8), (x, 13))


def _left(x: float, width: float = 8.0) -> QPainterPath:
    return _triangle((x, 3), (x - width, 8), (x, 13))


def _play() -> QPainterPath:
    return _triangle((4, 2), (14, 8), (4, 14))


def _pause() -> QPainterPath:
    return _bar(3.5, 3, 2.5, 11).united(_bar(9.5, 3, 2.5, 11))


def _first() -> QPainterPath:
    return _bar(2.5).united(_left(13.5, 8.5))


def _last() -> QPainterPath:
    return _bar(11.5).united(_right(2.5, 8.5))


def _previous_frame() -> QPainterPath:
    return _left(9.5, 7).united(_bar(11.5))


def _next_frame() -> QPainterPath:
    return _right(6.5, 7).united(_bar(2.5))


def _speaker() -> QPainterPath:
    return _triangle((2, 6), (5, 6), (9, 2.5), (9, 13.5), (5, 10), (2, 10))


def _disc() -> QPainterPath:
    path = QPainterPath()
    path.addEllipse(QPointF(8, 8), 4, 4)
    return path


def _warning() -> QPainterPath:
    sign = _triangle((8, 1.5), (15, 14), (1, 14))
    mark = _bar(7.2, 1.6, 6, 4.2).united(_bar(7.2, 1.6, 11.2, 1.6))
    return sign.subtracted(mark)


def _error() -> QPainterPath:
    ring = QPainterPath()
    ring.addEllipse(QPointF(8, 8), 6.5, 6.5)
    mark = _bar(7.2, 1.6, 4, 5).united(_bar(7.2, 1.6, 10.4, 1.7))
    return ring.subtracted(mark)


def _stroked(*lines: tuple[tuple[float, float], ...]) -> QPainterPath:
    path = QPainterPath()
    for line in lines:
        path.moveTo(*line[0])
        for point in line[1:]:
            path.lineTo(*point)
    return path


def _done() -> QPainterPath:
    return _stroked(((3, 8.5), (6.5, 12), (13, 4.5)))


def _close() -> QPainterPath:
    return _stroked(((4, 4), (12, 12)), ((12, 4), (4, 12)))


def _loop() -> QPainterPath:
    path = QPainterPath()
    path.arcMoveTo(QRectF(2.5, 3, 11, 10), 60)
    path.arcTo(QRectF(2.5, 3, 11, 10), 60, 300)
    path.addPath(_stroked(((13.4, 3), (13.4, 7), (9.6, 7))))
    return path


def _waves() -> QPainterPath:
    path = QPainterPath()
    for reach in (3.0, 5.5):
        path.arcMoveTo(QRectF(9 - reach, 8 - reach, 2 * reach, 2 * reach), -45)
        path.arcTo(QRectF(9 - reach, 8 - reach, 2 * reach, 2 * reach), -45, 90)
    return path


def _film() -> QPainterPath:
    return _stroked(
        ((2, 3.5), (14, 3.5), (14, 12.5), (2, 12.5), (2, 3.5)), ((6.5, 5.8), (10, 8), (6.5, 10.2), (6.5, 5.8))
    )


def _plus() -> QPainterPath:
    return _stroked(((8, 3), (8, 13)), ((3, 8), (13, 8)))


def _folder() -> QPainterPath:
    return _stroked(((2, 12.5), (2, 4), (6.5, 4), (8, 5.8), (14, 5.8), (14, 12.5), (2, 12.5)))


_FILLED: dict[str, Callable[[], QPainterPath]] = {
    "play": _play,
    "pause": _pause,
    "first": _first,
    "last": _last,
    "previous_frame": _previous_frame,
    "next_frame": _next_frame,
    "sound": _speaker,
    "silent": _speaker,
    "disc": _disc,
    "warning": _warning,
    "error": _error,
}
_STROKED: dict[str, Callable[[], QPainterPath]] = {
    "done": _done,
    "close": _close,
    "loop": _loop,
    "sound": _waves,
    "film": _film,
    "plus": _plus,
    "folder": _folder,
}
NAMES = tuple(sorted({*_FILLED, *_STROKED}))


def paint_icon(painter: QPainter, name: str, rect: QRectF, color: QColor) -> None:
    """Paint an icon into a rectangle."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / SIZE, rect.height() / SIZE)
    if name in _FILLED:
        painter.fillPath(_FILLED[name](), color)
    if name in _STROKED:
        pen = QPen(color, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
        painter.strokePath(_STROKED[name](), pen)
    painter.restore()


def build_icon(name: str, color: QColor, dim: QColor, size: int = 16) -> QIcon:
    """Build an icon for a button, sharp on screens of double density; ``dim`` is its colour when disabled."""
    icon = QIcon()
    for mode, shade in ((QIcon.Mode.Normal, color), (QIcon.Mode.Disabled, dim)):
        for ratio in (1.0, 2.0):
            pixmap = QPixmap(round(size * ratio), round(size * ratio))
            pixmap.setDevicePixelRatio(ratio)
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            paint_icon(painter, name, QRectF(0, 0, size, size), shade)
            painter.end()
            icon.addPixmap(pixmap, mode)
    return icon
