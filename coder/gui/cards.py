"""The start page's parts: a card one can press, and a row of a session."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from coder.gui.icons import paint_icon
from coder.gui.theme import Theme

CARD = QSize(270, 148)
LEAST_WIDTH = 220
ROW_HEIGHT = 34
BAR_WIDTH = 56
SUBMITTED = "submitted"


@dataclass(frozen=True, slots=True)
class Entry:
    """A session that can be opened: where, by which coder, what it says, and in which pass if that is settled.

    ``veiled``: neither its place nor its id is shown. ``done``: it is submitted, whatever was watched of it.
    """

    path: Path
    coder: str
    title: str
    detail: str
    pass_id: str | None = None
    veiled: bool = False
    done: bool = False


@dataclass(frozen=True, slots=True)
class Far:
    """How far a session is, in words, and as a share where there is one."""

    words: str
    share: float | None = None


class _Pressed(QAbstractButton):
    """A button painted by us: it lights up under the pointer and shows when it has the keys."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self._hovered = theme, False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        self._theme = theme
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._hovered = True
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = False
        self.update()
        super().leaveEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)

    def paint_ground(self, painter: QPainter, ground: str) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        lit = self._hovered or self.isDown()
        edge = self._theme.text if self.hasFocus() else self._theme.accent if lit else self._theme.line
        painter.setPen(QPen(QColor(edge), 1))
        painter.setBrush(self._theme.color("selected" if self.isDown() else ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)


class Card(_Pressed):
    """A large button with a sign, a title and a sentence."""

    def __init__(self, theme: Theme, icon: str, title: str, words: str) -> None:
        super().__init__(theme)
        self._icon, self._words = icon, words
        self.setText(title)
        self.setObjectName(f"card_{icon}")
        self.setAccessibleName(f"{title}. {words}")
        self.setMinimumSize(LEAST_WIDTH, CARD.height())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Return a card's size."""
        return CARD

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint sign, title and sentence."""
        painter = QPainter(self)
        self.paint_ground(painter, "panel")
        paint_icon(
            painter, self._icon, QRectF(20, 20, 26, 26), self._theme.color("accent" if not self._theme.dark else "text")
        )
        font = QFont(self.font())
        font.setPixelSize(15)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self._theme.color("text"))
        painter.drawText(QRectF(20, 56, self.width() - 40, 22), Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.setFont(self.font())
        painter.setPen(self._theme.color("dim"))
        flags = Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
        painter.drawText(QRectF(20, 82, self.width() - 40, self.height() - 90), flags, self._words)


class SessionRow(_Pressed):
    """One session: its name, who coded it last, where it lies."""

    def __init__(self, theme: Theme, entry: Entry) -> None:
        super().__init__(theme)
        self.entry = entry
        self.far: Far | None = Far(SUBMITTED) if entry.done else None
        self.setText(entry.title)
        self.setToolTip("" if entry.veiled else str(entry.path))
        self.setFixedHeight(ROW_HEIGHT)
        self._name()

    def show_far(self, far: Far) -> None:
        """Show how far it is."""
        self.far = far
        self._name()
        self.update()

    def _name(self) -> None:
        far = f", {self.far.words}" if self.far is not None else ""
        self.setAccessibleName(f"Open {self.entry.title}, {self.entry.coder or 'no coder'}{far}, {self.entry.detail}")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint title, coder, how far it is and place in one line."""
        painter = QPainter(self)
        if self._hovered or self.isDown() or self.hasFocus():
            self.paint_ground(painter, "panel")
        middle = Qt.AlignmentFlag.AlignVCenter
        column = self.width() / 4
        self._write(painter, QRectF(16, 0, column - 24, self.height()), "text", self.entry.title)
        self._write(painter, QRectF(column, 0, 130, self.height()), "text", self.entry.coder)
        left = self._paint_far(painter, column + (138 if self.entry.coder else 8))
        rest = QRectF(left, 0, self.width() - left - 16, self.height())
        painter.setPen(self._theme.color("dim"))
        words = painter.fontMetrics().elidedText(self.entry.detail, Qt.TextElideMode.ElideMiddle, int(rest.width()))
        painter.drawText(rest, middle | Qt.AlignmentFlag.AlignRight, words)

    def _paint_far(self, painter: QPainter, left: float) -> float:
        """Paint a bar and words; return where there is room again."""
        if self.far is None:
            return left
        if self.far.share is not None:
            bar = QRectF(left, self.height() / 2 - 3, BAR_WIDTH, 6)
            painter.setPen(QPen(self._theme.color("key_edge"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(bar, 3, 3)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("dim"))
            painter.drawRoundedRect(QRectF(bar.left(), bar.top(), bar.width() * self.far.share, bar.height()), 3, 3)
            left = bar.right() + 8
        width = min(painter.fontMetrics().horizontalAdvance(self.far.words) + 2, (self.width() - left) * 0.7)
        self._write(painter, QRectF(left, 0, width, self.height()), "text", self.far.words)
        return left + width + 16

    def _write(self, painter: QPainter, rect: QRectF, color: str, words: str) -> None:
        painter.setPen(self._theme.color(color))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(rect.width()))
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, shown)
