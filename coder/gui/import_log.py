"""File › Import…: which files, what would be made of them, and where it went."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from coder.app.import_wish import FORMATS
from coder.app.notices import Notice, Severity
from coder.gui.cards import Entry
from coder.gui.host import Host
from coder.gui.places import likely_folder

if TYPE_CHECKING:
    from coder.app.import_log import Imported

_ENDINGS = " ".join(f"*{ending}" for endings in FORMATS.values() for ending in endings)
FILTER = f"BORIS, ELAN, Datavyu, tables and TextGrids ({_ENDINGS});;All files (*)"


class LogImport:
    """Asks for files of other programs and opens the window that imports them."""

    def __init__(self, window: Host) -> None:
        self._window = window

    def choose(self) -> None:
        """Ask for the files."""
        near = likely_folder(self._window.settings)
        names, _ = QFileDialog.getOpenFileNames(self._window.over, "Import observations from", near, FILTER)
        if names:
            self.show([Path(name) for name in names])

    def show(self, files: list[Path]) -> None:
        """Show what would be made of some files."""
        from coder.gui.dialogs.import_log import ImportDialog

        window = self._window
        dialog = ImportDialog(window.over, window.theme, window.settings, files, self._study())
        dialog.imported.connect(self._imported)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _study(self) -> Path | None:
        """Return the study of the session that is open."""
        from coder.store.study_file import find_study_folder

        sitting = self._window.sitting
        return None if sitting is None else find_study_folder(sitting.opened.session.folder)

    def _imported(self, made: "Imported", events: int) -> None:
        sessions = "one session" if len(made.sessions) == 1 else f"{len(made.sessions)} sessions"
        words = f"Imported {events} events in {sessions} into {made.study.name}."
        button = partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(made.study)))
        hint = "What was lost is told beside each observation."
        self._window.bar.show_notice(Notice(words, hint, Severity.DONE, "Open folder", button))
        if self._window.sitting is None:
            entries = [
                Entry(folder, coder, folder.name, made.study.name)  # a click opens what was imported
                for folder, coder in zip(made.sessions, made.coders, strict=True)
            ]
            self._window.start.show_sessions(f"Imported into {made.study.name}", entries)
