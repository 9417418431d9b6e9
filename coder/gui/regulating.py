"""Analyse › Regulation…: a panel beside the picture that plays what it leads to and moves along with the video."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from coder.app.notices import Notice, Severity, notice_of
from coder.errors import CoderError
from coder.gui.calm import calm, let_go
from coder.gui.errand import Errand
from coder.gui.host import Host
from coder.gui.sources import Source, find_sources, find_viewer
from coder.gui.theme import Theme

if TYPE_CHECKING:
    from coder.app.regulation_view import RegulationLook
    from coder.gui.background import Background
    from coder.gui.regulation.regulation_panel import RegulationPanel, Wanted
    from coder.gui.sitting import Sitting

BEFORE_MS = 1_000
"""How long before a moment it is played from."""
SESSION_FILE = "session.yaml"
SHARE, MOST_PX = 0.44, 640


@dataclass(frozen=True, slots=True)
class Left:
    """What was open before another session was looked at."""

    folder: Path
    name: str
    coder: str
    pass_id: str
    view_only: bool

    def is_of(self, folder: Path, coder: str) -> bool:
        """Tell whether a coder's observation of a session is what was open."""
        return folder.resolve() == self.folder.resolve() and coder in ("", self.coder)


def left_of(sitting: "Sitting") -> Left:
    """Return how to open again what is open."""
    workspace = sitting.desk.workspace
    identity = workspace.observation.identity
    folder = sitting.opened.session.folder
    return Left(folder, workspace.name, identity.coder, identity.pass_id, bool(workspace.view_only))


