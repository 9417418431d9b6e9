"""Analyse › Training…: a sheet over the whole window, read in the background."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QWidget

from coder.app.notices import Notice, Severity, notice_of
from coder.app.training_look import TrainingLook
from coder.app.training_tables import today
from coder.errors import CoderError
from coder.gui.background import Background
from coder.gui.sheet import MARGIN, Sheet
from coder.gui.theme import Theme
from coder.gui.training.training_body import TrainingBody
from coder.model.drift import DriftPoint
from coder.model.training import Attempt

_BELOW_PX = 34
"""Room for the message bar."""


@dataclass(frozen=True, slots=True)
class Ways:
    """What the window does for the sheet.

    ``flush`` writes what waits, on the reading thread; ``tell`` shows a notice; ``play`` plays an attempt's clips, in
    its session's folder; ``go`` goes to what a point of the chart is of.
    """

    flush: Callable[[], object]
    tell: Callable[[Notice], object]
    play: Callable[[Attempt, Path], object]
    go: Callable[[DriftPoint, Path], object]


class TrainingSheet(Sheet):
    """Shows a study's training as ``coder`` may see it (empty: all of it)."""

    def __init__(self, parent: QWidget, theme: Theme, study: Path, coder: str, ways: Ways) -> None:
        super().__init__(parent, theme, "")
        self.setAccessibleName("Training")
        self._study, self._coder, self._ways = study, coder, ways
        self._work: Background | None = None
        self.look: TrainingLook | None = None
        self.body, self.state = TrainingBody(theme), QLabel("Reading…")
        self.tables, self.done = QPushButton("Save tables…"), QPushButton("Close")
        self._lay_out()
        self.body.attempt_chosen.connect(self._play)
        self.body.point_chosen.connect(self._go)
        self.tables.clicked.connect(self.choose_tables)
        self.done.clicked.connect(self.close_sheet)
        self.read()

    def _lay_out(self) -> None:
        title, top = QLabel("Training"), QHBoxLayout()
        title.setStyleSheet("font-weight: bold;")
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.state.setWordWrap(True)
        self.tables.setEnabled(False)
        top.addWidget(title)
        top.addWidget(self.state, 1)
        for button in (self.tables, self.done):
            button.setAutoDefault(False)
            top.addWidget(button)
        self.column.addLayout(top)
        self.column.addWidget(self.body, 1)

    def read(self) -> None:
        """Read the study, in the background."""
        self._work = found = Background(self)
        found.done.connect(self.show_look)
        found.refused.connect(self._refuse)
        found.start("training", partial(_look, self._study, self._coder, self._ways.flush))

    @property
    def reading(self) -> bool:
        """Tell whether the study is still being read."""
        return self._work is not None

    def show_look(self, look: TrainingLook) -> None:
        """Show what came of it."""
        self._work, self.look = None, look
        whole = f"of {look.own}" if look.own else "of all coders"
        notes = (look.reason, *look.trained.notes, *(look.drift.notes if look.drift is not None else ()))
        self.state.setText(" ".join((f"{look.study.name}, {whole}.", *dict.fromkeys(filter(None, notes)))))
        self.tables.setEnabled(not look.own and (not look.reason or look.drift is not None))
        self.body.show_look(look, today())
        if self.isVisible():
            self.body.standings.setFocus()

    def _refuse(self, error: CoderError) -> None:
        self._work = None
        words = f"{error.message} {error.hint}".strip()
        self.state.setText(words)
        self.body.show_reason(words)

    # ------------------------------------------------------------------ leading back to the video

    def _play(self, attempt: Attempt) -> None:
        folder = self.look.folders.get(attempt.session) if self.look is not None else None
        if folder is None:
            return
        if not attempt.figures:
            self._ways.tell(Notice(f"{attempt.session} has no feedback: {attempt.reason}", "", Severity.WARNING))
            return
        self._ways.play(attempt, folder)

    def _go(self, point: DriftPoint) -> None:
        if self.look is None:
            return
        own = (point.coder, point.pass_id, point.session)
        attempts = (attempt for one in self.look.standings for attempt in one.attempts)
        found = next((one for one in attempts if (one.coder, one.pass_id, one.session) == own), None)
        if found is not None:
            self._play(found)
        elif point.session in self.look.folders:
            self._ways.go(point, self.look.folders[point.session])

    # ------------------------------------------------------------------ saving

    def choose_tables(self) -> None:
        """Ask where the tables go."""
        near = str(self._study.parent / f"{self._study.name} training")
        name, _ = QFileDialog.getSaveFileName(self, "Save the tables into a new folder", near)
        if name:
            self.save_tables(Path(name))

    def save_tables(self, folder: Path) -> None:
        """Write the tables of ``coder training`` and ``coder drift``, in the background."""
        look = self.look
        if look is None:
            return
        work = Background(self)
        work.done.connect(lambda _: self._ways.tell(Notice(f"The tables are in {folder}.", "", Severity.DONE)))
        work.refused.connect(lambda error: self._ways.tell(notice_of(error)))
        work.start("tables of training", partial(_write, look, folder))

    # ------------------------------------------------------------------ the sheet

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        super().set_theme(theme)
        self.body.set_theme(theme)

    def close_sheet(self) -> None:
        """Give up what is being read, and go."""
        if self._work is not None:
            self._work.leave()
            self._work = None
        super().close_sheet()

    def _place(self) -> None:
        self.setGeometry(self._over.rect().adjusted(MARGIN, MARGIN, -MARGIN, -_BELOW_PX))


def _look(study: Path, coder: str, flush: Callable[[], object], _work: Background) -> Any:
    from coder.app.training_look import look_at_training

    return look_at_training(study, coder, flush)


def _write(look: TrainingLook, folder: Path, _work: Background) -> None:
    from coder.app.training_tables import write_drift, write_training

    if not look.reason:
        write_training(look.study, folder / "training")
    if look.drift is not None:
        write_drift(look.study, folder / "drift")
