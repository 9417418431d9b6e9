"""Small pictures of the whole session in a strip: a click goes there, a drag scrubs."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coder.gui.style import SMALL_PX, tabular
from coder.gui.theme import Theme
from coder.gui.timeline.layout import GUTTER
from coder.gui.timeline.scale import TimeScale
from coder.model.time import format_time

HEIGHT = 48
NAME_LEFT = 30
_HEAD = QColor("#ffffff")
_SHADE = QColor(0, 0, 0, 170)
_REACH = 3


class ThumbnailStrip(QWidget):
    """``seek_asked`` tells where a press or its release lies, ``scrub_asked`` where a drag is on its way."""

    seek_asked = Signal(int)
    scrub_asked = Signal(int)

    def __init__(self, end_ms: int, theme: Theme) -> None:
        super().__init__()
        self._end_ms, self._theme = max(1, end_ms), theme
        self._pictures: Any = None
        self._still = QPixmap()
        self._painted_band = QRectF()
        self._now_ms = 0
        self._pointed: float | None = None
        self._held = False
        self._scale: Callable[[], TimeScale] = lambda: TimeScale(0, self._end_ms, GUTTER, max(1, self.width() - GUTTER))
        self.setObjectName("thumbnails")
        self.setAccessibleName("Small pictures of the whole session")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def sizeHint(self) -> QSize:
        """Return a strip's height."""
        return QSize(720, HEIGHT)

    def lie_below(self, scale: Callable[[], TimeScale]) -> None:
        """Lay the pictures where the whole session lies in the timeline above."""
        self._scale = scale
        self._spoil()

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        self._theme = theme
        self._spoil()

    def show_pictures(self, pictures: Any) -> None:
        """Show small pictures (``coder.media.thumbnails.Thumbnails``), more of them as they come."""
        self._pictures = pictures
        self._spoil()

    def set_now(self, ms: int) -> None:
        """Move the play head."""
        before, self._now_ms = self._x(self._now_ms), ms
        for x in (before, self._x(ms)):
            self.update(QRect(round(x) - _REACH, 0, 2 * _REACH, self.height()))

    def _spoil(self) -> None:
        self._still = QPixmap()
        self.update()

    # ---------------------------------------------------------------- painting

    def _band(self) -> QRectF:
        scale = self._scale()
        return QRectF(scale.left, 1, scale.width, self.height() - 2)

    def _x(self, ms: float) -> float:
        band = self._band()
        return band.left() + ms / self._end_ms * band.width()

    def _ms(self, x: float) -> int:
        band = self._band()
        return max(0, min(self._end_ms, round((x - band.left()) / band.width() * self._end_ms)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pictures as they lie in time, the play head, and the time under the pointer."""
        if self._still.isNull() or self._painted_band != self._band():
            self._still = self._paint_still()
            self._painted_band = self._band()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._still)
        x = self._x(self._now_ms)
        painter.fillRect(QRectF(x - 1, 0, 2, self.height()), _HEAD if self._theme.dark else self._theme.color("text"))
        if self._pointed is not None:
            self._paint_pointed(painter, self._pointed)

    def _paint_still(self) -> QPixmap:
        ratio = self.devicePixelRatioF()
        still = QPixmap(self.size() * ratio)
        still.setDevicePixelRatio(ratio)
        still.fill(self._theme.color("panel"))
        painter = QPainter(still)
        painter.setFont(tabular(self.font(), SMALL_PX))
        painter.setPen(self._theme.color("dim"))
        painter.drawText(QRectF(NAME_LEFT, 0, GUTTER - NAME_LEFT, HEIGHT), Qt.AlignmentFlag.AlignVCenter, "pictures")
        painter.setClipRect(self._band())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._paint_pictures(painter)
        painter.end()
        return still

    def _paint_pictures(self, painter: QPainter) -> None:
        band = self._band()
        first = self._pictures.nearest(0) if self._pictures is not None else None
        if first is None:
            return
        high, wide = first.bgra.shape[:2]
        width = band.height() * wide / high
        count = max(1, round(band.width() / width))
        width = band.width() / count
        for place in range(count):
            middle = (place + 0.5) * self._end_ms / count
            slot = QRectF(band.left() + place * width, band.top(), width, band.height())
            _paint_filling(painter, slot, _image_of(self._pictures.nearest(middle)))

    def _paint_pointed(self, painter: QPainter, x: float) -> None:
        words = format_time(self._ms(x))
        painter.setFont(tabular(self.font(), SMALL_PX))
        width = painter.fontMetrics().horizontalAdvance(words) + 12
        left = min(max(self._band().left(), x - width / 2), self.width() - width)
        box = QRectF(left, self.height() - 19, width, 17)
        painter.fillRect(QRectF(x, 0, 1, self.height()), self._theme.color("accent"))
        painter.fillRect(box, _SHADE)
        painter.setPen(_HEAD)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the pictures out anew."""
        super().resizeEvent(event)
        self._still = QPixmap()

    # ------------------------------------------------------------- the pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        if event.button() == Qt.MouseButton.LeftButton and event.position().x() >= GUTTER:
            self._held = True
            self.seek_asked.emit(self._ms(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Scrub, or say which time lies there."""
        x = event.position().x()
        self._pointed = x if x >= GUTTER else None
        self.update()
        if self._held:
            self.scrub_asked.emit(self._ms(x))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Stay there."""
        if self._held and event.button() == Qt.MouseButton.LeftButton:
            self._held = False

    def leaveEvent(self, event: Any) -> None:
        """Say no time any more."""
        super().leaveEvent(event)
        self._pointed = None
        self.update()


def _image_of(picture: Any) -> QImage:
    high, wide = picture.bgra.shape[:2]
    return QImage(picture.bgra.data, wide, high, 4 * wide, QImage.Format.Format_RGB32)


def _paint_filling(painter: QPainter, slot: QRectF, image: QImage) -> None:
    """Paint as much of an image's middle as fills a slot."""
    scale = max(slot.width() / image.width(), slot.height() / image.height())
    wide, high = slot.width() / scale, slot.height() / scale
    corner = QPointF((image.width() - wide) / 2, (image.height() - high) / 2)
    painter.drawImage(slot.adjusted(0, 0, -1, 0), image, QRectF(corner.x(), corner.y(), wide, high))
