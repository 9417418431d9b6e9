"""The palette's rows: a bar and a name for an actor, a dim label and buttons for a tier, a read-out if derived."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from coder.gui.palette.button_flow import ButtonFlow
from coder.gui.palette.interval_note import IntervalNote
from coder.gui.palette.key_button import HEIGHT_PX
from coder.gui.style import SMALL_PX, TEXT_PX, tabular
from coder.gui.theme import Theme

BAR_PX = 3
LEFT_PX = 12
_LABEL_LEFT = LEFT_PX + BAR_PX + 7
_BUTTON_GAP = 6


class ActorRow(QWidget):
    """An actor's name beside its bar."""

    def __init__(self, name: str, color: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._color, self._theme = name, color, theme
        self.setFixedHeight(24)
        self.setAccessibleName(name)

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        self._theme = theme
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bar and the name."""
        painter = QPainter(self)
        painter.fillRect(LEFT_PX, 4, BAR_PX, self.height() - 8, QColor(self._color))
        font = QFont(self.font())
        font.setPixelSize(TEXT_PX)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(self._theme.color("text"))
        painter.drawText(self.rect().adjusted(_LABEL_LEFT, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), self._name)


class TierRow(QWidget):
    """A tier's dim label, and beside it as many lines of buttons as they need."""

    def __init__(self, label: str, label_px: int, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label, self._label_px, self._theme = label, label_px, theme
        self.buttons = ButtonFlow(self)
        self.buttons.setContentsMargins(_LABEL_LEFT + label_px + _BUTTON_GAP, 1, 8, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(label)
        self.note: IntervalNote | None = None
        self.blocked = ""

    def add_note(self, note: IntervalNote) -> None:
        """Add how many intervals are coded, behind the buttons."""
        self.note = note
        note.set_theme(self._theme)
        self.buttons.addWidget(note)

    def set_blocked(self, words: str) -> None:
        """Hatch the label while the tier cannot be judged, and say why; nothing when it can."""
        if words != self.blocked:
            self.blocked = words
            self.setAccessibleName(f"{self._label}, {words}" if words else self._label)
            self.update()

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        self._theme = theme
        if self.note is not None:
            self.note.set_theme(theme)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the label on the first line."""
        painter = QPainter(self)
        paint_label(painter, self, self._label, self._label_px, self._theme)
        if self.blocked:
            hatch = QColor(self._theme.color("text"))
            hatch.setAlpha(150)
            field = QRect(_LABEL_LEFT - 4, 3, self._label_px + _BUTTON_GAP + 4, HEIGHT_PX - 4)
            painter.fillRect(field, QBrush(hatch, Qt.BrushStyle.BDiagPattern))


class DerivedRow(QWidget):
    """A derived code: a field that is filled while it holds, and for how long it has."""

    def __init__(self, label: str, label_px: int, color: str, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label, self._label_px, self._color, self._theme = label, label_px, color, theme
        self.holds, self.read_out = False, "derived"
        self.setFixedHeight(HEIGHT_PX)
        self.setAccessibleName(f"{label}, derived")

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        self._theme = theme
        self.update()

    def set_running(self, held_ms: int | None) -> None:
        """Show for how long it has held, or that it does not."""
        words = "derived" if held_ms is None else f"derived · {format_running(held_ms)}"
        if words != self.read_out:
            self.holds, self.read_out = held_ms is not None, words
            self.setAccessibleName(f"{self._label}, {words}")
            self.update()

    def sizeHint(self) -> QSize:
        """Return one line."""
        return QSize(240, HEIGHT_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint label, field and read-out."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_label(painter, self, self._label, self._label_px, self._theme)
        field = QRect(_LABEL_LEFT + self._label_px + _BUTTON_GAP + 3, 6, 64, HEIGHT_PX - 12)
        color = QColor(self._color)
        painter.setPen(QPen(color if self.holds else self._theme.color("line"), 1))
        painter.setBrush(color if self.holds else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(field, 3, 3)
        painter.setFont(tabular(self.font(), SMALL_PX))
        painter.setPen(self._theme.color("text" if self.holds else "dim"))
        place = QRect(field.right() + 9, 0, self.width() - field.right() - 12, HEIGHT_PX)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), self.read_out)


def paint_label(painter: QPainter, row: QWidget, label: str, label_px: int, theme: Theme) -> None:
    """Paint a row's dim label."""
    font = QFont(row.font())
    font.setPixelSize(SMALL_PX)
    painter.setFont(font)
    painter.setPen(theme.color("dim"))
    words = painter.fontMetrics().elidedText(label, Qt.TextElideMode.ElideRight, label_px + 2)
    painter.drawText(_LABEL_LEFT, 0, label_px + 4, HEIGHT_PX + 2, int(Qt.AlignmentFlag.AlignVCenter), words)


def format_running(held_ms: int) -> str:
    """Write how long something has held, to a tenth of a second: ``0:03.2``."""
    minutes, tenths = divmod(held_ms // 100, 600)
    return f"{minutes}:{tenths // 10:02}.{tenths % 10}"
