"""The picture in a window of its own, on another screen where there is one."""

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeyEvent, QScreen
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

WORDS = "The picture is in its own window.\nClose that window to have it back here."
SIZE = (960, 540)


class OwnWindow(QWidget):
    """Holds the picture; keys pressed in it mean what they mean in the main window."""

    closed = Signal()

    def __init__(self, main: QWidget, title: str) -> None:
        super().__init__(main, Qt.WindowType.Window)
        self.setWindowTitle(title)
        self.setObjectName("own_window")
        self._main = main
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.resize(*SIZE)

    def hold(self, picture: QWidget) -> None:
        """Take the picture in."""
        self._column.addWidget(picture)
        picture.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send every key the one way."""
        QCoreApplication.sendEvent(self._main, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that the picture wants back."""
        self.closed.emit()
        event.accept()


class Lending(QObject):
    """Lends the picture to its own window and takes it back; something keeps its place meanwhile."""

    def __init__(self, picture: QWidget) -> None:
        super().__init__(picture)
        self._picture = picture
        self._window: OwnWindow | None = None
        self._place: QLabel | None = None

    @property
    def lent(self) -> bool:
        """Tell whether the picture is in its own window."""
        return self._window is not None

    def toggle(self) -> None:
        """Lend the picture, or take it back."""
        if self.lent:
            self.take_back()
        else:
            self.lend()

    def lend(self) -> None:
        """Show the picture in its own window: over the whole of another screen, where there is one."""
        main, place = self._picture.window(), _keep_place(self._picture)
        self._place = place
        self._window = window = OwnWindow(main, f"{main.windowTitle()} · picture")
        window.closed.connect(self.take_back)
        window.hold(self._picture)
        other = _other_screen(main)
        if other is None:
            window.show()
        else:
            window.setGeometry(other.availableGeometry())
            window.showFullScreen()
        self.focus()

    def take_back(self) -> None:
        """Put the picture where it was."""
        window, place = self._window, self._place
        if window is None or place is None:
            return
        self._window = self._place = None
        _replace(place, self._picture)
        self._picture.show()
        place.deleteLater()
        window.hide()
        window.deleteLater()
        self.focus()

    def focus(self) -> None:
        """Give the keys to the picture; where its window is not the one in front, to what keeps its place."""
        in_front = self._window is None or self._window.isActiveWindow() or self._place is None
        (self._picture if in_front else self._place or self._picture).setFocus(Qt.FocusReason.OtherFocusReason)


def _keep_place(picture: QWidget) -> QLabel:
    place = QLabel(WORDS)
    place.setObjectName("place_of_picture")
    place.setAlignment(Qt.AlignmentFlag.AlignCenter)
    place.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    place.setSizePolicy(picture.sizePolicy())
    place.setMinimumSize(picture.minimumSize())
    _replace(picture, place)
    return place


def _replace(old: QWidget, new: QWidget) -> None:
    parent = old.parentWidget()
    if isinstance(parent, QSplitter):
        parent.replaceWidget(parent.indexOf(old), new)
    elif parent is not None and (layout := parent.layout()) is not None:
        layout.replaceWidget(old, new)
        old.setParent(None)
    new.show()


def _other_screen(main: QWidget) -> QScreen | None:
    return next((screen for screen in QGuiApplication.screens() if screen != main.screen()), None)
