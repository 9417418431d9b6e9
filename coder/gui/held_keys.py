"""Tells the press of a key from the repetition of a held one, and when a key is let go for good.

Neither is said by every system: X11 sends a held key as released and pressed again.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QKeyEvent

AT_ONCE_MS = 5
"""X11 sends a held key as released and pressed again at one time; no finger is that quick."""
SURE_MS = 40
"""How long after a release it is sure that the key is not pressed again at once."""

Key = tuple[str, int]
"""Which key it is: by its place on the keyboard, or else by what the system or Qt calls it."""


@dataclass(frozen=True, slots=True)
class _Down:
    chord: str
    stamp_ms: int
    clock_ms: float


@dataclass(frozen=True, slots=True)
class _Up:
    chord: str
    at_ms: int
    held_ms: int


class HeldKeys(QObject):
    """Remembers which keys are down. ``let_go`` gets a chord, the time of the frame seen then, and how long it was."""

    def __init__(self, let_go: Callable[[str, int, int], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tell = let_go
        self._released: dict[Key, int] = {}
        self._down: dict[Key, _Down] = {}
        self._up: dict[Key, _Up] = {}
        self._sure = QTimer(self, singleShot=True, interval=SURE_MS)
        self._sure.timeout.connect(self._tell_all)

    def repeats(self, event: QKeyEvent) -> bool:
        """Tell whether a press is but the repetition of a held key; then it was not let go."""
        let_go_ms = self._released.get(_key(event), 0)
        again = event.isAutoRepeat() or (let_go_ms > 0 and event.timestamp() - let_go_ms <= AT_ONCE_MS)
        if again:
            self._up.pop(_key(event), None)
        return again

    def press(self, event: QKeyEvent, chord: str) -> None:
        """Take note of a key that goes down; what was let go before it is told first."""
        self._tell_all()
        self._down[_key(event)] = _Down(chord, event.timestamp(), _clock_ms())

    def release(self, event: QKeyEvent, at_ms: int) -> None:
        """Take note of a key that comes up; ``at_ms`` is the time of the frame on the screen."""
        if event.isAutoRepeat():
            return
        self._released[_key(event)] = event.timestamp()
        down = self._down.get(_key(event))
        if down is not None:
            self._up[_key(event)] = _Up(down.chord, at_ms, _held_ms(down, event.timestamp()))
            self._sure.start()

    def forget(self) -> None:
        """Let go of everything: another desk is served."""
        self._down.clear()
        self._up.clear()

    def _tell_all(self) -> None:
        while self._up:
            key, up = self._up.popitem()
            self._down.pop(key, None)
            self._tell(up.chord, up.at_ms, up.held_ms)


def _key(event: QKeyEvent) -> Key:
    """Return which key goes down or comes up: shift may come up before it, and Qt then calls ``!`` a ``1``."""
    if event.nativeScanCode() > 1:  # macOS says 1 of every key
        return "place", event.nativeScanCode()
    if event.nativeVirtualKey():
        return "system", event.nativeVirtualKey()
    return "name", event.key()


def _held_ms(down: _Down, stamp_ms: int) -> int:
    """Return how long a key was down by the system's own stamps, which no busy window delays; else by the clock."""
    if down.stamp_ms and stamp_ms:
        return stamp_ms - down.stamp_ms
    return round(_clock_ms() - down.clock_ms)


def _clock_ms() -> float:
    return time.monotonic() * 1000
