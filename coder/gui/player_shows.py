"""What the player asks and tells: a snapshot, its settings, the right time of a clock."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from coder.app.notices import Notice, Severity, notice_of
from coder.errors import CoderError
from coder.gui.errand import Errand
from coder.gui.host import Host
from coder.gui.sheet import Sheet

Open = Callable[[Sheet, QWidget | None], None]


class PlayerShows:
    """Opens sheets by ``open_sheet``, one at a time."""

    def __init__(self, window: Host, open_sheet: Open) -> None:
        self._window, self._open = window, open_sheet

    def by_name(self) -> Mapping[str, Callable[[], object]]:
        """Return what each name shows."""
        return {"snapshot": self.snapshot, "player_settings": self.settings, "clock": self.clock}

    def snapshot(self) -> None:
        """Write the frame on the screen to the session's folder, without stopping play."""
        from coder.app.snapshot import write_snapshot

        sitting = self._window.sitting
        if sitting is None:
            return
        opened, views, ms = sitting.opened, sitting.company.cameras, sitting.playback.now_ms()
        write = partial(write_snapshot, opened.session, opened.video, opened.workspace.frames.at(ms))
        if views.large and views.cameras is not None:
            film, n = views.films[views.large - 1], views.cameras[views.large].nearest_frame(ms)
            write = partial(write_snapshot, opened.session, film, n, camera=views.large, at_ms=ms)
        Errand(self._window.over, write, self._written, self._refuse)

    def _written(self, path: Path) -> None:
        show = partial(QDesktopServices.openUrl, QUrl.fromLocalFile(str(path.parent)))
        words = f"{self._shown(path)} is in the session’s folder {path.parent.name}."
        self._window.bar.show_notice(Notice(words, "", Severity.DONE, "Open folder", show))

    def _shown(self, path: Path) -> str:
        """Return what the snapshot is called: not by its session's id where that is not to be known."""
        sitting = self._window.sitting
        own = sitting.opened.session.id if sitting is not None else ""
        veiled = sitting is not None and sitting.desk.workspace.name != own
        return "The snapshot" if veiled else f"Snapshot {path.name}"

    def settings(self) -> None:
        """Ask for lengths of jumps and pre-roll, and whether proxies are made."""
        from coder.gui.dialogs.player_settings import PlayerSettingsSheet

        window = self._window
        sheet = PlayerSettingsSheet(window.over, window.theme, window.settings, window.keep_settings)
        self._open(sheet, sheet.jump)

    def clock(self) -> None:
        """Ask for the right time of a clock that a session without media is coded by."""
        from coder.gui.dialogs.session_clock import SessionClockSheet

        sitting = self._window.sitting
        clock = sitting.opened.session.clock if sitting is not None else None
        if sitting is None or clock is None:
            words = Notice("This session has a video: its frames are the clock.", "", Severity.WARNING)
            self._window.bar.show_notice(words)
            return
        now_ms = sitting.playback.now_ms()
        sheet = SessionClockSheet(self._window.over, self._window.theme, now_ms, clock.offset_s, self.correct)
        self._open(sheet, sheet.field)

    def correct(self, offset_s: float) -> None:
        """Keep by how much the clock is off."""
        from coder.app.session_clock import correct_clock

        sitting = self._window.sitting
        if sitting is not None:
            session = sitting.opened.session
            done = partial(self._corrected, offset_s)
            Errand(self._window.over, lambda: correct_clock(session, offset_s), done, self._refuse)

    def _corrected(self, offset_s: float, _session: object) -> None:
        if self._window.sitting is not None:
            self._window.sitting.use_clock(offset_s)
        words = f"The clock is corrected by {offset_s:+.3f} s."
        self._window.bar.show_notice(Notice(words, "Coded times stay as they are; exports state it."))

    def _refuse(self, error: CoderError) -> None:
        self._window.bar.show_notice(notice_of(error))
