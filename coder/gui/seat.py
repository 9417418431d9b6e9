"""Where one observation is coded: the window sits down before it here, and stands up from it.

Neither is done in one go: the window answers in between.
"""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from coder.app.entering import MIGRATE
from coder.app.notices import Notice, Severity
from coder.app.recode import LOOK
from coder.app.sealed import REOPEN
from coder.app.viewing import going_on_notice
from coder.gui.departed import Departed
from coder.gui.errand import Errand
from coder.gui.host import Room
from coder.gui.words import plain_words
from coder.model.viewing import UNSEEN

if TYPE_CHECKING:
    from coder.app.open_session import Opened
    from coder.gui.saving import Saving
    from coder.gui.sitting import Sitting
    from coder.gui.video.video_view import VideoView

NEXT_TURN_MS = 1
"""With 0 it would be done in the same turn, before any key, click or paint that waits."""
AT_ONCE_S = 0.05
CLOSE_S = 2.0
BUTTONS = {MIGRATE: "migrate", LOOK: "recode", REOPEN: "reopen"}
"""What the buttons of notices show that are told when a session is opened."""
LAST_S = 10.0


class Seat(QObject):
    """Holds the sitting, if there is one."""

    def __init__(self, parent: QObject, window: Room) -> None:
        super().__init__(parent)
        self._window = window
        self.departed = Departed()
        self.sitting: Sitting | None = None
        self._coming: Sitting | None = None
        self._saving: Saving | None = None
        self._flushing = self._looks = False

    # ------------------------------------------------------------------ sitting down

    def sit_down(
        self,
        opened: "Opened",
        saving: "Saving",
        *,
        sample: bool = False,
        looks: bool = False,
        preview: "VideoView | None" = None,
    ) -> None:
        """Make what shows an observation, turn by turn, then show it; the sample plays and is not remembered.

        Who only ``looks`` at it stays who they are. ``preview`` may have the first picture already.
        """
        from coder.gui.sitting import Sitting, Surroundings

        window = self._window
        if sample:
            opened.viewing = UNSEEN  # it is shown from its beginning
        self._saving, self._looks = saving, looks
        around = Surroundings(window.theme, window.settings, window.keymap, window.view, window.bar, saving)
        window.bar.clear()
        self._coming = sitting = Sitting(self, opened, around)
        sitting.volume_changed.connect(lambda volume: window.remember(volume=volume))
        sitting.keep_asked.connect(lambda changes: window.keep_settings(**changes))
        self._build(sitting, partial(self._show, sitting, sample, preview))

    def _build(self, sitting: "Sitting", show: Callable[[], object]) -> None:
        if sitting is not self._coming:
            return  # it was let go before it was seen
        try:
            done = not sitting.build_on()
        except BaseException:
            self._coming = None
            self.departed.close(sitting.opened.session.folder, sitting.opened.close)
            raise
        if done:
            show()
        else:
            QTimer.singleShot(NEXT_TURN_MS, sitting, partial(self._build, sitting, show))

    def _show(self, sitting: "Sitting", sample: bool, preview: "VideoView | None") -> None:
        window, opened = self._window, sitting.opened
        self.sitting, self._coming = sitting, None
        sitting.page.restore(window.settings.window)
        if preview is not None and sitting.company.cameras.large == 0 and not sitting.desk.viewing.head_ms:
            sitting.video.show_preview(preview)
        window.view.serve(sitting.timeline, sitting.page, sitting.acts())
        window.router.serve(sitting.desk)
        window.top.show_header(sitting.header)
        window.pages.addWidget(sitting.page)
        window.pages.setCurrentWidget(sitting.page)
        window.router.guard(sitting.page)
        identity, name = opened.workspace.observation.identity, opened.workspace.name
        alias = name if name != opened.session.id else ""
        if not (sample or self._looks) and opened.review is None:
            own = (opened.session.folder, identity.coder, identity.pass_id, alias)
            window.remember_settings(window.settings.opened(*own, private=opened.blind))
        passing = f" · {plain_words(identity.pass_id)}" if identity.pass_id else ""
        window.setWindowTitle(f"{name} · {identity.coder}{passing} · Attune")
        viewing, blocks = sitting.desk.viewing, opened.workspace.observation.blocks
        going_on = None if blocks and not viewing.seen else going_on_notice(viewing)
        self._tell((*((going_on,) if going_on is not None else ()), *opened.notices))
        sitting.focus()
        if sample:
            sitting.playback.play()

    def _tell(self, notices: tuple[Notice, ...]) -> None:
        for notice in notices:
            lacks_action = notice.button and notice.action is None
            act = partial(self._window.view.show, BUTTONS.get(notice.button, "locate"))
            self._window.bar.show_notice(replace(notice, action=act) if lacks_action else notice)

    # ------------------------------------------------------------------ standing up

    def stand_up(self, then: Callable[[], object], leave: Callable[[], object], *, unsaved: bool = False) -> bool:
        """Let the session go; False when it is not safe to yet, unless it may go ``unsaved``.

        ``then`` is done once it was safe to after all; ``leave`` is what the person may choose when it stays unsafe.
        """
        sitting = self.sitting or self._coming
        if sitting is None:
            return True
        if not unsaved and not self.is_safe(then, leave):
            return False
        sitting.build()  # what is half made cannot be taken apart
        if self.sitting is not None:
            self._window.remember(window=sitting.remember(self._window.settings.window))
        self.sitting = self._coming = None
        self._put_away(sitting)
        return True

    def _put_away(self, sitting: "Sitting") -> None:
        window = self._window
        window.router.serve(None)
        window.view.serve(None, None)
        window.pages.setCurrentWidget(window.start)
        window.pages.removeWidget(sitting.page)
        window.top.show_header(None)
        sitting.header.hide()
        sitting.close()
        self.departed.close(sitting.opened.session.folder, sitting.opened.close)
        for widget in (sitting.header, sitting.page):
            widget.deleteLater()
        sitting.deleteLater()
        window.bar.clear()
        window.setWindowTitle("Attune")

    def wait_for_files(self, *, unsaved: bool = False) -> None:
        """Wait until everything is written and let go: the window is closed, and nobody can be kept waiting."""
        self.departed.join(CLOSE_S if unsaved else LAST_S)

    def is_safe(self, then: Callable[[], object], leave: Callable[[], object]) -> bool:
        """Tell whether all is on disk; a disk that takes its time is waited for on another thread, then ``then``."""
        sitting = self.sitting or self._coming
        writer = sitting.opened.writer if sitting is not None else None
        if sitting is None or writer is None or writer.flush(AT_ONCE_S):
            return True
        if writer.state.kind == "not_saved":
            self._warn(sitting, leave)
        elif not self._flushing:
            self._flushing = True
            self._window.bar.show_notice(Notice("Writing what waits…", "", Severity.NEWS))
            answer = partial(self._go_on, sitting, then, leave)
            Errand(self, lambda: writer.flush(CLOSE_S), answer, lambda _error: answer(safe=False))
        return False

    def _go_on(self, sitting: "Sitting", then: Callable[[], object], leave: Callable[[], object], safe: bool) -> None:
        self._flushing = False
        if sitting is not self.sitting:
            return
        if not safe:
            self._warn(sitting, leave)
        elif self.stand_up(then, leave):
            then()

    def _warn(self, sitting: "Sitting", leave: Callable[[], object]) -> None:
        writer = sitting.opened.writer
        count = writer.pending if writer is not None else 0
        reason = writer.state.reason if writer is not None else ""
        if self._saving is not None:
            self._saving.ask_to_leave(count, reason, leave)
