"""Tells the press of a key from the repetition of a held one, also where the system does not say which it is."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

AT_ONCE_MS = 5
"""X11 sends a held key as released and pressed again at one time; no finger is that quick."""


class HeldKeys:
    """Remembers when each key was let go."""

    def __init__(self) -> None:
        self._let_go: dict[int | Qt.Key, int] = {}

    def release(self, event: QKeyEvent) -> None:
        """Take note of a key that is let go."""
        self._let_go[event.key()] = event.timestamp()

    def repeats(self, event: QKeyEvent) -> bool:
        """Tell whether a press is but the repetition of a held key."""
        let_go_ms = self._let_go.get(event.key(), 0)
        return event.isAutoRepeat() or (let_go_ms > 0 and event.timestamp() - let_go_ms <= AT_ONCE_MS)
