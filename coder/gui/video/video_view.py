"""The picture: the frame that is coded, letterboxed on black, with its time."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QImage,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from coder.gui.video.big_clock import paint_clock
from coder.gui.video.framing import Framing
from coder.gui.video.look import Look
from coder.gui.video.magnifier import glass_region, paint_magnifier
from coder.gui.video.overlay import Overlay, ReadOut

BLACK = QColor("#0a0a0b")
MARGIN = 12
_NOTCH = 120
_NEARER_A_NOTCH = 1.2


class VideoView(QWidget):
    """Shows one image at a time. ``painted`` tells the number of the frame when it is on the screen, not before.

    ``look_asked`` tells how the pointer wants it looked at: wheel, pinch and drag change nothing by themselves.
    """

    painted = Signal(int)
    resized = Signal()
    clicked = Signal()
    look_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("video")
        self.setAccessibleName("Video")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 120)
        self._image = self.preview = QImage()
        self._frame_size = (16, 9)
        self._unpainted: int | None = None
        self._overlay = Overlay(self.font())
        self._held: QPointF | None = None
        self._glass: QPointF | None = None
        self._clock_words: str | None = None
        self.look = Look()
        self.read_out = ReadOut()
        self.read_out_shown = True
        self.magnifying = False
        self.notice = ""
        self.has_time = False

    def sizeHint(self) -> QSize:
        """Return a picture's usual shape."""
        return QSize(960, 540)

    @property
    def image(self) -> QImage:
        """The image shown."""
        return self._image

    @property
    def framing(self) -> Framing:
        """Where the picture lies."""
        return Framing(QSizeF(self.size()), self._frame_size, self.look, self.devicePixelRatioF())

    def set_frame_size(self, width: int, height: int) -> None:
        """Tell how large a frame is as it comes, so that pictures can be asked for in the right shape."""
        self._frame_size = (max(1, width), max(1, height))

    def picture_size(self) -> tuple[int, int]:
        """Return the width and height, in the screen's own pixels and not turned, to ask a frame in."""
        return self.framing.asked_size(sharp=self.magnifying)

    def picture_rect(self) -> QRectF:
        """Return where the whole picture lies; looked at from near, parts of it lie outside the widget."""
        return self.framing.rect()

    def show_picture(self, image: QImage, frame: int, ms: int) -> None:
        """Show a frame; ``painted`` tells when it is seen."""
        self._image, self._unpainted, self.notice, self.has_time = image, frame, "", True
        self.preview = QImage()
        self.read_out = replace(self.read_out, frame=frame, ms=ms)
        self.update()
        if not self.isVisible():
            self._tell_painted()

    def show_preview(self, other: "VideoView") -> None:
        """Show what another view shows until a frame comes: it is no frame, and nothing can be stamped with it."""
        if self._image.isNull() and not self.notice:
            self.preview, self._frame_size = other.image, other._frame_size
            self.update()

    def show_state(self, *, rate: float, playing: bool, looping: bool) -> None:
        """Show how it plays."""
        self._read(replace(self.read_out, rate=rate, playing=playing, looping=looping))

    def show_dropped(self, count: int) -> None:
        """Show how many frames were left out since playing began."""
        self._read(replace(self.read_out, dropped=count))

    def show_time(self, frame: int, ms: int) -> None:
        """Show the time where there is no picture."""
        self.has_time = True
        self.read_out = replace(self.read_out, frame=frame, ms=ms)
        self.update()

    def show_note(self, note: str) -> None:
        """Show a word beside the rate, such as the pass."""
        self._read(replace(self.read_out, note=note))

    def show_notice(self, words: str) -> None:
        """Show words where there is no picture."""
        self.notice, self._image, self._unpainted = words, QImage(), None
        self.preview = QImage()
        self.update()

    def show_clock(self, words: str) -> None:
        """Show the time as large as a picture, with words below it: there is no media."""
        self._clock_words = words
        self.update()

    def show_look(self, look: Look) -> None:
        """Look at the picture otherwise."""
        self.look = look
        self._refresh()

    def show_read_out(self, shown: bool) -> None:
        """Show or hide the time over the picture."""
        self.read_out_shown = shown
        self.update()

    def show_magnifier(self, shown: bool) -> None:
        """Hold a magnifier under the pointer, or put it away."""
        self.magnifying = shown
        self.setMouseTracking(shown)
        self._glass = QPointF(self.mapFromGlobal(self.cursor().pos())) if shown and self.underMouse() else None
        self._refresh()

    def _read(self, read_out: ReadOut) -> None:
        if read_out != self.read_out:
            self.read_out = read_out
            self.update()

    def _refresh(self) -> None:
        self.update()
        self.resized.emit()  # the picture may be asked for in other pixels

    # ---------------------------------------------------------------- painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture and what lies over it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), BLACK)
        rect = self.picture_rect()
        image = self.preview if self._image.isNull() else self._image
        if not image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self._is_scaled(image, rect))
            painter.drawImage(rect, image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.notice:
            self._paint_notice(painter)
        if self._clock_words is not None:
            paint_clock(painter, QRectF(self.rect()), self.font(), self.read_out.ms, self._clock_words)
        if self._glass is not None:
            paint_magnifier(painter, self._glass, self._image, rect)
        if self.has_time and self.read_out_shown:
            self._overlay.paint(painter, self._corner(rect), self.read_out)
        painter.end()
        self._tell_painted()

    def _paint_notice(self, painter: QPainter) -> None:
        painter.setPen(QColor("#c9ccd1"))
        room = self.rect().adjusted(24, 24, -24, -24)
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.notice)

    def _corner(self, rect: QRectF) -> QPointF:
        """Return where the read-out lies: in the picture's corner, or the widget's where the picture is narrow."""
        left = max(0.0, rect.left()) if rect.width() > 420 and not self._image.isNull() else 0.0
        top = max(0.0, rect.top()) if rect.height() > 200 and not self._image.isNull() else 0.0
        return QPointF(left + MARGIN, top + MARGIN)

    def _is_scaled(self, image: QImage, rect: QRectF) -> bool:
        ratio = self.devicePixelRatioF()
        shown = (round(rect.width() * ratio), round(rect.height() * ratio))
        return (image.width(), image.height()) != shown

    def _tell_painted(self) -> None:
        if self._unpainted is not None:
            frame, self._unpainted = self._unpainted, None
            self.painted.emit(frame)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for a picture of the new size."""
        super().resizeEvent(event)
        self.resized.emit()

    # ------------------------------------------------------------- the pointer

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the focus, so that the next key codes; hold the picture to move it, where it is larger."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        left = event.button() == Qt.MouseButton.LeftButton
        if left or event.button() == Qt.MouseButton.MiddleButton:
            self._held = event.position() if self.look.zoom > 1 else None
        if left:
            self.clicked.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Take the picture along, or the magnifier."""
        at = event.position()
        if self._held is not None:
            by, self._held = at - self._held, at
            self.look_asked.emit(self.framing.dragged(by))
        if self.magnifying:
            self._move_glass(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let the picture go."""
        self._held = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With ctrl, look from nearer or further at the pointer; without, move the picture where it is larger."""
        turn = event.angleDelta()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._zoom(event.position(), _NEARER_A_NOTCH ** (turn.y() / _NOTCH))
        elif self.look.zoom > 1:
            by = QPointF(event.pixelDelta() if not event.pixelDelta().isNull() else turn / 2)
            sideways = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.look_asked.emit(self.framing.dragged(QPointF(by.y(), by.x()) if sideways else by))
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Take a pinch of the trackpad."""
        pinch = Qt.NativeGestureType.ZoomNativeGesture
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == pinch:
            self._zoom(event.position(), 1 + event.value())
            return True
        return super().event(event)

    def _zoom(self, at: QPointF, factor: float) -> None:
        self.look_asked.emit(self.framing.zoomed_at(at, factor))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Hold the magnifier where the pointer comes in."""
        super().enterEvent(event)
        if self.magnifying:
            self._move_glass(event.position())

    def leaveEvent(self, event: QEvent) -> None:
        """Put the magnifier away while the pointer is elsewhere."""
        super().leaveEvent(event)
        self._move_glass(None)

    def _move_glass(self, at: QPointF | None) -> None:
        for place in (self._glass, at):
            if place is not None:
                self.update(glass_region(place).toAlignedRect())
        self._glass = at
