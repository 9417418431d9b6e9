"""A key cap with its words: lit while what it codes holds, dotted while only the computed default does."""

from enum import Enum

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QStyle, QWidget

from coder.gui.palette.key_cap import CAP_PX, cap_width, paint_cap
from coder.gui.style import SMALL_PX
from coder.gui.theme import Theme

HEIGHT_PX = 26
FLASH_MS = 150
_INSET, _GAP, _END = 3, 5, 8


class Light(Enum):
    """How a button is lit."""

    OFF = 0
    DEFAULT = 1
    ON = 2


class KeyButton(QAbstractButton):
    """Never takes the keys away from who codes."""

    def __init__(self, chord: str, words: str, theme: Theme, parent: QWidget | None = None, *, mark: str = "") -> None:
        super().__init__(parent)
        self.chord, self.light, self._mark, self._flashing = chord, Light.OFF, mark, False
        self._brief, self.color = False, theme.accent
        self._widths: dict[bool, int] = {}
        self.setText(words)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_theme(theme)

    def set_theme(self, theme: Theme, color: str = "") -> None:
        """Change colours."""
        self._theme, self.color = theme, color or self.color
        self.update()

    def set_words(self, words: str) -> None:
        """Change the words."""
        if words != self.text():
            self._widths.clear()
            self.setText(words)
            self.updateGeometry()

    def set_light(self, light: Light) -> None:
        """Light the button; nothing is painted when it stays as it is."""
        if light is not self.light:
            self.light = light
            self.update()

    def flash(self) -> None:
        """Light up for a moment, unless the system asks for less motion."""
        if not self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration, None, self):
            return
        self._flashing = True
        self.update()
        QTimer.singleShot(FLASH_MS, self, self._end_flash)

    def _end_flash(self) -> None:
        self._flashing = False
        self.update()

    @property
    def flashing(self) -> bool:
        """Tell whether the button lights up just now."""
        return self._flashing

    @property
    def brief(self) -> bool:
        """Tell whether the mark is only its first sign."""
        return self._brief

    def set_brief(self, brief: bool) -> None:
        """Show only the first sign of the mark, where there is no room for its words."""
        if brief != self._brief:
            self._brief = brief
            self.update()

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(SMALL_PX)
        return font

    def width_for(self, *, brief: bool) -> int:
        """Return the width that key, words and the mark, in brief or in full, need; measured once a font."""
        if brief not in self._widths:
            self._widths[brief] = self._measure(brief)
        return self._widths[brief]

    def _measure(self, brief: bool) -> int:
        mark = self._mark[:1] if brief else self._mark
        words = QFontMetrics(self._font()).horizontalAdvance(f"{self.text()} {mark}" if mark else self.text())
        return _INSET + cap_width(self.font(), self.chord) + _GAP + words + _END

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew in another font."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._widths.clear()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        """Return the room that key, words and the whole mark need."""
        return QSize(self.width_for(brief=False), HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:
        """Return the room that the key and a few letters need."""
        return QSize(min(self.sizeHint().width(), cap_width(self.font(), self.chord) + 48), HEIGHT_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, key and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        x = _INSET
        if self.chord:
            cap = QRectF(x, (self.height() - CAP_PX) / 2, cap_width(self.font(), self.chord), CAP_PX)
            painter.setFont(self.font())
            paint_cap(painter, cap, self.chord, self._theme, self.color if self.light is Light.ON else "")
            x = int(cap.right()) + _GAP
        self._paint_words(painter, x)

    def _paint_ground(self, painter: QPainter) -> None:
        ground = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        fill, edge = self._ground_colors()
        if fill is None and edge is None:
            return
        painter.setPen(edge if edge is not None else Qt.PenStyle.NoPen)
        painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(ground, 4, 4)

    def _ground_colors(self) -> tuple[QColor | None, QPen | None]:
        color = QColor(self.color)
        if self._flashing or self.isDown():
            color.setAlphaF(0.75 if self._theme.dark else 0.5)
            return color, QPen(QColor(self.color), 1)
        if self.light is Light.ON:
            color.setAlphaF(0.38 if self._theme.dark else 0.22)
            return color, QPen(QColor(self.color), 1)
        if self.light is Light.DEFAULT:
            return None, QPen(self._theme.color("dim"), 1, Qt.PenStyle.DotLine)
        return (self._theme.color("field"), None) if self.underMouse() and self.isEnabled() else (None, None)

    def _paint_words(self, painter: QPainter, x: int) -> None:
        font = self._font()
        painter.setFont(font)
        metrics = QFontMetrics(font)
        room = self.width() - x - 2
        words = metrics.elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.setPen(self._theme.color("text"))
        painter.drawText(x, 0, room, self.height(), int(Qt.AlignmentFlag.AlignVCenter), words)
        if not self._mark:
            return
        taken = metrics.horizontalAdvance(f"{words} ")
        painter.setPen(self._theme.color("text" if self.light is Light.ON else "dim"))
        rest = QRectF(x + taken, 0, max(0, room - taken), self.height())
        mark = self._mark[:1] if self._brief else self._mark
        painter.drawText(
            rest,
            int(Qt.AlignmentFlag.AlignVCenter),
            metrics.elidedText(mark, Qt.TextElideMode.ElideRight, int(rest.width())),
        )
