"""Make a session: its videos, its scheme, its ids. One page, everything checked before anything is written."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from coder.app.new_session import NewSession, create_session
from coder.app.scheme_check import check_schemes
from coder.app.settings import Settings
from coder.app.shipped import shipped_schemes
from coder.errors import CoderError
from coder.gui.background import Background
from coder.gui.places import likely_folder
from coder.gui.theme import Theme
from coder.gui.words import reading_words
from coder.model.session import SessionClock

if TYPE_CHECKING:
    from coder.scheme.faults import Fault

VIDEOS = "Videos (*.mp4 *.mov *.m4v *.mkv *.avi *.webm *.mts *.m2ts *.ts *.mpg *.mpeg *.wmv *.dv *.mxf);;All files (*)"
OTHER = "From a file…"
MOST_DAYS = 40_000


class NewSessionDialog(QDialog):
    """``created`` tells the session's folder and the coder once it is written."""

    created = Signal(object, str)

    def __init__(self, parent: QWidget, theme: Theme, settings: Settings, videos: Sequence[Path] = ()) -> None:
        super().__init__(parent)
        self.setWindowTitle("New session")
        self.setMinimumWidth(620)
        self._theme, self._settings = theme, settings
        self._work: Background | None = None
        self._own_folder = False
        self._scheme_serves = True
        self.videos, self.schemes, self.faults = QListWidget(), QComboBox(), QPlainTextEdit()
        self.session, self.dyad, self.visit = QLineEdit(), QLineEdit(), QLineEdit()
        self.age = QLineEdit()
        self.coder, self.folder = QLineEdit(settings.coder), QLineEdit()
        self.copy = QCheckBox("Copy the videos into the session’s folder")
        self.consecutive = QCheckBox("They are one camera’s files, one after the other")
        self.clock, self.minutes = QCheckBox("No video: code by a clock alone, running for"), QSpinBox()
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.setStyleSheet(f"color: {theme.error};")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.make = QPushButton("Create and open")
        self.buttons.addButton(self.make, QDialogButtonBox.ButtonRole.AcceptRole)
        self._fill_schemes()
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)  # Enter never cancels
        self._lay_out()
        self.make.setDefault(True)  # once it is in the dialog, or it would stop being so when the focus leaves it
        self._connect()
        self.add_videos(videos)

    def _fill_schemes(self) -> None:
        for path in shipped_schemes():
            self.schemes.addItem(path.stem, path)
        self.schemes.addItem(OTHER)
        self.faults.setReadOnly(True)
        self.faults.setVisible(False)
        self.faults.setFixedHeight(110)
        self.faults.setAccessibleName("What is wrong with the scheme")

    def _lay_out(self) -> None:
        self.videos.setFixedHeight(72)
        self.videos.setAccessibleName("Videos")
        self.minutes.setRange(1, 24 * 60)
        self.minutes.setValue(30)
        self.minutes.setSuffix(" min")
        self.minutes.setEnabled(False)
        self.minutes.setAccessibleName("Minutes that the clock runs")
        self.session.setPlaceholderText("D01_v1")
        self.visit.setPlaceholderText("optional")
        self.age.setPlaceholderText("optional; a birth date is never kept")
        self.age.setValidator(QIntValidator(0, MOST_DAYS, self))
        self.dyad.setPlaceholderText("as the session")
        self.coder.setPlaceholderText("your initials")
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        form.addRow("Videos", _beside(self.videos, self._column("Add…", self._choose_videos, "Remove", self._remove)))
        form.addRow("", QLabel("The first is the main video: its first frame is time 0."))
        form.addRow("", self.consecutive)
        form.addRow("", _beside(self.clock, self.minutes))
        self.schemes.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        form.addRow("Scheme", self.schemes)
        form.addRow("", self.faults)
        form.addRow("Session id", self.session)
        form.addRow("Dyad", self.dyad)
        form.addRow("Visit", self.visit)
        form.addRow("Age in days", self.age)
        form.addRow("Coder id", self.coder)
        choose = QPushButton("Choose…")
        choose.setAutoDefault(False)
        choose.clicked.connect(self._choose_folder)
        form.addRow("Folder", _beside(self.folder, choose))
        form.addRow("", self.copy)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self.message)
        column.addStretch(1)
        column.addWidget(self.buttons)

    def _column(self, *buttons: object) -> QWidget:
        column = QWidget()
        rows = QVBoxLayout(column)
        rows.setContentsMargins(0, 0, 0, 0)
        for words, action in zip(buttons[::2], buttons[1::2], strict=True):
            button = QPushButton(str(words))
            button.setAutoDefault(False)
            button.clicked.connect(action)
            rows.addWidget(button)
        rows.addStretch(1)
        return column

    def _connect(self) -> None:
        self.schemes.activated.connect(self._scheme_chosen)
        self.session.textEdited.connect(self._name_folder)
        self.folder.textEdited.connect(partial(setattr, self, "_own_folder", True))
        self.clock.toggled.connect(self._choose_clock)
        self.make.clicked.connect(self._make)
        self.buttons.rejected.connect(self.reject)

    def add_videos(self, videos: Sequence[Path]) -> None:
        """Add videos; the first names the session unless it is named."""
        for video in videos:
            self.videos.addItem(str(video))
        if videos and not self.session.text():
            self.session.setText(_plain_id(videos[0].stem))
        self._name_folder()
        if videos:
            self._ask_next()

    def _choose_clock(self, alone: bool) -> None:
        self.minutes.setEnabled(alone)
        for part in (self.videos, self.consecutive, self.copy):
            part.setEnabled(not alone)
        self._name_folder()

    def _ask_next(self) -> None:
        """Give the keys to what is still to be said, so that the next letters and Enter are enough."""
        (self.make if self.coder.text().strip() else self.coder).setFocus(Qt.FocusReason.OtherFocusReason)

    def scheme(self) -> Path | None:
        """Return the scheme chosen."""
        found = self.schemes.currentData()
        return found if isinstance(found, Path) else None

    def use_scheme(self, path: Path) -> None:
        """Choose a scheme from a file and list what is wrong with it."""
        place = self.schemes.findData(path)
        if place < 0:
            self.schemes.insertItem(self.schemes.count() - 1, path.name, path)
            place = self.schemes.count() - 2
        self.schemes.setCurrentIndex(place)
        self._check_scheme(path)

    def _check_scheme(self, path: Path) -> None:
        try:
            found = check_schemes([path], self._settings.preset)
            faults, self._scheme_serves = [_fault_words(fault) for fault in found], not any(f.is_error for f in found)
        except CoderError as error:
            faults, self._scheme_serves = [str(error)], False
        count = "One thing is" if len(faults) == 1 else f"{len(faults)} things are"
        self.faults.setPlainText("\n".join((f"{count} wrong in {path.name}:", *faults)))
        self.faults.setVisible(bool(faults))

    def _scheme_chosen(self) -> None:
        path = self.scheme()
        if path is not None:
            self.faults.setVisible(False)
            self.message.clear()
            self._scheme_serves = True
            if path not in shipped_schemes():
                self._check_scheme(path)
            return
        name, _ = QFileDialog.getOpenFileName(
            self, "Choose a scheme", likely_folder(self._settings), "Schemes (*.yaml *.yml)"
        )
        if name:
            self.use_scheme(Path(name))
        else:
            self.schemes.setCurrentIndex(0)

    def _choose_videos(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(self, "Choose videos", likely_folder(self._settings), VIDEOS)
        self.add_videos([Path(name) for name in names])

    def _remove(self) -> None:
        self.videos.takeItem(max(0, self.videos.currentRow()))

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, "Where the session’s folder goes", likely_folder(self._settings))
        if name:
            self._own_folder = True
            self.folder.setText(str(Path(name) / (self.session.text() or "session")))

    def _name_folder(self) -> None:
        alone = self.clock.isChecked()
        if (alone or self.videos.count()) and not self._own_folder:
            beside = Path(likely_folder(self._settings)) if alone else Path(self.videos.item(0).text()).parent
            self.folder.setText(str(beside / (self.session.text().strip() or "session")))

    def _wanted(self) -> NewSession:
        from coder.store.coder_id import check_coder_id

        scheme, coder, alone = self.scheme(), self.coder.text().strip(), self.clock.isChecked()
        if not self.videos.count() and not alone:
            raise CoderError("There is no video yet.", "Add one, or say that a clock alone is coded by.")
        if scheme is None:
            raise CoderError("There is no scheme yet.", "Choose one of the list, or a file.")
        if not self._scheme_serves:
            raise CoderError("The scheme cannot be used.", "Mend what is wrong in it, or choose another.")
        if not coder:
            self.coder.setFocus(Qt.FocusReason.OtherFocusReason)
            raise CoderError("Who codes?", "Write a coder id: it names the observation’s file.")
        check_coder_id(coder)
        if not self.folder.text().strip():
            raise CoderError("There is no folder yet.", "Choose where the session’s folder goes.")
        return NewSession(
            Path(self.folder.text().strip()),
            () if alone else tuple(Path(self.videos.item(row).text()) for row in range(self.videos.count())),
            str(scheme),
            id=self.session.text().strip(),
            dyad=self.dyad.text().strip(),
            visit=self.visit.text().strip(),
            copy=self.copy.isChecked() and not alone,
            consecutive=self.consecutive.isChecked() and not alone,
            clock=SessionClock(60.0 * self.minutes.value()) if alone else None,
            age_days=int(self.age.text()) if self.age.text() else None,
        )

    def _make(self) -> None:
        try:
            wanted = self._wanted()
        except CoderError as error:
            self._refused(error)
            return
        self.message.setText("Reading the video…" if wanted.media else "")
        self.make.setEnabled(False)
        self._work = work = Background(self)
        work.progressed.connect(self._show_progress)
        work.done.connect(self._made)
        work.refused.connect(self._refused)
        work.start("new session", partial(_create, wanted))

    def _show_progress(self, share: float) -> None:
        if self._work is not None:
            self.message.setText(reading_words(share))

    def _made(self, folder: Path) -> None:
        self._work = None
        self.accept()
        self.created.emit(folder, self.coder.text().strip())

    def _refused(self, error: CoderError) -> None:
        self._work = None
        self.make.setEnabled(True)
        self._ask_next()
        self.message.setText(str(error).splitlines()[0])  # a scheme's faults have a list of their own

    def done(self, result: int) -> None:
        """Give up what is being read; what is being written already goes on to its end."""
        if self._work is not None:
            self._work.leave()
            self._work = None
        super().done(result)


def _create(wanted: NewSession, work: Background) -> Path:
    return create_session(wanted, cancel=work.left, progress=work.progress).session.folder


def _beside(left: QWidget, right: QWidget) -> QWidget:
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(left, 1)
    row.addWidget(right, 0, Qt.AlignmentFlag.AlignTop)
    return both


def _fault_words(fault: "Fault") -> str:
    place = f"line {fault.line}, {fault.path}" if fault.path else f"line {fault.line}"
    return f"•  {place}: {fault.message} {fault.mend}".rstrip()


def _plain_id(name: str) -> str:
    """Return a name as an id: letters, digits, ``-`` and ``_``."""
    return "".join(sign if sign.isalnum() or sign in "-_" else "_" for sign in name).strip("_")
