"""File › Export…: of what, which options, the first rows as they will be written, and then all of it with progress."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from coder.app.export_folder import free_folder
from coder.app.export_preview import ExportPreview
from coder.app.export_wish import ExportWish
from coder.app.workspace import Workspace
from coder.errors import CoderError
from coder.gui.background import Background
from coder.gui.beside import beside, button
from coder.gui.dialogs.export_options import ExportOptions
from coder.gui.dialogs.export_shown import ExportShown
from coder.gui.dialogs.looking_ahead import LookingAhead
from coder.gui.sources import Source, SourceBox
from coder.gui.theme import Theme


class ExportDialog(LookingAhead):
    """``exported`` tells the files that were written, once all of them stand under the name asked for.

    ``flush`` is called before anything is read, on the reading thread: what is coded this moment is to be in it.
    ``viewer`` is the coder who looks: nothing shows such a one what is coded blind.
    """

    exported = Signal(object)

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        sources: Sequence[Source],
        flush: Callable[[], object],
        workspace: Workspace | None = None,
        viewer: str = "",
    ) -> None:
        super().__init__(parent, self._look)
        self.setWindowTitle("Export")
        self.resize(920, 680)
        self._flush, self._writing, self._proposed, self._viewer = flush, False, True, viewer
        self._names = {} if workspace is None else _alias(workspace)
        self.what, self.into = SourceBox(sources, "A session, a study or a folder of studies"), QLineEdit()
        self.options, self.shown = ExportOptions(workspace), ExportShown()
        self.message, self.progress = QLabel(), QProgressBar()
        self.message.setWordWrap(True)
        self.message.setStyleSheet(f"color: {theme.error};")
        self.left_out = QLabel()
        self.left_out.setWordWrap(True)
        self.left_out.setTextFormat(Qt.TextFormat.PlainText)
        self.left_out.hide()
        self.progress.setRange(0, 100)
        self.progress.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.go = self.buttons.addButton("Export", QDialogButtonBox.ButtonRole.AcceptRole)
        self._lay_out()
        self._connect()
        self._propose()
        self._look()

    # ------------------------------------------------------------------ what is there

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow("What", self.what)
        form.addRow("Into", beside(self.into, button("Choose…", self.choose_folder)))
        for field, name in ((self.what, "What is exported"), (self.into, "Folder for the tables")):
            field.setAccessibleName(name)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self.options)
        column.addWidget(self.shown, 1)
        for part in (self.left_out, self.message, self.progress, self.buttons):
            column.addWidget(part)
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        self.go.setDefault(True)

    def _connect(self) -> None:
        self.what.turned.connect(self._choose_what)
        self.into.textEdited.connect(self._name_folder)
        self.options.changed.connect(self._change)
        self.go.clicked.connect(self._export)
        self.buttons.rejected.connect(self.reject)

    def wish(self) -> ExportWish:
        """Return what is wanted as it stands in the fields."""
        source = self.what.folder
        wish = self.options.wish((source,) if source is not None else (), Path(self.into.text().strip()))
        return replace(wish, viewer=self._viewer)

    # ------------------------------------------------------------------ changes

    def _choose_what(self) -> None:
        self._propose()
        self._change()

    def _propose(self) -> None:
        source = self.what.folder
        if self._proposed and source is not None:
            self.into.setText(str(source.parent / f"{self._names.get(source, source.name)} export"))

    def _name_folder(self) -> None:
        self._proposed = False
        self.go.setEnabled(bool(self.into.text().strip()) and bool(self.shown.files))

    def choose_folder(self) -> None:
        """Ask for the folder that the tables are written into."""
        name = QFileDialog.getExistingDirectory(self, "Export into", str(Path(self.into.text()).parent))
        if name:
            self.into.setText(str(free_folder(Path(name))))
            self._name_folder()

    def _change(self) -> None:
        self.go.setEnabled(False)
        self._look_soon()

    # ------------------------------------------------------------------ rows and export

    def _look(self) -> None:
        """Read the first observations anew, in the background, and show the first rows of their tables."""
        self._give_up()
        self.message.setText("")
        self.go.setEnabled(False)
        wish = self.wish()
        if wish.paths:
            self.shown.wait()
            self._begin("export preview", partial(_preview, self._flush, wish), self._previewed, self._refuse)

    def _previewed(self, found: ExportPreview) -> None:
        self.options.offer(found)
        self.shown.show_tables(found.tables, _heading(found))
        self._tell_left_out(found.left_out)
        self.go.setEnabled(bool(self.into.text().strip()))

    def _tell_left_out(self, words: Sequence[str]) -> None:
        self.left_out.setText("\n".join(words))
        self.left_out.setVisible(bool(words))

    def _export(self) -> None:
        self._show_writing(True)
        work = partial(_write, self._flush, self.wish())
        self._begin("export", work, self._written, self._refuse, self._show_progress)

    def _show_progress(self, share: float) -> None:
        self.progress.setValue(int(share * 100))

    def _show_writing(self, writing: bool) -> None:
        self._writing = writing
        self.message.setText("")
        self.progress.setValue(0)
        self.progress.setVisible(writing)
        for part in (self.what, self.into, self.options, self.go):
            part.setEnabled(not writing)

    def _written(self, files: Any) -> None:
        self._writing = False
        self.accept()
        self.exported.emit(files)

    def _refuse(self, error: CoderError) -> None:
        was_writing = self._writing
        self._show_writing(False)
        if not was_writing:
            self.shown.clear()
            self._tell_left_out(())
        self.go.setEnabled(was_writing)
        self.message.setText(" ".join(part for part in (error.message, error.hint) if part))

    def reject(self) -> None:
        """Give up the export that runs, which leaves nothing behind; else close."""
        if self._writing:
            self._give_up()
            self._show_writing(False)
            self.message.setText("The export was given up; nothing was written.")
            return
        super().reject()


def _alias(workspace: Workspace) -> dict[Path, str]:
    """Return what a session is called by who may not know which it is, by its folder; nothing for others."""
    session = workspace.session
    return {} if workspace.name == session.id else {session.folder: workspace.name}


def _preview(flush: Callable[[], object], wish: ExportWish, work: Background) -> ExportPreview:
    from coder.app.export_preview import preview

    flush()
    return preview(wish, cancelled=work.left)


def _write(flush: Callable[[], object], wish: ExportWish, work: Background) -> Any:
    from coder.app.export import export

    flush()
    return export(wish, progress=work.progress, cancelled=work.left)


def _heading(found: ExportPreview) -> str:
    sessions = "one session" if found.sessions == 1 else f"{found.sessions} sessions"
    observations = "one observation" if found.observations == 1 else f"{found.observations} observations"
    return f"{len(found.tables)} tables of {sessions} with {observations}. The first rows:"
