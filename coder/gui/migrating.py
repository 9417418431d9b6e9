"""Move the observation that is open to the session's scheme: the table first, then it is let go and moved."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from coder.app.notices import Notice, Severity, notice_of
from coder.errors import CoderError
from coder.gui.errand import Errand
from coder.gui.host import Host
from coder.gui.sheet import Sheet

if TYPE_CHECKING:
    from coder.app.migration import MigrationPlan
    from coder.app.open_session import Opened
    from coder.model.observation import Identity

Open = Callable[[Sheet, QWidget | None], None]


class Migrating:
    """Shows what would happen by ``open_sheet``, and does it when that is wished."""

    def __init__(self, window: Host, open_sheet: Open) -> None:
        self._window, self._open = window, open_sheet

    def ask(self) -> None:
        """Read the session's scheme on a thread of its own, and show the table."""
        from coder.app.migration import Coding

        sitting = self._window.sitting
        if sitting is None:
            return
        opened = sitting.opened
        if opened.file.read_only:
            words = "This observation is open view-only, and cannot be migrated so."
            self._tell(Notice(words, "Open it for coding first.", Severity.WARNING))
            return
        coding = Coding(tuple(opened.workspace.observation), tuple(opened.recodes.items))
        keymap = self._window.keymap

        def plan() -> "MigrationPlan":
            from coder.app.entering import current_scheme
            from coder.app.migration import plan_one

            return plan_one(opened.file.path, opened.scheme, current_scheme(opened.session, keymap), coding)

        Errand(self._window.over, plan, partial(self._show, opened), self._refuse)

    def _show(self, opened: "Opened", plan: "MigrationPlan") -> None:
        from coder.gui.dialogs.migration import MigrationSheet

        sitting = self._window.sitting
        if sitting is None or sitting.opened is not opened:
            return
        go = partial(self._leave, opened.session.folder, opened.workspace.observation.identity, plan)
        sheet = MigrationSheet(self._window.over, self._window.theme, plan.table, go)
        self._open(sheet, sheet.first)

    def _leave(self, folder: Path, identity: "Identity", plan: "MigrationPlan") -> None:
        self._window.leave_session(partial(self._migrate, folder, identity, plan))

    def _migrate(self, folder: Path, identity: "Identity", plan: "MigrationPlan") -> None:
        departed, (place,) = self._window.departed, plan.moving
        self._tell(Notice(f"Migrating to {plan.table.scheme_id} {plan.table.version}…", "", Severity.NEWS))
        again = partial(self._window.open_session, folder, identity.coder, identity.pass_id)

        def work() -> Path:
            from coder.app.migration import migrate_one
            from coder.app.migration_phases import lead_phases

            departed.wait(folder, lambda: False)
            kept = migrate_one(place.path, plan.goal, identity.coder)
            lead_phases(folder, (place.path,), plan.goal.scheme, place.version)
            return kept

        Errand(self._window.over, work, lambda _kept: again(), partial(self._fail, again))

    def _fail(self, again: Callable[[], object], error: CoderError) -> None:
        self._tell(Notice(error.message, error.hint, Severity.ERROR, "Open again", again))

    def _refuse(self, error: CoderError) -> None:
        self._tell(notice_of(error))

    def _tell(self, notice: Notice) -> None:
        self._window.bar.show_notice(notice)
