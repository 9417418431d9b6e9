"""Analyse › Regulation…: a panel beside the picture that plays what it leads to and moves along with the video."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget

from coder.gui.host import Host
from coder.gui.sources import Source, find_sources
from coder.gui.theme import Theme

if TYPE_CHECKING:
    from coder.app.regulation_view import RegulationLook
    from coder.gui.background import Background
    from coder.gui.regulation.regulation_panel import RegulationPanel
    from coder.gui.sitting import Sitting

BEFORE_MS = 1_000
"""How long before a moment it is played from."""
SHARE, MOST_PX = 0.44, 640


class Regulating:
    """Holds the panel while it is there; it outlives the session that is open."""

    def __init__(self, window: Host) -> None:
        self._window = window
        self.panel: RegulationPanel | None = None
        self._followed: Sitting | None = None
        self._wanted: tuple[Path, int] | None = None

    def by_name(self) -> Mapping[str, Callable[[], object]]:
        """Return what each name shows."""
        return {"regulation": self.ask}

    def ask(self) -> None:
        """Show regulation in what is open, else in a folder that is asked for; shown already, give it the keys."""
        if self.panel is not None:
            self.panel.body.view.setFocus()
            return
        sources = find_sources(self._window, "Regulation in a session or a study")
        if sources:
            self.show(sources)

    def show(self, sources: list[Source]) -> None:
        """Show regulation in the first of some folders; the others can be chosen."""
        from coder.gui.regulation.regulation_panel import RegulationPanel, Ways

        window, side = self._window, self._window.side
        ways = Ways(self._compute, window.bar.show_notice, self.go, self._run)
        self.panel = panel = RegulationPanel(window.theme, sources, ways, self._coder())
        panel.closed.connect(self.close)
        panel.drawn.connect(self._follow_now)
        whole = side.width()
        side.addWidget(panel)
        wide = min(MOST_PX, round(whole * SHARE))
        side.setSizes([whole - wide, wide])
        pages = side.widget(0)
        if isinstance(pages, QStackedWidget):
            pages.currentChanged.connect(self._turn)
        self._turn()
        panel.compute()
        panel.body.tabs.tabBar().setFocus()

    def close(self) -> None:
        """Take the panel away, and give its room and the keys back."""
        panel, self.panel = self.panel, None
        if panel is None:
            return
        panel.give_up()
        pages = self._window.side.widget(0)
        if isinstance(pages, QStackedWidget):
            pages.currentChanged.disconnect(self._turn)
        panel.hide()
        panel.setParent(None)
        panel.deleteLater()
        self._wanted = None
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

    def _compute(self, folder: Path, coder: str, work: "Background") -> "RegulationLook":
        """Write what waits, and find what is shown; on the background thread."""
        from coder.app.regulation_look import find_coders, look_at_regulation

        sitting = self._window.sitting
        if sitting is not None:
            sitting.opened.flush()
        work.grow(find_coders(folder))
        return look_at_regulation(folder, coder, work.progress, work.left)

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
        self._wanted = (folder, ms)
        self._window.open_session(folder, coder, view_only=True)

    def _turn(self) -> None:
        """Take the room of the lists beside the picture, and follow the video; of another session as soon as it is."""
        sitting = self._window.sitting
        if self._followed is not None and self._followed is not sitting:
            self._followed = None
        if sitting is None:
            return
        sitting.page.lend_column(self.panel is not None)
        if self.panel is not None and self._followed is not sitting:
            self._followed = sitting
            sitting.playback.now_changed.connect(self._follow)
            if self._wanted is not None and self._wanted[0].resolve() == sitting.opened.session.folder.resolve():
                _play(sitting, self._wanted[1])
            self._wanted = None

    def _follow_now(self) -> None:
        if self._window.sitting is not None:
            self._follow(self._window.sitting.playback.now_ms())

    def _follow(self, ms: int) -> None:
        sitting = self._window.sitting
        if self.panel is not None and sitting is not None:
            self.panel.follow(sitting.opened.session.folder, ms)


def _play(sitting: "Sitting", ms: int) -> None:
    sitting.playback.seek_ms(max(0, ms - BEFORE_MS))
    sitting.playback.play()
