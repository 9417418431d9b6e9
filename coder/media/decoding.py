"""One thread's work: serve the newest request, exactly, and decode ahead of the play head while nobody waits.

Imports av and numpy: import this module lazily.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

from av.video.frame import VideoFrame

from coder.errors import CoderError
from coder.media.filling import Stretch, next_ahead, next_played
from coder.media.frames import FrameReader, LostFrameError, Picture
from coder.media.prepared import Look, Prepared
from coder.media.proxy import Proxy
from coder.media.request import Request, Size, Why
from coder.media.stopping import Stopped
from coder.media.workplace import Workplace

WHO = "foreground"
LEAD = 8  # frames decoded before the target of a seek: the steps back from it are free
NEAR = 6  # frames: nearer than this, the full picture comes quickly enough without a draft
REST_S = 0.15  # a drag that has not moved for so long rests
SETTLE_S = 0.05  # a draft stays alone for so long: of many quick jumps only the last is decoded in full
LATE_S = 0.25
BETWEEN_S = 0.04  # late pictures are shown no more often than this
TURN_S = 0.3  # who steps back goes on back: only after such a rest the frames ahead are filled again
QUIET_S = 1.0  # after an error, playing does not ask again for so long


@dataclass(frozen=True, slots=True)
class Owed:
    """A full picture that is still to follow its draft."""

    request: Request


@dataclass(frozen=True, slots=True)
class Preparing:
    """A picture to be made before it is asked for, of a frame that is decoded."""

    n: int


Job = Request | Owed | Preparing | Stretch


class Decoding:
    """Show what is asked for; everything but ``proxy`` belongs to its thread."""

    def __init__(
        self, place: Workplace, on_picture: Callable[[Picture], None], on_error: Callable[[CoderError], None]
    ) -> None:
        self.proxy: Proxy | None = None
        self._place, self._inbox = place, place.inbox
        self._on_picture, self._on_error = on_picture, on_error
        self._quiet = True  # nothing to fill until a request has been served
        self._owed: Request | None = None
        self._awaited: Request | None = None
        self._late = False
        self._shown, self._shown_s = -1, 0.0
        self._failed_s = float("-inf")
        self._step = 0
        self._size: Size | None = None
        self._prepared = Prepared()
        self._used: Proxy | None = None
        self._reader: FrameReader | None = None

    def run(self) -> None:
        """Work until the inbox is closed."""
        while (job := self._next_job()) is not None:
            self._place.watchdog.beat(WHO)
            try:
                self._do(job)
            except Stopped:
                continue
            except LostFrameError as error:
                self._lose(error, job)
            except CoderError as error:
                self._fail(error, job)
            except Exception as error:  # a thread that dies would freeze the picture without a word
                name = self._place.path.name
                self._fail(CoderError(f"{name} cannot be shown ({error}).", "Open the session again."), job)
            finally:
                self._place.end()
        self._close_reader()
        self._prepared = Prepared()
        self._place.cache.clear()
        if self._used is not None:
            self._used.close()

    # What to do next

    def _next_job(self) -> Job | None:
        with self._inbox.changed:
            while not self._place.is_over():
                job: Job | None = self._inbox.take(self._place.cache)
                wait_s = None
                if job is None:
                    job, wait_s = self._next_unasked()
                self._inbox.serving = isinstance(job, Request | Owed)
                if job is not None:
                    return job
                self._place.watchdog.end(WHO)
                self._inbox.changed.wait(wait_s)
            return None

    def _next_unasked(self) -> tuple[Job | None, float | None]:
        """Return what to do while no request waits, or how long to wait for more."""
        owed, awaited = self._owed, self._awaited
        if awaited is not None and self._need_not_wait(awaited):
            return awaited, None
        if owed is not None and not self._inbox.why.playing:
            wait_s = owed.asked_s + (REST_S if owed.why is Why.SCRUB else SETTLE_S) - time.monotonic()
            return (Owed(owed), None) if wait_s <= 0 else (None, wait_s)
        return (None, None) if self._quiet else self._next_filling()

    def _need_not_wait(self, awaited: Request) -> bool:
        """Say whether a frame left to the backfill is there, or will not come from it."""
        place = self._place
        given_up = not place.is_coming(awaited.n) and (place.unreadable or awaited.why is not Why.PLAY_BACK)
        return awaited.n in place or given_up

    def _next_filling(self) -> tuple[Job | None, float | None]:
        """Return what makes the next step quick, or how long to wait with it."""
        preparing, cache = self._next_preparing(), self._place.cache
        if preparing is not None:
            return preparing, None
        if cache.leaning < 0 and self._inbox.why is Why.STILL:
            wait_s = self._shown_s + TURN_S - time.monotonic()
            if wait_s > 0:
                return None, wait_s  # turning the decoder around takes as long as several steps at 4K
            cache.leaning = 0
        return self._next_stretch(), None

    def _next_preparing(self) -> Preparing | None:
        """Return which picture to make for a step from the frame shown."""
        cache = self._place.cache
        if self._inbox.why is not Why.STILL or cache.head != self._shown:
            return None
        n = self._prepared.next(cache.head, cache.leaning, self._look(self._size), cache)
        return None if n is None else Preparing(n)

    def _next_stretch(self) -> Stretch | None:
        why, cache = self._inbox.why, self._place.cache
        if why is Why.PLAY_BACK:
            return None
        choose = next_played if why is Why.PLAY else next_ahead
        return choose(cache.head, len(self._place.index), self._place, cache.room())

    def _do(self, job: Job) -> None:
        if isinstance(job, Stretch):
            self._fill(job)
        elif isinstance(job, Preparing):
            self._prepare(job.n)
        elif isinstance(job, Owed):
            self._owed = None
            self._decode(job.request, self._place.is_urgent)
        else:
            self._serve(job)

    def _fill(self, stretch: Stretch) -> None:
        place = self._place
        after = stretch.first
        for number, frame in self._open_reader().decoder.frames(
            stretch.first, stretch.last, place.heard(WHO, place.is_urgent)
        ):
            place.cache.put(number, frame)
            after = number + 1
        place.lost.update(range(after, stretch.last + 1))

    def _prepare(self, n: int) -> None:
        frame = self._place.cache.find(n)
        if frame is not None:
            self._make(n, frame, self._size)

    # A request

    def _serve(self, request: Request) -> None:
        place, n = self._place, request.n
        if self._awaited is not None and self._awaited is not request and self._awaited.why.playing:
            self._inbox.drop()
        self._owed = self._awaited = None
        place.cache.head = n
        place.cache.leaning = {Why.PLAY: 1, Why.PLAY_BACK: -1}.get(request.why, self._way_of(n))
        if request.why.playing and (n in place.lost or time.monotonic() - self._failed_s < QUIET_S):
            self._inbox.drop()
            return
        self._size = request.size
        ready, frame = self._prepared.find(n, self._look(request.size)), place.cache.find(n)
        if ready is not None:
            self._emit(ready)
        elif frame is not None:
            self._show(request, n, frame)
        elif self._show_draft(request):
            self._owed = request
        elif request.why is Why.PLAY:
            self._play_on(request)
        elif request.why is Why.PLAY_BACK and not place.unreadable:
            self._awaited = request  # left to the backfill: it decodes the whole group that ends with this frame
        else:
            self._decode(request, place.is_over)
        self._quiet = False

    def _way_of(self, n: int) -> int:
        """Return which way steps go that follow one another; 0 for a jump, or for one step that stands alone."""
        before, self._step = self._step, n - self._shown if abs(n - self._shown) == 1 else 0
        return self._step if self._step == before and time.monotonic() - self._shown_s < TURN_S else 0

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
        """Say whether the decoder is at work just before frame ``n``."""
        reader = self._reader
        return reader is not None and abs(n - self._shown) <= NEAR and reader.decoder.distance(n) <= NEAR

    def _decode(self, request: Request, cancel: Callable[[], bool]) -> None:
        """Show the full picture of ``request``."""
        n, place, heard = request.n, self._place, self._place.heard(WHO, cancel)
        frame = place.cache.find(n)
        if frame is None and place.is_coming(n):
            self._awaited = request
            return
        if frame is None:
            place.begin()
            reader = self._open_reader()
            for number, lead in reader.decoder.frames(reader.decoder.first_on_the_way(n, LEAD), n, heard):
                place.cache.put(number, lead)
            frame = place.cache.find(n) or reader.frame(n, heard)
            place.cache.put(n, frame)
        self._show(request, n, frame)

    def _play_on(self, request: Request) -> None:
        """Show the frame asked for; when late, what comes out on the way, and the newest key frame."""
        n, place = request.n, self._place
        key = place.index.key_before(n)
        if not self._late or self._shown > n:
            self._decode(request, place.is_over)
        elif key > self._shown:
            place.begin()
            self._inbox.drop(key != n)
            self._show(request, key, self._open_reader().frame(key, place.heard(WHO, place.is_over)))
        else:
            place.begin()
            self._hurry(request)
        self._late = time.monotonic() - request.asked_s > LATE_S or (self._late and self._shown < n)

    def _hurry(self, request: Request) -> None:
        heard = self._place.heard(WHO, self._place.is_urgent)
        try:
            for number, frame in self._open_reader().decoder.hurry(request.n, heard):
                on_the_way = self._shown < number < request.n and time.monotonic() - self._shown_s > BETWEEN_S
                if number == request.n or on_the_way:
                    self._place.cache.put(number, frame)
                    self._show(request, number, frame)
        finally:
            self._inbox.drop(self._shown != request.n)

    # What is shown

    def _show(self, request: Request, n: int, frame: VideoFrame) -> None:
        self._emit(self._prepared.find(n, self._look(request.size)) or self._make(n, frame, request.size))

    def _make(self, n: int, frame: VideoFrame, size: Size | None) -> Picture:
        """Return the picture of a frame, and keep it for when it is asked for again."""
        reader, look = self._open_reader(), self._look(size)
        reader.show_one_field(look[1])
        picture = reader.convert(n, frame, size)
        self._prepared.keep(picture, look, self._place.cache.head)
        return picture

    def _look(self, size: Size | None) -> Look:
        return size, self._place.one_field

    def _emit(self, picture: Picture) -> None:
        if not self._place.is_over():
            self._place.watchdog.beat(WHO)
            self._shown, self._shown_s = picture.n, time.monotonic()
            self._on_picture(picture)

    def _lose(self, error: CoderError, job: Job) -> None:
        """Report a frame that cannot be decoded, but to nobody who plays: the next one comes already."""
        request = job.request if isinstance(job, Owed) else job
        if isinstance(request, Request):
            self._place.lost.add(request.n)
            if request.why.playing:
                self._inbox.drop()
            elif not self._place.is_over():
                self._on_error(error)

    def _fail(self, error: CoderError, job: Job) -> None:
        """Report ``error``; open the file anew for the next request: a share may have come back."""
        self._quiet = True
        self._close_reader()
        if isinstance(job, Stretch | Preparing):
            return  # nobody asked for it; what somebody waits for is still to come
        self._failed_s = time.monotonic()
        self._owed = self._awaited = None
        if not self._place.is_over():
            self._on_error(error)

    # What is open

    def _take_proxy(self) -> Proxy | None:
        """Return the proxy offered last; only this thread uses and closes it."""
        if self._used is not self.proxy:
            if self._used is not None:
                self._used.close()
            self._used = self.proxy
        return self._used

    def _open_reader(self) -> FrameReader:
        if self._reader is None:
            self._reader = FrameReader(self._place.path, self._place.index)
        return self._reader

    def _close_reader(self) -> None:
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.close()
