"""Sessions that were let go and hold their files for a moment longer: nobody at the window waits for that."""

import os
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Thread

from coder.media.stopping import Cancel, check

LOOK_S = 0.02
GIVEN_UP_S = 2.0


class Departed:
    """The threads that close or hold what was left, by the session's folder."""

    def __init__(self) -> None:
        self._threads: tuple[tuple[Path, Thread], ...] = ()
        self._closing: tuple[Thread, ...] = ()

    def close(self, folder: Path, close: Callable[[], object]) -> None:
        """Close what a session holds, on a thread of its own."""
        thread = Thread(target=close, name="closing", daemon=True)
        thread.start()
        self._closing = (*(kept for kept in self._closing if kept.is_alive()), thread)
        self.add(folder, thread)

    def add(self, folder: Path, thread: Thread) -> None:
        """Take note of a thread that holds a session until it ends."""
        self._threads = (*(kept for kept in self._threads if kept[1].is_alive()), (_whole(folder), thread))

    def wait(self, folder: Path, cancel: Cancel) -> None:
        """Wait until nothing holds a session any more; raise Stopped when ``cancel`` says so. Blocks."""
        whole = _whole(folder)
        for held, thread in self._threads:
            while held == whole and thread.is_alive():
                check(cancel)
                thread.join(LOOK_S)

    def join(self, timeout_s: float) -> None:
        """Wait for what is being closed no longer than that, and for what was given up a shorter time."""
        _join(self._closing, timeout_s)
        _join([thread for _, thread in self._threads if thread not in self._closing], GIVEN_UP_S)


def _join(threads: Sequence[Thread], timeout_s: float) -> None:
    end_s = time.monotonic() + timeout_s
    for thread in threads:
        thread.join(max(0.0, end_s - time.monotonic()))


def _whole(folder: Path) -> Path:
    return Path(os.path.abspath(folder))  # noqa: PTH100 - as sessions name their folders: links are not followed
