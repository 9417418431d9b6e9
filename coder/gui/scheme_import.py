"""Taking a scheme over from another program's file: which file, and what became of it."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QFontDatabase
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QWidget

from coder.app.notices import Notice, Severity, notice_of
from coder.app.scheme_import import FORMATS, ImportedScheme, import_scheme
from coder.errors import CoderError
from coder.gui.errand import Errand
from coder.gui.host import Host
from coder.gui.places import likely_folder
from coder.gui.sheet import Sheet
from coder.gui.theme import Theme

Open = Callable[[Sheet, QWidget | None], None]
_ENDINGS = " ".join(f"*{ending}" for endings in FORMATS.values() for ending in endings)
FILTER = f"BORIS, ELAN, Datavyu and CSV ({_ENDINGS});;All files (*)"


class SchemeImport:
    """Asks for a file, takes its scheme over, and opens a sheet with the losses by ``open_sheet``."""

    def __init__(self, window: Host, open_sheet: Open) -> None:
        self._window, self._open = window, open_sheet

    def choose(self) -> None:
        """Ask for the file."""
        near = likely_folder(self._window.settings)
        name, _ = QFileDialog.getOpenFileName(self._window.over, "Import a scheme from", near, FILTER)
        if name:
            self.take(Path(name))

    def take(self, source: Path) -> None:
        """Make a scheme of a file, on a thread of its own."""
        preset = self._window.settings.preset
        self._window.bar.show_notice(Notice(f"Reading {source.name}…", "", Severity.NEWS))
        Errand(self._window.over, lambda: import_scheme(source, preset=preset), self._taken, self._refuse)

    def _taken(self, made: ImportedScheme) -> None:
        words = f"The scheme {made.path.name} lies beside {made.source.name}: {made.counts}."
        self._window.bar.show_notice(Notice(words, "Read what was lost before anybody codes with it.", Severity.DONE))
        sheet = LossesSheet(self._window.over, self._window.theme, made)
        self._open(sheet, sheet.done)

    def _refuse(self, error: CoderError) -> None:
        self._window.bar.show_notice(notice_of(error))


class LossesSheet(Sheet):
    """Where the scheme lies, and everything that is not as it was in the other program."""

    def __init__(self, parent: QWidget, theme: Theme, made: ImportedScheme) -> None:
        super().__init__(parent, theme, "What became of the scheme", 720)
        self.path = QLabel(str(made.path))
        self.path.setWordWrap(True)
        self.path.setAccessibleName("The scheme file")
        self.losses = QPlainTextEdit(made.words())
        self.losses.setReadOnly(True)
        self.losses.setTabChangesFocus(True)
        self.losses.setMinimumHeight(280)
        self.losses.setAccessibleName("What was dropped, guessed or changed")
        self.losses.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
        self.show_folder = QPushButton("Open folder")
        self.show_folder.clicked.connect(partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(made.path.parent))))
        self.done = QPushButton("Close")
        self.done.setDefault(True)
        self.done.clicked.connect(self.close_sheet)
        for part in (self.path, self.losses):
            self.column.addWidget(part)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.show_folder)
        buttons.addWidget(self.done)
        self.column.addLayout(buttons)