class Regulating:
    """Holds the panel while it is there; it outlives the session that is open."""

    def __init__(self, window: Host) -> None:
        self._window = window
        self.panel: RegulationPanel | None = None
        self._viewer = ""
        self._followed: Sitting | None = None
        self._stop: Callable[[], object] | None = None
        self._wanted: tuple[Path, int] | None = None
        self._left: Left | None = None
        self._keys: QWidget | None = None
        self._coming: Errand | None = None
        self._pages: QWidget | None = None

    def by_name(self) -> Mapping[str, Callable[[], object]]:
        """Return what each name shows."""
        return {"regulation": self.ask}

    def ask(self) -> None:
        """Show regulation in what is open, else in a folder that is asked for; shown already, give it the keys."""
        if self.panel is not None:
            self.panel.body.tabs.currentWidget().setFocus()
            return
        if self._coming is not None:
            return
        sources = find_sources(self._window, "Regulation in a session or a study")
        if sources:
            self._coming = Errand(self._window.over, _load_panel, lambda _: self.show(sources), self._refuse)

    def _refuse(self, error: CoderError) -> None:
        self._coming = None
        self._window.bar.show_notice(notice_of(error))

    def show(self, sources: list[Source]) -> None:
        """Show regulation in the first of some folders; the others can be chosen."""
        from coder.gui.regulation.regulation_panel import RegulationPanel, Ways

        self._coming = None
        window = self._window
        self._viewer = find_viewer(window)
        ways = Ways(self._compute, window.bar.show_notice, self.go, self._run)
        self.panel = panel = RegulationPanel(window.theme, sources, ways, self._coder())
        panel.closed.connect(self.close)
        panel.drawn.connect(self._follow_now)
        QTimer.singleShot(0, panel, self._place)  # in a turn of its own: the window answers in between

    def _place(self) -> None:
        """Lay the panel beside the picture, and begin to compute."""
        panel, side = self.panel, self._window.side
        if panel is None:
            return
        whole = side.width()
        side.addWidget(panel)
        wide = min(MOST_PX, round(whole * SHARE))
        side.setSizes([whole - wide, wide])
        self._pages = side.widget(0)
        if isinstance(self._pages, QStackedWidget):
            self._pages.currentChanged.connect(self._turn)
        self._turn()
        panel.compute()
        panel.body.tabs.tabBar().setFocus()

    def close(self) -> None:
        """Take the panel away, and give its room and the keys back."""
        panel, self.panel = self.panel, None
        if panel is None:
            return
        panel.give_up()
        pages, self._pages = self._pages, None
        if isinstance(pages, QStackedWidget):
            pages.currentChanged.disconnect(self._turn)
        panel.hide()
        panel.setParent(None)
        panel.deleteLater()
        QTimer.singleShot(0, self._window.over, let_go)  # once the panel is gone, and its figures with it
        self._wanted = self._left = self._keys = None
        self._turn()
        self._window.focus_back()

    def set_theme(self, theme: Theme) -> None:
        """Change colours."""
        if self.panel is not None:
            self.panel.set_theme(theme)

    # ------------------------------------------------------------------ what is computed

    def _coder(self) -> str:
        sitting = self._window.sitting
        return sitting.desk.workspace.observation.identity.coder if sitting is not None else ""

    def _compute(self, wanted: "Wanted", work: "Background") -> "RegulationLook":
        """Write what waits, and find what is wanted; on the background thread."""
        with calm():
            return self._find(wanted, work)

    def _find(self, wanted: "Wanted", work: "Background") -> "RegulationLook":
        from coder.app.regulation_look import find_coders, look_at_regulation
        from coder.app.regulation_named import add_named

        sitting = self._window.sitting
        if sitting is not None:
            sitting.opened.flush()
        work.grow(find_coders(wanted.folder, self._viewer))
        found = partial(look_at_regulation, wanted.folder, wanted.coder, cancelled=work.left, viewer=self._viewer)
        look = found(progress=work.progress) if wanted.known is None else wanted.known
        if wanted.named is None:
            return look
        return add_named(look, found(progress=work.progress, named=wanted.named))

    def _run(self, chord: str) -> bool:
        """Carry out a command that has a modifier or an F key; nothing else, for it might code."""
        command = self._window.keymap.find(chord)
        plain = not ("ctrl+" in chord or "alt+" in chord or (chord.startswith("f") and chord[1:].isdigit()))
        if command is None or plain or not self._window.allows(command.id):
            return False
        self._window.run(command.id)
        return True

    # ------------------------------------------------------------------ back to the video

    def go(self, folder: Path, coder: str, ms: int) -> None:
        """Play a moment: of the session that is open, else open its session first, to look at."""
        sitting = self._window.sitting
        if sitting is not None and sitting.opened.session.folder.resolve() == folder.resolve():
            _play(sitting, ms)
            return
        if not (folder / SESSION_FILE).is_file():
            hint = "Compute again without it, or put it back where it was."
            self._window.bar.show_notice(
                Notice(f"The session {folder.name} is not where it was.", hint, Severity.WARNING)
            )
            return
        self._wanted, self._keys = (folder, ms), self._focused()
        if sitting is not None and self._left is None:
            self._left = left_of(sitting)
        if self._left is not None and self._left.is_of(folder, coder):
            self._go_back()
        else:
            self._window.open_session(folder, coder, view_only=True)

    def _focused(self) -> QWidget | None:
        """Return where in the panel the keys are."""
        found = self._window.over.focusWidget()
        return found if self.panel is not None and found is not None and self.panel.isAncestorOf(found) else None

    def _go_back(self) -> None:
        """Open what was coded before others were looked at, as it was open."""
        left, self._left = self._left, None
        if left is not None:
            self._window.open_session(left.folder, left.coder, left.pass_id, view_only=left.view_only)

    def _turn(self) -> None:
        """Take the room of the lists beside the picture, and follow the video; of another session as soon as it is."""
        sitting = self._window.sitting
        if self._followed is not None and (self._followed is not sitting or self.panel is None):
            self._part()
        if sitting is None:
            return
        sitting.page.lend_column(self.panel is not None)
        if self.panel is not None and self._followed is not sitting:
            self._followed, folder = sitting, sitting.opened.session.folder.resolve()
            sitting.playback.now_changed.connect(self._follow)
            self._stop = sitting.desk.workspace.changed.add(self._tell_coded)
            if self._left is not None and self._left.folder.resolve() == folder:
                self._left = None  # it was opened again by other ways
            if self._wanted is not None and self._wanted[0].resolve() == folder:
                _play(sitting, self._wanted[1])
                QTimer.singleShot(0, self.panel, self._arrive)
            self._wanted = None

    def _part(self) -> None:
        if self._stop is not None:
            self._stop()
        self._followed = self._stop = None

    def _arrive(self) -> None:
        """Give the keys back to where they were, and tell how to get back to what was coded."""
        keys, self._keys = self._keys, None
        sitting, left = self._window.sitting, self._left
        if keys is not None and self.panel is not None and self.panel.isAncestorOf(keys):
            keys.setFocus()
        if sitting is not None and left is not None:
            words = f"{sitting.desk.workspace.name} is open to look at; what is coded in {left.name} is saved."
            button = f"Back to {left.name}"
            self._window.bar.show_notice(Notice(words, "", Severity.NEWS, button, self._go_back))

    def _tell_coded(self, _change: object) -> None:
        """Say that figures are of before what has just been coded."""
        sitting = self._window.sitting
        if self.panel is not None and sitting is not None:
            self.panel.tell_coded(sitting.opened.session.folder, sitting.desk.workspace.observation.identity.coder)

    def _follow_now(self) -> None:
        if self._window.sitting is not None:
            self._follow(self._window.sitting.playback.now_ms())

    def _follow(self, ms: int) -> None:
        sitting = self._window.sitting
        if self.panel is not None and sitting is not None:
            self.panel.follow(sitting.opened.session.folder, ms)


def _load_panel() -> None:
    """Import what the panel is made of, which takes longer than the window may be silent for."""
    import_module("coder.gui.regulation.regulation_panel")


def _play(sitting: "Sitting", ms: int) -> None:
    sitting.playback.seek_ms(max(0, ms - BEFORE_MS))
    sitting.playback.play()
