"""One thing an item may be rated: its key, its words, and what it means below them."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from coder.gui.palette.key_cap import CAP_PX, cap_width, paint_cap
from coder.gui.style import SMALL_PX
from coder.gui.theme import Theme

LEAST_PX = 26
_INSET, _GAP, _END = 4, 8, 6
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)


class LevelRow(QAbstractButton):
    """Never takes the keys away from who rates; lit when it is what the item is rated."""

    def __init__(
        self,
        chord: str,
        words: str,
        theme: Theme,
        parent: QWidget | None = None,
        *,
        more: str = "",
        brief: bool = False,
    ) -> None:
        super().__init__(parent)
        self.chord, self.more, self.brief, self._theme = chord, more, brief, theme
        self.lit, self.color = False, theme.accent
        self.setText(words)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_light(self, lit: bool, color: str) -> None:
        """Light the row in a colour, or not."""
        self.lit, self.color = lit, color
        self.update()

    # ------------------------------------------------------------------- size

    def _fonts(self) -> tuple[QFont, QFont]:
        font = QFont(self.font())
        font.setPixelSize(SMALL_PX)
        strong = QFont(font)
        strong.setBold(self.lit)
        return strong, font

    @property
    def _left(self) -> int:
        """Where the words begin: behind the key, where there is one."""
        return _INSET + (max(CAP_PX, cap_width(self.font(), self.chord)) + _GAP if self.chord else _GAP)

    def _boxes(self, width: int) -> tuple[QRect, QRect]:
        """Return where the words and what is below them lie, at a width."""
        room = QRect(self._left, 0, max(40, width - self._left - _END), 10_000)
        strong, font = self._fonts()
        words = QFontMetrics(strong).boundingRect(room, _WRAP, self.text())
        more = QFontMetrics(font).boundingRect(room, _WRAP, self.more) if self.more else QRect()
        height = words.height() + more.height()
        top = max(4, (LEAST_PX - height) // 2)
        return (
            QRect(self._left, top, room.width(), words.height()),
            QRect(self._left, top + words.height(), room.width(), more.height()),
        )

    def heightForWidth(self, width: int) -> int:
        """Return the height of all words at a width."""
        return max(LEAST_PX, self._boxes(width)[1].bottom() + 5)

    def sizeHint(self) -> QSize:
        """Return the room on a panel of usual width; what is ``brief`` takes only its own."""
        if self.brief and not self.text():
            return QSize(self._left - _GAP + _INSET, LEAST_PX)
        if self.brief:
            return QSize(self._left + QFontMetrics(self._fonts()[0]).horizontalAdvance(self.text()) + 12, LEAST_PX)
        return QSize(280, self.heightForWidth(280))

    def minimumSizeHint(self) -> QSize:
        """Return the room for the key and a few letters."""
        return QSize(min(self._left + 48, self.sizeHint().width()), LEAST_PX)

    # ------------------------------------------------------------------ paint

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, key, words and what they mean."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        words, more = self._boxes(self.width())
        strong, font = self._fonts()
        if self.chord:
            width = cap_width(self.font(), self.chord)
            middle = words.top() + QFontMetrics(strong).height() / 2
            cap = QRectF(_INSET, middle - CAP_PX / 2, width, CAP_PX)
            painter.setFont(self.font())
            paint_cap(painter, cap, self.chord, self._theme, self.color if self.lit else "")
        painter.setFont(strong)
        painter.setPen(self._theme.color("text" if self.isEnabled() else "dim"))
        painter.drawText(words, _WRAP, self.text())
        if self.more:
            painter.setFont(font)
            painter.setPen(self._theme.color("text" if self.lit else "dim"))
            painter.drawText(more, _WRAP, self.more)

    def _paint_ground(self, painter: QPainter) -> None:
        ground = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        if self.lit or self.isDown():
            color = QColor(self.color)
            color.setAlphaF(0.38 if self._theme.dark else 0.22)
            painter.setPen(QPen(QColor(self.color), 1))
            painter.setBrush(color)
        elif self.underMouse() and self.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("field"))
        else:
            return
        painter.drawRoundedRect(ground, 4, 4)
