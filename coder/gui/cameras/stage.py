"""Where the pictures lie: the large one, and a column of small ones beside it."""

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from coder.gui.cameras.align_bar import AlignBar
from coder.gui.cameras.small_view import SmallView

SIDE_SHARE = 0.27
HANDLE = 3
GROUND = "#1b1c1f"  # between pictures it is dark, whatever the theme


class CameraStage(QSplitter):
    """One camera has all the room; more share it by a splitter that is remembered."""

    def __init__(self, large: QWidget, bar: AlignBar) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self.setObjectName("cameras")
        self.setChildrenCollapsible(False)
        self.setHandleWidth(HANDLE)
        self.setStyleSheet(f"QSplitter#cameras::handle {{ background: {GROUND}; }}")
        self.views: list[SmallView] = []
        self.bar = bar
        self._before: list[int] | None = None
        self._shaped = self._wanted = False
        self._side = QWidget()
        self._side.setObjectName("small_views")
        self._column = QVBoxLayout(self._side)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(HANDLE)
        self._column.addWidget(bar)
        bar.hide()
        self.addWidget(large)
        self.addWidget(self._side)
        self.setStretchFactor(0, 1)
        self._side.hide()

    def add_views(self, count: int) -> None:
        """Make room for some small views."""
        for _ in range(count):
            view = SmallView()
            self._column.insertWidget(len(self.views), view, 1)
            self.views.append(view)

    def show_small(self, wanted: bool) -> None:
        """Show or hide the small views."""
        self._wanted = wanted and bool(self.views)
        self._side.setVisible(self._wanted)
        if self._wanted and not self._shaped and self.width() > 0:
            self._shaped = True
            self._share(SIDE_SHARE)

    def compare(self, view: SmallView | None) -> None:
        """Give one small view as much room as the large one, with the align bar below; None: as before."""
        for other in self.views:
            other.setVisible(view is None or other is view)
        self.bar.setVisible(view is not None)
        if view is not None:
            self._before = self._before or self.sizes()
            self._share(0.5)
        elif self._before is not None:
            self.setSizes(self._before)
            self._before = None

    def shape(self) -> str:
        """Return where the splitter is, as text to remember; empty where there is one camera."""
        if not self.views or self._before is not None:
            return ""
        return bytes(self.saveState().toBase64().data()).decode("ascii")

    def restore(self, shape: str) -> None:
        """Put the splitter where it was."""
        self._shaped = bool(shape) and self.restoreState(QByteArray.fromBase64(shape.encode("ascii", "replace")))
        self.setHandleWidth(HANDLE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give each part its share the first time there is room."""
        super().resizeEvent(event)
        if self._wanted and not self._shaped:
            self._shaped = True
            self._share(SIDE_SHARE)

    def _share(self, side: float) -> None:
        room = self.width() - HANDLE
        self.setSizes([round(room * (1 - side)), round(room * side)])
