"""Decode on a thread of its own: the newest request wins, and steps find their frame decoded already.

Imports av and numpy: import this module lazily.
"""

import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread

from coder.errors import CoderError
from coder.media.decoding import Decoding
from coder.media.frame_times import FrameIndex
from coder.media.frames import Picture
from coder.media.inbox import Inbox
from coder.media.memory import default_cache_bytes
from coder.media.proxy import Proxy
from coder.media.request import Request, Size, Why
from coder.media.watchdog import Watchdog

CLOSE_S = 2.0
SILENCE_S = 10.0
MOST_HUNG = 3


class VideoEngine:
    """Show frames of one video as they are asked for.

    ``on_picture`` and ``on_error`` are called on a thread of the engine's, in the order of the requests served.
    With a proxy a frame that is not decoded yet comes twice: as a draft at once, then in full. A file that does not
    answer for ``silence_s`` is reported, and its thread given up; the next request tries it anew.
    """

    def __init__(
        self,
        path: Path,
        index: FrameIndex,
        on_picture: Callable[[Picture], None],
        on_error: Callable[[CoderError], None] | None = None,
        cache_bytes: int | None = None,
        *,
        proxy: Proxy | None = None,
        silence_s: float = SILENCE_S,
    ) -> None:
        """``cache_bytes``: of decoded frames; by default 256 MB, at most a quarter of the memory."""
        self.path = path
        self.index = index
        self._on_picture = on_picture
        self._on_error = on_error or (lambda _error: None)
        self._cache_bytes = default_cache_bytes() if cache_bytes is None else cache_bytes
        self._proxy = proxy
        self._hung = 0
        self._inbox = Inbox()
        self._watchdog = Watchdog(silence_s, self._give_up)
        self._decoding: Decoding | None = None
        self._thread: Thread | None = None
        self._start()

    @property
    def passed_over(self) -> int:
        """Return how many requests a newer one overtook."""
        return self._inbox.passed_over

    @property
    def dropped(self) -> int:
        """Return how many pictures asked for were not shown since playing began, because decoding was too slow."""
        return self._inbox.dropped

    @property
    def busy(self) -> bool:
        """Say whether somebody waits for a picture: what is done in the background should give way."""
        return self._inbox.busy

    # Called from any thread

    def request(self, n: int, size: Size | None = None) -> None:
        """Ask for frame ``n``, ``size`` pixels wide and high; a request still waiting is forgotten."""
        self._ask(n, size, Why.STILL)

    def scrub(self, n: int, size: Size | None = None) -> None:
        """Ask for frame ``n`` amid a drag: with a proxy only drafts are shown, and the full picture once it rests."""
        self._ask(n, size, Why.SCRUB)

    def play_from(self, n: int, size: Size | None = None, rate: float = 1.0) -> None:
        """Ask for frame ``n`` and decode ahead of the requests, backwards if ``rate`` is negative, until ``rest``.

        When decoding is too slow, pictures come late and fewer, each still exact: see ``dropped``.
        """
        self._ask(n, size, Why.PLAY if rate >= 0 else Why.PLAY_BACK)

    def rest(self) -> None:
        """Fill the cache on both sides of the play head again, as suits steps."""
        self._inbox.rest()

    def use_proxy(self, proxy: Proxy | None) -> None:
        """Take drafts from ``proxy`` from now on; the engine closes it."""
        self._proxy = proxy
        if self._decoding is not None:
            self._decoding.proxy = proxy

    def close(self, timeout_s: float = CLOSE_S) -> bool:
        """End the thread; False when it hangs and was given up."""
        self._inbox.close()
        self._watchdog.close()
        if self._thread is None:
            return False
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    # The thread

    def _ask(self, n: int, size: Size | None, why: Why) -> None:
        if not 0 <= n < len(self.index):
            raise IndexError(n)
        if self._decoding is None:
            if self._hung >= MOST_HUNG:
                self._on_error(self._silent())
                return
            self._start()
        self._inbox.put(Request(n, size, why, time.monotonic()))

    def _start(self) -> None:
        decoding = Decoding(
            self.path, self.index, self._inbox, self._watchdog, self._on_picture, self._on_error, self._cache_bytes
        )
        decoding.proxy = self._proxy
        self._decoding = decoding
        self._thread = Thread(target=decoding.run, name=f"video {self.path.name}", daemon=True)
        self._thread.start()

    def _give_up(self) -> None:
        """Let a thread go that hangs in the file; a call into the system cannot be ended from outside."""
        decoding, self._decoding, self._thread = self._decoding, None, None
        if decoding is not None:
            decoding.abandon()
            self._hung += 1
            self._on_error(self._silent())

    def _silent(self) -> CoderError:
        return CoderError(
            f"{self.path.name} does not answer.",
            "Look whether its drive or network share is there, then go to a frame to try again.",
        )
