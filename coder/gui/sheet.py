"""A sheet that lies over the window: it asks or tells something, stops nothing, and goes with Escape."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from coder.gui.theme import Theme

MARGIN = 16


class Sheet(QFrame):
    """Lies over ``parent``, in the middle and near the top; one at a time, and focus goes back when it closes."""

    closed = Signal()

    def __init__(self, parent: QWidget, theme: Theme, title: str, width: int = 520) -> None:
        super().__init__(parent)
        self._theme, self._wide, self._over = theme, width, parent
        self.setObjectName("sheet")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(title)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self.column.setSpacing(8)
        self._title = QLabel(title)
        self._title.setStyleSheet("font-weight: bold;")
        self.column.addWidget(self._title)
        self._title.setVisible(bool(title))  # only now: without a parent it would be a window for a moment
        parent.installEventFilter(self)

    def open(self, first: QWidget | None = None) -> None:
        """Show the sheet and give the keys to its first field."""
        self._place()
        self.show()
        self.raise_()
        (first or self).setFocus(Qt.FocusReason.PopupFocusReason)

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        self._theme = theme
        self.update()

    def close_sheet(self) -> None:
        """Take the sheet away for good."""
        self._over.removeEventFilter(self)
        self.hide()
        self.closed.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle when the window changes."""
        if event.type() == QEvent.Type.Resize and watched is self._over:
            self._place()
        return False

    def accept(self) -> None:
        """Do what Enter asks for; a sheet that only tells something does nothing."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Escape, accept on Enter; keep every other key from the codes below."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_sheet()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accept()
        event.accept()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground and its edge."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.key_edge), 1))
        painter.setBrush(self._theme.color("panel"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 8, 8)

    def _place(self) -> None:
        parent = self._over
        width = min(self._wide, parent.width() - 2 * MARGIN)
        hint = self.column.totalSizeHint().height()
        wanted = self.column.totalHeightForWidth(width) if self.column.hasHeightForWidth() else hint
        self.resize(width, min(max(wanted, hint), parent.height() - 2 * MARGIN))
        self.move((parent.width() - self.width()) // 2, max(MARGIN, (parent.height() - self.height()) // 5))
