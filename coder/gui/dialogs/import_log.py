"""Import observations: the files, the study, what would be made of them with its losses, and then all of it at once."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from coder.app.import_columns import first_columns
from coder.app.import_log import FORMATS, ImportPlan, ImportWish, find_format, plan_import, write_plan
from coder.app.settings import Settings
from coder.app.shipped import shipped_schemes
from coder.errors import CoderError
from coder.gui.background import Background
from coder.gui.beside import beside, button
from coder.gui.dialogs.import_shown import ImportShown
from coder.gui.dialogs.looking_ahead import LookingAhead
from coder.gui.places import likely_folder
from coder.gui.theme import Theme
from coder.model.import_map import NOTHING_SAID, Columns, ImportMap

MADE, OTHER = "Made from the files", "From a file…"
NAMES = {"boris": "BORIS", "elan": "ELAN", "datavyu": "Datavyu", "csv": "A table (CSV)", "textgrid": "Praat TextGrid"}


class ImportDialog(LookingAhead):
    """``imported`` tells what was made, and how many events, once all of it is written."""

    imported = Signal(object, int)

    def __init__(
        self, parent: QWidget, theme: Theme, settings: Settings, files: Sequence[Path], study: Path | None = None
    ) -> None:
        super().__init__(parent, self._look)
        self.setWindowTitle("Import observations")
        self.resize(860, 660)
        self._settings, self._files = settings, tuple(files)
        self._mapping, self._media = NOTHING_SAID, tuple[Path, ...]()
        self._plan: ImportPlan | None = None
        self.format, self.schemes = QComboBox(), QComboBox()
        self.study, self.coder = QLineEdit(str(study or _new_study(files))), QLineEdit()
        self.again = QCheckBox("Take the next free name where one is taken")
        self.shown = ImportShown()
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.setStyleSheet(f"color: {theme.error};")
        self.columns, self.codes = QPushButton("Columns…"), QPushButton("Codes…")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.make = QPushButton("Import")
        self.buttons.addButton(self.make, QDialogButtonBox.ButtonRole.AcceptRole)
        self._fill()
        self._lay_out()
        self._connect()
        self._look()

    # ------------------------------------------------------------------ what is there

    def _fill(self) -> None:
        for name in FORMATS:
            self.format.addItem(NAMES[name], name)
        found = find_format(self._files[0]) if self._files else ""
        self.format.setCurrentIndex(max(0, self.format.findData(found)))
        self.schemes.addItem(MADE)
        for path in shipped_schemes():
            self.schemes.addItem(path.stem, path)
        self.schemes.addItem(OTHER)
        for field, name in ((self.study, "Study"), (self.coder, "Coder id"), (self.format, "Format")):
            field.setAccessibleName(name)
        self.coder.setPlaceholderText("as the file says")

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        names = ", ".join(path.name for path in self._files[:4]) + (", …" if len(self._files) > 4 else "")
        form.addRow("Files", QLabel(names))
        form.addRow("Format", beside(self.format, self.columns))
        form.addRow("Into the study", beside(self.study, button("Choose…", self._choose_study)))
        form.addRow("Coder id", self.coder)
        form.addRow("Scheme", beside(self.schemes, self.codes))
        form.addRow("", beside(self.again, button("Look for media in…", self._choose_media)))
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self.shown, 1)
        column.addWidget(self.message)
        column.addWidget(self.buttons)
        for other in (self.columns, self.codes, self.buttons.button(QDialogButtonBox.StandardButton.Cancel)):
            other.setAutoDefault(False)
        self.make.setDefault(True)

    def _connect(self) -> None:
        for field in (self.study, self.coder):
            field.textEdited.connect(self._change)
        self.format.activated.connect(self._forget_mapping)
        self.schemes.activated.connect(self._choose_scheme)
        self.again.toggled.connect(self._change)
        self.columns.clicked.connect(self._edit_columns)
        self.codes.clicked.connect(self._edit_codes)
        self.make.clicked.connect(self._import)
        self.buttons.rejected.connect(self.reject)

    def wish(self) -> ImportWish:
        """Return what is wanted as it stands in the fields."""
        scheme = self.schemes.currentData()
        return ImportWish(
            str(self.format.currentData()),
            self._files,
            Path(self.study.text().strip()),
            self.coder.text().strip(),
            scheme if isinstance(scheme, Path) else None,
            self._mapping,
            self.again.isChecked(),
            media=self._media,
            preset=self._settings.preset,
        )

    # ------------------------------------------------------------------ changes

    def _change(self, *_: object) -> None:
        self.make.setEnabled(False)
        self._look_soon()

    def _forget_mapping(self) -> None:
        self._mapping = NOTHING_SAID
        self._change()

    def _choose_study(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "Import into", likely_folder(self._settings))
        if name:
            self.study.setText(name)
            self._change()

    def _choose_media(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "Look for media in", likely_folder(self._settings))
        if name:
            self._media = (*self._media, Path(name))
            self._change()

    def _choose_scheme(self) -> None:
        if self.schemes.currentText() == OTHER:
            near = likely_folder(self._settings)
            name, _ = QFileDialog.getOpenFileName(self, "Choose a scheme", near, "Schemes (*.yaml *.yml)")
            self.schemes.setCurrentIndex(0)
            if name:
                self.use_scheme(Path(name))
        self._mapping = replace(self._mapping, tiers=())
        self._change()

    def use_scheme(self, path: Path) -> None:
        """Use a scheme of a file."""
        place = self.schemes.count() - 1
        self.schemes.insertItem(place, path.name, path)
        self.schemes.setCurrentIndex(place)
        self._change()

    def _edit_columns(self) -> None:
        from coder.gui.dialogs.import_columns import ColumnsDialog

        plan = self._plan
        columns = plan.sessions[0].source.mapping.columns if plan is not None else self._mapping.columns
        dialog = ColumnsDialog(self, self._files[0], columns or _first_columns(self._files[0]))
        dialog.chosen.connect(lambda found: self._use(replace(self._mapping, columns=found)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _edit_codes(self) -> None:
        from coder.gui.dialogs.import_codes import CodesDialog

        if self._plan is None:
            return
        dialog = CodesDialog(self, self._plan)
        dialog.chosen.connect(lambda tiers: self._use(replace(self._mapping, tiers=tiers)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _use(self, mapping: ImportMap) -> None:
        self._mapping = mapping
        self._change()

    # ------------------------------------------------------------------ plan and import

    def _look(self) -> None:
        """Read the files anew, in the background, and show what would be made of them."""
        self.message.setText("")
        self.codes.setEnabled(False)
        self.columns.setEnabled(self.format.currentData() == "csv")
        self.make.setEnabled(False)
        self.shown.wait()
        self._begin("import plan", partial(_plan, self.wish()), self._planned, self._refuse)

    def _planned(self, plan: ImportPlan) -> None:
        self._plan = plan
        self.codes.setEnabled(not plan.scheme.made)
        self.columns.setEnabled(any(session.source.mapping.columns is not None for session in plan.sessions))
        self.shown.show_plan(plan)
        self.make.setEnabled(True)

    def _import(self) -> None:
        if self._plan is None:
            return
        self.make.setEnabled(False)
        self.message.setText("Writing…")
        self._begin("import", partial(_write, self._plan), self._written, self._refuse)

    def _written(self, made: Any) -> None:
        events = self._plan.events if self._plan is not None else 0
        self.accept()
        self.imported.emit(made, events)

    def _refuse(self, error: CoderError) -> None:
        self._plan = None
        self.shown.clear()
        self.make.setEnabled(False)
        self.columns.setEnabled(self.format.currentData() == "csv")
        self.message.setText(str(error).splitlines()[0])


def _plan(wish: ImportWish, work: Background) -> ImportPlan:
    return plan_import(wish, progress=work.progress, cancel=work.left)


def _write(plan: ImportPlan, _work: Background) -> Any:
    return write_plan(plan)


def _first_columns(path: Path) -> Columns | None:
    try:
        return first_columns(path)
    except CoderError:
        return None


def _new_study(files: Sequence[Path]) -> Path:
    """Return a folder beside the files for a study that is not there yet."""
    folder = files[0].parent if files else Path.home()
    names = ["imported study", *(f"imported study {number}" for number in range(2, 100))]
    return next(folder / name for name in names if not (folder / name).exists())
