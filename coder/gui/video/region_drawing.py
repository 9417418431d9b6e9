"""Draw a region on the picture: a rubber band, then whose it is, by one key. Nothing of it is coded."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from coder.gui.video.video_view import VideoView
from coder.model.region import Region

LEAST = 0.01
"""A band smaller than this share of the picture is a slip of the hand."""
SHADE, LINE, BAND = QColor(0, 0, 0, 90), QColor("#ffffff"), QColor("#f0e442")
PLATE, PLATE_PX, MARGIN = QColor(10, 10, 12, 215), 28, 12
DRAW = "Drag a rectangle around who or what moves.   Esc leaves."


class RegionDrawing(QWidget):
    """Lies over the picture. ``drawn`` tells the region, ``ended`` that it is over, with one or without."""

    drawn = Signal(object)
    ended = Signal()

    def __init__(self, view: VideoView, names: Sequence[str], known: Sequence[Region]) -> None:
        super().__init__(view)
        self._view, self.names, self._known = view, tuple(names), tuple(known)
        self._from: QPointF | None = None
        self._to: QPointF | None = None
        self.naming = False
        self.setObjectName("region_drawing")
        self.setAccessibleName(f"{DRAW} Then choose whose it is: {', '.join(self._choices())}.")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setGeometry(view.rect())
        view.installEventFilter(self)
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as the picture's widget."""
        if event.type() == QEvent.Type.Resize and watched is self._view:
            self.setGeometry(self._view.rect())
        return False

    def end(self) -> None:
        """Go away."""
        self._view.removeEventFilter(self)
        self.hide()
        self.ended.emit()
        self.deleteLater()

    # ------------------------------------------------------------------ what is done

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a band, anew if there is one; on a name, take it."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if self.naming and (number := self._name_at(event.position())) is not None:
            self._take(number)
            return
        self._from = self._to = self._inside(event.position())
        self.naming = False
        self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Stretch the band."""
        if self._from is not None and not self.naming:
            self._to = self._inside(event.position())
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask whose region it is, unless it is too small to be meant."""
        if event.button() != Qt.MouseButton.LeftButton or self._from is None or self.naming:
            return
        self._to = self._inside(event.position())
        self.naming = min(self._shares().width(), self._shares().height()) >= LEAST
        if not self.naming:
            self._from = self._to = None
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take a name by its number; Escape leaves; no other key goes on to the codes below."""
        event.accept()
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        elif self.naming and event.text().isdigit() and 1 <= int(event.text()) <= len(self.names):
            self._take(int(event.text()) - 1)

    def _take(self, number: int) -> None:
        shares = self._shares()
        x, y = round(shares.left(), 4), round(shares.top(), 4)
        right, lower = round(shares.right(), 4), round(shares.bottom(), 4)
        region = Region(self.names[number], ((x, y), (right, y), (right, lower), (x, lower)))
        self.drawn.emit(region)
        self.end()

    # ------------------------------------------------------------------ where it lies

    def _inside(self, at: QPointF) -> QPointF:
        """Return a place of the frame, in shares of it, held within it."""
        place = self._view.framing.place_of(at)
        return QPointF(min(max(place.x(), 0.0), 1.0), min(max(place.y(), 0.0), 1.0))

    def _shares(self) -> QRectF:
        if self._from is None or self._to is None:
            return QRectF()
        return QRectF(self._from, self._to).normalized()

    def _polygon(self, points: Sequence[tuple[float, float]]) -> QPolygonF:
        framing = self._view.framing
        return QPolygonF([framing.point_of(QPointF(x, y)) for x, y in points])

    def _choices(self) -> list[str]:
        return [f"{number}  {name.replace('_', ' ')}" for number, name in enumerate(self.names, 1)]

    def _plates(self) -> list[QRectF]:
        """Return where the names lie: in a row near the lower edge."""
        left, top, plates = float(MARGIN), self.height() - PLATE_PX - MARGIN, []
        for words in (self._question(), *self._choices()):
            width = self.fontMetrics().horizontalAdvance(words) + 20
            plates.append(QRectF(left, top, width, PLATE_PX))
            left += width + 6
        return plates

    def _question(self) -> str:
        return "Whose region is it?" if self.naming else DRAW

    def _name_at(self, at: QPointF) -> int | None:
        return next((number for number, plate in enumerate(self._plates()[1:]) if plate.contains(at)), None)

    # ---------------------------------------------------------------------- painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the regions there are, the band, and what to do."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), SHADE)
        for region in self._known:
            self._paint_region(painter, self._polygon(region.points), region.name.replace("_", " "), LINE)
        shares = self._shares()
        if not shares.isEmpty():
            corners = (shares.topLeft(), shares.topRight(), shares.bottomRight(), shares.bottomLeft())
            self._paint_region(painter, self._polygon([(at.x(), at.y()) for at in corners]), "", BAND)
        words = [self._question(), *(self._choices() if self.naming else [])]
        for plate, text in zip(self._plates(), words, strict=False):
            painter.setPen(QPen(BAND if self.naming and text != words[0] else PLATE, 1))
            painter.setBrush(PLATE)
            painter.drawRoundedRect(plate, 5, 5)
            painter.setPen(LINE)
            painter.drawText(plate, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_region(self, painter: QPainter, shape: QPolygonF, name: str, color: QColor) -> None:
        painter.setPen(QPen(color, 2, Qt.PenStyle.SolidLine if color == BAND else Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolygon(shape)
        if name:
            corner = shape.boundingRect().topLeft()
            painter.drawText(corner + QPointF(6, 16), name)
