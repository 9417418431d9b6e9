"""What is shown of schemes: the view of one, and the editor its file is opened in."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QProcess, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from coder.app.commands import BY_ID
from coder.app.editor import build_editor_command, find_program
from coder.app.notices import Notice, Severity, notice_of
from coder.app.scheme_files import find_edit_refusal
from coder.app.scheme_view import RunningScheme, find_scheme_file
from coder.errors import CoderError
from coder.gui.errand import Errand
from coder.gui.host import Host
from coder.gui.places import likely_folder
from coder.gui.sheet import Sheet

if TYPE_CHECKING:
    from coder.app.open_session import Opened
    from coder.app.passes import PassChoice

Open = Callable[[Sheet, QWidget | None], None]
FILTER = "Schemes (*.yaml *.yml);;All files (*)"
_LAYOUT = "keyboard"
_MIGRATE = "file.migrate"


class SchemeShows:
    """Opens sheets by ``open_sheet``, one at a time."""

    def __init__(self, window: Host, open_sheet: Open) -> None:
        self._window, self._open = window, open_sheet

    def by_name(self) -> Mapping[str, Callable[[], object]]:
        """Return what each name shows."""
        return {
            "scheme": self.show_running,
            "open_scheme": self.choose,
            "editor": self.choose_editor,
            "passes": self.choose_pass,
        }

    def choose(self) -> None:
        """Ask for a scheme file, and show it."""
        near = likely_folder(self._window.settings)
        name, _ = QFileDialog.getOpenFileName(self._window.over, "Open a scheme", near, FILTER)
        if name:
            self.show_file(Path(name))

    def show_running(self) -> None:
        """Show the scheme of the observation that is open; without one, ask for a file."""
        running = self._running()
        if running is None:
            self.choose()
        else:
            self._show(running.path, running)

    def show_file(self, path: Path) -> None:
        """Show a scheme file, whatever is wrong with it."""
        running = self._running()
        own = running is not None and running.path is not None and running.path.resolve() == path.resolve()
        self._show(path, running if own else None)

    def _running(self) -> RunningScheme | None:
        sitting = self._window.sitting
        if sitting is None:
            return None
        opened = sitting.opened
        return RunningScheme(opened.scheme, opened.workspace.pass_id, find_scheme_file(opened.session))

    def _show(self, path: Path | None, running: RunningScheme | None) -> None:
        from coder.gui.scheme_view.keyboard import likely_layout
        from coder.gui.scheme_view.keyboard_rows import LAYOUTS
        from coder.gui.scheme_view.scheme_sheet import SchemeSheet, Ways

        window = self._window
        if window.sitting is not None:
            window.sitting.playback.pause()  # nobody sees it now
        kept = window.settings.window.get(_LAYOUT, "")
        migrates = running is not None and _MIGRATE in BY_ID and window.allows(_MIGRATE)
        ways = Ways(
            self.open_place,
            self.choose_editor,
            partial(window.run, _MIGRATE) if migrates else None,
            self._keep_layout,
        )
        layout = kept if kept in LAYOUTS else likely_layout()
        self._open(
            SchemeSheet(window.over, window.theme, window.keymap, layout, ways, path=path, running=running), None
        )

    def _keep_layout(self, layout: str) -> None:
        self._window.keep_settings(window={**self._window.settings.window, _LAYOUT: layout})

    # ------------------------------------------------------------------ passes

    def choose_pass(self) -> None:
        """Read how far each pass of the session is, and ask which one comes next."""
        from coder.app.passes import PassReader

        sitting = self._window.sitting
        if sitting is None:
            return
        opened, scheme = sitting.opened, sitting.desk.workspace.scheme
        if not scheme.passes:
            words = f"{scheme.id} has no passes: all tiers are coded at once."
            self._window.bar.show_notice(Notice(words, "", Severity.NEWS))
            return
        coder = sitting.desk.workspace.observation.identity.coder
        read = partial(PassReader().read, opened.session, coder, scheme)
        Errand(self._window.over, read, partial(self._ask_pass, opened), self._refuse)

    def _ask_pass(self, opened: "Opened", choices: tuple["PassChoice", ...]) -> None:
        from coder.gui.dialogs.passes import PassesSheet

        window, identity = self._window, opened.workspace.observation.identity
        if window.sitting is None or window.sitting.opened is not opened:
            return
        now = window.sitting.desk.watched.settle()  # what is kept may be older
        choices = tuple(replace(one, viewing=now) if one.pass_id == identity.pass_id else one for one in choices)
        open_pass = partial(window.open_session, opened.session.folder, identity.coder)
        here = (opened.session.folder, identity.coder)
        sheet = PassesSheet(window.over, window.theme, *here, choices, identity.pass_id, open_pass)
        self._open(sheet, sheet.first)

    def _refuse(self, error: CoderError) -> None:
        self._window.bar.show_notice(notice_of(error))

    # ------------------------------------------------------------------ the editor

    def choose_editor(self) -> None:
        """Ask for the editor's command."""
        from coder.gui.dialogs.editor import EditorSheet

        window = self._window
        sheet = EditorSheet(window.over, window.theme, window.settings.editor, window.keep_settings)
        self._open(sheet, sheet.field)

    def open_place(self, path: Path, line: int, column: int) -> None:
        """Open a file at a place in the person's editor; the system's own is not told the line, so the person is.

        A file that is not to be changed any more opens as well, to be read, and that is said.
        """
        command = self._window.settings.editor
        if command:
            is_open = self._open_in(command, path, line, column)
        else:
            is_open = self._open_plainly(path, line)
        refusal = find_edit_refusal(path) if is_open else None
        if refusal is not None:
            self._window.bar.show_notice(Notice(refusal.message, refusal.hint, Severity.WARNING))

    def _open_in(self, command: str, path: Path, line: int, column: int) -> bool:
        try:
            program, *arguments = build_editor_command(command, path, line, column)
            program = find_program(program)
        except CoderError as error:
            self._window.bar.show_notice(notice_of(error))
            return False
        starts = QProcess.startDetached(program, arguments, str(path.parent))[0]
        if not starts:
            hint = "Look at its command under File › Editor for schemes…."
            self._window.bar.show_notice(Notice(f"{program} does not start.", hint, Severity.WARNING))
        return starts

    def _open_plainly(self, path: Path, line: int) -> bool:
        ask = Notice(
            f"{path.name} opens in the system’s editor: go to line {line}.",
            "Name an editor that goes there by itself under File › Editor for schemes….",
            Severity.NEWS,
            "Editor…",
            self.choose_editor,
        )
        open_file = QDesktopServices.openUrl
        opened = open_file(QUrl.fromLocalFile(str(path)))
        failed = Notice(f"Nothing here opens {path.name}.", "Name an editor for schemes.", Severity.WARNING, "Editor…")
        self._window.bar.show_notice(ask if opened else replace(failed, action=self.choose_editor))
        return opened
