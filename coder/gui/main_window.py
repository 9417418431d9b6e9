"""The window: puts its parts together and passes between them; it decides nothing."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QMainWindow, QMenuBar, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from coder.app.commands import BY_ID
from coder.app.keymap import EDITOR, Keymap, build_keymap
from coder.app.notices import Notice, Severity
from coder.app.settings import Settings, save_settings
from coder.errors import CoderError
from coder.gui.click_watch import ClickWatch
from coder.gui.command_keys import first_key
from coder.gui.departed import Departed
from coder.gui.errand import Errand
from coder.gui.key_router import KeyRouter
from coder.gui.menus import Menus
from coder.gui.message_bar import MessageBar
from coder.gui.opening import Opening, Wish, wish_of
from coder.gui.seat import Seat
from coder.gui.shows import Shows
from coder.gui.start_page import StartPage
from coder.gui.style import Appearance
from coder.gui.theme import Theme
from coder.gui.top_row import TopRow
from coder.gui.view_port import ViewPort
from coder.gui.waiting import Waiting
from coder.model.consensus import ALL, Wanted

if TYPE_CHECKING:
    from coder.app.open_session import Opened
    from coder.gui.saving import Saving
    from coder.gui.sitting import Sitting

ALWAYS = frozenset(
    {"file.new", "file.open", "file.start", "file.close", "view.full_screen", "help.commands", "help.keys"}
    | {"help.rule", "help.player_keys", "help.about", "file.import_scheme", "file.import", "file.export"}
    | {"file.open_scheme", "file.editor", "view.scheme", "analyse.regulation", "analyse.agreement", "analyse.training"}
)
"""What can be done without a session."""
DEFAULT_SIZE = (1440, 900)
LEAST_SIZE = (800, 560)
FRAME = QSize(8, 40)
"""Room for the title and edges that the system draws around a window, and that nobody knows before it is shown."""


class MainWindow(QMainWindow):
    """Start page or coding page, with menus above and the message bar below."""

    def __init__(self, settings: Settings, appearance: Appearance) -> None:
        super().__init__()
        self.settings, self._appearance = settings, appearance
        self.seat = Seat(self, self)
        self.setWindowTitle("Attune")
        self.setAcceptDrops(True)
        self.setMinimumSize(*LEAST_SIZE)
        self.keymap, clash = _keymap_of(settings)
        self._leaving = False
        self.shows = Shows(self)
        self.view = ViewPort(
            self.close, self.shows.by_name(), {"full_screen": self._toggle_full_screen, "sound": self._toggle_sound}
        )
        self.router = KeyRouter(self, self._press_without_session)
        self.clicks = ClickWatch(self, self._clicked)
        self.opening = Opening(self, lambda: self.keymap, self.seat.departed)
        self.start = StartPage(settings, self.theme)
        self.bar = MessageBar(self.theme, still=settings.reduced_motion)
        self.over = QWidget()
        self.pages, self.side = QStackedWidget(), QSplitter(Qt.Orientation.Horizontal)
        self.top = TopRow(self.theme)
        self.waiting = Waiting(self, self, self.opening, self.start)
        self._build()
        self._connect()
        self._name_keys()
        if clash is not None:
            self.bar.show_notice(clash)

    @property
    def theme(self) -> Theme:
        """The colours in use."""
        return self._appearance.theme

    @property
    def sitting(self) -> "Sitting | None":
        """The observation being coded."""
        return self.seat.sitting

    @property
    def departed(self) -> Departed:
        """What was let go and holds its files for a moment longer."""
        return self.seat.departed

    def _build(self) -> None:
        bar = QMenuBar()
        self.menus = Menus(bar, self.keymap, self.run)
        self.top.use(bar)
        self.pages.addWidget(self.start)
        column = QVBoxLayout(self.over)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        self.side.addWidget(self.pages)
        self.side.setChildrenCollapsible(False)
        self.side.setHandleWidth(1)
        column.addWidget(self.side, 1)
        column.addWidget(self.bar)
        self.setCentralWidget(self.over)
        self.resize(QSize(*DEFAULT_SIZE).boundedTo(self.screen().availableSize() - FRAME))
        self.restoreGeometry(QByteArray.fromBase64(self.settings.window.get("geometry", "").encode("ascii", "replace")))

    def _connect(self) -> None:
        self._appearance.changed.connect(self._set_theme)
        self.start.sample_asked.connect(self._open_sample)
        self.start.new_asked.connect(partial(self.view.show, "new"))
        self.start.open_asked.connect(partial(self.view.show, "open"))
        self.start.session_asked.connect(self.open_path)
        self.start.pass_asked.connect(self.open_session)
        self.start.coder_named.connect(self._remember_coder)
        self.opening.opened.connect(self._sit_down)
        self.opening.ended.connect(self.bar.clear)
        self.opening.noticed.connect(self.bar.show_notice)
        self.opening.listed.connect(self._list_sessions)
        self.opening.coder_wanted.connect(self._ask_coder)
        self.opening.pass_wanted.connect(self.start.ask_pass)
        self.opening.look_wanted.connect(lambda wish: self.leave_session(partial(self.opening.take, wish)))
        for menu in self.menus.menus.values():
            menu.aboutToShow.connect(self._freshen_menus)

    # ---------------------------------------------------------------- sessions

    def open_session(self, path: Path, coder: str = "", pass_id: str = "", *, view_only: bool = False) -> None:
        """Open a session for a coder; without one, ask who codes."""
        coder = coder or self.start.coder_id() or self.settings.coder
        if not coder:
            self._ask_coder(path)
            return
        self.leave_session(partial(self._open, path, coder, pass_id, view_only))

    def _open(self, path: Path, coder: str, pass_id: str, view_only: bool) -> None:
        self.bar.show_notice(Notice(f"Opening {self.start.name_of(path)}…", "", Severity.NEWS))
        self.opening.open(path, coder, pass_id, view_only=view_only)

    def review(self, path: Path, pair: tuple[str, str], pass_id: str = "", wanted: Wanted = ALL) -> None:
        """Show two coders' disagreements in a session, those that are wanted, to be decided."""
        sitting = self.sitting
        review = None if sitting is None else sitting.opened.review
        if sitting is not None and review is not None and review.shows(path, pair, pass_id):
            review.want(wanted)
            return
        coder = self.start.coder_id() or self.settings.coder
        back = wish_of(sitting.opened) if sitting is not None and review is None else None
        wish = Wish(path, coder, pass_id, pair=pair, wanted=wanted, instead=back)
        self.leave_session(partial(self.opening.take, wish))

    def open_path(self, path: Path, coder: str = "", pass_id: str | None = None) -> None:
        """Open a session's folder, asking what is coded where that is not clear, or list a study's sessions."""
        coder = coder or self.start.coder_id() or self.settings.coder
        self.leave_session(partial(self.opening.find, path, coder, pass_id))

    def show_start(self) -> None:
        """Leave the session, or give up what is being opened, and show the start page."""
        self.opening.cancel()
        self.leave_session(lambda: self.start.show_recent(self.settings))

    def _open_sample(self) -> None:
        self.leave_session(self.opening.open_sample)

    def _ask_coder(self, path: Path) -> None:
        self.leave_session(partial(self.start.ask_coder, path))

    def leave_session(self, then: Callable[[], object]) -> None:
        """Do something without a session: at once, or as soon as everything is written."""
        if self.seat.stand_up(then, self._leave):
            then()

    def _list_sessions(self, heading: str, entries: list[object]) -> None:
        self.start.show_sessions(heading, entries)  # type: ignore[arg-type]

    def _remember_coder(self, coder: str) -> None:
        self.remember(coder=coder)

    def _sit_down(self, opened: "Opened", saving: "Saving", wish: Wish) -> None:
        self.seat.sit_down(opened, saving, sample=wish.sample, looks=wish.view_only, preview=self.waiting.picture)

    def _leave(self) -> None:
        self._leaving = True
        self.close()

    # -------------------------------------------------------------- commands

    def run(self, command_id: str) -> None:
        """Carry out a command of a menu or of the command palette."""
        if self.sitting is not None:
            self.sitting.run(command_id)
        elif command_id in ALWAYS:
            BY_ID[command_id].run(_NoDesk(self.view))  # type: ignore[arg-type]

    def allows(self, command_id: str) -> bool:
        """Tell whether a command can be carried out now."""
        sitting = self.sitting
        return command_id in ALWAYS or (sitting is not None and BY_ID[command_id].suits(sitting.opened.session))

    def _press_without_session(self, chord: str) -> bool:
        if chord == "escape" and self.opening.busy:
            self.opening.cancel()
            return True
        command = self.keymap.find(chord)
        if command is None or command.id not in ALWAYS:
            return False
        self.run(command.id)
        return True

    def _freshen_menus(self) -> None:
        self.menus.allow(self.allows)
        self.menus.check(self._shows_panel)
        history = self.sitting.desk.workspace.history if self.sitting is not None else None
        for command_id, word, change in (
            ("edit.undo", "Undo", history.can_undo if history is not None else None),
            ("edit.redo", "Redo", history.can_redo if history is not None else None),
        ):
            self.menus.say(command_id, f"{word} {change.words}" if change else word, self.keymap)

    def _shows_panel(self, name: str) -> bool:
        if name == "full_screen":
            return self.isFullScreen()
        if self.sitting is None:
            return False
        ticked = self.sitting.ticked()
        if name in ticked:
            return ticked[name]
        return self.sitting.sound_lane_shown if name == "sound" else self.sitting.page.shown(name)

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _toggle_sound(self) -> None:
        if self.sitting is not None:
            self.sitting.toggle_sound_lane()

    def use_keys(self, preset: str, remapped: Mapping[str, tuple[str, ...]]) -> None:
        """Use other player keys from now on."""
        self.remember(preset=preset, keys=dict(remapped))
        self.keymap, _ = _keymap_of(self.settings)
        self._name_keys()
        if self.sitting is not None:
            self.sitting.use_keys(self.keymap)

    def keep_settings(self, **changes: object) -> None:
        """Keep other settings, and use them from now on."""
        self.remember(**changes)
        if self.sitting is not None:
            self.sitting.use_settings(self.settings)

    def remember(self, **changes: object) -> None:
        """Keep other settings for the next time."""
        self.remember_settings(replace(self.settings, **changes))  # type: ignore[arg-type]

    def remember_settings(self, settings: Settings) -> None:
        """Keep these settings."""
        self.settings = settings
        save_settings(settings)

    def _name_keys(self) -> None:
        self.menus.name_keys(self.keymap)
        find, keys = first_key(self.keymap, "help.commands"), first_key(self.keymap, "help.keys")
        self.bar.set_tip(f"{find} any action · {keys} keys")

    # ------------------------------------------------------------------- window

    def showEvent(self, event: QShowEvent) -> None:
        """Watch for clicks once there is a window to click on."""
        super().showEvent(event)
        handle = self.windowHandle()
        if handle is not None:
            handle.installEventFilter(self.clicks)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send every key one way."""
        if not self.router.press(event):
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Take note of keys that are let go."""
        self.router.release(event)
        super().keyReleaseEvent(event)

    def _clicked(self) -> None:
        if self.shows.sheet is None:
            self.focus_back()

    def focus_back(self) -> None:
        """Give the keys back to what is coded."""
        if self.sitting is not None:
            self.sitting.focus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files."""
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open a folder that is dropped, show a scheme, or make a session of videos."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        event.acceptProposedAction()
        QTimer.singleShot(0, self, partial(self._take, paths))

    def _take(self, paths: list[Path]) -> None:
        folders = [path for path in paths if path.is_dir() or path.name in ("session.yaml", "study.yaml")]
        if folders:
            self.open_path(folders[0] if folders[0].is_dir() else folders[0].parent)
        elif paths and paths[0].suffix.lower() in (".yaml", ".yml"):
            self.shows.scheme_view.show_file(paths[0])
        elif paths:
            self.shows.new(*paths)

    def _set_theme(self, theme: Theme) -> None:
        self.start.set_theme(theme)
        self.top.set_theme(theme)
        self.bar.set_theme(theme)
        self.waiting.set_theme(theme)
        self.shows.set_theme(theme)
        if self.sitting is not None:
            self.sitting.set_theme(theme)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Write what waits, remember the window's shape, end every thread; what takes long is done out of sight."""
        if not self._leaving and not self.seat.is_safe(self.close, self._leave):
            event.ignore()
            return
        self.opening.cancel()
        geometry = bytes(self.saveGeometry().toBase64().data()).decode("ascii")
        self.hide()
        self.shows.close_sheet()
        for errand in self.findChildren(Errand):
            errand.leave()
        self.seat.stand_up(_nothing, _nothing, unsaved=True)
        self.remember(window={**self.settings.window, "geometry": geometry})
        self.seat.wait_for_files(unsaved=self._leaving)
        event.accept()


def _nothing() -> None:
    """Do nothing: nobody is left to do anything for."""


class _NoDesk:
    """Enough of a desk for commands that only ask the window."""

    def __init__(self, view: ViewPort) -> None:
        self.view = view


def _keymap_of(settings: Settings) -> tuple[Keymap, Notice | None]:
    """Build the keys of the settings; keys that clash are left at the preset's, and that is said."""
    try:
        return build_keymap(settings.preset, settings.keys), None
    except CoderError as error:
        hint = f"{error.hint} Until then the keys are as they came."
        return build_keymap(EDITOR), Notice(error.message, hint, Severity.WARNING)
