"""Open a session without freezing the window, and say what stands in the way."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal

from coder.app.keymap import Keymap
from coder.app.notices import Notice, Severity, notice_of
from coder.errors import CoderError
from coder.gui.cards import Entry
from coder.gui.errand import Errand
from coder.gui.saving import Saving

if TYPE_CHECKING:
    from coder.app.open_session import Opened


class Opening(QObject):
    """Tells ``opened`` (an Opened, its Saving), ``noticed`` (a Notice), ``listed`` (a study's sessions)."""

    opened = Signal(object, object)
    noticed = Signal(object)
    listed = Signal(str, object)
    coder_wanted = Signal(object)

    def __init__(self, parent: QObject, keymap: Callable[[], Keymap]) -> None:
        super().__init__(parent)
        self._keymap = keymap
        self._errand: Errand | None = None

    @property
    def busy(self) -> bool:
        """Tell whether something is being opened."""
        return self._errand is not None

    def open(self, path: Path, coder: str, pass_id: str = "", *, view_only: bool = False) -> None:
        """Open a coder's observation of a session, or begin it."""
        if self._errand is not None:
            return
        saving, keymap = Saving(self), self._keymap()

        def work() -> "Opened":
            from coder.app.open_session import open_session

            return open_session(path, coder, pass_id, view_only=view_only, keymap=keymap, on_saved=saving.tell)

        self._errand = Errand(
            self,
            work,
            lambda opened: self._tell(opened, saving),
            lambda error: self._refuse(error, path, coder, pass_id, view_only),
        )

    def open_sample(self) -> None:
        """Copy the sample to the person's documents and open it as it was coded."""
        from coder.app.demo import CODED_BY, copy_sample

        try:
            self.open(copy_sample(sample_folder()), CODED_BY)
        except CoderError as error:
            self.noticed.emit(notice_of(error))

    def find(self, path: Path, coder: str) -> None:
        """Open a session's folder, or list the sessions of a study."""
        if (path / "session.yaml").is_file() or path.name == "session.yaml":
            folder = path if path.is_dir() else path.parent
            if coder:
                self.open(folder, coder)
            else:
                self.coder_wanted.emit(folder)
            return
        if self._errand is None:
            self._errand = Errand(self, partial(_sessions_of, path), partial(self._list, path), self._refuse_plainly)

    def leave(self) -> None:
        """Wait for what is being opened, and let it go."""
        if self._errand is not None:
            self._errand.leave()
            self._errand = None

    def _tell(self, opened: "Opened", saving: Saving) -> None:
        self._errand = None
        self.opened.emit(opened, saving)

    def _list(self, path: Path, entries: list[Entry]) -> None:
        self._errand = None
        self.listed.emit(f"Sessions of {path.name}", entries)

    def _refuse_plainly(self, error: CoderError) -> None:
        self._errand = None
        self.noticed.emit(notice_of(error))

    def _refuse(self, error: CoderError, path: Path, coder: str, pass_id: str, view_only: bool) -> None:
        self._errand = None
        look = partial(self.open, path, coder, pass_id, view_only=True)
        can_look = not view_only and "view-only" in error.hint
        button = "Open view-only" if can_look else ""
        self.noticed.emit(Notice(error.message, error.hint, Severity.ERROR, button, look if can_look else None))


def sample_folder() -> Path:
    """Return where the sample is copied to."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents or Path.home()) / "Attune sample"


def _sessions_of(path: Path) -> list[Entry]:
    from coder.store.study_folder import find_sessions

    return [
        Entry(session.folder, "", session.id, " · ".join(part for part in (session.study, session.visit) if part))
        for session in find_sessions(path)
    ]
