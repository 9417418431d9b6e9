"""From the writer's thread to the light and the message bar: saved, saving, not saved."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

from coder.app.notices import Notice, Severity
from coder.gui.saved_light import Safety, Saved, SavedLight

if TYPE_CHECKING:
    from coder.gui.message_bar import MessageBar
    from coder.store.writer import SaveState

_KINDS = {"saved": Safety.SAVED, "saving": Safety.SAVING, "not_saved": Safety.NOT_SAVED}


class Saving(QObject):
    """``tell`` may be called on any thread; the window hears of it on its own."""

    _told = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._light: SavedLight | None = None
        self._bar: MessageBar | None = None
        self._retry: Callable[[], object] = lambda: None
        self._save_copy: Callable[[], object] = lambda: None
        self._shown: Notice | None = None
        self._leaving: Notice | None = None
        self._told.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def tell(self, state: "SaveState") -> None:
        """Pass a state on to the window."""
        self._told.emit(state)

    def show_on(
        self,
        light: SavedLight,
        bar: "MessageBar",
        *,
        retry: Callable[[], object],
        save_copy: Callable[[], object],
    ) -> None:
        """Show the states on a light, and what is wrong on a message bar with what can be done."""
        self._light, self._bar, self._retry, self._save_copy = light, bar, retry, save_copy

    def ask_to_leave(self, count: int, reason: str, leave: Callable[[], object]) -> None:
        """Say how many changes would be lost, and leave when that is wanted; no complaint is put over it."""
        if self._bar is None:
            return
        changes = "1 change is" if count == 1 else f"{count} changes are"
        words = f"{changes} not saved: {reason or 'the disk does not answer.'}"
        self._shown = self._leaving = Notice(words, "", Severity.ERROR, "Save a copy to…", self._save_copy)
        self._bar.show_notice(self._leaving, ("Close without saving", leave))

    def view_only(self, reason: str) -> None:
        """Show that nothing can be written."""
        if self._light is not None:
            self._light.show_state(Saved(Safety.VIEW_ONLY, reason))

    def _show(self, state: "SaveState") -> None:
        if self._light is None or self._bar is None:
            return
        safety = _KINDS[state.kind]
        self._light.show_state(Saved(safety, f"{state.reason} {state.hint}".strip()))
        if safety is Safety.NOT_SAVED:
            self._complain(self._bar, state)
        elif safety is Safety.SAVED and self._shown is not None:
            self._bar.clear_if(self._shown)
            self._shown = None
            self._bar.show_notice(Notice("Everything is saved again."))

    def _complain(self, bar: "MessageBar", state: "SaveState") -> None:
        notice = Notice(
            f"Not saved: {state.reason[:1].lower()}{state.reason[1:]}",
            state.hint,
            Severity.ERROR,
            "Retry",
            self._retry,
        )
        if self._leaving is not None and bar.notice == self._leaving:
            return
        if notice != self._shown or bar.notice != notice:
            self._shown = notice
            bar.show_notice(notice, ("Save a copy to…", self._save_copy))


def copy_name(path: Path) -> Path:
    """Return a free name beside an observation's own for a copy of it."""
    names = (
        path.with_name(f"{path.stem} copy{f' {number}' if number > 1 else ''}.attune") for number in range(1, 1000)
    )
    return next((name for name in names if not name.exists()), path)
