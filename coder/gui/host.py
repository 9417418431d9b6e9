"""What its parts ask of the window: the sheets that lie over it, and the seat before an observation."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from coder.app.keymap import Keymap
from coder.app.settings import Settings
from coder.gui.departed import Departed
from coder.gui.key_router import KeyRouter
from coder.gui.message_bar import MessageBar
from coder.gui.start_page import StartPage
from coder.gui.theme import Theme
from coder.gui.top_row import TopRow
from coder.gui.view_port import ViewPort
from coder.model.consensus import ALL, Wanted

if TYPE_CHECKING:
    from coder.gui.sitting import Sitting


class Host(Protocol):
    """A window with a session or without; ``over`` is what sheets lie on, ``side`` has the pages and what is beside."""

    settings: Settings
    keymap: Keymap
    start: StartPage
    bar: MessageBar
    over: QWidget
    side: QSplitter

    @property
    def sitting(self) -> "Sitting | None":
        """The observation being coded."""

    @property
    def departed(self) -> Departed:
        """What was let go and holds its files for a moment longer."""

    @property
    def theme(self) -> Theme:
        """The colours in use."""

    def open_session(self, path: Path, coder: str = "", pass_id: str = "", *, view_only: bool = False) -> None:
        """Open a session for a coder."""

    def review(self, path: Path, pair: tuple[str, str], pass_id: str = "", wanted: Wanted = ALL) -> None:
        """Show two coders' disagreements in a session, those that are wanted, to be decided."""

    def open_path(self, path: Path) -> None:
        """Open a session's folder, or list a study's sessions."""

    def leave_session(self, then: Callable[[], object]) -> None:
        """Do something without a session: at once, or as soon as everything is written."""

    def show_start(self) -> None:
        """Leave the session and show the start page."""

    def run(self, command_id: str) -> None:
        """Carry out a command."""

    def allows(self, command_id: str) -> bool:
        """Tell whether a command can be carried out now."""

    def use_keys(self, preset: str, remapped: Mapping[str, tuple[str, ...]]) -> None:
        """Use other player keys from now on."""

    def keep_settings(self, **changes: object) -> None:
        """Keep other settings, and use them from now on."""

    def focus_back(self) -> None:
        """Give the keys back to what is coded."""


class Room(Host, Protocol):
    """A window that an observation is coded in."""

    view: ViewPort
    router: KeyRouter
    top: TopRow
    pages: QStackedWidget

    def remember(self, **changes: object) -> None:
        """Keep other settings for the next time."""

    def remember_settings(self, settings: Settings) -> None:
        """Keep these settings."""

    def setWindowTitle(self, title: str, /) -> None:
        """Say what is coded."""
