"""File › Export…: of what is open, and where it went."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from coder.app.notices import Notice, Severity
from coder.gui.host import Host
from coder.gui.sources import find_sources, find_viewer


class Export:
    """Opens the window that exports, of what is open; else of a folder that is asked for."""

    def __init__(self, window: Host) -> None:
        self._window = window

    def ask(self) -> None:
        """Ask what is exported, and how."""
        from coder.gui.dialogs.export import ExportDialog

        title = "Export a session, a study, or a folder of studies"
        sources = find_sources(self._window, title, ", with all its coders")
        if not sources:
            return
        window, sitting = self._window, self._window.sitting
        flush = sitting.opened.flush if sitting is not None else _nothing
        workspace = sitting.desk.workspace if sitting is not None else None
        dialog = ExportDialog(window.over, window.theme, sources, flush, workspace, find_viewer(window))
        dialog.exported.connect(self._exported)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _exported(self, files: list[Path]) -> None:
        folder = files[0].parent
        button = partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(folder)))
        words = f"Exported {len(files)} files to {folder}."
        hint = "README.md there says what each table is."
        self._window.bar.show_notice(Notice(words, hint, Severity.DONE, "Open folder", button))


def _nothing() -> None:
    """Nothing is open that could be unsaved."""
