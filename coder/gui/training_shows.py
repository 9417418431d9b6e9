"""Analyse › Training…: of the study that is open, else of one that is asked for; clips are played in the video."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QWidget

from coder.app.notices import Notice, Severity
from coder.gui.host import Host
from coder.gui.places import likely_folder
from coder.gui.sheet import Sheet
from coder.gui.sources import find_viewer

if TYPE_CHECKING:
    from coder.gui.sitting import Sitting
    from coder.model.drift import DriftPoint
    from coder.model.training import Attempt

_LOOK_MS, _LOOKS = 50, 1200
"""How often, and how many times, it is looked whether the session is open whose clips are to be played."""


class Training:
    """Opens the sheet, and plays what is chosen there."""

    def __init__(self, window: Host, open_sheet: Callable[[Sheet, QWidget | None], None]) -> None:
        self._window, self._open = window, open_sheet
        self._sheet: Sheet | None = None
        self._wanted: Attempt | None = None

    def by_name(self) -> Mapping[str, Callable[[], object]]:
        """Return what each name shows."""
        return {"training": self.ask}

    def ask(self) -> None:
        """Show the training of the study that is open, as its coder may see it; else of a study that is asked for."""
        from coder.store.study_file import find_study_folder

        window, sitting = self._window, self._window.sitting
        if sitting is None:
            name = QFileDialog.getExistingDirectory(window.over, "Open a study", likely_folder(window.settings))
            if name:
                self.show(Path(name), find_viewer(window))
            return
        sitting.playback.pause()  # nobody sees it now
        study = find_study_folder(sitting.opened.session.folder)
        if study is None:
            hint = "Training takes a study: a folder with a study.yaml and its sessions."
            window.bar.show_notice(Notice("This session is in no study.", hint, Severity.WARNING))
            return
        self.show(study, find_viewer(window))

    def show(self, study: Path, coder: str = "") -> None:
        """Show the training of a study."""
        from coder.gui.training.training_sheet import TrainingSheet, Ways

        window = self._window
        flush = window.sitting.opened.flush if window.sitting is not None else _nothing
        ways = Ways(flush, window.bar.show_notice, self.play, self.go)
        sheet = self._sheet = TrainingSheet(window.over, window.theme, study, coder, ways)
        self._open(sheet, sheet.body.standings)

    def play(self, attempt: "Attempt", folder: Path) -> None:
        """Play where an attempt differs from gold: in the session that is open, else once it is."""
        self._close()
        sitting = self._window.sitting
        if sitting is not None and shows(sitting, attempt, folder):
            sitting.desk.feedback.open(attempt)
            return
        self._wanted = attempt
        self._window.open_session(folder, attempt.coder, attempt.pass_id, view_only=True)
        self._wait(attempt, folder, _LOOKS)

    def _wait(self, attempt: "Attempt", folder: Path, looks: int) -> None:
        sitting = self._window.sitting
        if self._wanted is not attempt or not looks:
            return
        if sitting is not None and shows(sitting, attempt, folder):
            self._wanted = None
            sitting.desk.feedback.open(attempt)
        else:
            QTimer.singleShot(_LOOK_MS, self._window.over, partial(self._wait, attempt, folder, looks - 1))

    def go(self, point: "DriftPoint", folder: Path) -> None:
        """Show at the desk where two partners differ."""
        self._close()
        self._window.review(folder, (point.coder, point.partner), point.pass_id)

    def _close(self) -> None:
        if self._sheet is not None:
            self._sheet.close_sheet()
            self._sheet = None


def shows(sitting: "Sitting", attempt: "Attempt", folder: Path) -> bool:
    """Tell whether what is open is what was attempted."""
    identity = sitting.opened.workspace.observation.identity
    here = sitting.opened.session.folder.resolve() == folder.resolve()
    return here and (identity.coder, identity.pass_id) == (attempt.coder, attempt.pass_id)


def _nothing() -> None:
    """Nothing is open that could be unsaved."""
