"""Notice when work does not come on: a file on a share that does not answer. Standard library only."""

import time
from collections.abc import Callable
from threading import Condition, Thread

LOOKS = 8  # in the time of silence that is allowed


class Watchdog:
    """Call ``on_silence``, on a thread of its own, once somebody at work has not been heard of for ``silence_s``."""

    def __init__(self, silence_s: float, on_silence: Callable[[], None]) -> None:
        self._silence_s = silence_s
        self._on_silence = on_silence
        self._changed = Condition()
        self._heard_s: dict[str, float] = {}
        self._closed = False
        Thread(target=self._run, name="watchdog", daemon=True).start()

    def beat(self, who: str) -> None:
        """Say that the work of ``who`` comes on."""
        idle = not self._heard_s
        self._heard_s[who] = time.monotonic()
        if idle:
            with self._changed:
                self._changed.notify()

    def end(self, who: str) -> None:
        """Say that ``who`` has no work."""
        self._heard_s.pop(who, None)

    def close(self) -> None:
        """Stop watching."""
        with self._changed:
            self._closed = True
            self._changed.notify()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait(self._silence_s / LOOKS if self._heard_s else None)
                if self._closed:
                    return
            oldest_s = min(self._heard_s.copy().values(), default=None)
            if oldest_s is not None and time.monotonic() - oldest_s > self._silence_s:
                self._heard_s.clear()
                self._on_silence()
