"""The light that says whether every event is on the disk: saved, saving, or not saved."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coder.gui.icons import paint_icon
from coder.gui.style import SMALL_PX
from coder.gui.theme import Theme


class Safety(StrEnum):
    """Where the observation stands."""

    SAVED = "saved"
    SAVING = "saving"
    NOT_SAVED = "not saved"
    VIEW_ONLY = "view-only"


@dataclass(frozen=True, slots=True)
class Saved:
    """What the light shows, and why if something is wrong."""

    safety: Safety = Safety.SAVED
    reason: str = ""


_LOOKS = {
    Safety.SAVED: ("disc", "good", "saved"),
    Safety.SAVING: ("disc", "warning", "saving"),
    Safety.NOT_SAVED: ("error", "error", "NOT SAVED"),
    Safety.VIEW_ONLY: ("warning", "warning", "view-only"),
}


class SavedLight(QWidget):
    """A sign and a word, never a colour alone."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme, self.state = theme, Saved()
        self.setObjectName("saved_light")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._font = QFont(self.font())
        self._font.setPixelSize(SMALL_PX)
        self._font.setBold(True)
        self.show_state(Saved())

    def sizeHint(self) -> QSize:
        """Return room for the longest word, so that nothing moves when the state changes."""
        return QSize(96, 20)

    @property
    def words(self) -> str:
        """The word shown."""
        return _LOOKS[self.state.safety][2]

    def show_state(self, state: Saved) -> None:
        """Show another state."""
        self.state = state
        self.setAccessibleName(f"{self.words}. {state.reason}".strip())
        self.setToolTip(state.reason or "Every event is on the disk.")
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        self._theme = theme
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the sign and the word."""
        icon, color, words = _LOOKS[self.state.safety]
        painter = QPainter(self)
        shade = self._theme.color(color)
        painter.setFont(self._font)
        start = self.width() - painter.fontMetrics().horizontalAdvance(words)
        paint_icon(painter, icon, QRectF(start - 20, self.height() / 2 - 7, 14, 14), shade)
        painter.setPen(shade if self.state.safety is not Safety.SAVED else self._theme.color("text"))
        baseline = (self.height() + painter.fontMetrics().ascent() - painter.fontMetrics().descent()) // 2
        painter.drawText(start, baseline, words)
