"""What an analysis or an export is of: the session that is open, its study, or another folder."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget

from coder.gui.host import Host
from coder.gui.places import likely_folder

Source = tuple[str, Path]
"""What it is called, and its folder."""
OTHER = "Another folder…"
_ROOM_FOR_BAR = 24


def find_sources(window: Host, title: str, ending: str = "") -> list[Source]:
    """Return what can be chosen, what is open first; where nothing is open the folder that is asked for, if any.

    ``ending`` is added to the words for the session that is open, such as “, with all its coders”.
    """
    return _open_sources(window, ending) or _ask_folder(window, title)


def find_viewer(window: Host) -> str:
    """Return who looks: who has sat down to code, else who is named on the start page; empty: nobody is named."""
    named = "" if window.sitting is not None else window.start.coder_id()
    return named or window.settings.coder


def _open_sources(window: Host, ending: str) -> list[Source]:
    from coder.store.study_file import find_study_folder

    sitting = window.sitting
    if sitting is None:
        return []
    session, name = sitting.opened.session, sitting.desk.workspace.name
    study = find_study_folder(session.folder)
    whole = [] if study is None else [(f"The whole study {session.study}", study)]
    return [(f"This session, {name}{ending}", session.folder), *whole]


def _ask_folder(window: Host, title: str) -> list[Source]:
    name = QFileDialog.getExistingDirectory(window.over, title, likely_folder(window.settings))
    return [(Path(name).name, Path(name))] if name else []


class SourceBox(QComboBox):
    """Offers some folders and another one, which is asked for; ``turned`` tells that one was chosen."""

    turned = Signal()

    def __init__(self, sources: Sequence[Source], title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = title
        for name, folder in sources:
            self.addItem(name, folder)
        self.addItem(OTHER)
        self.activated.connect(self._choose)
        widen_list(self)

    @property
    def folder(self) -> Path | None:
        """The folder that is chosen."""
        found = self.currentData()
        return found if isinstance(found, Path) else None

    def _choose(self) -> None:
        if self.folder is None:
            near = str(self.itemData(0) or "")
            name = QFileDialog.getExistingDirectory(self, self._title, near)
            if not name:
                self.setCurrentIndex(0)
                return
            self.insertItem(self.count() - 1, Path(name).name, Path(name))
            self.setCurrentIndex(self.count() - 2)
            widen_list(self)
        self.turned.emit()


def widen_list(box: QComboBox) -> None:
    """Let the list that a box opens be as wide as its longest words, however narrow the box is."""
    box.view().setMinimumWidth(box.view().sizeHintForColumn(0) + _ROOM_FOR_BAR)
