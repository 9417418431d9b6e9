"""A small picture beside the large one: which camera it is, and whether it films at this instant."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coder.media.cameras import Side

GROUND = QColor("#0a0a0b")
PLATE = QColor(10, 10, 12, 190)
BRIGHT, SOFT = QColor("#ffffff"), QColor("#c9ccd1")
HELD = QColor("#f0e442")
VEIL = QColor(10, 10, 11, 150)
TEXT_PX, PLATE_PX, MARGIN = 12, 20, 6
SIDES = {Side.BEFORE: "not begun yet", Side.WITHIN: "", Side.AFTER: "has ended"}


class SmallView(QWidget):
    """Shows one camera. ``painted`` tells the number of the frame (of the main video) when it is on the screen."""

    painted = Signal(int)
    resized = Signal()
    clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self._frame_size = (16, 9)
        self._unpainted: int | None = None
        self.frame = -1
        self.title = self.key = self.notice = ""
        self.side = Side.WITHIN
        self.held = ""
        self.setObjectName("small_view")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(120, 68)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """Return a small picture's usual size."""
        return QSize(256, 144)

    @property
    def image(self) -> QImage:
        """The image shown."""
        return self._image

    def name(self, title: str, key: str) -> None:
        """Say which camera it is, and which key makes it large."""
        self.title, self.key = title, key
        self.setAccessibleName(f"{title}, small")
        self.setToolTip(f"Make {title} large{f' ({key})' if key else ''}")
        self.update()

    def set_frame_size(self, width: int, height: int) -> None:
        """Tell how large a frame is."""
        self._frame_size = (max(1, width), max(1, height))

    def picture_size(self) -> tuple[int, int]:
        """Return width and height of a letterboxed frame, in the screen's own pixels."""
        rect, ratio = self.picture_rect(), self.devicePixelRatioF()
        return max(2, round(rect.width() * ratio)), max(2, round(rect.height() * ratio))

    def picture_rect(self) -> QRectF:
        """Return where the picture lies."""
        width, height = self._frame_size
        scale = min(self.width() / width, self.height() / height)
        wide, high = width * scale, height * scale
        return QRectF((self.width() - wide) / 2, (self.height() - high) / 2, wide, high)

    def show_picture(self, image: QImage, frame: int) -> None:
        """Show a frame; ``painted`` tells when it is seen."""
        self._image, self.frame, self._unpainted, self.notice = image, frame, frame, ""
        self.update()

    def show_side(self, side: Side) -> None:
        """Say whether the camera films at this instant."""
        if side is not self.side:
            self.side = side
            self.update()

    def show_held(self, words: str) -> None:
        """Say on which frame the camera is held; the empty string: it follows the clock."""
        if words != self.held:
            self.held = words
            self.update()

    def show_notice(self, words: str) -> None:
        """Show words where there is no picture."""
        self.notice, self._image, self._unpainted = words, QImage(), None
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the picture, and over it which camera it is."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), GROUND)
        rect = self.picture_rect()
        if not self._image.isNull():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(rect, self._image)
        if self.side is not Side.WITHIN and not self.held:
            painter.fillRect(rect, VEIL)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(TEXT_PX)
        painter.setFont(font)
        words = self.notice or ("" if self.held else SIDES[self.side])
        if words:
            painter.setPen(BRIGHT)
            room = self.rect().adjusted(12, 8, -12, -PLATE_PX - MARGIN)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, words)
        if self.held:
            painter.setPen(QPen(HELD, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(1, 1, -1, -1))
        self._paint_plate(painter, QPointF(rect.left() + MARGIN, rect.bottom() - MARGIN - PLATE_PX))
        painter.end()
        self._tell_painted()

    def _paint_plate(self, painter: QPainter, place: QPointF) -> None:
        metrics = QFontMetricsF(painter.font())
        words = f"{self.title}   {self.held}" if self.held else self.title
        room = self.width() - 2 * MARGIN - 16
        words = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, room)
        plate = QRectF(max(MARGIN, place.x()), place.y(), metrics.horizontalAdvance(words) + 12, PLATE_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(PLATE)
        painter.drawRoundedRect(plate, 4, 4)
        painter.setPen(HELD if self.held else SOFT)
        painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Ask for a picture of the new size."""
        super().resizeEvent(event)
        self.resized.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask to be large."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.clicked.emit()

    def _tell_painted(self) -> None:
        if self._unpainted is not None:
            frame, self._unpainted = self._unpainted, None
            self.painted.emit(frame)
