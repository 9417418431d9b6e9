"""Submit the observation that is open, and open a submitted one again: asked by a sheet, done when all is written."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from coder.app.notices import Notice, Severity
from coder.errors import CoderError
from coder.gui.assignments import Queue, find_queue
from coder.gui.errand import Errand
from coder.gui.host import Host
from coder.gui.sheet import Sheet

if TYPE_CHECKING:
    from coder.model.observation import Identity
    from coder.model.seal import Seal

Open = Callable[[Sheet, QWidget | None], None]


class Submitting:
    """Asks by ``open_sheet`` first; what fails leaves the observation as it was, open for coding."""

    def __init__(self, window: Host, open_sheet: Open) -> None:
        self._window, self._open = window, open_sheet

    def by_name(self) -> dict[str, Callable[[], object]]:
        """Return what each name of a command asks."""
        return {"submit": self.ask_submit, "reopen": self.ask_reopen}

    def ask_submit(self) -> None:
        """Say what is submitted and what may be unfinished, and submit it on Enter."""
        from coder.app.submit import remarks_before
        from coder.gui.dialogs.submit import SubmitSheet

        sitting = self._window.sitting
        if sitting is None:
            return
        opened = sitting.opened
        if opened.workspace.view_only:
            words = f"This observation is view-only: {opened.workspace.view_only}"
            self._tell(Notice(words, "Nothing was submitted.", Severity.WARNING))
            return
        remarks = tuple(remarks_before(opened, sitting.desk.viewing))
        go = partial(self._leave, opened.session.folder, opened.workspace.observation.identity, self._submit)
        workspace = opened.workspace
        sheet = SubmitSheet(
            self._window.over, self._window.theme, workspace.name, len(workspace.observation), remarks, go
        )
        self._open(sheet, sheet.go)

    def ask_reopen(self) -> None:
        """Ask for a reason, and reopen what was submitted."""
        from coder.gui.dialogs.submit import ReopenSheet

        sitting = self._window.sitting
        if sitting is None:
            return
        opened = sitting.opened
        if opened.file.facts.seal is None:
            self._tell(Notice("This observation is not submitted.", "It can be coded as it is.", Severity.WARNING))
            return
        folder, identity = opened.session.folder, opened.workspace.observation.identity

        def reopen(reason: str) -> None:
            self._leave(folder, identity, partial(self._reopen, reason))

        sheet = ReopenSheet(self._window.over, self._window.theme, opened.workspace.name, reopen)
        self._open(sheet, sheet.field)

    def _leave(self, folder: Path, identity: "Identity", then: Callable[[Path, "Identity"], object]) -> None:
        self._window.leave_session(partial(then, folder, identity))

    def _submit(self, folder: Path, identity: "Identity") -> None:
        departed = self._window.departed
        self._tell(Notice("Submitting…", "", Severity.NEWS))

        def work() -> "tuple[Seal, Queue | Path | None]":
            from coder.app.submit import submit_session
            from coder.store.study_file import find_study_folder

            departed.wait(folder, lambda: False)
            seal, study = submit_session(folder, identity.coder, identity.pass_id), find_study_folder(folder)
            return seal, find_queue(study, identity.coder) if study is not None else None

        Errand(self._window.over, work, partial(self._submitted, folder, identity), self._fail(folder, identity))

    def _submitted(self, folder: Path, identity: "Identity", done: "tuple[Seal, Queue | Path | None]") -> None:
        """Show the coder's queue, what comes next first; without one, what was submitted, view-only."""
        seal, queue = done
        if isinstance(queue, Queue):
            self._window.start.show_sessions(queue.heading, queue.entries)
            events = "one event" if seal.events == 1 else f"{seal.events} events"
            self._tell(Notice(f"Submitted: {events}.", "It is changed no more until it is reopened."))
        else:
            self._window.open_session(folder, identity.coder, identity.pass_id)

    def _reopen(self, reason: str, folder: Path, identity: "Identity") -> None:
        departed = self._window.departed

        def work() -> None:
            from coder.app.submit import reopen_session

            departed.wait(folder, lambda: False)
            reopen_session(folder, identity.coder, reason, identity.pass_id)

        again = partial(self._window.open_session, folder, identity.coder, identity.pass_id)
        Errand(self._window.over, work, lambda _done: again(), self._fail(folder, identity))

    def _fail(self, folder: Path, identity: "Identity") -> Callable[[CoderError], None]:
        again = partial(self._window.open_session, folder, identity.coder, identity.pass_id)
        return lambda error: self._tell(Notice(error.message, error.hint, Severity.ERROR, "Open again", again))

    def _tell(self, notice: Notice) -> None:
        self._window.bar.show_notice(notice)
