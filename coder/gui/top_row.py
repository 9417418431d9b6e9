"""The first line of the window: menus on the left, the session's header beside them, to leave the picture the room."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenuBar, QSizePolicy, QWidget

from coder.gui.theme import Theme

HEIGHT = 28


class TopRow(QWidget):
    """On a Mac the menus lie in the screen's own bar, and the header has the line for itself."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._header: QWidget | None = None
        self.setFixedHeight(HEIGHT)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 1)
        self._row.setSpacing(0)

    def use(self, bar: QMenuBar) -> None:
        """Lay the menus into the line."""
        bar.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._row.addWidget(bar, 0, Qt.AlignmentFlag.AlignVCenter)
        self._row.addStretch(0)

    def show_header(self, header: QWidget | None) -> None:
        """Lay a session's header beside the menus, or take it away."""
        if self._header is not None:
            self._row.removeWidget(self._header)
        self._header = header
        if header is not None:
            self._row.addWidget(header, 1)

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        self._theme = theme
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and the line below."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.color("panel"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.color("line"))
