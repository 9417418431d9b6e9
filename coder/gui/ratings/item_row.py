"""One item of the form on a line: its name, and what it is rated."""

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coder.gui.palette.rows import BAR_PX, LEFT_PX
from coder.gui.style import SMALL_PX, TEXT_PX, tabular
from coder.gui.theme import Theme

HEIGHT_PX = 28
MISSING = "–"
_LEFT, _RIGHT = LEFT_PX + BAR_PX + 7, 12
_WRAP = int(Qt.TextFlag.TextWordWrap)
_TABBED = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)


class ItemRow(QWidget):
    """Takes the focus, so that a screen reader reads it, and leaves every key to the window."""

    chosen = Signal()

    def __init__(self, name: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self._theme = name, theme
        self.value, self.rated, self.commented, self.current = MISSING, False, False, False
        self.setFixedHeight(HEIGHT_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(name)

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        self._theme = theme
        self.update()

    def show_rating(self, words: str | None, *, commented: bool, whose: str, definition: str) -> None:
        """Show what the item is rated (None: nothing yet), and say it to a screen reader."""
        self.value, self.rated, self.commented = words or MISSING, words is not None, commented
        said = f"rated {words}" if self.rated else "not rated yet"
        self.setAccessibleName(f"{self.name}, {whose}, {said}{', with a comment' if commented else ''}")
        self.setAccessibleDescription(definition)
        self._fit()
        self.update()

    def set_current(self, current: bool) -> None:
        """Show that the next key rates this item, or does not."""
        if current != self.current:
            self.current = current
            self._fit()
            self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as many lines as the name of the item that is asked needs."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        height = HEIGHT_PX
        if self.current:
            room = QRect(0, 0, self._name_room(), 10_000)
            wrapped = QFontMetrics(self._name_font()).boundingRect(room, _WRAP, self.name)
            height = max(HEIGHT_PX, wrapped.height() + 12)
        if height != self.height():
            self.setFixedHeight(height)

    def _name_font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(TEXT_PX if self.current else SMALL_PX)
        font.setBold(self.current)
        return font

    def _value_font(self) -> QFont:
        return tabular(self.font(), SMALL_PX, bold=self.rated)

    def _room(self) -> QRect:
        return self.rect().adjusted(_LEFT, 0, -_RIGHT, 0)

    def _value_words(self) -> str:
        words = f"✎ {self.value}" if self.commented else self.value
        room = self._room().width() // (3 if self.current else 2)
        return QFontMetrics(self._value_font()).elidedText(words, Qt.TextElideMode.ElideRight, room)

    def _name_room(self) -> int:
        taken = QFontMetrics(self._value_font()).horizontalAdvance(self._value_words())
        return max(40, self._room().width() - taken - 10)

    def sizeHint(self) -> QSize:
        """Return one line."""
        return QSize(280, HEIGHT_PX)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Go to the item that Tab came to."""
        if event.reason() in _TABBED:
            self.chosen.emit()
        self.update()

    def focusOutEvent(self, _event: QFocusEvent) -> None:
        """Take the focus frame away."""
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go to the item that is clicked."""
        if event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint ground, name and value."""
        painter = QPainter(self)
        if self.current:
            painter.fillRect(self.rect(), self._theme.color("selected"))
            painter.fillRect(0, 0, BAR_PX, self.height(), self._theme.color("accent"))
        if self.hasFocus():
            painter.setPen(QPen(self._theme.color("text"), 1, Qt.PenStyle.DotLine))
            painter.drawRect(self.rect().adjusted(BAR_PX + 1, 1, -2, -2))
        painter.setFont(self._value_font())
        painter.setPen(self._theme.color("text" if self.rated else "dim"))
        right = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
        painter.drawText(self._room(), right, self._value_words())
        self._paint_name(painter)

    def _paint_name(self, painter: QPainter) -> None:
        font, left = self._name_font(), self._room()
        left.setWidth(self._name_room())
        painter.setFont(font)
        painter.setPen(self._theme.color("text"))
        if self.current:
            painter.drawText(left, _WRAP | int(Qt.AlignmentFlag.AlignVCenter), self.name)
            return
        name = QFontMetrics(font).elidedText(self.name, Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, int(Qt.AlignmentFlag.AlignVCenter), name)
