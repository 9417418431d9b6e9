"""Notice when work does not come on: a file on a share that does not answer. Standard library only."""

import time
from collections.abc import Callable
from threading import Condition, Thread

LOOKS = 8  # in the time of silence that is allowed


class Watchdog:
    """Call ``on_silence``, on a thread of its own, once work has begun and not been heard of for ``silence_s``."""

    def __init__(self, silence_s: float, on_silence: Callable[[], None]) -> None:
        self._silence_s = silence_s
        self._on_silence = on_silence
        self._changed = Condition()
        self._working = False
        self._closed = False
        self._heard_s = time.monotonic()
        Thread(target=self._run, name="watchdog", daemon=True).start()

    def beat(self) -> None:
        """Say that the work comes on."""
        self._heard_s = time.monotonic()
        if not self._working:
            with self._changed:
                self._working = True
                self._changed.notify()

    def end(self) -> None:
        """Say that there is no work."""
        self._working = False

    def close(self) -> None:
        """Stop watching."""
        with self._changed:
            self._closed = True
            self._changed.notify()

    def _run(self) -> None:
        while True:
            with self._changed:
                self._changed.wait(self._silence_s / LOOKS if self._working else None)
                if self._closed:
                    return
                silent = self._working and time.monotonic() - self._heard_s > self._silence_s
                if silent:
                    self._working = False
            if silent:
                self._on_silence()
