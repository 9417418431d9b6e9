"""Decode on a thread of its own: the newest request wins, and steps find their frame decoded already.

Imports av and numpy: import this module lazily.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Condition, Thread

from coder.errors import CoderError
from coder.media.filling import Stretch, next_played, next_stretch
from coder.media.frame_cache import DEFAULT_BYTES, FrameCache
from coder.media.frame_times import FrameIndex
from coder.media.frames import FrameReader, Picture, Size
from coder.media.stopping import Stopped

LEAD = 8  # frames decoded before the target of a seek: the steps back from it are free
CLOSE_S = 2.0


@dataclass(frozen=True, slots=True)
class Request:
    """A frame that somebody waits for."""

    n: int
    size: Size | None


class VideoEngine:
    """Show frames of one video as they are asked for.

    ``on_picture`` and ``on_error`` are called on the engine's own thread, in the order of the requests served.
    """

    def __init__(
        self,
        path: Path,
        index: FrameIndex,
        on_picture: Callable[[Picture], None],
        on_error: Callable[[CoderError], None] | None = None,
        cache_bytes: int = DEFAULT_BYTES,
    ) -> None:
        self.path = path
        self.index = index
        self.passed_over = 0  # requests that a newer one overtook
        self._on_picture = on_picture
        self._on_error = on_error or (lambda _error: None)
        self._cache = FrameCache(cache_bytes)
        self._waiting = Condition()
        self._mailbox: Request | None = None
        self._playing = False
        self._closed = False
        self._quiet = True  # nothing to fill until a request has been served
        self._stretch: Stretch | None = None
        self._lost: set[int] = set()  # frames that cannot be decoded: not to be tried again
        self._front: FrameReader | None = None
        self._back: FrameReader | None = None
        self._thread = Thread(target=self._run, name=f"video {path.name}", daemon=True)
        self._thread.start()

    # Called from any thread

    def request(self, n: int, size: Size | None = None) -> None:
        """Ask for frame ``n``, ``size`` pixels wide and high; a request still waiting is forgotten."""
        if not 0 <= n < len(self.index):
            raise IndexError(n)
        with self._waiting:
            if self._mailbox is not None and self._mailbox.n != n:
                self.passed_over += 1
            self._mailbox = Request(n, size)
            self._waiting.notify()

    def play_from(self, n: int, size: Size | None = None) -> None:
        """Ask for frame ``n`` and decode ahead of the requests from now on, until ``rest``."""
        with self._waiting:
            self._playing = True
        self.request(n, size)

    def rest(self) -> None:
        """Fill the cache on both sides of the play head again, as suits steps."""
        with self._waiting:
            self._playing = False
            self._waiting.notify()

    def close(self, timeout_s: float = CLOSE_S) -> bool:
        """End the thread; False when it hangs and was given up."""
        with self._waiting:
            self._closed = True
            self._waiting.notify()
        self._thread.join(timeout_s)
        return not self._thread.is_alive()

    # The thread

    def _run(self) -> None:
        while (job := self._next_job()) is not None:
            try:
                if isinstance(job, Request):
                    self._serve(job)
                else:
                    self._fill(job)
            except Stopped:
                continue
            except CoderError as error:
                self._fail(error, tell=isinstance(job, Request))
            except Exception as error:  # a thread that dies would freeze the picture without a word
                self._fail(
                    CoderError(f"{self.path.name} cannot be shown ({error}).", "Open the session again."), tell=True
                )
        self._close_readers()
        self._cache.clear()

    def _next_job(self) -> Request | Stretch | None:
        with self._waiting:
            while not self._closed:
                if self._mailbox is not None:
                    request, self._mailbox = self._mailbox, None
                    return request
                stretch = self._next_stretch()
                if stretch is not None:
                    return stretch
                self._waiting.wait()
            return None

    def _next_stretch(self) -> Stretch | None:
        if self._quiet:
            return None
        head, count, room = self._cache.head, len(self.index), self._cache.room()
        if self._playing:
            return next_played(head, count, _There(self._cache, self._lost), room)
        kept = self._stretch
        if kept is not None and kept.last < head <= kept.last + room:
            return kept  # go on where the foreground interrupted: beginning again would never end
        return next_stretch(head, count, _There(self._cache, self._lost), room)

    def _serve(self, request: Request) -> None:
        self._cache.head = request.n
        frame = self._cache.find(request.n)
        if frame is None:
            reader = self._front_reader()
            if not reader.decoder.reaches(request.n):
                self._warm_up(reader, request.n)
            frame = self._cache.find(request.n) or reader.frame(request.n, self._is_closed)
            self._cache.put(request.n, frame)
        self._on_picture(self._front_reader().convert(request.n, frame, request.size))
        self._quiet = False

    def _warm_up(self, reader: FrameReader, n: int) -> None:
        """Seek, and decode the frames just before ``n`` as well."""
        first = max(self.index.key_before(n), n - LEAD)
        for number, frame in reader.decoder.frames(first, n, self._is_closed):
            self._cache.put(number, frame)

    def _fill(self, stretch: Stretch) -> None:
        reader = self._back_reader() if stretch.back else self._front_reader()
        self._stretch = stretch if stretch.back else None
        after = stretch.first
        for number, frame in reader.decoder.frames(stretch.first, stretch.last, self._is_urgent):
            self._lost.update(range(after, number))
            self._cache.put(number, frame)
            after = number + 1
            if stretch.back:
                self._stretch = Stretch(after, stretch.last, True) if after <= stretch.last else None
        self._lost.update(range(after, stretch.last + 1))
        self._stretch = None

    def _fail(self, error: CoderError, *, tell: bool) -> None:
        """Report ``error``; open the file anew for the next request: a share may have come back."""
        self._quiet = True
        self._stretch = None
        self._close_readers()
        if tell:
            self._on_error(error)

    def _is_closed(self) -> bool:
        return self._closed

    def _is_urgent(self) -> bool:
        return self._closed or self._mailbox is not None

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
