"""Esc while the pointer drags: the timeline never has the keyboard, so it listens only for as long as that lasts."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

_KEYS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)


class EscapeWatch(QObject):
    """Tell of Esc, and keep it from everyone else, between ``start`` and ``stop``."""

    pressed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._watching = False

    def start(self) -> None:
        """Begin to listen."""
        application = QCoreApplication.instance()
        if application is not None and not self._watching:
            application.installEventFilter(self)
            self._watching = True

    def stop(self) -> None:
        """Listen no more."""
        application = QCoreApplication.instance()
        if application is not None and self._watching:
            application.removeEventFilter(self)
        self._watching = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take Esc; let everything else pass."""
        if event.type() in _KEYS and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self.pressed.emit()
            return True
        return super().eventFilter(watched, event)
