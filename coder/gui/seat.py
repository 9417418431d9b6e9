"""Where one observation is coded: the window sits down before it here, and stands up from it."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from coder.app.notices import Notice
from coder.gui.host import Room

if TYPE_CHECKING:
    from coder.app.open_session import Opened
    from coder.gui.saving import Saving
    from coder.gui.sitting import Sitting

CLOSE_S = 2.0


class Seat(QObject):
    """Holds the sitting, if there is one."""

    def __init__(self, parent: QObject, window: Room) -> None:
        super().__init__(parent)
        self._window = window
        self.sitting: Sitting | None = None
        self._saving: Saving | None = None

    def sit_down(self, opened: "Opened", saving: "Saving", *, sample: bool = False) -> None:
        """Show an observation and let it be coded; the sample plays at once and is not remembered."""
        from coder.gui.sitting import Sitting, Surroundings

        window = self._window
        window.bar.clear()
        self._saving = saving
        around = Surroundings(window.theme, window.settings, window.keymap, window.view, window.bar, saving)
        try:
            self.sitting = sitting = Sitting(self, opened, around)
        except BaseException:
            opened.close()
            raise
        sitting.volume_changed.connect(lambda volume: window.remember(volume=volume))
        sitting.keep_asked.connect(lambda changes: window.keep_settings(**changes))
        self._show(sitting)
        identity = opened.workspace.observation.identity
        if not sample:
            window.remember_settings(window.settings.opened(opened.session.folder, identity.coder))
        window.setWindowTitle(f"{opened.session.id} · {identity.coder} · Attune")
        self._tell(opened.notices)
        sitting.focus()
        if sample:
            sitting.playback.play()

    def _show(self, sitting: "Sitting") -> None:
        window = self._window
        window.view.serve(sitting.timeline, sitting.page, sitting.acts())
        window.router.serve(sitting.desk)
        window.top.show_header(sitting.header)
        sitting.page.restore(window.settings.window)
        window.pages.addWidget(sitting.page)
        window.pages.setCurrentWidget(sitting.page)
        window.router.guard(sitting.page)

    def _tell(self, notices: tuple[Notice, ...]) -> None:
        locate = partial(self._window.view.show, "locate")
        for notice in notices:
            lacks_action = notice.button and notice.action is None
            self._window.bar.show_notice(replace(notice, action=locate) if lacks_action else notice)

    def stand_up(self, leave: Callable[[], object], *, unsaved: bool = False) -> bool:
        """Let the session go; False when it is not safe to, unless it may go ``unsaved``.

        ``leave`` is what the person may still choose then.
        """
        sitting, window = self.sitting, self._window
        if sitting is None:
            return True
        if not unsaved and not _is_safe(sitting):
            self._warn_unsafe(sitting, leave)
            return False
        window.remember(window=sitting.remember(window.settings.window))
        self.sitting = None
        window.router.serve(None)
        window.view.serve(None, None)
        window.pages.setCurrentWidget(window.start)
        sitting.close()
        window.top.show_header(None)
        for widget in (sitting.header, sitting.page):
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        sitting.deleteLater()
        window.bar.clear()
        window.setWindowTitle("Attune")
        return True

    def _warn_unsafe(self, sitting: "Sitting", leave: Callable[[], object]) -> None:
        writer = sitting.opened.writer
        count = writer.pending if writer is not None else 0
        reason = writer.state.reason if writer is not None else ""
        if self._saving is not None:
            self._saving.ask_to_leave(count, reason, leave)


def _is_safe(sitting: "Sitting") -> bool:
    writer = sitting.opened.writer
    return writer is None or writer.flush(CLOSE_S)
