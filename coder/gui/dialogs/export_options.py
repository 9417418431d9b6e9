"""The options of an export: windows, what is added, and which other files are written beside the tables."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QFormLayout, QGridLayout, QHBoxLayout, QLabel, QWidget

from coder.app.export_preview import ExportPreview
from coder.app.export_wish import ExportWish
from coder.app.workspace import Workspace
from coder.editing.windows import window_spans
from coder.gui.words import plain_words
from coder.model.scheme import Window

_SIDE_BY_SIDE = 2


class ExportOptions(QWidget):
    """``changed`` tells that another export is wanted; windows are offered once it is known which ones there are."""

    changed = Signal()

    def __init__(self, workspace: Workspace | None) -> None:
        super().__init__()
        self._workspace = workspace
        self.windows: dict[str, QCheckBox] = {}
        self.comments = self._box("Comments", "They may name people.")
        self.audit = self._box("Change log", "audit.csv: who changed what and when.")
        self.clip = self._box("Split states at phases", "A state that goes on into the next phase becomes two parts.")
        self.excel = self._box("Tables for Excel", "CSV as Excel reads it: with its separator, and never a formula.")
        self.xlsx = self._box("Excel workbook", "attune.xlsx: a sheet a table.")
        self.parquet = self._box("Parquet", "A file a table, with its types: for Python and R.")
        self.sav = self._box("SPSS", "A .sav file a table, with variable and value labels.")
        self.step = QDoubleSpinBox()
        self.step.setRange(0.01, 600.0)
        self.step.setValue(1.0)
        self.step.setSuffix(" s")
        self.step.setAccessibleName("Time unit of series.csv")
        self.step.valueChanged.connect(self.changed)
        self._choices = QGridLayout()
        self._choices.setContentsMargins(0, 0, 0, 0)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.addRow("Windows", _holder(self._choices))
        self._form.addRow("With", _row(self.comments, self.audit, self.clip, QLabel("Time unit"), self.step))
        self._form.addRow("Also as", _row(self.excel, self.xlsx, self.parquet, self.sav))
        self._form.setRowVisible(0, False)

    def wish(self, paths: Sequence[Path], folder: Path) -> ExportWish:
        """Return what is wanted of what lies in ``paths``, into a folder."""
        return ExportWish(
            tuple(paths),
            folder,
            comments=self.comments.isChecked(),
            windows=tuple(name for name, box in self.windows.items() if box.isChecked()),
            clip_phases=self.clip.isChecked(),
            audit=self.audit.isChecked(),
            step_ms=round(self.step.value() * 1000),
            excel=self.excel.isChecked(),
            xlsx=self.xlsx.isChecked(),
            parquet=self.parquet.isChecked(),
            sav=self.sav.isChecked(),
        )

    def offer(self, found: ExportPreview) -> None:
        """Offer the windows of all procedures in what is exported; those chosen stay so."""
        if list(self.windows) == [window.id for window in found.windows]:
            return
        chosen = {name for name, box in self.windows.items() if box.isChecked()}
        for box in self.windows.values():
            self._choices.removeWidget(box)
            box.deleteLater()
        self.windows = {window.id: self._window(window, window.id in chosen) for window in found.windows}
        for place, box in enumerate(self.windows.values()):
            self._choices.addWidget(box, place // _SIDE_BY_SIDE, place % _SIDE_BY_SIDE)
        self._form.setRowVisible(0, bool(self.windows))
        if chosen - set(self.windows):
            self.changed.emit()

    def _window(self, window: Window, chosen: bool) -> QCheckBox:
        where = f"; {found_words(self._workspace, window)}" if self._workspace is not None else ""
        box = QCheckBox(f"{plain_words(window.id)} – {window_words(window)}{where}")
        box.setToolTip("Events and codable time are cut to it. Without a window all of a session is exported.")
        box.setChecked(chosen)
        box.toggled.connect(self.changed)
        return box

    def _box(self, words: str, meaning: str) -> QCheckBox:
        box = QCheckBox(words)
        box.setToolTip(meaning)
        box.setAccessibleDescription(meaning)
        box.toggled.connect(self.changed)
        return box


def window_words(window: Window) -> str:
    """Say where a window lies in its phases: "the first 30 s"."""
    length, beyond = f"{window.length_s:g} s", f"{window.from_s:g} s"
    match window.anchor:
        case "end":
            return f"{length} up to {beyond} before the end" if window.from_s else f"the last {length}"
        case "middle":
            return f"{length} around {beyond} after the middle" if window.from_s else f"the middle {length}"
        case _:
            return f"{length} from {beyond} on" if window.from_s else f"the first {length}"


def found_words(workspace: Workspace, window: Window) -> str:
    """Say in which phases of this session a window really lies."""
    if all(window.id != known.id for known in workspace.scheme.procedure.windows):
        return "not in this session"
    spans = window_spans(workspace.scheme.procedure, workspace.observation, workspace.end_ms)
    found = [span for span in spans if span.window == window.id]
    phases = [plain_words(span.phase.phase) + ("" if span.whole else " (cut)") for span in found]
    return f"here in {', '.join(phases)}" if phases else "in no phase marked here"


def _holder(layout: QGridLayout | QHBoxLayout) -> QWidget:
    holder = QWidget()
    holder.setLayout(layout)
    return holder


def _row(*parts: QWidget) -> QWidget:
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(16)
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    return _holder(row)
