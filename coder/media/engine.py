"""Decode on threads of its own: the newest request wins, and steps find their frame decoded already.

Imports av and numpy: import this module lazily.
"""

import time
from collections.abc import Callable
from pathlib import Path
from threading import Thread

from coder.errors import CoderError
from coder.media.backfill import Backfill
from coder.media.decoding import Decoding
from coder.media.frame_cache import FrameCache
from coder.media.frame_times import FrameIndex
from coder.media.frames import Picture
from coder.media.inbox import Inbox
from coder.media.memory import default_cache_bytes
from coder.media.proxy import Proxy
from coder.media.request import Request, Size, Why
from coder.media.watchdog import Watchdog
from coder.media.workplace import Workplace

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
        self._one_field = False
        self._hung = 0
        self._inbox = Inbox()
        self._watchdog = Watchdog(silence_s, self._give_up)
        self._place: Workplace | None = None
        self._decoding: Decoding | None = None
        self._threads: list[Thread] = []
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

    def use_proxy(self, proxy: Proxy | None, file: int = 0) -> None:
        """Take drafts from ``proxy`` from now on; the engine closes it. ``file`` is 0: there is no other."""
        self._proxy = proxy
        decoding = self._decoding
        if decoding is not None:
            decoding.proxy = proxy

    def show_one_field(self, wanted: bool) -> None:
        """Show only one field of interlaced frames from the next request on, or both again."""
        self._one_field = wanted
        if self._place is not None:
            self._place.one_field = wanted

    def limit_cache(self, limit: int) -> None:
        """Keep no more than ``limit`` bytes of decoded frames from now on."""
        self._cache_bytes = limit
        place = self._place
        if place is not None:
            place.cache.shrink(limit)

    def close(self, timeout_s: float = CLOSE_S) -> bool:
        """End the threads; False when one hangs and was given up."""
        self._inbox.close()
        self._watchdog.close()
        end_s = time.monotonic() + timeout_s
        for thread in self._threads:
            thread.join(max(0.0, end_s - time.monotonic()))
        return not any(thread.is_alive() for thread in self._threads)

    # The threads

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
        cache = FrameCache(self._cache_bytes)
        place = Workplace(self.path, self.index, self._inbox, self._watchdog, cache)
        place.one_field = self._one_field
        decoding = Decoding(place, self._on_picture, self._on_error)
        decoding.proxy = self._proxy
        self._place, self._decoding = place, decoding
        name = self.path.name
        self._threads = [
            Thread(target=decoding.run, name=f"video {name}", daemon=True),
            Thread(target=Backfill(place).run, name=f"before the head of {name}", daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def _give_up(self) -> None:
        """Let threads go that hang in the file; a call into the system cannot be ended from outside."""
        place, self._place, self._decoding = self._place, None, None
        if place is not None:
            place.abandoned = True
            with self._inbox.changed:
                self._inbox.changed.notify_all()
            self._hung += 1
            self._on_error(self._silent())

    def _silent(self) -> CoderError:
        return CoderError(
            f"{self.path.name} does not answer.",
            "Look whether its drive or network share is there, then go to a frame to try again.",
        )
