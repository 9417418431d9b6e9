"""A composite as it is now, and why it is missing where it is."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coder.editing.composites import Score
from coder.gui.palette.rows import BAR_PX, LEFT_PX
from coder.gui.ratings.item_row import MISSING
from coder.gui.style import SMALL_PX, tabular
from coder.gui.theme import Theme

HEIGHT_PX = 24


class ScoreRow(QWidget):
    """Computed, so nothing can be pressed here."""

    def __init__(self, name: str, rule: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name, self._rule, self._theme = name, rule, theme
        self.value, self.reason, self._brief = MISSING, "", ""
        self.setFixedHeight(HEIGHT_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        self._theme = theme
        self.update()

    def show_score(self, found: Score) -> None:
        """Show a value, or why there is none."""
        self.value = MISSING if found.value is None else f"{found.value:.2f}".removesuffix(".00")
        self.reason = found.reason
        self._brief = f"{found.valid} valid, {found.needed} needed" if found.reason else ""
        said = f"missing: {self.reason}" if self.reason else f"{self.value}, of {found.valid} items"
        self.setAccessibleName(f"{self.name}, {self._rule}, {said}")
        self.setToolTip(f"{self._rule} of {found.valid} of {found.asked} items; at least {found.needed} needed")
        self.update()

    def sizeHint(self) -> QSize:
        """Return one line."""
        return QSize(280, HEIGHT_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint name, rule, and value or reason."""
        painter = QPainter(self)
        room = self.rect().adjusted(LEFT_PX + BAR_PX + 7, 0, -12, 0)
        font = tabular(self.font(), SMALL_PX, bold=not self.reason)
        words = self._brief or self.value
        painter.setFont(font)
        painter.setPen(self._theme.color("dim" if self.reason else "text"))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), words)
        left = room.adjusted(0, 0, -QFontMetrics(font).horizontalAdvance(words) - 10, 0)
        plain = QFont(self.font())
        plain.setPixelSize(SMALL_PX)
        plain.setItalic(True)
        painter.setFont(plain)
        painter.setPen(self._theme.color("dim"))
        name = QFontMetrics(plain).elidedText(f"{self.name} ({self._rule})", Qt.TextElideMode.ElideRight, left.width())
        painter.drawText(left, int(Qt.AlignmentFlag.AlignVCenter), name)
