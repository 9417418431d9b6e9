"""What can be done where the pointer is."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from coder.app.commands import BY_ID
from coder.app.keymap import Keymap
from coder.gui.command_keys import first_key
from coder.model.event import Event
from coder.model.time import format_short_time

_FOR_EVENT = (
    ("edit.code", "edit.comment", "code.modifiers"),
    ("code.onset_here", "code.offset_here", "edit.split", "edit.merge"),
    ("play.loop",),
    ("edit.delete",),
)
_CHANGING = {command_id for group in _FOR_EVENT for command_id in group} - {"play.loop"}
_STATES_ONLY = {"code.offset_here", "edit.split", "edit.merge"}


def build_menu(
    parent: QWidget, event: Event, ask: Callable[[str], object], *, view_only: bool, now_ms: int, keymap: Keymap
) -> QMenu:
    """Build the menu for an event; ``ask`` is called with the id of the command that is chosen."""
    menu = QMenu(parent)
    title = menu.addAction(f"{event.words} · {time_words(event)}")
    title.setEnabled(False)
    for group in _FOR_EVENT:
        menu.addSeparator()
        for command_id in group:
            keys = first_key(keymap, command_id)
            action = menu.addAction(f"{BY_ID[command_id].title}\t{keys}" if keys else BY_ID[command_id].title)
            action.setData(command_id)
            elsewhere = command_id == "edit.split" and not event.covers(now_ms)
            action.setEnabled(not (elsewhere or (view_only and command_id in _CHANGING)))
            action.setVisible(not (event.point and command_id in _STATES_ONLY))
    menu.triggered.connect(lambda action: ask(str(action.data())))
    return menu


def time_words(event: Event) -> str:
    """Write when an event is, and for how long."""
    if event.point:
        return format_short_time(event.onset_ms)
    if event.offset_ms is None:
        return f"{format_short_time(event.onset_ms)} – still running"
    length_s = (event.offset_ms - event.onset_ms) / 1000
    return f"{format_short_time(event.onset_ms)} – {format_short_time(event.offset_ms)} · {length_s:.3f} s"
