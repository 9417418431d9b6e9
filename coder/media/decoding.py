"""One thread's work: serve the newest request, exactly, and decode around the play head while nobody waits.

Imports av and numpy: import this module lazily.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from av.video.frame import VideoFrame

from coder.errors import CoderError
from coder.media.decoder import Numbered
from coder.media.filling import Stretch, group, next_played, next_played_back, next_stretch
from coder.media.frame_cache import FrameCache
from coder.media.frame_times import FrameIndex
from coder.media.frames import FrameReader, LostFrameError, Picture
from coder.media.inbox import Inbox
from coder.media.proxy import Proxy
from coder.media.request import Request, Why
from coder.media.stopping import Stopped
from coder.media.watchdog import Watchdog

LEAD = 8  # frames decoded before the target of a seek: the steps back from it are free
NEAR = 6  # frames: nearer than this, the full picture comes quickly enough without a draft
REST_S = 0.15  # a drag that has not moved for so long rests
LATE_S = 0.25
BETWEEN_S = 0.04  # late pictures are shown no more often than this
QUIET_S = 1.0  # after an error, playing does not ask again for so long


@dataclass(frozen=True, slots=True)
class Owed:
    """A full picture that is still to follow its draft."""

    request: Request


class Decoding:
    """The readers and the cache of one thread; ``abandon`` lets it go when it hangs."""

    def __init__(
        self,
        path: Path,
        index: FrameIndex,
        inbox: Inbox,
        watchdog: Watchdog,
        on_picture: Callable[[Picture], None],
        on_error: Callable[[CoderError], None],
        cache_bytes: int,
    ) -> None:
        self.path, self.index = path, index
        self.proxy: Proxy | None = None
        self._inbox, self._watchdog = inbox, watchdog
        self._on_picture, self._on_error = on_picture, on_error
        self._cache = FrameCache(cache_bytes)
        self._abandoned = False
        self._quiet = True  # nothing to fill until a request has been served
        self._stretch: Stretch | None = None
        self._owed: Request | None = None
        self._lost: set[int] = set()  # frames that cannot be decoded: not to be tried again
        self._late = False
        self._shown, self._shown_s = -1, 0.0
        self._failed_s = float("-inf")
        self._used: Proxy | None = None
        self._front: FrameReader | None = None
        self._back: FrameReader | None = None

    def abandon(self) -> None:
        """Show nothing any more, and end as soon as the file answers."""
        self._abandoned = True

    def run(self) -> None:
        """Work until the inbox is closed."""
        while (job := self._next_job()) is not None:
            self._watchdog.beat()
            try:
                self._do(job)
            except Stopped:
                continue
            except LostFrameError as error:
                self._lose(error, job)
            except CoderError as error:
                self._fail(error, job)
            except Exception as error:  # a thread that dies would freeze the picture without a word
                unknown = CoderError(f"{self.path.name} cannot be shown ({error}).", "Open the session again.")
                self._fail(unknown, job)
        self._close_readers()
        self._cache.clear()
        if self._used is not None:
            self._used.close()

    # What to do next

    def _next_job(self) -> Request | Owed | Stretch | None:
        with self._inbox.changed:
            while not self._is_over():
                job: Request | Owed | Stretch | None = self._inbox.take()
                wait_s = None
                if job is None:
                    job, wait_s = self._next_unasked()
                self._inbox.serving = job is not None and not isinstance(job, Stretch)
                if job is not None:
                    return job
                if not self._abandoned:
                    self._watchdog.end()
                self._inbox.changed.wait(wait_s)
            return None

    def _next_unasked(self) -> tuple[Owed | Stretch | None, float | None]:
        """Return what to do while no request waits, or how long to wait for more."""
        owed = self._owed
        if owed is not None and not self._inbox.why.playing:
            wait_s = owed.asked_s + REST_S - time.monotonic() if owed.why is Why.SCRUB else 0.0
            return (Owed(owed), None) if wait_s <= 0 else (None, wait_s)
        return (None if self._quiet else self._next_stretch()), None

    def _next_stretch(self) -> Stretch | None:
        head, count, room, why = self._cache.head, len(self.index), self._cache.room(), self._inbox.why
        there = _There(self._cache, self._lost)
        kept = self._stretch
        if kept is not None and why is not Why.PLAY and kept.last < head + (why is Why.PLAY_BACK) <= kept.last + room:
            return kept  # go on where the foreground interrupted: beginning again would never end
        if why is Why.PLAY:
            return next_played(head, count, there, room)
        if why is Why.PLAY_BACK:
            return next_played_back(head, count, there, room)
        return next_stretch(head, count, there, room)

    def _do(self, job: Request | Owed | Stretch) -> None:
        if isinstance(job, Stretch):
            self._fill(job)
        elif isinstance(job, Owed):
            self._owed = None
            self._decode(job.request, self._is_urgent)
        else:
            self._serve(job)

    # A request

    def _serve(self, request: Request) -> None:
        self._owed = None
        self._cache.head = request.n
        self._cache.leaning = {Why.PLAY: 1, Why.PLAY_BACK: -1}.get(request.why, 0)
        if request.why.playing and (request.n in self._lost or time.monotonic() - self._failed_s < QUIET_S):
            self._inbox.dropped += 1
            return
        frame = self._cache.find(request.n)
        if frame is not None:
            self._show(request, request.n, frame)
        elif self._show_draft(request):
            self._owed = request
        elif request.why is Why.PLAY:
            self._play_on(request)
        elif request.why is Why.PLAY_BACK:
            self._play_back(request)
        else:
            self._decode(request, self._is_over)
        self._quiet = False

    def _show_draft(self, request: Request) -> bool:
        """Show the proxy's picture where the full one would take longer; say whether it was shown."""
        proxy = self._take_proxy()
        if proxy is None or request.n not in proxy:
            return False
        if request.why is not Why.SCRUB and self._is_near(request.n):
            return False
        draft = proxy.find_picture(request.n, request.size)
        if draft is None:
            return False
        self._emit(draft)
        return True

    def _is_near(self, n: int) -> bool:
        return self._front is not None and self._front.decoder.distance(n) <= NEAR

    def _decode(self, request: Request, cancel: Callable[[], bool]) -> None:
        """Show the full picture of ``request``."""
        n = request.n
        frame = self._cache.find(n)
        if frame is None:
            reader = self._front_reader()
            if not reader.decoder.reaches(n):
                self._keep(reader.decoder.frames(max(self.index.key_before(n), n - LEAD), n, self._heard(cancel)))
            frame = self._cache.find(n) or reader.frame(n, self._heard(cancel))
            self._cache.put(n, frame)
        self._show(request, n, frame)

    def _play_on(self, request: Request) -> None:
        """Show the frame asked for; when late, what comes out on the way, and the newest key frame."""
        n = request.n
        key = self.index.key_before(n)
        if not self._late or self._shown > n:
            self._decode(request, self._is_over)
        elif key > self._shown:
            self._inbox.dropped += key != n
            self._show(request, key, self._front_reader().frame(key, self._heard(self._is_over)))
        else:
            self._hurry(request)
        self._late = time.monotonic() - request.asked_s > LATE_S or (self._late and self._shown < n)

    def _hurry(self, request: Request) -> None:
        try:
            for number, frame in self._front_reader().decoder.hurry(request.n, self._heard(self._is_urgent)):
                on_the_way = self._shown < number < request.n and time.monotonic() - self._shown_s > BETWEEN_S
                if number == request.n or on_the_way:
                    self._cache.put(number, frame)
                    self._show(request, number, frame)
        finally:
            self._inbox.dropped += self._shown != request.n

    def _play_back(self, request: Request) -> None:
        """Decode the group of frames that ends with the one asked for, because a decoder can only go forwards."""
        n = request.n
        stretch = Stretch(max(0, n - group(self._cache.room()) + 1), n, True)
        try:
            self._fill(stretch, self._is_overtaken)
        except Stopped:
            self._inbox.dropped += 1
            raise
        frame = self._cache.find(n)
        if frame is not None:
            self._show(request, n, frame)

    # The cache

    def _fill(self, stretch: Stretch, cancel: Callable[[], bool] | None = None) -> None:
        reader = self._back_reader() if stretch.back else self._front_reader()
        self._stretch = stretch if stretch.back else None
        after = stretch.first
        cancel = self._heard(cancel or self._is_urgent)
        for number, frame in reader.decoder.frames(stretch.first, stretch.last, cancel):
            self._lost.update(range(after, number))
            self._cache.put(number, frame)
            after = number + 1
            if stretch.back:
                self._stretch = Stretch(after, stretch.last, True) if after <= stretch.last else None
        self._lost.update(range(after, stretch.last + 1))
        self._stretch = None

    def _keep(self, frames: Iterable[Numbered]) -> None:
        for number, frame in frames:
            self._cache.put(number, frame)

    # What is shown

    def _show(self, request: Request, n: int, frame: VideoFrame) -> None:
        self._emit(self._front_reader().convert(n, frame, request.size))

    def _emit(self, picture: Picture) -> None:
        if not self._is_over():
            self._watchdog.beat()
            self._shown, self._shown_s = picture.n, time.monotonic()
            self._on_picture(picture)

    def _lose(self, error: CoderError, job: Request | Owed | Stretch) -> None:
        """Report a frame that cannot be decoded, but to nobody who plays: the next one comes already."""
        request = job.request if isinstance(job, Owed) else job
        if isinstance(request, Request):
            self._lost.add(request.n)
            if request.why.playing:
                self._inbox.dropped += 1
            elif not self._is_over():
                self._on_error(error)

    def _fail(self, error: CoderError, job: Request | Owed | Stretch) -> None:
        """Report ``error``; open the file anew for the next request: a share may have come back."""
        self._quiet = True
        self._stretch = self._owed = None
        self._failed_s = time.monotonic()
        self._close_readers()
        if not isinstance(job, Stretch) and not self._is_over():
            self._on_error(error)

    # Giving up

    def _heard(self, cancel: Callable[[], bool]) -> Callable[[], bool]:
        """Return ``cancel``, which at the same time says that the file answers."""

        def ask() -> bool:
            if self._abandoned:
                return True
            self._watchdog.beat()
            return cancel()

        return ask

    def _is_over(self) -> bool:
        return self._inbox.closed or self._abandoned

    def _is_urgent(self) -> bool:
        return self._is_over() or self._inbox.newest is not None

    def _is_overtaken(self) -> bool:
        """Say whether another request can be served at once, or is of another kind than playing back."""
        newest = self._inbox.newest
        return self._is_over() or (newest is not None and (newest.why is not Why.PLAY_BACK or newest.n in self._cache))

    # What is open

    def _take_proxy(self) -> Proxy | None:
        """Return the proxy offered last; only this thread uses and closes it."""
        if self._used is not self.proxy:
            if self._used is not None:
                self._used.close()
            self._used = self.proxy
        return self._used

    def _front_reader(self) -> FrameReader:
        if self._front is None:
            self._front = FrameReader(self.path, self.index)
        return self._front

    def _back_reader(self) -> FrameReader:
        if self._back is None:
            self._back = FrameReader(self.path, self.index)
        return self._back

    def _close_readers(self) -> None:
        for reader in (self._front, self._back):
            if reader is not None:
                reader.close()
        self._front = self._back = None


@dataclass(frozen=True, slots=True)
class _There:
    """What need not be decoded: frames in the cache, and frames that cannot be."""

    cache: FrameCache
    lost: set[int]

    def __contains__(self, n: object) -> bool:
        return n in self.lost or (isinstance(n, int) and n in self.cache)
