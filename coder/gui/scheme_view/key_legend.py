"""What the marks on the drawn keys say."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from coder.gui.scheme_view.key_marks import MARK_PX, paint_mark
from coder.gui.style import SMALL_PX
from coder.gui.theme import Theme
from coder.gui.timeline.rows import initials_of
from coder.gui.words import actor_words
from coder.model.scheme import Scheme

_GAP, _HEIGHT = 14, 18
_WORDS = {"player": "taken by the player", "uncodable": "cannot be judged"}


class KeyLegend(QWidget):
    """One line: each mark that is on the board with its word, then each actor's letter."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._entries: list[tuple[str, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_marks(self, scheme: Scheme, marks: set[str]) -> None:
        """Explain the marks that a scheme's keys have."""
        order = ("state", "point", "interval", "rating", "phase", "uncodable", "player")
        self._entries = [(mark, _WORDS.get(mark, mark)) for mark in order if mark in marks]
        initials = initials_of(scheme.actors)
        self._entries += [("", f"{initials[actor.id]} {actor_words(scheme, actor.id)}") for actor in scheme.actors]
        self._entries.append(("", "⇧ with Shift"))
        self.setAccessibleName("Marks on the keys: " + ", ".join(words for _, words in self._entries))
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Return one line."""
        return QSize(300, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint marks and words, as many as there is room for."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        font = QFont(self.font())
        font.setPixelSize(SMALL_PX)
        painter.setFont(font)
        left = 2.0
        for mark, words in self._entries:
            color = self._theme.color("dim")
            if mark:
                paint_mark(painter, QRectF(left, (_HEIGHT - MARK_PX) / 2, MARK_PX, MARK_PX), mark, color)
                left += MARK_PX + 5
            painter.setPen(color)
            width = painter.fontMetrics().horizontalAdvance(words)
            painter.drawText(QRectF(left, 0, width + 1, _HEIGHT), int(Qt.AlignmentFlag.AlignVCenter), words)
            left += width + _GAP
