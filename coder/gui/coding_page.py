"""Where the parts of the coding window lie: picture over timeline, codes over events; all of it splitters."""

from collections.abc import Mapping

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QTabWidget, QVBoxLayout, QWidget

FOLD_WIDTH, FOLD_HEIGHT = 1200, 760
VIDEO_SHARE = 0.7127
RIGHT_SHARE, RIGHT_LEAST, RIGHT_MOST = 316 / 1440, 300, 360
TRANSPORT = 34
HANDLE = 1
ROOMY_SHARE = 0.72
TABS = ("palette", "events")


class CodingPage(QWidget):
    """Lays out the panels; when the window is small the right column folds to tabs."""

    def __init__(
        self,
        video: QWidget,
        transport: QWidget,
        timeline: QWidget,
        palette: QWidget,
        events: QWidget,
        names: tuple[str, str] = ("Codes", "Events"),
    ) -> None:
        """Lay them out; ``names`` are those of the tabs that palette and events fold to."""
        super().__init__()
        self.panels: Mapping[str, QWidget] = {"timeline": timeline, "palette": palette, "events": events}
        self._hidden: set[str] = set()
        self._lent = False
        self._folded: bool | None = None
        self._shaped = False
        self._roomy: list[int] = []
        self._over, self._under = names
        self.left = _splitter(Qt.Orientation.Vertical, "left")
        self.right = _splitter(Qt.Orientation.Vertical, "right")
        self.whole = _splitter(Qt.Orientation.Horizontal, "whole")
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setFocusPolicy(Qt.FocusPolicy.TabFocus)
        top = QWidget()
        column = QVBoxLayout(top)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(video, 1)
        column.addWidget(transport)
        self.left.addWidget(top)
        self.left.addWidget(timeline)
        self._column = QWidget()
        inside = QVBoxLayout(self._column)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self.right)
        inside.addWidget(self.tabs)
        self.whole.addWidget(self.left)
        self.whole.addWidget(self._column)
        for splitter in (self.left, self.whole):
            splitter.setStretchFactor(0, 1)
            splitter.splitterMoved.connect(self._keep_shape)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(self.whole)
        self.fold(folded=False)

    def sizeHint(self) -> QSize:
        """Return the size the window is drawn for."""
        return QSize(1440, 816)

    @property
    def folded(self) -> bool:
        """Tell whether the right column is folded to tabs."""
        return bool(self._folded)

    def fold(self, *, folded: bool) -> None:
        """Fold the right column to tabs, or stack its panels."""
        if folded == self._folded:
            return
        self._folded = folded
        palette, events = self.panels["palette"], self.panels["events"]
        if folded:
            self.tabs.addTab(palette, self._over)
            self.tabs.addTab(events, self._under)
        else:
            self.right.addWidget(palette)
            self.right.addWidget(events)
            self.right.setSizes([430, 380])
        self.tabs.setVisible(folded)
        self.right.setVisible(not folded)
        self._show_panels()

    def shown(self, name: str) -> bool:
        """Tell whether a panel is shown."""
        return name in self.panels and name not in self._hidden

    def toggle(self, name: str) -> None:
        """Show or hide a panel; in tabs, showing one brings it to the front."""
        if (
            self.folded
            and name in TABS
            and name not in self._hidden
            and self.tabs.currentWidget() is not self.panels[name]
        ):
            self.tabs.setCurrentWidget(self.panels[name])
            return
        self._hidden ^= {name}
        self._show_panels()
        if self.folded and name in TABS and name not in self._hidden:
            self.tabs.setCurrentWidget(self.panels[name])

    def reveal(self, name: str) -> None:
        """Make sure that a panel is seen."""
        self._hidden.discard(name)
        self._show_panels()
        if self.folded and name in TABS:
            self.tabs.setCurrentWidget(self.panels[name])

    def turn(self, words: str, *, roomy: bool) -> None:
        """Name what lies over the events, and give it most of the column, or the room back that it had before."""
        self._over = words
        if self.folded:
            self.tabs.setTabText(0, words)
        self._make_room(roomy)

    def _make_room(self, wanted: bool) -> None:
        if self.folded or wanted == bool(self._roomy):
            return
        sizes = self.right.sizes()
        if wanted:
            self._roomy = sizes
            upper = max(sizes[0], round(sum(sizes) * ROOMY_SHARE))
            self.right.setSizes([upper, sum(sizes) - upper])
        else:
            self.right.setSizes(self._roomy)
            self._roomy = []

    def lend_column(self, lent: bool) -> None:
        """Hide the right column while something else lies beside the picture."""
        self._lent = lent
        self._show_panels()

    def _show_panels(self) -> None:
        self.panels["timeline"].setVisible("timeline" not in self._hidden)
        for place, name in enumerate(TABS):
            if self.folded:
                self.tabs.setTabVisible(place, name not in self._hidden)
            else:
                self.panels[name].setVisible(name not in self._hidden)
        self._column.setVisible(not self._lent and any(name not in self._hidden for name in TABS))

    def shape(self) -> dict[str, str]:
        """Return where the splitters are and what is hidden, as text to remember."""
        shape = {"whole": _text(self.whole.saveState()), "left": _text(self.left.saveState())} if self._shaped else {}
        if not self.folded:
            self._make_room(False)
            shape["right"] = _text(self.right.saveState())
        return {**shape, "hidden": " ".join(sorted(self._hidden))}

    def restore(self, shape: Mapping[str, str]) -> None:
        """Put the splitters where they were."""
        self._hidden = {name for name in shape.get("hidden", "").split() if name in self.panels}
        splitters = {"whole": self.whole, "left": self.left, "right": self.right}
        known = {name: splitter.restoreState(_bytes(shape.get(name, ""))) for name, splitter in splitters.items()}
        self._shaped = known["whole"] and known["left"]
        for splitter in splitters.values():
            splitter.setHandleWidth(HANDLE)
        if self._roomy:
            self._roomy = []
            self._make_room(True)
        self._show_panels()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold when it gets narrow; give each part its share until a splitter is moved."""
        super().resizeEvent(event)
        size = event.size()
        self.fold(folded=size.width() < FOLD_WIDTH or size.height() < FOLD_HEIGHT - 100)
        if not self._shaped:
            self._share(size)

    def _keep_shape(self) -> None:
        self._shaped = True

    def _share(self, size: QSize) -> None:
        right = max(RIGHT_LEAST, min(RIGHT_MOST, round(size.width() * RIGHT_SHARE)))
        self.whole.setSizes([size.width() - right - HANDLE, right])
        wide = round((size.width() - right) * 9 / 16)  # the picture needs no more height than this
        top = min(wide, round((size.height() - TRANSPORT - HANDLE) * VIDEO_SHARE)) + TRANSPORT
        self.left.setSizes([top, size.height() - top - HANDLE])


def _splitter(orientation: Qt.Orientation, name: str) -> QSplitter:
    splitter = QSplitter(orientation)
    splitter.setObjectName(name)
    splitter.setHandleWidth(HANDLE)
    splitter.setChildrenCollapsible(False)
    return splitter


def _text(state: QByteArray) -> str:
    return bytes(state.toBase64().data()).decode("ascii")


def _bytes(text: str) -> QByteArray:
    return QByteArray.fromBase64(text.encode("ascii", "replace"))
