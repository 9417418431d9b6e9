"""A click beside the field that is typed into gives the keys back to the codes."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

_TYPED_INTO = (QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)


class ClickWatch(QObject):
    """Sees a window's presses before its widgets do; ``left`` is called after one beside every field."""

    def __init__(self, window: QWidget, left: Callable[[], object]) -> None:
        super().__init__(window)
        self._window, self._left = window, left

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Look where a press lands, while something is typed."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            typing = isinstance(QApplication.focusWidget(), _TYPED_INTO)
            if typing and not self._is_field(event.globalPosition().toPoint()):
                QTimer.singleShot(0, self, self._left)
        return False

    def _is_field(self, place: QPoint) -> bool:
        under: QWidget | None = self._window.childAt(self._window.mapFromGlobal(place))
        while under is not None and not isinstance(under, _TYPED_INTO):
            under = under.parentWidget()
        return under is not None
