"""Choose which sound is heard and drawn: every sound of every camera."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QListWidget, QWidget

from coder.app.sounds import Source
from coder.gui.sheet import Sheet
from coder.gui.theme import Theme

ROW_PX, MOST_ROWS = 26, 10


class SoundsSheet(Sheet):
    """A list: arrows and Enter, or a click."""

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        sources: Sequence[Source],
        heard: Source | None,
        choose: Callable[[Source], object],
    ) -> None:
        super().__init__(parent, theme, "Choose the sound", 460)
        self._sources, self._choose = tuple(sources), choose
        self.list = QListWidget()
        self.list.setAccessibleName("Sounds")
        self.list.addItems([source.words for source in sources])
        self.list.setFixedHeight(ROW_PX * min(MOST_ROWS, max(2, len(sources))) + 6)
        self.list.setCurrentRow(self._sources.index(heard) if heard in self._sources else 0)
        self.list.itemClicked.connect(lambda _item: self.accept())
        self.list.itemActivated.connect(lambda _item: self.accept())
        self.column.addWidget(self.list)

    def accept(self) -> None:
        """Hear the chosen sound."""
        row = self.list.currentRow()
        if not self.isHidden() and 0 <= row < len(self._sources):
            self.close_sheet()
            self._choose(self._sources[row])
