"""Writing a session for another program: which one, into which file, and what its format could not say."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from coder.app.export_formats import FORMATS
from coder.app.notices import Notice, Severity, notice_of
from coder.errors import CoderError
from coder.gui.errand import Errand
from coder.gui.host import Host
from coder.gui.sheet import Sheet
from coder.gui.sources import find_viewer
from coder.gui.theme import Theme

if TYPE_CHECKING:
    from coder.app.export_foreign import Written

Open = Callable[[Sheet, QWidget | None], None]
HOLDS = {
    "session": "a file for this session, with all its coders",
    "observation": "a file for each coder of this session",
    "study": "a file for this session, with all its coders",
}


class ForeignExport:
    """Asks for a program and a folder, writes this session for it, and opens a sheet with what was lost."""

    def __init__(self, window: Host, open_sheet: Open) -> None:
        self._window, self._open = window, open_sheet

    def ask(self) -> None:
        """Ask for the program."""
        if self._window.sitting is not None:
            sheet = ForeignExportSheet(self._window.over, self._window.theme, self._choose)
            self._open(sheet, sheet.formats)

    def _choose(self, format_name: str, comments: bool, base: Path | None) -> None:
        sitting = self._window.sitting
        near = str(sitting.opened.session.folder) if sitting is not None else ""
        name = QFileDialog.getExistingDirectory(
            self._window.over, f"Export for {FORMATS[format_name].program} to", near
        )
        if name:
            self.export_to(Path(name), format_name, comments=comments, base=base)

    def export_to(self, folder: Path, format_name: str, *, comments: bool = False, base: Path | None = None) -> None:
        """Write the session to a folder, from what is coded this moment, on a thread of its own."""
        from coder.app.export_foreign import export_foreign

        sitting = self._window.sitting
        if sitting is None:
            return
        opened, viewer = sitting.opened, find_viewer(self._window)

        def work() -> "list[Written]":
            opened.flush()
            where = opened.session.folder
            return export_foreign(where, folder, format_name, comments=comments, base=base, viewer=viewer)

        Errand(self._window.over, work, self._written, self._refuse)

    def _written(self, made: "list[Written]") -> None:
        first = made[0]
        names = ", ".join(one.files[0].name for one in made)
        words = f"Exported {names} to {first.report.parent}."
        button = partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(first.report.parent)))
        hint = "Read what could not be said in it."
        self._window.bar.show_notice(Notice(words, hint, Severity.DONE, "Open folder", button))
        sheet = ForeignLossesSheet(self._window.over, self._window.theme, made)
        self._open(sheet, sheet.done)

    def _refuse(self, error: CoderError) -> None:
        self._window.bar.show_notice(notice_of(error))


class ForeignExportSheet(Sheet):
    """Enter goes on to the folder; ``choose`` gets the format, whether comments go along, and what to write into."""

    def __init__(self, parent: QWidget, theme: Theme, choose: Callable[[str, bool, Path | None], object]) -> None:
        super().__init__(parent, theme, "Export for another program", 540)
        self._choose = choose
        self.base: Path | None = None
        self.formats = QComboBox()
        self.formats.setAccessibleName("Program")
        for name, known in FORMATS.items():
            self.formats.addItem(f"{known.program} – {HOLDS[known.holds]}", name)
        self.comments = QCheckBox("Comments too: they may name people")
        self.into = QPushButton("Write into a copy of a file…")
        self.into.setToolTip("Everything in that file that is not of this session stays in the copy.")
        self.into.clicked.connect(self._ask_base)
        self.named = QLabel("")
        self.named.setWordWrap(True)
        for part in (self.formats, self.comments, self.into, self.named):
            self.column.addWidget(part)
        self.go, leave = QPushButton("Choose the folder…"), QPushButton("Leave")
        self.go.clicked.connect(self.accept)
        leave.clicked.connect(self.close_sheet)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(leave)
        row.addWidget(self.go)
        self.column.addLayout(row)
        self.formats.currentIndexChanged.connect(self._changed)
        self._changed()

    @property
    def format_name(self) -> str:
        """The format that is chosen."""
        return str(self.formats.currentData())

    def _changed(self) -> None:
        self.base = None
        self.named.setText("")
        self.into.setEnabled(FORMATS[self.format_name].takes_base)

    def _ask_base(self) -> None:
        program = FORMATS[self.format_name].program
        name, _ = QFileDialog.getOpenFileName(self, f"Write into a copy of a file of {program}")
        if name:
            self.base = Path(name)
            self.named.setText(f"Into a copy of {self.base.name}; the file itself stays as it is.")

    def accept(self) -> None:
        """Go on to choosing the folder."""
        chosen = (self.format_name, self.comments.isChecked(), self.base)
        self.close_sheet()
        self._choose(*chosen)


class ForeignLossesSheet(Sheet):
    """Everything that the files do not say as the observations do."""

    def __init__(self, parent: QWidget, theme: Theme, made: "list[Written]") -> None:
        super().__init__(parent, theme, "What could not be said", 720)
        self.losses = QPlainTextEdit("\n".join(one.words() for one in made))
        self.losses.setReadOnly(True)
        self.losses.setTabChangesFocus(True)
        self.losses.setMinimumHeight(280)
        self.losses.setAccessibleName("What was dropped, guessed or changed")
        self.done = QPushButton("Close")
        self.done.setDefault(True)
        self.done.clicked.connect(self.close_sheet)
        self.column.addWidget(self.losses)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.done)
        self.column.addLayout(row)
