"""The picture: the frame that is coded, letterboxed on black, with its time."""

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coder.gui.video.overlay import Overlay, ReadOut

BLACK = QColor("#0a0a0b")
MARGIN = 12


class VideoView(QWidget):
    """Shows one image at a time. ``painted`` tells the number of the frame when it is on the screen, not before."""

    painted = Signal(int)
    resized = Signal()
    clicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("video")
        self.setAccessibleName("Video")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 120)
        self._image = QImage()
        self._frame_size = (16, 9)
        self._unpainted: int | None = None
        self._overlay = Overlay(self.font())
        self.read_out = ReadOut()
        self.notice = ""
        self.has_time = False

    def sizeHint(self) -> QSize:
        """Return a picture's usual shape."""
        return QSize(960, 540)

    @property
    def image(self) -> QImage:
        """The image shown."""
        return self._image

    def set_frame_size(self, width: int, height: int) -> None:
        """Tell how large a frame is, so that pictures can be asked for in the right shape."""
        self._frame_size = (max(1, width), max(1, height))

    def picture_size(self) -> tuple[int, int]:
        """Return the width and height, in the screen's own pixels, that a frame has when letterboxed."""
        rect, ratio = self.picture_rect(), self.devicePixelRatioF()
        return max(2, round(rect.width() * ratio)), max(2, round(rect.height() * ratio))

    def picture_rect(self) -> QRectF:
        """Return where the picture lies."""
        width, height = self._frame_size
        scale = min(self.width() / width, self.height() / height)
        wide, high = width * scale, height * scale
        left, top = (self.width() - wide) / 2, (self.height() - high) / 2
        ratio = self.devicePixelRatioF()
        return QRectF(round(left * ratio) / ratio, round(top * ratio) / ratio, wide, high)

    def show_picture(self, image: QImage, frame: int, ms: int) -> None:
        """Show a frame; ``painted`` tells when it is seen."""
        self._image, self._unpainted, self.notice, self.has_time = image, frame, "", True
        self.read_out = replace(self.read_out, frame=frame, ms=ms)
        self.update()
        if not self.isVisible():
            self._tell_painted()

    def show_state(self, *, rate: float, playing: bool, looping: bool) -> None:
        """Show how it plays."""
        read_out = replace(self.read_out, rate=rate, playing=playing, looping=looping)
        if read_out != self.read_out:
            self.read_out = read_out
            self.update()

    def show_time(self, frame: int, ms: int) -> None:
        """Show the time where there is no picture."""
        self.has_time = True
        self.read_out = replace(self.read_out, frame=frame, ms=ms)
        self.update()

    def show_note(self, note: str) -> None:
        """Show a word beside the rate, such as the pass."""
        self.read_out = replace(self.read_out, note=note)
        self.update()

    def show_notice(self, words: str) -> None:
        """Show words where there is no picture."""
        self.notice, self._image, self._unpainted = words, QImage(), None
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture and what lies over it."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), BLACK)
        if not self._image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self._is_scaled())
            painter.drawImage(self.picture_rect(), self._image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.notice:
            painter.setPen(QColor("#c9ccd1"))
            painter.drawText(
                self.rect().adjusted(24, 24, -24, -24),
                Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap,
                self.notice,
            )
        if self.has_time:
            self._overlay.paint(painter, self._corner(), self.read_out)
        painter.end()
        self._tell_painted()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for a picture of the new size."""
        super().resizeEvent(event)
        self.resized.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the focus, so that the next key codes."""
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def _corner(self) -> QPointF:
        """Return where the read-out lies: in the picture's corner, or the widget's where the picture is narrow."""
        rect = self.picture_rect()
        left = rect.left() if rect.width() > 420 and not self._image.isNull() else 0.0
        top = rect.top() if rect.height() > 200 and not self._image.isNull() else 0.0
        return QPointF(left + MARGIN, top + MARGIN)

    def _is_scaled(self) -> bool:
        return (self._image.width(), self._image.height()) != self.picture_size()

    def _tell_painted(self) -> None:
        if self._unpainted is not None:
            frame, self._unpainted = self._unpainted, None
            self.painted.emit(frame)
