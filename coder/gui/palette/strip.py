"""A strip over the picture that asks for something: words, buttons with keys, and what else can be pressed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QWidget

from coder.gui.palette.flow_layout import FlowLayout
from coder.gui.palette.key_button import HEIGHT_PX, KeyButton
from coder.gui.style import SMALL_PX, TEXT_PX
from coder.gui.theme import DARK, Theme

MARGIN_PX = 12
_GROUND = QColor(14, 15, 17, 222)


class Strip(QWidget):
    """Lies at the lower edge of its parent while something is asked.

    It is dark in both themes: the picture is the brightest thing on the window.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._over = theme, parent
        self.options: list[KeyButton] = []
        self.title = self.build_label(DARK.text, bold=True)
        self.hint = self.build_label(DARK.dim)
        self._line = FlowLayout(self, gap=6)
        self._line.setContentsMargins(12, 4, 12, 4)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.hide()
        parent.installEventFilter(self)

    def build_label(self, color: str, *, bold: bool = False) -> QLabel:
        """Build words of the strip."""
        label, font = QLabel(self), QFont(self.font())
        font.setPixelSize(TEXT_PX if bold else SMALL_PX)
        font.setBold(bold)
        label.setFont(font)
        weight = "bold" if bold else "normal"
        label.setStyleSheet(
            f"background: transparent; color: {color}; font-weight: {weight}; font-size: {font.pixelSize()}px;"
        )
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setFixedHeight(HEIGHT_PX)
        return label

    def set_theme(self, theme: Theme) -> None:
        """Change the edge's colour."""
        self._theme = theme
        self.update()

    # ------------------------------------------------------------------ what is asked

    def ask(self, words: Sequence[QWidget]) -> None:
        """Show ``words``, then the buttons, then the hint."""
        while self._line.takeAt(0) is not None:
            pass
        for widget in (*words, *self.options, self.hint):
            self._line.addWidget(widget)
        self.place()
        self.show()
        self.raise_()

    def add_option(self, chord: str, words: str, name: str, act: Callable[[], object]) -> KeyButton:
        """Add a button that does what its key does."""
        button = KeyButton(chord, words, DARK, self)
        button.setAccessibleName(name)
        button.clicked.connect(lambda _checked=False: act())
        button.show()
        self.options.append(button)
        return button

    def empty(self) -> None:
        """Take all buttons away."""
        for button in self.options:
            button.hide()
            button.deleteLater()
        self.options.clear()

    # ------------------------------------------------------------------ place

    def place(self) -> None:
        """Lie at the lower left of the parent, in as many lines as its width asks for."""
        parent = self._over
        self._line.invalidate()
        width = max(120, min(self._line.sizeHint().width(), parent.width() - 2 * MARGIN_PX))
        height = self._line.heightForWidth(width)
        self.setGeometry(MARGIN_PX, max(0, parent.height() - height - MARGIN_PX), width, height)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep to the lower edge when the parent changes."""
        if event.type() == QEvent.Type.Resize and watched is self._over and self.isVisible():
            self.place()
        return False

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the dark ground and the edge that says keys go here."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._theme.color("accent"), 1.5))
        painter.setBrush(_GROUND)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)
